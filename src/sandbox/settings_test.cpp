// What describes a portal, and how it changes: properties, pipelines, owners, currencies, lists.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "sandbox/test_sandbox.h"

namespace every::sandbox {
namespace {

using testing::HasSubstr;
using testing::Not;

class SettingsTest : public SandboxTest {
 protected:
  json::array results(const std::string& path) { return parsed(get(path)).at("results").as_array(); }
  std::vector<std::string> names(const std::string& path) {
    std::vector<std::string> out;
    for (const auto& p : results(path)) out.emplace_back(p.at("name").as_string());
    return out;
  }
};

TEST_F(SettingsTest, APropertyComesGoesAndComesBackWithItsValues) {
  const std::string id = std::to_string(first(Kind::contact));
  control("property", {{"type", "contacts"}, {"name", "colour"}, {"label", "Favourite colour"}});
  control("change", {{"type", "contacts"}, {"id", id}, {"properties", json::object{{"colour", "teal"}}}});
  const std::string record = "/crm/objects/2026-09/contacts/" + id + "?properties=colour";
  EXPECT_EQ(text(parsed(get(record)), "colour"), "teal");
  control("property", {{"type", "contacts"}, {"name", "colour"}, {"archived", true}});
  EXPECT_FALSE(parsed(get(record)).at("properties").as_object().contains("colour"));
  EXPECT_THAT(names("/crm/properties/2026-09/contacts"), Not(testing::Contains("colour")));
  EXPECT_THAT(names("/crm/properties/2026-09/contacts?archived=true"), testing::ElementsAre("colour"));
  EXPECT_EQ(post("/crm/objects/2026-09/contacts/search",
                 R"({"filters":[{"propertyName":"colour","operator":"HAS_PROPERTY"}]})")
                .status,
            400);
  control("property", {{"type", "contacts"}, {"name", "colour"}, {"archived", false}});
  EXPECT_EQ(text(parsed(get(record)), "colour"), "teal");
}

TEST_F(SettingsTest, OptionsAndLabelsChangeAndSensitiveOnesAreListedApart) {
  control("property",
          {{"type", "contacts"}, {"name", "lifecyclestage"}, {"options", json::array{"lead", "vip"}}});
  const auto stage = parsed(get("/crm/properties/2026-03/contacts/lifecyclestage"));
  EXPECT_EQ(stage.at("options").as_array().size(), 2u);
  EXPECT_EQ(stage.at("type").as_string(), "enumeration");
  control("property", {{"type", "contacts"}, {"name", "diagnosis"}, {"sensitive", true}});
  EXPECT_THAT(names("/crm/properties/2026-09/contacts"), Not(testing::Contains("diagnosis")));
  EXPECT_THAT(names("/crm/properties/2026-09/contacts?dataSensitivity=sensitive"),
              testing::ElementsAre("diagnosis"));
}

TEST_F(SettingsTest, PropertiesComeInBatchesAndGroups) {
  const auto some = post("/crm/properties/2026-09/deals/batch/read",
                         R"({"archived":false,"inputs":[{"name":"amount"},{"name":"no_such"}]})");
  EXPECT_EQ(some.status, 207);
  EXPECT_EQ(parsed(some).at("results").as_array().size(), 1u);
  EXPECT_THAT(some.body, HasSubstr("no_such"));
  EXPECT_EQ(post("/crm/v3/properties/deals/batch/read", R"({"inputs":[{"name":"amount"}]})").status, 200);
  EXPECT_THAT(names("/crm/properties/2026-09/deals/groups"), testing::ElementsAre("dealinformation"));
  EXPECT_EQ(parsed(get("/crm/v3/properties/deals/groups/dealinformation")).at("label").as_string(),
            "Deal information");
  EXPECT_EQ(get("/crm/properties/2026-09/deals/groups/nothing").status, 404);
}

TEST_F(SettingsTest, AStageIsRenamedAndDeletedAndTheDealsKeepItsId) {
  const std::string stage = "/crm/pipelines/2026-09/deals/default/stages/closedwon";
  control("stage", {{"pipeline", "default"}, {"id", "closedwon"}, {"label", "Yes!"}});
  EXPECT_EQ(parsed(get(stage)).at("label").as_string(), "Yes!");
  EXPECT_EQ(parsed(get(stage)).at("metadata").at("isClosed").as_string(), "true");
  const std::string deal = std::to_string(first(Kind::deal));
  control("change", {{"type", "deals"},
                     {"id", deal},
                     {"properties", json::object{{"pipeline", "default"}, {"dealstage", "closedwon"}}}});
  control("stage", {{"pipeline", "default"}, {"id", "closedwon"}, {"remove", true}});
  EXPECT_EQ(get(stage).status, 404);
  EXPECT_EQ(text(parsed(get("/crm/objects/2026-09/deals/" + deal)), "dealstage"), "closedwon");
  const auto audit = results(stage + "/audit");
  ASSERT_EQ(audit.size(), 2u);
  EXPECT_EQ(audit[0].at("action").as_string(), "DELETE");
  EXPECT_THAT(std::string(audit[1].at("rawObject").as_string()), HasSubstr("Yes!"));
}

TEST_F(SettingsTest, APipelineIsMadeAndDeleted) {
  control("pipeline", {{"id", "p9"}, {"label", "Grants"}});
  control("stage",
          {{"pipeline", "p9"}, {"id", "s1"}, {"label", "Applied"}, {"probability", "0.3"}, {"order", 2}});
  control("stage", {{"pipeline", "p9"}, {"id", "s0"}, {"label", "Idea"}, {"order", 1}});
  const auto stages = results("/crm/v3/pipelines/deals/p9/stages");
  ASSERT_EQ(stages.size(), 2u);
  EXPECT_EQ(stages[0].at("id").as_string(), "s0");
  control("pipeline", {{"id", "p9"}, {"remove", true}});
  EXPECT_EQ(get("/crm/pipelines/2026-09/deals/p9").status, 404);
  EXPECT_EQ(results("/crm/pipelines/2026-09/deals").size(), 3u);
}

TEST_F(SettingsTest, ADeactivatedOwnerLosesTheNameAndMovesToTheOtherList) {
  const std::string id = std::to_string(sandbox.portal().account().owners.front().id);
  control("owner", {{"id", id}});
  EXPECT_EQ(get("/crm/owners/2026-09/" + id).status, 404);
  const auto owner = parsed(get("/crm/owners/2026-09/" + id + "?archived=true"));
  EXPECT_TRUE(owner.at("userId").is_null());
  EXPECT_GT(owner.at("userIdIncludingInactive").as_int64(), 0);
  EXPECT_EQ(owner.at("firstName").as_string(), "");
  EXPECT_THAT(get("/crm/owners/2026-09").body, HasSubstr(R"("type":"QUEUE")"));
}

TEST_F(SettingsTest, MoneyOfTheAccount) {
  EXPECT_EQ(parsed(get("/settings/currencies/2026-09/company-currency")).at("id").as_string(), "EUR");
  EXPECT_THAT(get("/settings/v3/currencies/codes").body, HasSubstr(R"("currencyName":"Kuwaiti Dinar")"));
  EXPECT_THAT(get("/settings/currencies/2026-03/exchange-rates?limit=2").body, HasSubstr(R"("after":)"));
  const auto dollar = results("/settings/currencies/2026-09/exchange-rates?fromCurrencyCode=USD");
  ASSERT_EQ(dollar.size(), 1u);
  EXPECT_EQ(dollar[0].at("conversionRate").as_double(), 0.9215);
  EXPECT_EQ(results("/settings/currencies/2026-09/exchange-rates/current").size(), 5u);
  const auto taxes = results("/tax-rates/v1/tax-rates");
  ASSERT_EQ(taxes.size(), 3u);
  EXPECT_EQ(taxes[0].at("percentageRate").as_int64(), 19);
  EXPECT_EQ(parsed(get("/tax-rates/v1/tax-rates/9003")).at("active").as_bool(), false);
  EXPECT_EQ(get("/tax-rates/v1/tax-rates/1").status, 404);
  EXPECT_EQ(results("/crm-object-schemas/2026-09/schemas").size(), 0u);
}

class ListsTest : public SettingsTest {
 protected:
  json::array members(std::string_view id, const std::string& query = "limit=250") {
    return results("/crm/lists/2026-09/" + std::string(id) + "/memberships?" + query);
  }
  std::string list_named(std::string_view wanted) {
    const auto found = parsed(
        post("/crm/lists/2026-09/all", R"({"processingTypes":[],"additionalProperties":["hs_list_size"]})"));
    for (const auto& list : found.at("results").as_array())
      if (list.at("name").as_string() == wanted) return std::string(list.at("listId").as_string());
    return {};
  }
};

TEST_F(ListsTest, AllAndSearchPageEachInItsWay) {
  const auto all = [&](const std::string& after) {
    return parsed(
        post("/crm/lists/2026-09/all",
             R"({"processingTypes":[],"additionalProperties":["hs_list_size"],"count":4)" + after + "}"));
  };
  const auto first = all("");
  EXPECT_EQ(first.at("results").as_array().size(), 4u);
  const std::string next(first.at("paging").at("next").at("after").as_string());
  EXPECT_EQ(all(",\"after\":\"" + next + "\"").at("results").as_array().size(), 2u);
  EXPECT_EQ(post("/crm/lists/2026-03/all", "{}").status, 405) << "2026-09 only; a list id elsewhere";
  const auto search = [&](int offset) {
    return parsed(
        post("/crm/v3/lists/search",
             fmt::format(R"({{"processingTypes":[],"listIds":[],"additionalProperties":["hs_list_size"],)"
                         R"("offset":{},"count":4}})",
                         offset)));
  };
  EXPECT_TRUE(search(0).at("hasMore").as_bool());
  EXPECT_EQ(search(0).at("offset").as_int64(), 4);
  EXPECT_FALSE(search(4).at("hasMore").as_bool());
  EXPECT_EQ(post("/crm/lists/2026-09/search", R"({"offset":0})").status, 400) << "required fields";
}

TEST_F(ListsTest, MembersComeInOrderWithACursor) {
  const std::string id = list_named("Newsletter");
  const auto everyone = members(id);
  EXPECT_EQ(everyone.size(), 36u);  // every seventh of 250
  const auto page = parsed(get("/crm/lists/2026-09/" + id + "/memberships?limit=30"));
  const std::string after(page.at("paging").at("next").at("after").as_string());
  EXPECT_EQ(members(id, "limit=30&after=" + after).size(), 6u);
  const auto backwards =
      members(id, "limit=2&before=" + std::string(everyone.back().at("recordId").as_string()));
  EXPECT_EQ(backwards[0].at("recordId"), everyone.back().at("recordId"));
  EXPECT_EQ(get("/crm/lists/2026-09/" + id + "/memberships?limit=251").status, 400);
  const std::string record(everyone[0].at("recordId").as_string());
  EXPECT_THAT(get("/crm/lists/2026-09/records/0-1/" + record + "/memberships").body,
              HasSubstr("\"listId\":\"" + id + "\""));
  EXPECT_THAT(post("/crm/lists/2026-09/records/memberships/batch/read",
                   fmt::format(R"({{"inputs":[{{"objectTypeId":"0-1","recordId":"{}"}}]}})", record))
                  .body,
              HasSubstr("\"listId\":\"" + id + "\""));
}

TEST_F(ListsTest, JoiningAndLeavingMoveNoDateOfTheRecordButTheListsOwn) {
  const std::string id = list_named("Newsletter"), record = std::to_string(first(Kind::contact, 1));
  const std::string before = get("/crm/objects/2026-09/contacts/" + record).body;
  control("list", {{"id", id}, {"add", json::array{record}}});
  EXPECT_EQ(members(id).size(), 37u);
  EXPECT_EQ(get("/crm/objects/2026-09/contacts/" + record).body, before);
  EXPECT_THAT(post("/crm/lists/2026-09/all",
                   R"({"processingTypes":[],"additionalProperties":["hs_last_record_added_at"]})")
                  .body,
              HasSubstr(std::to_string(to_ms(clock.now()))));
  control("list", {{"id", id}, {"remove", json::array{record}}});
  EXPECT_EQ(members(id).size(), 36u);
}

TEST_F(ListsTest, ADynamicListFollowsItsRecords) {
  const std::string id = list_named("Customers"), record = std::to_string(first(Kind::contact));
  const auto set = [&](const char* stage) {
    control("change",
            {{"type", "contacts"}, {"id", record}, {"properties", json::object{{"lifecyclestage", stage}}}});
    return members(id).size();
  };
  const auto without = set("lead");
  EXPECT_EQ(set("customer"), without + 1);
  control("archive", {{"type", "contacts"}, {"id", record}});
  EXPECT_EQ(members(id).size(), without);
  control("restore", {{"type", "contacts"}, {"id", record}});
  EXPECT_EQ(members(id).size(), without + 1);
  const auto survivor = control("merge", {{"type", "contacts"},
                                          {"primary", record},
                                          {"secondary", std::to_string(first(Kind::contact, 1))}})
                            .at("id");
  EXPECT_THAT(json::serialize(members(id)), HasSubstr(std::string(survivor.as_string())));
}

TEST_F(ListsTest, ADeletedListIsGoneFromSearchAndSaysSoByItsId) {
  const std::string id = list_named("Key accounts");
  control("list", {{"id", id}, {"processingStatus", "PROCESSING"}});
  EXPECT_EQ(parsed(get("/crm/lists/2026-09/" + id)).at("list").at("processingStatus").as_string(),
            "PROCESSING");
  control("list", {{"id", id}, {"deleted", true}});
  EXPECT_EQ(list_named("Key accounts"), "");
  EXPECT_TRUE(parsed(get("/crm/lists/2026-09/" + id)).at("list").as_object().contains("deletedAt"));
  EXPECT_EQ(get("/crm/lists/2026-09/" + id + "/memberships").status, 404);
  EXPECT_EQ(get("/crm/lists/2026-09/424242").status, 404);
}

}  // namespace
}  // namespace every::sandbox
