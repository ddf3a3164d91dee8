// Clients from a file: what each row would become, what is imported, and what is not.
#include "api/hubspot_test_support.h"

namespace every::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class ClientImportTest : public HubSpotApiTest {
 protected:
  json::object preview(const std::string& file) {
    return ok(post("/api/clients/import/preview", {{"text", file}}));
  }
  static json::array fields(const json::object& preview) {
    json::array out;
    for (const auto& column : preview.at("columns").as_array()) {
      const json::value& field = column.at("field");
      out.push_back(field.is_null() ? json::value("") : field);
    }
    return out;
  }
  json::object import(const std::string& file, const json::object& more = {}) {
    json::object body = more;
    body["text"] = file;
    body["fields"] = fields(preview(file));
    return ok(post("/api/clients/import", body));
  }
  // "2 new", "3 duplicate of Acme by email", …
  std::vector<std::string> rows(const std::string& file) {
    std::vector<std::string> out;
    const json::object shown = preview(file);
    for (const auto& one : shown.at("rows").as_array()) {
      std::string said = std::to_string(number(one, "row")) + " " + text(one, "state");
      if (!one.at("problem").is_null()) said += ": " + text(one, "problem");
      if (!one.at("match").is_null())
        said += " of " + text(one.at("match"), "name") + " by " + text(one.at("match"), "reason");
      if (!one.at("otherRow").is_null()) said += " (row " + std::to_string(number(one, "otherRow")) + ")";
      out.push_back(said);
    }
    return out;
  }
  std::int64_t clients() { return number(ok(get("/api/clients")), "total"); }
};

TEST_F(ClientImportTest, AFileIsShownThenImported) {
  const std::string file =
      "\xEF\xBB\xBF\"Firma\";\"Vorname\";\"Nachname\";\"E-Mail\";\"PLZ\";\"Ort\";\"Land\";\"Notiz\"\r\n"
      "Müller & Söhne;Eva;Müller;eva@mueller.example;10115;Berlin;Deutschland;x\r\n"
      "\"Acme; Inc.\";;;info@acme.example;;;USA;\r\n";
  const json::object shown = preview(file);
  EXPECT_EQ(text(shown, "separator"), ";");
  EXPECT_EQ(text(shown.at("columns").at(0), "field"), "name");
  EXPECT_THAT(shown.at("columns").at(0).at("samples").as_array(), SizeIs(2));
  EXPECT_TRUE(shown.at("columns").at(7).at("field").is_null());
  EXPECT_EQ(number(shown.at("counts"), "new"), 2);
  EXPECT_EQ(clients(), 0) << "a preview changes nothing";
  const json::object done = import(file);
  EXPECT_EQ(number(done, "clients"), 2);
  EXPECT_EQ(number(done, "contacts"), 2);
  const json::object made = ok(get("/api/clients?q=muller")).at("items").at(0).as_object();
  EXPECT_EQ(text(made, "source"), "csv");
  EXPECT_EQ(text(made, "billingEmail"), "eva@mueller.example");
  EXPECT_EQ(text(made.at("address"), "country"), "DE");
  const std::string path = "/api/clients/" + text(made, "id");
  const json::object eva = ok(get(path + "/contacts")).at("items").at(0).as_object();
  EXPECT_EQ(text(eva.at("clients").at(0), "invoiceRole"), "primary");
  EXPECT_EQ(text(ok(get(path + "/activity")).at("items").at(0), "text"),
            "Müller & Söhne was imported from a file.");
  // Once more makes no twin.
  EXPECT_THAT(rows(file),
              ElementsAre("2 duplicate of Müller & Söhne by email", "3 duplicate of Acme; Inc. by email"));
  EXPECT_EQ(number(import(file), "duplicates"), 2);
  EXPECT_EQ(clients(), 2);
}

TEST_F(ClientImportTest, EachRowSaysWhatBecomesOfIt) {
  const std::string path =
      "/api/clients/" +
      text(ok(post("/api/clients", {{"name", "Kestrel Media"}, {"website", "https://www.kestrel.example"}}),
              201),
           "id");
  ok(post(path + "/contacts", {{"firstName", "Ada"},
                               {"lastName", "Novak"},
                               {"email", "ada@home.example"},
                               {"phone", "+1 415 555 0142"}}),
     201);
  ok(post("/api/clients", {{"name", "Quarry"}, {"email", "Billing@Quarry.example"}}), 201);
  const std::string head = "company,first name,last name,contact email,contact phone,email,currency\n";
  EXPECT_THAT(
      rows(head + "New Co,Bo,Ek,bo@new.example,,,\n"              // 2
                  "New Co,Cy,Fox,cy@new.example,,,\n"             // 3: a second contact
                  "New Co,Bo,Ek,BO@new.example,,,\n"              // 4: the same again
                  "Other,,,bo@new.example,,,\n"                   // 5: an address of row 2
                  "Elsewhere,,,ada@HOME.example,,,\n"             // 6
                  "Elsewhere 2,X,Y,,+1 (415) 555-0142,,\n"        // 7
                  "Elsewhere 3,Ada,Novak,n@kestrel.example,,,\n"  // 8
                  "kestrel media,,,,,,\n"                         // 9
                  "Quarry Two,,,,,billing@quarry.example,\n"      // 10
                  ",,,,,,EUR\n"                                   // 11
                  "Bad,,,nobody,,,\n"                             // 12
                  "Bad,,,,,,gold\n"),                             // 13
      ElementsAre("2 new", "3 contact (row 2)", "4 duplicate of New Co by row (row 2)",
                  "5 duplicate of New Co by email (row 2)", "6 duplicate of Kestrel Media by email",
                  "7 duplicate of Kestrel Media by phone", "8 duplicate of Kestrel Media by name_domain",
                  "9 duplicate of Kestrel Media by name", "10 duplicate of Quarry by email",
                  "11 refused: There is no name.", "12 refused: \"nobody\" is not an email address.",
                  "13 refused: \"gold\" is not a currency code, such as USD."));
}

