// What tests of the rules that make drafts share: rules, deals that move in HubSpot, and the rounds that
// draft.
#pragma once

#include "api/deals_test_support.h"
#include "app/draft_entered.h"
#include "store/deal_entries.h"

namespace every::api {

class DealRulesTest : public DealsTest {
 protected:
  static constexpr const char* kWon = "closedwon";
  static constexpr const char* kOpen = "qualifiedtobuy";

  void sync() {
    clock.advance(std::chrono::minutes(6));
    ok(post("/api/hubspot/sync", json::object{{"full", false}}), 202);
    settled();
  }
  http::Response make(json::value pipeline, json::value stage) {
    clock.advance(Millis(1'000));
    return post("/api/deal-rules", {{"pipeline", std::move(pipeline)}, {"stage", std::move(stage)}});
  }
  // Gives its id.
  std::string rule(const char* stage = kWon, const char* pipeline = "default") {
    const std::string made = text(ok(make(pipeline, stage), 201), "id");
    clock.advance(Millis(1'000));
    return made;
  }
  http::Response del(const std::string& target) { return call(http::Method::del, target); }
  json::object of_rule(const std::string& id) { return ok(get("/api/deal-rules/" + id)); }
  json::object preview(json::value pipeline, json::value stage) {
    return ok(
        post("/api/deal-rules/preview", {{"pipeline", std::move(pipeline)}, {"stage", std::move(stage)}}));
  }
  // A deal with a client that is in an open stage, here and in HubSpot.
  std::string open_deal(const std::string& name, json::object more = {}) {
    if (!more.contains("deal_currency_code")) more["deal_currency_code"] = "USD";
    const std::string record = won_deal(name, std::move(more));
    change("deals", record, {{"dealstage", kOpen}});
    return record;
  }
  void move(const std::string& record, const char* stage) { change("deals", record, {{"dealstage", stage}}); }
  int draft() { return app::draft_entered_deals(*app_); }
  json::object deal(const std::string& record) { return ok(get("/api/deals/" + deal_id(record))); }
  bool invoiced(const std::string& record) { return !deal(record).at("invoice").is_null(); }
  json::object invoice(const std::string& record) {
    return ok(get("/api/invoices/" + text(deal(record).at("invoice"), "id")));
  }
  std::int64_t invoices() { return number(ok(get("/api/invoices?limit=1")), "total"); }
  // Why the deal waits, "" when it does not.
  std::string waits(const std::string& record) {
    return db->read([&](store::Tx& tx) {
      const auto entry = store::DealEntries(tx, tenant).find(deal_id(record));
      return entry ? entry->code : "";
    });
  }
};

}  // namespace every::api
