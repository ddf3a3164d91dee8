// Whom and where documents name instead of the client: of the client, editable whatever HubSpot manages, and
// of one document; on paper, on the client's page and in the e-invoice.
#include "api/money_test_support.h"

namespace every::api {
namespace {

using testing::HasSubstr;
using testing::Not;

class BillToTest : public MoneyTest {
 protected:
  static json::object berlin(const char* street = "Ring 2") {
    return {
        {"name", ""},
        {"address", {{"street", street}, {"city", "Berlin"}, {"postalCode", "10115"}, {"country", "DE"}}}};
  }
  std::string street(const std::string& path) {
    return text(ok(get(path)).at("billTo").at("address"), "street");
  }
};

TEST_F(BillToTest, TheClientsStandsOnWhatIsDraftedAndStaysOnWhatWasIssued) {
  const std::string path = "/api/clients/" + client();
  ok(patch(path, {{"legalName", "Acme Ltd"},
                  {"taxId", "GB1"},
                  {"address", {{"street", "1 High Street"}, {"country", "GB"}}}}));
  const std::string old = issued({line("10")}), invoice = draft({line("100")});
  EXPECT_EQ(street(invoice), "1 High Street");
  const json::object changed = ok(patch(path, {{"billTo", berlin()}}));
  EXPECT_EQ(text(changed.at("billTo").at("address"), "city"), "Berlin");
  EXPECT_EQ(text(changed.at("address"), "street"), "1 High Street");
  EXPECT_EQ(street(invoice), "Ring 2");
  EXPECT_EQ(street(old), "1 High Street");
  EXPECT_EQ(text(ok(get(invoice)).at("billTo"), "legalName"), "Acme Ltd");
  // Another name is another party: the legal name is not theirs.
  ok(patch(path, {{"billTo", {{"name", "Acme Holding AG"}}}}));
  EXPECT_EQ(text(ok(get(invoice)).at("billTo"), "name"), "Acme Holding AG");
  EXPECT_EQ(text(ok(get(invoice)).at("billTo"), "legalName"), "");
  EXPECT_EQ(street(invoice), "Ring 2") << "what is absent stays";
  ok(post(invoice + "/issue"));
  const auto ubl = get(invoice + "/ubl");
  if (ubl.status == 200) EXPECT_THAT(ubl.body, HasSubstr("Acme Holding AG"));
  ok(patch(path, {{"billTo", nullptr}}));
  EXPECT_EQ(ok(get(path)).at("billTo"), nullptr);
  EXPECT_EQ(street(invoice), "Ring 2");
  EXPECT_EQ(street(draft({line("1")})), "1 High Street");
}

TEST_F(BillToTest, OneDocumentMayHaveItsOwn) {
  const std::string path = "/api/clients/" + client();
  ok(patch(path, {{"billTo", berlin("Of the client")}}));
  const std::string one =
      "/api/invoices/" + text(ok(post("/api/invoices", {{"clientId", client()},
                                                        {"lines", {line("100")}},
                                                        {"billToInstead", berlin("Of the document")}}),
                                 201),
                              "id");
  const std::string other = draft({line("1")});
  EXPECT_EQ(street(one), "Of the document");
  EXPECT_EQ(street(other), "Of the client");
  EXPECT_EQ(ok(get(other)).at("billToInstead"), nullptr);
  ok(patch(one, {{"notes", "Hello"}}));
  EXPECT_EQ(street(one), "Of the document") << "what is absent stays";
  const std::string copy = "/api/invoices/" + text(ok(post(one + "/copy"), 201), "id");
  EXPECT_EQ(street(copy), "Of the document");
  ok(patch(copy, {{"billToInstead", nullptr}}));
  EXPECT_EQ(street(copy), "Of the client");
  ok(post(one + "/issue"));
  EXPECT_EQ(problem(patch(one, {{"billToInstead", berlin("Late")}}), 409), "invoice_not_draft");
  EXPECT_EQ(street(one), "Of the document");
  EXPECT_EQ(call(http::Method::del, copy).status, 204);
  // What cannot be read is said at its field.
  const auto answer =
      patch(other, {{"billToInstead", {{"name", std::string(501, 'x')}, {"planet", "Mars"}}}});
  EXPECT_EQ(problem(answer, 422), "validation");
  EXPECT_THAT(answer.body, HasSubstr("/billToInstead/name"));
  EXPECT_THAT(answer.body, HasSubstr("/billToInstead/planet"));
}

TEST_F(BillToTest, AMissingCountryIsAskedForWhereItWasLeftOut) {
  const std::string path = "/api/clients/" + client();
  ok(patch(path, {{"address", {{"country", "GB"}}}, {"billTo", {{"address", {{"street", "Ring 2"}}}}}}));
  EXPECT_THAT(get(path + "/e-invoice").body, HasSubstr("/billTo/address/country"));
  const std::string invoice = draft({line("1")});
  ok(patch(invoice, {{"billToInstead", {{"address", {{"street", "Ring 3"}}}}}}));
  EXPECT_THAT(get(invoice + "/e-invoice").body, HasSubstr("/billToInstead/address/country"));
  ok(patch(invoice, {{"billToInstead", berlin()}}));
  EXPECT_THAT(get(invoice + "/e-invoice").body, Not(HasSubstr("address/country\",\"place\":\"client")));
}

TEST_F(BillToTest, IsEditableUnderTheLockAndSurvivesTheSync) {
  import_everything();
  const json::object found = ok(get("/api/clients?source=hubspot&limit=1")).at("items").at(0).as_object();
  ASSERT_FALSE(found.at("lockedFields").as_array().empty());
  const std::string path = "/api/clients/" + text(found, "id");
  ok(patch(path, {{"billTo", berlin()}}));
  EXPECT_EQ(problem(patch(path, {{"billTo", berlin("x")}, {"name", "Mine"}}), 409), "locked_field");
  change(text(found.at("hubspot"), "objectType") == "company" ? "companies" : "contacts",
         text(found.at("hubspot"), "id"), {{"phone", "+44 20 7946 0123"}});
  clock.advance(std::chrono::minutes(6));
  ok(post("/api/hubspot/sync"), 202);
  settled();
  const json::object now = ok(get(path));
  EXPECT_EQ(text(now, "phone"), "+44 20 7946 0123");
  EXPECT_EQ(text(now.at("billTo").at("address"), "street"), "Ring 2");
  EXPECT_EQ(street(draft({line("1")}, path.substr(13))), "Ring 2");
}

}  // namespace
}  // namespace every::api
