#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "sandbox/test_sandbox.h"

namespace every::sandbox {
namespace {

class AssociationsTest : public SandboxTest {
 protected:
  json::object read(const std::string& pair, const std::string& inputs, int status) {
    const auto response =
        post("/crm/associations/2026-09/" + pair + "/batch/read", "{\"inputs\":[" + inputs + "]}");
    EXPECT_EQ(response.status, status) << response.body.substr(0, 300);
    return parsed(response);
  }
  std::string make(const char* type) {
    return std::string(
        control("create", {{"type", type}, {"properties", json::object{}}}).at("id").as_string());
  }
  void join(const std::string& contact, const std::string& company, bool primary) {
    control("associate", {{"fromType", "contacts"},
                          {"fromId", contact},
                          {"toType", "companies"},
                          {"toId", company},
                          {"primary", primary}});
  }
};

TEST_F(AssociationsTest, PrimaryIsTheEntryWithThePrimaryTypeId) {
  const auto contact = make("contacts"), one = make("companies"), two = make("companies");
  join(contact, one, true);
  join(contact, two, false);
  const auto body = read("contacts/companies", fmt::format(R"({{"id":"{}"}})", contact), 200);
  const auto& result = body.at("results").as_array()[0].as_object();
  EXPECT_EQ(result.at("from").at("id").as_string(), contact);
  EXPECT_EQ(
      json::serialize(result.at("to")),
      fmt::format(
          R"([{{"toObjectId":{},"associationTypes":[{{"category":"HUBSPOT_DEFINED","typeId":279,"label":null}},{{"category":"HUBSPOT_DEFINED","typeId":1,"label":"Primary"}}]}},)"
          R"({{"toObjectId":{},"associationTypes":[{{"category":"HUBSPOT_DEFINED","typeId":279,"label":null}}]}}])",
          one, two));
  EXPECT_EQ(text(parsed(get("/crm/objects/2026-09/contacts/" + contact + "?properties=associatedcompanyid")),
                 "associatedcompanyid"),
            one);
  // The other end says the same, and a new primary takes the mark away from the old one at both.
  EXPECT_NE(
      get("/crm/objects/2026-09/companies/" + one + "/associations/contacts").body.find("\"typeId\":2,"),
      std::string::npos);
  join(contact, two, true);
  EXPECT_EQ(
      get("/crm/objects/2026-09/companies/" + one + "/associations/contacts").body.find("\"typeId\":2,"),
      std::string::npos);
  EXPECT_EQ(text(parsed(get("/crm/objects/2026-09/contacts/" + contact + "?properties=associatedcompanyid")),
                 "associatedcompanyid"),
            two);
}

TEST_F(AssociationsTest, NoneIsAnErrorEntryInA207) {
  const auto deal = make("deals");
  const auto body = read("deals/companies", fmt::format(R"({{"id":"{}"}},{{"id":"1"}})", deal), 207);
  EXPECT_TRUE(body.at("results").as_array().empty());
  EXPECT_EQ(body.at("numErrors").as_int64(), 2);
  const auto& error = body.at("errors").as_array()[0].as_object();
  EXPECT_EQ(error.at("subCategory").as_string(), "crm.associations.NO_ASSOCIATIONS_FOUND");
  EXPECT_EQ(error.at("message").as_string(), "No company is associated with deal " + deal + ".");
  EXPECT_EQ(
      json::serialize(error.at("context")),
      fmt::format(R"({{"fromObjectId":["{}"],"fromObjectType":["deal"],"toObjectType":["company"]}})", deal));
}

TEST_F(AssociationsTest, EachResultHasItsOwnPages) {
  control("settings", {{"associationPage", 2}});
  const auto company = make("companies");
  std::set<std::string> made;
  for (int i = 0; i < 5; ++i) {
    const auto contact = make("contacts");
    made.insert(contact);
    join(contact, company, false);
  }
  std::set<std::string> seen;
  std::string after;
  int pages = 0;
  do {
    const auto body = read("companies/contacts", fmt::format(R"({{"id":"{}"{}}})", company, after), 200);
    const auto& result = body.at("results").as_array()[0].as_object();
    for (const auto& to : result.at("to").as_array())
      seen.insert(std::to_string(to.at("toObjectId").as_int64()));
    after = result.contains("paging")
                ? fmt::format(R"(,"after":"{}")",
                              std::string_view(result.at("paging").at("next").at("after").as_string()))
                : "";
    ++pages;
  } while (!after.empty());
  EXPECT_EQ(seen, made);
  EXPECT_EQ(pages, 3);
}

TEST_F(AssociationsTest, ABatchHoldsAThousand) {
  std::string inputs = R"({"id":"1"})";
  for (int i = 2; i <= 1000; ++i) inputs += fmt::format(R"(,{{"id":"{}"}})", i);
  read("contacts/companies", inputs, 207);
  read("contacts/companies", inputs + R"(,{"id":"1001"})", 400);
}

TEST_F(AssociationsTest, ChangingOneMovesNoModifiedDate) {
  const auto contact = make("contacts"), company = make("companies");
  const auto before = parsed(get("/crm/objects/2026-09/contacts/" + contact)).at("updatedAt");
  clock.advance(Millis(1000));
  join(contact, company, true);
  EXPECT_EQ(parsed(get("/crm/objects/2026-09/contacts/" + contact)).at("updatedAt"), before);
  control("associate", {{"fromType", "companies"},
                        {"fromId", company},
                        {"toType", "contacts"},
                        {"toId", contact},
                        {"remove", true}});
  read("contacts/companies", fmt::format(R"({{"id":"{}"}})", contact), 207);
}

TEST_F(AssociationsTest, MergingMovesAllOfThem) {
  const auto a = make("companies"), b = make("companies"), x = make("contacts"), y = make("contacts");
  join(x, a, true);
  join(y, b, true);
  const std::string survivor(
      control("merge", {{"type", "companies"}, {"primary", a}, {"secondary", b}}).at("id").as_string());
  for (const auto& contact : {x, y}) {
    const auto body = read("contacts/companies", fmt::format(R"({{"id":"{}"}})", contact), 200);
    EXPECT_EQ(
        std::to_string(body.at("results").as_array()[0].at("to").as_array()[0].at("toObjectId").as_int64()),
        survivor);
  }
  EXPECT_EQ(get("/crm/objects/2026-09/companies/" + a + "/associations/contacts").body.find("paging"),
            std::string::npos);
}

TEST_F(AssociationsTest, LegacyV4AnswersAlikeAndV3HasWordsOfItsOwn) {
  const RecordId deal = first(Kind::deal);
  const std::string body = fmt::format(R"({{"inputs":[{{"id":"{}"}}]}})", deal);
  for (const char* pair : {"deals/contacts", "deals/companies"}) {
    const auto dated = parsed(post("/crm/associations/2026-09/" + std::string(pair) + "/batch/read", body));
    const auto legacy = parsed(post("/crm/v4/associations/" + std::string(pair) + "/batch/read", body));
    EXPECT_EQ(json::serialize(dated.at("results")), json::serialize(legacy.at("results")));
  }
  const RecordId company = first(Kind::company);
  control("associate", {{"fromType", "deals"},
                        {"fromId", std::to_string(deal)},
                        {"toType", "companies"},
                        {"toId", std::to_string(company)},
                        {"primary", true}});
  const auto v3 = parsed(post("/crm/v3/associations/deals/companies/batch/read", body));
  const std::string to = json::serialize(v3.at("results").as_array()[0].at("to"));
  EXPECT_THAT(to, testing::HasSubstr(fmt::format(R"({{"id":"{}","type":"deal_to_company"}})", company)));
  EXPECT_THAT(
      to, testing::HasSubstr(fmt::format(R"({{"id":"{}","type":"deal_to_company_unlabeled"}})", company)));
  EXPECT_EQ(
      to,
      json::serialize(
          parsed(get(fmt::format("/crm/v3/objects/deals/{}/associations/companies", deal))).at("results")));
  EXPECT_EQ(
      get("/crm/associations/2026-09/deals/companies/labels").body,
      R"({"results":[{"category":"HUBSPOT_DEFINED","typeId":341,"label":null},{"category":"HUBSPOT_DEFINED","typeId":5,"label":"Primary"}]})");
}

// The old endpoint takes no notice of the cursor: whoever follows it reads the first page for ever.
TEST_F(AssociationsTest, V3PagesNowhere) {
  const RecordId company = first(Kind::company);
  for (std::size_t i = 0; i < 130; ++i)
    control("associate", {{"fromType", "companies"},
                          {"fromId", std::to_string(company)},
                          {"toType", "contacts"},
                          {"toId", std::to_string(first(Kind::contact, i))}});
  const auto page = [&](const std::string& after) {
    return parsed(post("/crm/v3/associations/companies/contacts/batch/read",
                       fmt::format(R"({{"inputs":[{{"id":"{}"{}}}]}})", company, after)))
        .at("results")
        .as_array()[0]
        .as_object();
  };
  const auto first_page = page("");
  std::set<std::string> targets;
  for (const auto& to : first_page.at("to").as_array()) targets.emplace(to.at("id").as_string());
  EXPECT_EQ(targets.size(), 100u);
  const std::string after(first_page.at("paging").at("next").at("after").as_string());
  EXPECT_EQ(json::serialize(page(fmt::format(R"(,"after":"{}")", after))), json::serialize(first_page));
}

TEST_F(AssociationsTest, ACursorHasToComeBackAsItWasGiven) {
  control("settings", {{"associationPage", 1}});
  const RecordId company = first(Kind::company);
  for (std::size_t i = 0; i < 3; ++i)
    control("associate", {{"fromType", "companies"},
                          {"fromId", std::to_string(company)},
                          {"toType", "contacts"},
                          {"toId", std::to_string(first(Kind::contact, i))}});
  const std::string path =
      fmt::format("/crm/objects/2026-09/companies/{}/associations/contacts?limit=1", company);
  const std::string after(parsed(get(path)).at("paging").at("next").at("after").as_string());
  EXPECT_EQ(get(path + "&after=" + http::percent_encode(after)).status, 200);
  EXPECT_EQ(get(path + "&after=" + after).status, 400) << "not encoded";
  EXPECT_EQ(get(path + "&after=" + http::percent_encode(http::percent_encode(after))).status, 400) << "twice";
}

}  // namespace
}  // namespace every::sandbox
