// What tests of invoicing deals share: won deals in HubSpot with line items, and what HubSpot was asked.
#pragma once

#include "api/hubspot_test_support.h"

namespace every::api {

class DealBillingTest : public HubSpotApiTest {
 protected:
  void SetUp() override { import_everything(); }
  void sync() {
    ok(post("/api/hubspot/sync", json::object{{"full", false}}), 202);
    const json::object run = settled();
    EXPECT_TRUE(text(run, "state") == "succeeded" || text(run, "state") == "partial") << json::serialize(run);
    clock.advance(std::chrono::minutes(6));
  }
  std::string line(const std::string& deal, json::object values) {
    const std::string made = create("line_items", std::move(values));
    link("deals", deal, "line_items", made, false);
    return made;
  }
  std::string path_of(const std::string& record) { return "/api/deals/" + deal_id(record); }
  static std::string amount(const json::value& object, std::string_view member) {
    return text(object.as_object().at(json::string_view(member)), "amount");
  }
  static std::string path(const json::object& invoice) { return "/api/invoices/" + text(invoice, "id"); }
  json::value drift(const json::object& invoice) { return ok(get(path(invoice) + "/drift")).at("drift"); }
  static json::object eur(const char* amount) { return {{"amount", amount}, {"currency", "EUR"}}; }
  std::int64_t tax_requests() {
    const json::object kinds =
        parsed(hubspot(http::Method::get, "/sandbox/state")).at("requests").at("byKind").as_object();
    const auto* n = kinds.if_contains("tax_rates");
    return n == nullptr ? 0 : n->to_number<std::int64_t>();
  }
  json::object taxed_line(const char* price, const char* group) {
    return {{"name", "Work"},
            {"quantity", "1"},
            {"price", price},
            {"amount", price},
            {"hs_tax_rate_group_id", group}};
  }
  // The whole of a deal of 100.00, issued; then what it is worth changes in HubSpot.
  json::object issued_whole(const std::string& deal) {
    sync();
    const json::object invoice = ok(post(path_of(deal) + "/invoice"), 201);
    return ok(post(path(invoice) + "/issue"));
  }
  void becomes(const std::string& deal, const char* amount) {
    change("deals", deal, {{"amount", amount}});
    sync();
  }
  json::object supplement(const json::object& invoice) {
    return ok(post(path(invoice) + "/supplement"), 201);
  }
  json::object halves_of(const std::string& deal) {
    return ok(put(path_of(deal) + "/parts",
                  {{"parts", json::array{json::object{{"label", "First"}, {"percent", "50"}},
                                         json::object{{"label", "Second"}, {"percent", "50"}}}}}));
  }
};

}  // namespace every::api
