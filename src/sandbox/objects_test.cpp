#include <gmock/gmock.h>

#include <set>

#include "sandbox/test_sandbox.h"

namespace every::sandbox {
namespace {

using testing::HasSubstr;
using ObjectsTest = SandboxTest;

TEST_F(ObjectsTest, TheListPagesThroughEveryContactInIdOrder) {
  std::uint64_t last = 0, n = 0;
  std::string after;
  do {
    const auto page =
        parsed(get("/crm/objects/2026-09/contacts?limit=100&properties=email,firstname" + after));
    for (const auto& r : page.at("results").as_array()) {
      const std::uint64_t id = std::stoull(std::string(r.at("id").as_string()));
      EXPECT_GT(id, last);
      last = id;
      ++n;
    }
    after = page.contains("paging")
                ? "&after=" + std::string(page.at("paging").at("next").at("after").as_string())
                : "";
  } while (!after.empty());
  EXPECT_EQ(n, 250u);
}

TEST_F(ObjectsTest, ValuesAreTextOrNullAndSomeComeUnasked) {
  const auto page =
      parsed(get("/crm/objects/2026-09/contacts?limit=100&properties=email,fax,no_such_property"));
  std::set<std::string> kinds;
  for (const auto& r : page.at("results").as_array()) {
    const auto& properties = r.at("properties").as_object();
    EXPECT_EQ(properties.size(), 5u);  // email, fax, createdate, hs_object_id, lastmodifieddate
    EXPECT_EQ(properties.at("hs_object_id"), r.at("id"));
    EXPECT_EQ(properties.at("lastmodifieddate"), r.at("updatedAt"));
    for (const auto& [name, value] : properties) {
      EXPECT_TRUE(value.is_string() || value.is_null());
      kinds.insert(value.is_null() ? "null" : value.as_string().empty() ? "empty" : "text");
    }
  }
  EXPECT_EQ(kinds, (std::set<std::string>{"null", "empty", "text"}));
}

TEST_F(ObjectsTest, LegacyAndDatedPathsAnswerAlike) {
  const std::string query = "?limit=5&properties=name";
  const auto dated = get("/crm/objects/2026-09/companies" + query);
  EXPECT_EQ(dated.body, get("/crm/objects/2026-03/companies" + query).body);
  EXPECT_EQ(dated.body, get("/crm/v3/objects/companies" + query).body);
  EXPECT_EQ(dated.body, get("/crm/objects/2026-09/0-2" + query).body);
  EXPECT_EQ(get("/crm/objects/2025-01/companies").status, 404);
}

TEST_F(ObjectsTest, WrongParametersAreRefused) {
  for (const char* target :
       {"/crm/objects/2026-09/contacts?limit=101", "/crm/objects/2026-09/contacts?limit=x",
        "/crm/objects/2026-09/contacts?after=abc", "/crm/objects/2026-09/spaceships"}) {
    const auto response = get(target);
    EXPECT_EQ(response.status, 400) << target;
    EXPECT_EQ(parsed(response).at("category").as_string(), "VALIDATION_ERROR");
  }
  EXPECT_EQ(send(http::Method::patch, "/crm/objects/2026-09/contacts", "{}").status, 405);
}

TEST_F(ObjectsTest, ArchivedRecordsLeaveTheListAndKeepTheirModifiedDate) {
  const std::string id = std::to_string(first(Kind::contact));
  const std::string before(parsed(get("/crm/objects/2026-09/contacts/" + id)).at("updatedAt").as_string());
  control("archive", {{"type", "contacts"}, {"id", id}});
  EXPECT_EQ(get("/crm/objects/2026-09/contacts/" + id).status, 404);
  const auto archived = parsed(get("/crm/objects/2026-09/contacts?archived=true"));
  ASSERT_EQ(archived.at("results").as_array().size(), 1u);
  const auto& record = archived.at("results").as_array()[0].as_object();
  EXPECT_EQ(record.at("updatedAt").as_string(), before);
  EXPECT_TRUE(record.at("archived").as_bool());
  EXPECT_TRUE(record.contains("archivedAt"));
  control("restore", {{"type", "contacts"}, {"id", id}});
  EXPECT_EQ(get("/crm/objects/2026-09/contacts/" + id).status, 200);
}

TEST_F(ObjectsTest, BatchReadAnswers207ForTheMissing) {
  const std::string id = std::to_string(first(Kind::deal));
  const auto all = post("/crm/objects/2026-09/deals/batch/read",
                        R"({"properties":["dealname"],"inputs":[{"id":")" + id + R"("}]})");
  EXPECT_EQ(all.status, 200);
  const auto some =
      post("/crm/objects/2026-09/deals/batch/read", R"({"inputs":[{"id":")" + id + R"("},{"id":"999"}]})");
  EXPECT_EQ(some.status, 207);
  const auto body = parsed(some);
  EXPECT_EQ(body.at("results").as_array().size(), 1u);
  EXPECT_EQ(json::serialize(body.at("errors").as_array()[0].at("context")), R"({"ids":["999"]})");
  EXPECT_EQ(body.at("errors").as_array()[0].at("message").as_string(),
            "Could not get some DEAL objects, they may be deleted or not exist. Check that ids are valid.");
  std::string many = R"({"inputs":[{"id":"0"})";
  for (int i = 1; i <= 100; ++i) many += ",{\"id\":\"" + std::to_string(i) + "\"}";
  EXPECT_EQ(post("/crm/objects/2026-09/deals/batch/read", many + "]}").status, 400);
  EXPECT_EQ(post("/crm/objects/2026-09/deals/batch/read", "{\"inputs\":").status, 400);
}

TEST_F(ObjectsTest, AMergeMakesAThirdRecordAndOldIdsLeadToIt) {
  const std::string a = std::to_string(first(Kind::contact, 3)), b = std::to_string(first(Kind::contact, 4));
  control("change",
          {{"type", "contacts"}, {"id", a}, {"properties", json::object{{"email", "a@x.example"}}}});
  control("change",
          {{"type", "contacts"}, {"id", b}, {"properties", json::object{{"email", "b@x.example"}}}});
  const std::string survivor(
      control("merge", {{"type", "contacts"}, {"primary", a}, {"secondary", b}}).at("id").as_string());
  EXPECT_NE(survivor, a);
  EXPECT_NE(survivor, b);
  const auto body = parsed(
      post("/crm/objects/2026-09/contacts/batch/read",
           R"({"properties":["email","hs_additional_emails","hs_merged_object_ids"],"inputs":[{"id":")" + a +
               R"("},{"id":")" + b + R"("}]})"));
  ASSERT_EQ(body.at("results").as_array().size(), 2u);
  for (const auto& r : body.at("results").as_array()) {
    EXPECT_EQ(r.at("id").as_string(), survivor);
    EXPECT_EQ(text(r.as_object(), "email"), "a@x.example");
    EXPECT_THAT(text(r.as_object(), "hs_additional_emails"), HasSubstr("b@x.example"));
    EXPECT_EQ(text(r.as_object(), "hs_merged_object_ids"), a + ";" + b);
  }
  // Neither live nor archived any more.
  for (const char* query : {"", "&archived=true"}) {
    const auto list = get("/crm/objects/2026-09/contacts?limit=10" + std::string(query)).body;
    EXPECT_EQ(list.find("\"id\":\"" + a + "\""), std::string::npos);
  }
  // A chain ends at the last survivor.
  const std::string c = std::to_string(first(Kind::contact, 5));
  const std::string last(
      control("merge", {{"type", "contacts"}, {"primary", c}, {"secondary", survivor}}).at("id").as_string());
  EXPECT_EQ(parsed(get("/crm/objects/2026-09/contacts/" + a)).at("id").as_string(), last);
}