TEST_F(ClientImportTest, APersonChoosesRows) {
  ok(post("/api/clients", {{"name", "Kestrel"}}), 201);
  const std::string file =
      "name,contact name,contact email\nA,Ada N,ada@a.example\nB,,\nKestrel,Ada N,ada@a.example\nC,,wrong\n";
  const json::object done = import(file, {{"leaveOut", {3}}, {"anyway", {4}}});
  EXPECT_EQ(number(done, "clients"), 2);
  EXPECT_EQ(number(done, "contacts"), 1) << "the contact of both is one";
  EXPECT_EQ(number(done, "leftOut"), 1);
  EXPECT_EQ(number(done, "refused"), 1);
  EXPECT_EQ(number(ok(get("/api/clients?q=kestrel")), "total"), 2);
  EXPECT_EQ(number(ok(get("/api/contacts")), "total"), 1);
  EXPECT_THAT(ok(get("/api/contacts")).at("items").at(0).at("clients").as_array(), SizeIs(2));
  const http::Response refused =
      post("/api/clients/import",
           {{"text", file}, {"fields", {"name", "contactName", "contactEmail"}}, {"anyway", {5}}});
  EXPECT_EQ(problem(refused, 422), "validation");
  EXPECT_THAT(refused.body, HasSubstr("Row 5 cannot be imported."));
  EXPECT_EQ(clients(), 3);
}

TEST_F(ClientImportTest, WhatIsNoFileIsRefusedAndChangesNothing) {
  const auto why = [&](const json::object& body) {
    const http::Response no = post("/api/clients/import", body);
    EXPECT_EQ(problem(no, 422), "validation");
    return text(parsed(no), "detail");
  };
  EXPECT_EQ(why({{"text", "name\n"}, {"fields", {"name"}}}), "The file has no rows below its headings.");
  EXPECT_EQ(why({{"text", "name\nA\n"}, {"fields", {"name", ""}}}), "The file has 1 columns.");
  EXPECT_EQ(why({{"text", "name\nA\n"}, {"fields", {"shoe"}}}), "There is no field \"shoe\".");
  EXPECT_EQ(why({{"text", "a,b\nA,B\n"}, {"fields", {"name", "name"}}}), "Two columns are \"name\".");
  EXPECT_EQ(why({{"text", "name\n\"A\n"}, {"fields", {"name"}}}), "Row 2 begins a quote that does not end.");
  std::string many = "name\n";
  for (int i = 0; i < 10'001; ++i) many += "N" + std::to_string(i) + "\n";
  EXPECT_EQ(why({{"text", many}, {"fields", {"name"}}}), "The file has more than 10000 rows.");
  EXPECT_EQ(why({{"text", "name\n" + std::string(5 * 1024 * 1024, 'x')}, {"fields", {"name"}}}),
            "The file is larger than 5 MB.");
  EXPECT_EQ(problem(post("/api/clients/import", {{"text", "a\nb"}}), 422), "validation");
  EXPECT_EQ(clients(), 0);
}

TEST_F(ClientImportTest, WhatWasExportedComesBackAsItWas) {
  ok(post("/api/clients", {{"name", "=cmd|' /C calc'!A0"},
                           {"phone", "+49 30 901820"},
                           {"tags", {"vip", "print"}},
                           {"paymentTermsDays", 14},
                           {"currency", "EUR"}}),
     201);
  const std::string path = "/api/clients/" + text(ok(get("/api/clients")).at("items").at(0), "id");
  ok(post(path + "/contacts", {{"firstName", "Ada"}, {"email", "ada@a.example"}}), 201);
  ok(post(path + "/contacts", {{"firstName", "Bo"}, {"phone", "-1"}}), 201);
  const std::string file = get("/api/clients/export").body;
  const json::object was = ok(get(path));
  const json::object contacts = ok(get(path + "/contacts"));
  for (const auto& one : contacts.at("items").as_array())
    EXPECT_EQ(call(http::Method::del, "/api/contacts/" + text(one, "id")).status, 204);
  EXPECT_EQ(call(http::Method::del, path).status, 204);
  const json::object done = import(file);
  EXPECT_EQ(number(done, "clients"), 1);
  EXPECT_EQ(number(done, "contacts"), 2);
  const json::object now = ok(get("/api/clients")).at("items").at(0).as_object();
  for (const char* field : {"name", "phone", "tags", "paymentTermsDays", "currency", "kind", "billingEmail"})
    EXPECT_EQ(now.at(field), was.at(field)) << field;
  EXPECT_EQ(get("/api/clients/export").body.size(), file.size() - 6)
      << "only the source of two lines differs: manual, csv";
}

TEST_F(ClientImportTest, ALongFileIsImportedAtOnce) {
  std::string file = "name,contact first name,contact email,contact phone\n";
  for (int i = 0; i < 1'000; ++i) {
    const std::string n = std::to_string(i);
    file += "Client " + n + ",P" + n + ",p" + n + "@c" + n + ".example,+1 415 555 " +
            std::to_string(1000 + i % 9000) + "\n";
  }
  EXPECT_EQ(number(import(file), "clients"), 1'000);
  EXPECT_EQ(number(preview(file).at("counts"), "duplicate"), 1'000);
}

}  // namespace
}  // namespace every::api
