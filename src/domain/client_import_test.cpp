#include "domain/client_import.h"

#include "base/sentence.h"

#include <gmock/gmock.h>

namespace every::domain {
namespace {

using ::testing::ElementsAre;
using Texts = std::vector<std::string>;

ImportRow read(const Texts& fields, const Texts& cells) {
  return read_import_row(fields, cells);
}

TEST(ClientImport, ColumnsAreKnownByTheirHeadings) {
  EXPECT_THAT(
      detect_fields(Texts{"Company Name", "E-mail", "VAT No.", "ZIP / Postal code", "Shoe size", "Email"}),
      ElementsAre("name", "email", "taxId", "postalCode", "", ""));
  EXPECT_THAT(detect_fields(Texts{"Firma", "Vorname", "Nachname", "E-Mail", "Straße", "PLZ", "Ort", "Land"}),
              ElementsAre("name", "contactFirstName", "contactLastName", "contactEmail", "street",
                          "postalCode", "city", "country"));
  EXPECT_THAT(detect_fields(Texts{"Name", "Company", "Email", "Phone"}),
              ElementsAre("contactName", "name", "contactEmail", "phone"));
  EXPECT_THAT(detect_fields(Texts{"First name", "Last name", "Email"}),
              ElementsAre("contactFirstName", "contactLastName", "contactEmail"));
  // As our own export calls them.
  EXPECT_THAT(
      detect_fields(Texts{"name", "kind", "legal name", "email", "street 2", "payment terms days", "status",
                          "source", "balance", "contact first name", "contact email", "contact job title"}),
      ElementsAre("name", "kind", "legalName", "email", "street2", "paymentTermsDays", "", "", "",
                  "contactFirstName", "contactEmail", "contactJobTitle"));
  EXPECT_THAT(detect_fields(Texts{"", "", "?"}), ElementsAre("", "", ""));
}

TEST(ClientImport, ARowIsAClientAndItsContact) {
  const ImportRow row =
      read({"name", "country", "currency", "paymentTermsDays", "tags", "contactName", "contactEmail"},
           {" Acme\nWorks ", "Deutschland", "eur", "Net 30", "vip; north,vip", "Ada Maria Novak",
            "ada@acme.example"});
  EXPECT_EQ(row.problem, "");
  EXPECT_EQ(row.client.name, "Acme Works");
  EXPECT_FALSE(row.client.is_person);
  EXPECT_EQ(row.client.source, Source::csv);
  EXPECT_EQ(row.client.address.country, "DE");
  EXPECT_EQ(row.client.currency, "EUR");
  EXPECT_EQ(row.client.payment_terms_days, 30);
  EXPECT_THAT(row.client.tags, ElementsAre("vip", "north"));
  ASSERT_TRUE(row.contact);
  EXPECT_EQ(row.contact->first_name, "Ada Maria");
  EXPECT_EQ(row.contact->last_name, "Novak");
  EXPECT_FALSE(read({"name", "contactEmail"}, {"Acme", ""}).contact);
}

TEST(ClientImport, WhoIsNamedWithoutACompanyIsAPerson) {
  const ImportRow row =
      read({"contactFirstName", "contactLastName", "email"}, {"Ada", "Novak", "ada@home.example"});
  EXPECT_EQ(row.client.name, "Ada Novak");
  EXPECT_TRUE(row.client.is_person);
  EXPECT_EQ(row.contact->email, "ada@home.example");
  EXPECT_TRUE(read({"name", "kind"}, {"Ada", "Person"}).client.is_person);
}

TEST(ClientImport, WhatCannotBeImportedSaysWhy) {
  const auto why = [](const Texts& fields, const Texts& cells) {
    return english(read(fields, cells).problem);
  };
  EXPECT_EQ(why({"name", "email"}, {"", ""}), "There is no name.");
  EXPECT_EQ(why({"name", "email"}, {"A", "a at b"}), "\"a at b\" is not an email address.");
  EXPECT_EQ(why({"name", "contactEmail"}, {"A", "@"}), "\"@\" is not an email address.");
  EXPECT_EQ(why({"name", "country"}, {"A", "Atlantis"}),
            "The country \"Atlantis\" is not known: its code of ISO 3166 such as DE, or its name.");
  EXPECT_EQ(why({"name", "country"}, {"A", "Österreich"}), "");
  EXPECT_EQ(why({"name", "currency"}, {"A", "Euro"}), "\"Euro\" is not a currency code, such as USD.");
  EXPECT_EQ(why({"name", "paymentTermsDays"}, {"A", "soon"}),
            "\"soon\" is not a number of days from 0 to 365.");
  EXPECT_EQ(why({"name", "paymentTermsDays"}, {"A", "366"}),
            "\"366\" is not a number of days from 0 to 365.");
  EXPECT_EQ(why({"name", "kind"}, {"A", "dog"}), "\"dog\" is neither company nor person.");
  EXPECT_EQ(why({"name"}, {"A", "more"}), "The row has more cells than the first one.");
  EXPECT_EQ(why({"name"}, {std::string("A\0b", 3)}), "The name has characters that cannot be read.");
  EXPECT_EQ(why({"name"}, {std::string(501, 'x')}), "The name is longer than 500 characters.");
  EXPECT_EQ(why({"name", "email"}, {"A"}), "");
  EXPECT_EQ(why({"name", ""}, {"A", "not imported"}), "");
}

}  // namespace
}  // namespace every::domain