TEST_F(ObjectsTest, AChangeMovesTheModifiedDateAndClearingLeavesAnEmptyText) {
  const std::string id = std::to_string(first(Kind::company));
  clock.advance(Millis(5000));
  control("change", {{"type", "companies"},
                     {"id", id},
                     {"properties", json::object{{"name", "Ünïcode \"AG\""}, {"city", nullptr}}}});
  const auto record = parsed(get("/crm/objects/2026-09/companies/" + id + "?properties=name,city"));
  EXPECT_EQ(text(record, "name"), "Ünïcode \"AG\"");
  EXPECT_EQ(text(record, "city"), "");
  EXPECT_EQ(text(record, "hs_lastmodifieddate"), to_rfc3339(clock.now()));
}

TEST_F(ObjectsTest, ADealMovedToAWonStageIsWonWhateverTheLabel) {
  const std::string id = std::to_string(first(Kind::deal));
  control("change", {{"type", "deals"},
                     {"id", id},
                     {"properties", json::object{{"pipeline", "10317654"}, {"dealstage", "31740102"}}}});
  const std::string url = "/crm/objects/2026-09/deals/" + id + "?properties=hs_is_closed,hs_is_closed_won";
  EXPECT_EQ(text(parsed(get(url)), "hs_is_closed"), "false");
  control(
      "change",
      {{"type", "deals"}, {"id", id}, {"properties", json::object{{"dealstage", "customclosedwonstage"}}}});
  EXPECT_EQ(text(parsed(get(url)), "hs_is_closed_won"), "true");
}

