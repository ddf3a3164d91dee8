// Deals that HubSpot does not manage are moved and changed here: what follows from it, and what is refused.
#include <algorithm>
#include <latch>
#include <thread>

#include "api/deals_test_support.h"

namespace every::api {
namespace {

class DealMoveTest : public DealsTest {
 protected:
  // A deal of 500.00 that may be changed here, because HubSpot was disconnected; gives its path.
  std::string free_deal(const char* stage, json::object more = {}) {
    connect();
    more["dealstage"] = stage;
    const std::string record = won_deal("free", {{"amount", "500.00"}, {"deal_currency_code", "USD"}});
    change("deals", record, more);
    clock.advance(std::chrono::minutes(6));
    import({{"select", json::object{{"all", true}}}, {"default", "replace"}, {"includeDeals", true}});
    ok(post("/api/hubspot/sync", json::object{{"full", true}}), 202);
    settled();
    ok(post("/api/hubspot/disconnect"));
    return "/api/deals/" + deal_id(record);
  }
  std::int64_t home_waits() {
    const json::object home = ok(get("/api/home"));
    for (const auto& one : home.at("decisions").as_array())
      if (text(one, "kind") == "won_without_invoice") return number(one, "count");
    return 0;
  }
};

TEST_F(DealMoveTest, WhatHubSpotManagesStaysAndSaysWhereItIsChanged) {
  import_everything();
  const std::string record = won_deal("locked");
  ok(post("/api/hubspot/sync"), 202);
  settled();
  const std::string path = "/api/deals/" + deal_id(record);
  const json::object before = ok(get(path));
  const std::string etag = tag(path);
  for (const auto& [field, value] :
       json::object{{"stage", "qualifiedtobuy"},
                    {"name", "Mine now"},
                    {"amount", json::object{{"amount", "1.00"}, {"currency", "USD"}}},
                    {"closeDate", "2027-01-01"},
                    {"client", "me"},
                    {"probability", 0.5}}) {
    const auto refused = patch(path, json::object{{field, value}});
    EXPECT_EQ(wrong(refused, 409), "locked_field /" + std::string(field) + " locked");
    EXPECT_EQ(text(parsed(refused), "url"), text(before.at("hubspot"), "url"));
    EXPECT_FALSE(text(parsed(refused), "fix").empty());
  }
  // One locked field among others holds all of them back; the same values are no change.
  EXPECT_EQ(problem(patch(path, {{"name", text(before, "name")}, {"stage", "qualifiedtobuy"}}), 409),
            "locked_field");
  EXPECT_EQ(ok(patch(path, {{"stage", "closedwon"}})), before);
  EXPECT_EQ(ok(get(path)), before);
  EXPECT_EQ(tag(path), etag);
}

TEST_F(DealMoveTest, AFreeDealMovesAndEveryNumberFollows) {
  const std::string path = free_deal("qualifiedtobuy");
  const json::object before = ok(get(path));
  const json::object from = column("qualifiedtobuy"), to = column("closedwon");
  const std::int64_t waited = waiting(), at_home = home_waits();
  EXPECT_EQ(text(before, "state"), "open");
  EXPECT_TRUE(before.at("lockedFields").as_array().empty());
  events_seen.clear();
  const std::string etag = tag(path);
  const auto answer = patch(path, {{"stage", "closedwon"}});
  const json::object won = ok(answer);
  EXPECT_EQ(text(won, "state"), "won");
  EXPECT_EQ(text(won.at("stage"), "id"), "closedwon");
  EXPECT_EQ(number(won, "probability"), 1);
  EXPECT_EQ(answer.headers.get("ETag").value_or(""), tag(path));
  EXPECT_NE(tag(path), etag);
  EXPECT_EQ(number(column("qualifiedtobuy"), "count"), number(from, "count") - 1);
  EXPECT_EQ(number(column("closedwon"), "count"), number(to, "count") + 1);
  EXPECT_NE(column("closedwon").at("totals"), to.at("totals"));
  EXPECT_EQ(waiting(), waited + 1);
  EXPECT_EQ(home_waits(), at_home + 1);
  EXPECT_EQ(number(ok(get("/api/deals?wonWithoutInvoice=true&q=free")), "total"), 1);
  // Who did it, for the client's history and for the audit log.
  const std::string said = "Deal free was moved from " + text(before.at("stage"), "label") + " to " +
                           text(won.at("stage"), "label") + ".";
  const std::string client = text(won.at("client"), "id");
  EXPECT_EQ(text(ok(get("/api/clients/" + client + "/activity")).at("items").at(0), "text"), said);
  const json::object audited = ok(get("/api/audit?limit=1")).at("items").at(0).as_object();
  EXPECT_EQ(text(audited, "text"), said);
  // Undone: as it was, to the last sum.
  ok(patch(path, {{"stage", "qualifiedtobuy"}, {"probability", before.at("probability")}}));
  json::object again = ok(get(path));
  again["updatedAt"] = before.at("updatedAt");
  EXPECT_EQ(again, before);
  EXPECT_EQ(column("qualifiedtobuy"), from);
  EXPECT_EQ(column("closedwon"), to);
  EXPECT_EQ(waiting(), waited);
  EXPECT_EQ(home_waits(), at_home);
}

TEST_F(DealMoveTest, TheOpenScreensAreTold) {
  const std::string path = free_deal("qualifiedtobuy");
  struct Writer : http::EventWriter {
    std::string all;
    bool send(std::string_view, std::string_view event, std::string_view data) override {
      all.append(event).append(data);
      return true;
    }
    bool comment(std::string_view) override { return true; }
    bool open() const override { return true; }
    void close() override {}
  };
  const auto writer = std::make_shared<Writer>();
  events.subscribe(tenant, writer, std::nullopt);
  ok(patch(path, {{"stage", "closedwon"}}));
  EXPECT_NE(writer->all.find("records.changed"), std::string::npos);
  EXPECT_NE(writer->all.find(path.substr(path.rfind('/') + 1)), std::string::npos);
  writer->all.clear();
  EXPECT_EQ(problem(patch(path, {{"stage", "nowhere"}}), 422), "validation");
  ok(patch(path, {{"stage", "closedwon"}}));
  EXPECT_EQ(writer->all, "") << "nothing happened";
}

TEST_F(DealMoveTest, AStageHasToBeOneOfItsPipelineThatIsInUse) {
  const std::string path = free_deal("qualifiedtobuy");
  const json::object before = ok(get(path));
  EXPECT_TRUE(column("qualifiedtobuy").at("takesDeals").as_bool());
  std::string other;
  const json::object boards = ok(get("/api/pipeline"));
  for (const auto& pipeline : boards.at("pipelines").as_array())
    if (text(pipeline, "id") != "default")
      other = text(ok(get("/api/pipeline?pipeline=" + text(pipeline, "id"))).at("stages").at(0), "id");
  ASSERT_FALSE(other.empty());
  for (const json::value& stage : {json::value("nowhere"), json::value(other)})
    EXPECT_EQ(wrong(patch(path, {{"stage", stage}}), 422), "validation /stage no_such_stage")
        << json::serialize(stage);
  EXPECT_EQ(wrong(patch(path, {{"stage", nullptr}}), 422), "validation /stage required");
  EXPECT_EQ(wrong(patch(path, {{"name", "  "}}), 422), "validation /name required");
  EXPECT_EQ(wrong(patch(path, {{"closeDate", "soon"}}), 422), "validation /closeDate format");
  EXPECT_EQ(wrong(patch(path, {{"probability", 1.5}}), 422), "validation /probability range");
  EXPECT_EQ(wrong(patch(path, {{"probability", 1e300}}), 422), "validation /probability type");
  EXPECT_EQ(wrong(patch(path, {{"probability", "half"}}), 422), "validation /probability type");
  EXPECT_EQ(wrong(patch(path, {{"client", "me"}}), 422), "validation /client no_such_client");
  EXPECT_EQ(problem(patch(path, {{"owner", "me"}}), 422), "unknown_field");
  EXPECT_EQ(problem(patch("/api/deals/01m84hx38zkb2nc1sj5xr7qd47", {{"stage", "closedwon"}}, "\"1\""), 404),
            "not_found");
  EXPECT_EQ(problem(call(http::Method::patch, path, R"({"stage":"closedwon"})"), 428),
            "precondition_required");
  EXPECT_EQ(ok(get(path)), before);
}

TEST_F(DealMoveTest, AStageThatHubSpotGaveUpKeepsItsDealsAndTakesNoMore) {
  import_everything();
  const std::string stays = won_deal("stays"), moves = won_deal("moves");
  change("deals", stays, {{"dealstage", "contractsent"}});
  change("deals", moves, {{"dealstage", "contractsent"}});
  ok(post("/api/hubspot/sync"), 202);
  settled();
  clock.advance(std::chrono::minutes(6));
  control("stage", {{"pipeline", "default"}, {"id", "contractsent"}, {"remove", true}});
  ok(post("/api/hubspot/sync", json::object{{"full", true}}), 202);
  settled();
  ok(post("/api/hubspot/disconnect"));
  EXPECT_FALSE(column("contractsent").at("takesDeals").as_bool());
  const json::object board = ok(get("/api/pipeline?pipeline=default"));
  EXPECT_EQ(text(board.at("stages").as_array().back(), "id"), "contractsent") << "no rule places it";
  const std::string path = "/api/deals/" + deal_id(moves);
  ok(patch(path, {{"stage", "qualifiedtobuy"}}));
  EXPECT_EQ(wrong(patch(path, {{"stage", "contractsent"}}), 422), "validation /stage no_such_stage");
}

TEST_F(DealMoveTest, ADealThatIsGoneInHubSpotMovesWhileTheOthersAreLocked) {
  import_everything();
  const std::string gone = won_deal("gone"), there = won_deal("there");
  ok(post("/api/hubspot/sync"), 202);
  settled();
  control("archive", {{"type", "deals"}, {"id", gone}});
  clock.advance(std::chrono::minutes(6));
  ok(post("/api/hubspot/sync", json::object{{"full", true}}), 202);
  settled();
  const std::string path = "/api/deals/" + deal_id(gone);
  EXPECT_EQ(text(ok(patch(path, {{"stage", "qualifiedtobuy"}})), "state"), "open");
  EXPECT_EQ(problem(patch("/api/deals/" + deal_id(there), {{"stage", "qualifiedtobuy"}}), 409),
            "locked_field");
  // A later sync has nothing to say about it.
  ok(post("/api/hubspot/sync", json::object{{"full", true}}), 202);
  settled();
  EXPECT_EQ(text(ok(get(path)).at("stage"), "id"), "qualifiedtobuy");
}

TEST_F(DealMoveTest, WhenHubSpotManagesItAgainItsValuesCountAgain) {
  const std::string path = free_deal("qualifiedtobuy");
  const json::object before = ok(get(path));
  ok(patch(path, {{"stage", "closedwon"}, {"name", "Mine"}, {"closeDate", "2027-01-01"}}));
  connect();
  ok(post("/api/hubspot/sync", json::object{{"full", true}}), 202);
  settled();
  const json::object again = ok(get(path));
  for (const char* field : {"name", "state", "stage", "closeDate", "probability", "amount"})
    EXPECT_EQ(again.at(field), before.at(field)) << field;
  EXPECT_EQ(problem(patch(path, {{"stage", "closedwon"}}), 409), "locked_field");
}

TEST_F(DealMoveTest, HoweverOftenItIsWonItHasOneInvoice) {
  const std::string path = free_deal("qualifiedtobuy");
  std::set<std::string> invoices;
  for (int i = 0; i < 3; ++i) {
    ok(patch(path, {{"stage", "closedwon"}}));
    const auto answer = post(path + "/invoice");
    EXPECT_EQ(answer.status, i == 0 ? 201 : 200);
    invoices.insert(text(parsed(answer), "id"));
    const std::int64_t waited = waiting();
    EXPECT_EQ(text(ok(patch(path, {{"stage", "qualifiedtobuy"}})).at("invoice"), "id"), *invoices.begin());
    EXPECT_EQ(waiting(), waited) << "a deal that has its invoice waits for none";
  }
  EXPECT_EQ(invoices.size(), 1U);
  EXPECT_EQ(number(ok(get("/api/invoices")), "total"), 1);
}

TEST_F(DealMoveTest, WhoIsLateIsToldAndOfManyAtOnceOneMoves) {
  const std::string path = free_deal("qualifiedtobuy");
  const std::string etag = tag(path);
  std::vector<http::Response> answers(20);
  std::latch together(std::ssize(answers));
  {
    std::vector<std::jthread> threads;
    for (auto& answer : answers)
      threads.emplace_back([&] {
        together.arrive_and_wait();
        answer = patch(path, {{"stage", "closedwon"}}, etag);
      });
  }
  EXPECT_EQ(std::count_if(answers.begin(), answers.end(), [](const auto& a) { return a.status == 200; }), 1);
  EXPECT_EQ(std::count_if(answers.begin(), answers.end(), [](const auto& a) { return a.status == 412; }), 19);
  EXPECT_EQ(problem(patch(path, {{"stage", "qualifiedtobuy"}}, etag), 412), "stale");
  EXPECT_EQ(text(ok(get(path)).at("stage"), "id"), "closedwon");
}

TEST_F(DealMoveTest, WhatItSaysIsBilledUnlessItsLinesSayIt) {
  const std::string path = free_deal("closedwon");
  const json::object eur{{"amount", "700.50"}, {"currency", "EUR"}};
  const json::object changed =
      ok(patch(path, {{"name", "Another name"}, {"amount", eur}, {"closeDate", nullptr}}));
  EXPECT_EQ(changed.at("amount"), json::value(eur));
  EXPECT_TRUE(changed.at("closeDate").is_null());
  EXPECT_EQ(text(changed, "name"), "Another name");
  EXPECT_EQ(number(ok(get("/api/deals?q=another+name")), "total"), 1);
  EXPECT_EQ(ok(post(path + "/invoice"), 201).at("total"), json::value(eur));
  // Changed after it was invoiced: the difference is proposed, the invoice stays.
  ok(patch(path, {{"amount", json::object{{"amount", "800.50"}, {"currency", "EUR"}}}}));
  EXPECT_EQ(number(ok(get("/api/deals/drifts")), "total"), 1);
  ok(patch(path, {{"amount", eur}}));
  EXPECT_EQ(number(ok(get("/api/deals/drifts")), "total"), 0);
}

TEST_F(DealMoveTest, ADealOfLinesHasTheirAmount) {
  connect();
  const std::string record = won_deal("lined", {{"amount", "500.00"}, {"deal_currency_code", "USD"}});
  const std::string line =
      create("line_items", {{"name", "Work"}, {"quantity", "1"}, {"price", "500"}, {"amount", "500.00"}});
  link("deals", record, "line_items", line, false);
  clock.advance(std::chrono::minutes(6));
  import({{"select", json::object{{"all", true}}}, {"default", "replace"}, {"includeDeals", true}});
  ok(post("/api/hubspot/sync", json::object{{"full", true}}), 202);
  settled();
  ok(post("/api/hubspot/disconnect"));
  const std::string path = "/api/deals/" + deal_id(record);
  const json::object amount{{"amount", "1.00"}, {"currency", "USD"}};
  EXPECT_EQ(wrong(patch(path, {{"amount", amount}}), 422), "validation /amount has_lines");
  EXPECT_EQ(text(ok(patch(path, {{"stage", "qualifiedtobuy"}})).at("amount"), "amount"), "500.00");
}

TEST_F(DealMoveTest, WhoOnlyReadsMovesNothing) {
  const std::string path = free_deal("qualifiedtobuy");
  become("viewer");
  EXPECT_EQ(problem(patch(path, {{"stage", "closedwon"}}), 403), "forbidden");
  EXPECT_EQ(text(ok(get(path)).at("stage"), "id"), "qualifiedtobuy");
}

}  // namespace
}  // namespace every::api
