// Rules: a deal that enters a stage gets its draft, once, whatever happens in between; what cannot be drafted
// waits with its reason.
#include "api/deal_rules_test_support.h"

#include <algorithm>
#include <latch>
#include <set>
#include <thread>

#include "store/deal_rules.h"

namespace every::api {
namespace {

// Ends the process after so many ids.
class Ending final : public Random {
 public:
  explicit Ending(int left) : left_(left) {}
  std::uint64_t next() override {
    if (left_-- <= 0) throw std::runtime_error("the end");
    return random_.next();
  }

 private:
  int left_;
  SystemRandom random_;
};

TEST_F(DealRulesTest, ARuleIsMadeChangedAndDeletedByWhoManagesTheWorkspace) {
  connect();
  const auto made = make("default", kWon);
  const json::object first = ok(made, 201);
  const std::string path = "/api/deal-rules/" + text(first, "id");
  EXPECT_EQ(made.headers.get("Location").value_or(""), path);
  EXPECT_EQ(text(first, "sentence"), "When a deal enters Closed Won in Sales Pipeline, draft its invoice.");
  EXPECT_EQ(text(first.at("pipeline"), "label"), "Sales Pipeline");
  EXPECT_EQ(text(first.at("stage"), "label"), "Closed Won");
  EXPECT_TRUE(first.at("on").as_bool());
  EXPECT_EQ(text(first, "createdBy"), "Dana Reyes");
  EXPECT_TRUE(first.at("problem").is_null());
  EXPECT_EQ(ok(get(path)), first);
  EXPECT_EQ(number(ok(get("/api/deal-rules")), "total"), 1);

  const auto wrong = [&](const http::Response& refused) {
    EXPECT_EQ(problem(refused, 422), "validation");
    const json::value error = parsed(refused).at("errors").as_array().at(0);
    return text(error, "pointer") + " " + text(error, "code");
  };
  EXPECT_EQ(wrong(make("default", kWon)), "/stage taken");
  EXPECT_EQ(wrong(make("nowhere", nullptr)), "/pipeline no_such_pipeline");
  EXPECT_EQ(wrong(make("default", "nowhere")), "/stage no_such_stage");
  EXPECT_EQ(wrong(make("default", "closedlost")), "/stage lost");
  EXPECT_EQ(wrong(make(nullptr, kWon)), "/pipeline required");
  EXPECT_EQ(wrong(post("/api/deal-rules", {{"stage", nullptr}})), "/pipeline required");
  EXPECT_EQ(wrong(make("default", 5)), "/stage type");
  EXPECT_EQ(wrong(post("/api/deal-rules/preview", {{"pipeline", "default"}, {"stage", "closedlost"}})),
            "/stage lost");
  EXPECT_EQ(problem(post("/api/deal-rules", {{"pipeline", nullptr}, {"stage", nullptr}, {"if", 1}}), 422),
            "unknown_field");
  EXPECT_EQ(number(ok(get("/api/deal-rules")), "total"), 1) << "what is refused changes nothing";

  const std::string etag(get(path).headers.get("ETag").value_or(""));
  EXPECT_EQ(problem(call(http::Method::patch, path, R"({"on":false})"), 428), "precondition_required");
  const json::object off = ok(patch(path, {{"on", false}}));
  EXPECT_FALSE(off.at("on").as_bool());
  EXPECT_EQ(problem(patch(path, {{"on", true}}, etag), 412), "stale");
  clock.advance(Millis(5'000));
  const json::object any = ok(patch(path, {{"on", true}, {"stage", nullptr}}));
  EXPECT_TRUE(any.at("stage").is_null());
  EXPECT_EQ(text(any, "sentence"), "When a deal is won in Sales Pipeline, draft its invoice.");
  EXPECT_GT(text(any, "since"), text(first, "since")) << "it counts from now on";
  EXPECT_EQ(text(any, "createdAt"), text(first, "createdAt"));
  EXPECT_EQ(problem(get("/api/deal-rules/nobody"), 404), "not_found");

  const auto audited = ok(get("/api/audit?group=settings&limit=3")).at("items").as_array();
  std::set<std::string> noted;
  for (const auto& one : audited) noted.insert(text(one, "kind"));
  EXPECT_EQ(noted, (std::set<std::string>{"deal_rule.off", "deal_rule.on", "deal_rule.updated"}));

  const std::string mine = session;
  become("member");
  EXPECT_EQ(ok(get(path)), any) << "everybody may read them";
  EXPECT_EQ(problem(make("default", kOpen), 403), "forbidden");
  EXPECT_EQ(problem(patch(path, {{"on", false}}), 403), "forbidden");
  EXPECT_EQ(problem(del(path), 403), "forbidden");
  EXPECT_EQ(problem(post("/api/deal-rules/preview", {{"pipeline", nullptr}, {"stage", nullptr}}), 403),
            "forbidden");
  session = mine;
  EXPECT_EQ(del(path).status, 204);
  EXPECT_EQ(problem(del(path), 404), "not_found");
  EXPECT_EQ(number(ok(get("/api/deal-rules")), "total"), 0);
  EXPECT_EQ(text(ok(get("/api/audit?group=deletes&limit=1")).at("items").at(0), "kind"), "deal_rule.deleted");
}

TEST_F(DealRulesTest, ADealThatEntersBecomesTheDraftThatTheButtonMakes) {
  import_everything();
  const std::string record = open_deal("alder"), other = open_deal("birch"), there = won_deal("cedar");
  const std::string line = create(
      "line_items", {{"name", "Design"}, {"quantity", "2"}, {"price", "300.00"}, {"amount", "600.00"}});
  link("deals", record, "line_items", line, false);
  sync();
  const std::string id = rule();
  EXPECT_EQ(draft(), 0);
  move(record, kWon);
  sync();
  EXPECT_FALSE(invoiced(record)) << "noted, not drafted yet";
  EXPECT_EQ(draft(), 1);
  EXPECT_EQ(draft(), 0);
  EXPECT_FALSE(invoiced(there)) << "it was there before";
  const json::object made = invoice(record);
  EXPECT_EQ(text(made, "status"), "draft");
  EXPECT_TRUE(made.at("sentAt").is_null());
  EXPECT_EQ(text(made.at("total"), "amount"), "600.00");
  EXPECT_EQ(text(made.at("lines").at(0), "description"), "Design");
  EXPECT_EQ(text(made.at("byRule"), "id"), id);
  EXPECT_EQ(text(made.at("byRule"), "pipeline"), "Sales Pipeline");
  EXPECT_EQ(text(made.at("byRule"), "stage"), "Closed Won");
  const std::string said =
      "A draft was made when the deal alder entered Closed Won, by the rule “When a deal enters Closed Won "
      "in "
      "Sales Pipeline, draft its invoice.”";
  EXPECT_EQ(text(made.at("history").at(0), "by"), "Every");
  EXPECT_EQ(text(made.at("history").at(0), "detail"), said);
  const std::string client = text(made.at("client"), "id");
  const json::object activity = ok(get("/api/clients/" + client + "/activity"));
  EXPECT_EQ(std::count_if(activity.at("items").as_array().begin(), activity.at("items").as_array().end(),
                          [&](const json::value& one) { return text(one, "text") == said; }),
            1);
  EXPECT_EQ(number(of_rule(id), "drafts"), 1);
  // The same as by hand, line for line.
  move(other, kWon);
  sync();
  const json::object by_hand = ok(post("/api/deals/" + deal_id(other) + "/invoice"), 201);
  EXPECT_TRUE(by_hand.at("byRule").is_null());
  EXPECT_EQ(draft(), 0) << "it has its invoice already";
  EXPECT_EQ(invoices(), 2);
  EXPECT_EQ(waits(other), "");
}

TEST_F(DealRulesTest, EnteringAgainMakesNoSecondDraftAndTheOneThatWasDeletedComesOnlyThen) {
  import_everything();
  const std::string record = open_deal("alder");
  sync();
  rule();
  move(record, kWon);
  sync();
  EXPECT_EQ(draft(), 1);
  move(record, kOpen);
  sync();
  move(record, kWon);
  sync();
  EXPECT_EQ(draft(), 0);
  EXPECT_EQ(invoices(), 1);
  EXPECT_EQ(del("/api/invoices/" + text(invoice(record), "id")).status, 204);
  change("deals", record, {{"amount", "700.00"}});
  sync();
  EXPECT_EQ(draft(), 0) << "somebody did not want it";
  move(record, kOpen);
  sync();
  move(record, kWon);
  sync();
  EXPECT_EQ(draft(), 1) << "it entered again";
  EXPECT_EQ(text(invoice(record).at("total"), "amount"), "700.00");
}

TEST_F(DealRulesTest, WhatLeftBeforeItWasDraftedIsLeftAlone) {
  import_everything();
  const std::string record = open_deal("alder");
  sync();
  rule();
  move(record, kWon);
  sync();
  move(record, kOpen);
  sync();
  EXPECT_EQ(draft(), 0);
  EXPECT_EQ(invoices(), 0);
}

TEST_F(DealRulesTest, WhatCannotBeDraftedWaitsUntilItsCauseIsGone) {
  import_everything();
  const std::string poor = open_deal("poor", {{"amount", ""}}), parted = open_deal("parted");
  const std::string nobody = create(
      "deals", {{"dealname", "nobody"}, {"pipeline", "default"}, {"dealstage", kOpen}, {"amount", "90.00"}});
  sync();
  const std::string id = rule();
  ok(put("/api/deals/" + deal_id(parted) + "/parts",
         {{"parts", json::array{json::object{{"label", "First"}, {"percent", "50"}},
                                json::object{{"label", "Second"}, {"percent", "50"}}}}}));
  for (const std::string& one : {poor, nobody, parted}) move(one, kWon);
  sync();
  EXPECT_EQ(draft(), 0);
  EXPECT_EQ(waits(poor), "deal_amount_missing");
  EXPECT_EQ(waits(nobody), "deal_no_client");
  EXPECT_EQ(waits(parted), "deal_in_parts");
  const json::object told = of_rule(id).at("waiting").as_object();
  EXPECT_EQ(number(told, "count"), 3);
  EXPECT_EQ(told.at("first").as_array().size(), 3U);
  EXPECT_EQ(draft(), 0) << "nothing changed";
  // The bulk drafts and Home tell of them as of everything that is won and has no invoice.
  const json::object bulk = ok(post("/api/deals/invoices", {{"wonWithoutInvoice", true}, {"dryRun", true}}));
  for (const auto& item : bulk.at("items").as_array())
    if (text(item, "name") == "nobody") {
      EXPECT_EQ(text(item, "code"), "deal_no_client");
    }

  change("deals", poor, {{"amount", "120.00"}});
  const std::string company = create("companies", {{"name", "Late Ltd"}, {"domain", "late.example"}});
  const std::string contact = create("contacts", {{"email", "late@made.example"}});
  link("contacts", contact, "companies", company, true);
  link("deals", nobody, "companies", company, true);
  link("deals", nobody, "contacts", contact, false);
  ok(put("/api/deals/" + deal_id(parted) + "/parts", {{"parts", json::array{}}}));
  sync();
  EXPECT_EQ(draft(), 3);
  EXPECT_EQ(text(invoice(poor).at("total"), "amount"), "120.00");
  EXPECT_EQ(text(invoice(nobody).at("client"), "name"), "Late Ltd");
  EXPECT_EQ(number(of_rule(id).at("waiting"), "count"), 0);
}

TEST_F(DealRulesTest, WhatWaitsIsForgottenWhenTheDealLeavesOrTheRuleGoes) {
  import_everything();
  const std::string a = open_deal("alder", {{"amount", ""}}), b = open_deal("birch", {{"amount", ""}}),
                    c = open_deal("cedar", {{"amount", ""}});
  sync();
  const std::string id = rule();
  for (const std::string& one : {a, b, c}) move(one, kWon);
  sync();
  draft();
  move(a, kOpen);
  sync();
  draft();
  EXPECT_EQ(number(of_rule(id).at("waiting"), "count"), 2);
  ok(patch("/api/deal-rules/" + id, {{"on", false}}));
  draft();
  EXPECT_EQ(number(of_rule(id).at("waiting"), "count"), 0);
  clock.advance(Millis(1'000));
  ok(patch("/api/deal-rules/" + id, {{"on", true}}));
  for (const std::string& one : {a, b, c}) change("deals", one, {{"amount", "10.00"}});
  sync();
  EXPECT_EQ(draft(), 0) << "they entered before it was switched on";
  move(a, kWon);
  sync();
  EXPECT_EQ(del("/api/deal-rules/" + id).status, 204);
  EXPECT_EQ(draft(), 0);
  EXPECT_EQ(invoices(), 0);
}

TEST_F(DealRulesTest, AnotherRuleForTheStageTakesOverWhatEnteredSinceItWasMade) {
  import_everything();
  const std::string record = open_deal("alder");
  sync();
  const std::string exact = rule();
  const std::string any = text(ok(make(nullptr, nullptr), 201), "id");
  move(record, kWon);
  sync();
  EXPECT_EQ(del("/api/deal-rules/" + exact).status, 204);
  EXPECT_EQ(draft(), 1);
  EXPECT_EQ(text(invoice(record).at("byRule"), "id"), any);
}

TEST_F(DealRulesTest, AMoveOnTheBoardIsOneAsWell) {
  connect();
  const std::string record = open_deal("free");
  clock.advance(std::chrono::minutes(6));
  import({{"select", json::object{{"all", true}}}, {"default", "replace"}, {"includeDeals", true}});
  ok(post("/api/hubspot/sync", json::object{{"full", true}}), 202);
  settled();
  const std::string id = rule();
  ok(post("/api/hubspot/disconnect"));
  const std::string path = "/api/deals/" + deal_id(record);
  ok(patch(path, {{"stage", "contractsent"}}));
  EXPECT_EQ(draft(), 0);
  ok(patch(path, {{"stage", kWon}}));
  EXPECT_EQ(draft(), 1);
  EXPECT_EQ(text(invoice(record).at("byRule"), "id"), id);
  ok(patch(path, {{"name", "renamed"}}));
  EXPECT_EQ(draft(), 0);
}

TEST_F(DealRulesTest, AnOpenStageMayHaveARuleToo) {
  import_everything();
  const std::string record = open_deal("alder");
  sync();
  rule("contractsent");
  move(record, "contractsent");
  sync();
  EXPECT_EQ(draft(), 1);
  EXPECT_EQ(text(deal(record), "state"), "open");
}

TEST_F(DealRulesTest, MergedDealsAreDraftedOnceAndADeletedOneIsNot) {
  import_everything();
  const std::string a = open_deal("alder"), b = open_deal("birch"), gone = open_deal("cedar");
  sync();
  rule();
  for (const std::string& one : {a, b, gone}) move(one, kWon);
  sync();
  const std::string survivor(
      control("merge", {{"type", "deals"}, {"primary", a}, {"secondary", b}}).at("id").as_string());
  control("archive", {{"type", "deals"}, {"id", gone}});
  ok(post("/api/hubspot/sync", json::object{{"full", true}}), 202);
  settled();
  EXPECT_EQ(draft(), 1) << "the survivor";
  EXPECT_EQ(invoices(), 1);
  EXPECT_TRUE(invoiced(survivor));
  EXPECT_EQ(waits(gone), "deal_gone");
  control("restore", {{"type", "deals"}, {"id", gone}});
  ok(post("/api/hubspot/sync", json::object{{"full", true}}), 202);
  settled();
  EXPECT_EQ(draft(), 1) << "it came back";
}

TEST_F(DealRulesTest, KilledAnywhereItIsDraftedOnce) {
  import_everything();
  std::vector<std::string> records;
  for (const char* name : {"alder", "birch", "cedar"}) records.push_back(open_deal(name));
  sync();
  rule();
  for (const std::string& one : records) move(one, kWon);
  sync();
  // Between the note and the draft: the next process finds the note.
  stop_server();
  start_server();
  // Within the work: what is half done is not done.
  int deaths = 0;
  for (; invoices() < 3; ++deaths) {
    Ending ending(deaths);
    app::App dying{*db, clock, ending, log, metrics, events, *hub, config};
    app::draft_entered_deals(dying);
    ASSERT_LT(deaths, 400);
  }
  EXPECT_GT(deaths, 5) << "it ended at several places";
  EXPECT_EQ(draft(), 0);
  EXPECT_EQ(invoices(), 3);
  for (const std::string& one : records) {
    EXPECT_FALSE(invoice(one).at("byRule").is_null()) << "the draft and where it comes from are one";
    EXPECT_EQ(invoice(one).at("history").as_array().size(), 1U);
  }
}

TEST_F(DealRulesTest, TheRuleAndManyClicksAtOnceMakeOneInvoice) {
  import_everything();
  const std::string record = open_deal("alder");
  sync();
  rule();
  move(record, kWon);
  sync();
  const std::string path = "/api/deals/" + deal_id(record) + "/invoice";
  std::latch ready(6);
  std::vector<std::thread> all;
  for (int n = 0; n < 6; ++n)
    all.emplace_back([&, n] {
      ready.arrive_and_wait();
      if (n % 2 == 0)
        static_cast<void>(post(path));
      else
        draft();
    });
  for (auto& one : all) one.join();
  EXPECT_EQ(invoices(), 1);
  EXPECT_EQ(draft(), 0);
}

TEST_F(DealRulesTest, TheBellTellsWhatTheRulesMadeTogether) {
  import_everything();
  std::vector<std::string> records;
  for (const char* name : {"alder", "birch", "cedar"}) records.push_back(open_deal(name));
  sync();
  rule();
  const auto told = [&]() -> std::optional<json::object> {
    const json::object bell = ok(get("/api/notifications"));
    for (const auto& item : bell.at("items").as_array())
      if (text(item, "kind") == "drafts_made") return item.as_object();
    return std::nullopt;
  };
  EXPECT_FALSE(told());
  for (const std::string& one : records) move(one, kWon);
  sync();
  draft();
  const auto all = told();
  ASSERT_TRUE(all);
  EXPECT_EQ(number(*all, "count"), 3);
  EXPECT_TRUE(all->at("unread").as_bool());
  EXPECT_TRUE(all->at("subject").is_null());
  EXPECT_EQ(text(all->at("totals").at(0), "amount"), "1500.00");
  EXPECT_EQ(post("/api/notifications/read").status, 204);
  EXPECT_FALSE(told()->at("unread").as_bool());
  for (int n = 0; n < 2; ++n)
    EXPECT_EQ(del("/api/invoices/" + text(invoice(records[static_cast<std::size_t>(n)]), "id")).status, 204);
  EXPECT_EQ(number(*told(), "count"), 1);
  EXPECT_EQ(text(told()->at("subject"), "id"), text(invoice(records[2]), "id"));
}

}  // namespace
}  // namespace every::api