TEST_F(ObjectsTest, CreatedAndPurgedRecordsComeAndGo) {
  const std::string id(
      control("create", {{"type", "contacts"}, {"properties", json::object{{"email", "new@x.example"}}}})
          .at("id")
          .as_string());
  EXPECT_EQ(text(parsed(get("/crm/objects/2026-09/contacts/" + id)), "email"), "new@x.example");
  EXPECT_EQ(get("/crm/objects/2026-09/contacts/New@x.example?idProperty=email").status, 200);
  control("purge", {{"type", "contacts"}, {"id", id}});
  EXPECT_EQ(get("/crm/objects/2026-09/contacts/" + id + "?archived=true").status, 404);
  // An id is never given twice.
  const auto next =
      control("create", {{"type", "contacts"}, {"properties", json::object{{"email", "n@x.example"}}}});
  EXPECT_NE(std::string(next.at("id").as_string()), id);
  EXPECT_EQ(post("/sandbox/create", R"({"type":"contacts","properties":{"no_such":"x"}})").status, 400);
}

TEST_F(ObjectsTest, SettingsDescribeThePortal) {
  const auto account = parsed(get("/account-info/2026-09/details"));
  EXPECT_EQ(account.at("portalId").as_int64(), sandbox.portal().id());
  EXPECT_EQ(account.at("utcOffset").as_string(), "+01:00");  // Berlin in November
  const auto pipelines = parsed(get("/crm/pipelines/2026-09/deals")).at("results").as_array();
  EXPECT_EQ(pipelines.size(), 3u);
  EXPECT_EQ(pipelines[0].at("stages").as_array()[5].at("metadata").at("probability").as_string(), "1.0");
  const auto properties = parsed(get("/crm/properties/2026-09/deals")).at("results").as_array();
  const auto amount = std::find_if(properties.begin(), properties.end(),
                                   [](const auto& p) { return p.at("name").as_string() == "amount"; });
  ASSERT_NE(amount, properties.end());
  EXPECT_EQ(amount->at("type").as_string(), "number");
  EXPECT_EQ(amount->at("currencyPropertyName").as_string(), "deal_currency_code");
  const auto live = parsed(get("/crm/owners/2026-09?limit=3"));
  EXPECT_EQ(live.at("results").as_array().size(), 3u);
  const std::string after(live.at("paging").at("next").at("after").as_string());
  EXPECT_EQ(parsed(get("/crm/owners/2026-09?limit=100&after=" + after)).at("results").as_array().size(), 5u);
  const auto gone = parsed(get("/crm/owners/2026-09?archived=true")).at("results").as_array();
  ASSERT_EQ(gone.size(), 2u);
  EXPECT_TRUE(gone[0].at("userId").is_null());
}

// Whoever had one of the two as primary company has the survivor, whichever of the two it was.
TEST_F(ObjectsTest, AMergedCompanyStaysThePrimaryOneOfItsContacts) {
  const std::string a = std::to_string(first(Kind::company)), b = std::to_string(first(Kind::company, 1));
  std::vector<std::string> people;
  for (const std::string& company : {a, b}) {
    people.push_back(std::string(
        control("create", {{"type", "contacts"}, {"properties", json::object{}}}).at("id").as_string()));
    control("associate", {{"fromType", "contacts"},
                          {"fromId", people.back()},
                          {"toType", "companies"},
                          {"toId", company},
                          {"primary", true}});
  }
  const std::string survivor(
      control("merge", {{"type", "companies"}, {"primary", a}, {"secondary", b}}).at("id").as_string());
  for (const std::string& id : people) {
    EXPECT_EQ(text(parsed(get("/crm/objects/2026-09/contacts/" + id + "?properties=associatedcompanyid")),
                   "associatedcompanyid"),
              survivor);
    EXPECT_NE(
        get("/crm/objects/2026-09/contacts/" + id + "/associations/companies").body.find("\"typeId\":1,"),
        std::string::npos);
  }
}

TEST_F(ObjectsTest, FormerValuesAreShownOnRequestAndHalveThePage) {
  const std::string id = std::to_string(first(Kind::deal));
  for (const char* amount : {"10.00", "20.00"}) {
    clock.advance(Millis(1000));
    control("change", {{"type", "deals"}, {"id", id}, {"properties", json::object{{"amount", amount}}}});
  }
  const auto history = parsed(get("/crm/objects/2026-09/deals/" + id + "?propertiesWithHistory=amount"))
                           .at("propertiesWithHistory")
                           .at("amount")
                           .as_array();
  ASSERT_EQ(history.size(), 3u);
  EXPECT_EQ(history[0].at("value").as_string(), "20.00");
  EXPECT_EQ(history[1].at("value").as_string(), "10.00");
  EXPECT_EQ(get("/crm/objects/2026-09/deals?limit=51&propertiesWithHistory=amount").status, 400);
  EXPECT_EQ(get("/crm/objects/2026-09/deals?limit=50&propertiesWithHistory=amount").status, 200);
}

TEST_F(ObjectsTest, TheRecycleBinIsEmptiedAfterNinetyDays) {
  const std::string id = std::to_string(first(Kind::contact));
  control("archive", {{"type", "contacts"}, {"id", id}});
  clock.advance(Millis(Portal::kBinMs - 1));
  EXPECT_EQ(get("/crm/objects/2026-09/contacts/" + id + "?archived=true").status, 200);
  clock.advance(Millis(1));
  EXPECT_EQ(get("/crm/objects/2026-09/contacts/" + id + "?archived=true").status, 404);
  EXPECT_EQ(post("/sandbox/restore", R"({"type":"contacts","id":")" + id + "\"}").status, 404);
}

TEST_F(ObjectsTest, ARecalculatedValueMovesNoDate) {
  const std::string id = std::to_string(first(Kind::contact)), path = "/crm/objects/2026-09/contacts/" + id;
  const auto before = parsed(get(path)).at("updatedAt");
  clock.advance(Millis(5000));
  control("recalculate",
          {{"type", "contacts"}, {"id", id}, {"properties", json::object{{"total_revenue", "99"}}}});
  EXPECT_EQ(parsed(get(path)).at("updatedAt"), before);
  EXPECT_EQ(text(parsed(get(path + "?properties=total_revenue")), "total_revenue"), "99");
}

TEST_F(ObjectsTest, BothWordOrdersOfADatedPathAreRouted) {
  EXPECT_EQ(get("/crm/2026-09/objects/contacts?limit=1").body,
            get("/crm/objects/2026-09/contacts?limit=1").body);
  EXPECT_EQ(get("/crm/objects/2025-09/contacts").status, 404);
  EXPECT_EQ(get("/crm/objects/2026-09/quotes?limit=5").status, 200);
  EXPECT_EQ(parsed(get("/crm/objects/2026-09/products")).at("results").as_array().size(), 7u);
}

TEST_F(ObjectsTest, InlineAssociationsNameAPrimaryCompanyTwice) {
  const auto page = parsed(
      get("/crm/objects/2026-09/contacts?limit=100&associations=companies&properties=associatedcompanyid"));
  bool seen = false;
  for (const auto& r : page.at("results").as_array()) {
    const std::string primary = text(r.as_object(), "associatedcompanyid");
    if (primary == "(null)") continue;
    const auto& list = r.at("associations").at("companies").at("results").as_array();
    const auto times = std::count_if(list.begin(), list.end(),
                                     [&](const auto& e) { return e.at("id").as_string() == primary; });
    EXPECT_EQ(times, 2);
    seen = true;
  }
  EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace every::sandbox
