// From a deal to its invoices: discounts and taxes that come along, parts that add up to the whole, and what
// happens when the deal changes in HubSpot after it was invoiced.
#include <latch>
#include <thread>

#include "api/deal_billing_test_support.h"

namespace every::api {
namespace {

TEST_F(DealBillingTest, DiscountsAndTaxesComeAlongAndWhatCannotIsSaid) {
  const std::string deal = won_deal("carried");
  line(deal, {{"name", "Percent"},
              {"quantity", "2"},
              {"price", "100"},
              {"hs_discount_percentage", "10"},
              {"amount", "180.00"},
              {"hs_tax_rate_group_id", "9001"},
              {"hs_position_on_quote", "0"}});
  line(deal, {{"name", "Each"},
              {"quantity", "2"},
              {"price", "100"},
              {"discount", "15"},
              {"amount", "170.00"},
              {"hs_tax_rate_group_id", "9002"},
              {"hs_position_on_quote", "1"}});
  line(deal, {{"name", "Strange"},
              {"quantity", "1"},
              {"price", "100"},
              {"amount", "90.00"},
              {"tax", "5"},
              {"hs_position_on_quote", "2"}});
  line(deal, {{"name", "Unknown rate"},
              {"quantity", "1"},
              {"price", "10"},
              {"amount", "10.00"},
              {"hs_tax_rate_group_id", "777"},
              {"recurringbillingfrequency", "monthly"},
              {"hs_position_on_quote", "3"}});
  sync();
  const json::object invoice = ok(post(path_of(deal) + "/invoice"), 201);
  const json::array lines = invoice.at("lines").as_array();
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(text(lines[0], "taxRatePercent"), "19");
  EXPECT_EQ(text(lines[0], "discountPercent"), "10");
  EXPECT_EQ(amount(lines[0], "total"), "214.20");
  EXPECT_EQ(text(lines[1], "taxRatePercent"), "7");
  EXPECT_EQ(amount(lines[1], "discountAmount"), "30.00") << "15 for each of two";
  EXPECT_EQ(amount(lines[1], "total"), "181.90");
  EXPECT_EQ(amount(lines[2], "total"), "90.00") << "HubSpot's own net";
  const std::string lost = json::serialize(invoice.at("notCarried"));
  EXPECT_EQ(invoice.at("notCarried").as_array().size(), 4U) << lost;
  for (const char* part : {"a tax of 5.00 without a rate", "100.00 by its parts and 90.00 in HubSpot",
                           "tax rate that could not be read", "is billed monthly"})
    EXPECT_NE(lost.find(part), std::string::npos) << part << "\n" << lost;
  EXPECT_TRUE(drift(invoice).is_null());
}

TEST_F(DealBillingTest, PartsAddUpToTheWholeAndEachIsInvoicedOnce) {
  const std::string deal = won_deal("parted");
  line(deal, {{"name", "A"},
              {"quantity", "1"},
              {"price", "100"},
              {"amount", "100"},
              {"hs_tax_rate_group_id", "9001"}});
  line(deal, {{"name", "B"},
              {"quantity", "1"},
              {"price", "100"},
              {"amount", "100"},
              {"hs_tax_rate_group_id", "9002"}});
  sync();
  const std::string at = path_of(deal);
  EXPECT_TRUE(ok(get(at + "/parts")).at("parts").as_array().empty());
  const json::object plan = ok(
      put(at + "/parts", {{"parts", json::array{json::object{{"label", "Deposit"}, {"percent", "33.3"}},
                                                json::object{{"label", "Milestone"}, {"amount", eur("100")}},
                                                json::object{{"label", "Rest"}}}}}));
  EXPECT_EQ(amount(plan, "whole"), "226.00");
  const json::array parts = plan.at("parts").as_array();
  EXPECT_EQ(amount(parts[0], "amount"), "75.26");
  EXPECT_EQ(amount(parts[2], "amount"), "50.74");
  EXPECT_EQ(problem(post(at + "/invoice"), 409), "deal_in_parts");
  EXPECT_EQ(problem(post(at + "/invoice", {{"partId", "other"}}), 404), "not_found");
  EXPECT_EQ(problem(post(at + "/invoice", {{"partId", parts[0].at("id")}, {"amount", eur("1")}}), 422),
            "validation");
  // However many ask at once.
  std::vector<http::Response> answers(50);
  std::latch together(std::ssize(answers));
  {
    std::vector<std::jthread> threads;
    for (auto& answer : answers)
      threads.emplace_back([&] {
        together.arrive_and_wait();
        answer = post(at + "/invoice", {{"partId", parts[0].at("id")}});
      });
  }
  std::set<std::string> ids;
  for (const auto& answer : answers) ids.insert(text(parsed(answer), "id"));
  EXPECT_EQ(ids.size(), 1U);
  const json::object deposit = ok(get("/api/invoices/" + *ids.begin()));
  EXPECT_EQ(amount(deposit, "total"), "75.26");
  EXPECT_EQ(text(deposit.at("dealPart"), "label"), "Deposit");
  EXPECT_EQ(deposit.at("lines").as_array().size(), 2U) << "a line for each rate";
  std::int64_t cents = 0;
  for (const auto& part : parts) {
    const auto answer = post(at + "/invoice", {{"partId", part.at("id")}});
    const std::string total = amount(parsed(answer), "total");
    cents += Money::parse(total, *Currency::from("EUR"))->minor;
  }
  EXPECT_EQ(cents, 22'600);
  EXPECT_EQ(amount(ok(get(at + "/parts")), "invoiced"), "226.00");
  EXPECT_EQ(number(ok(get("/api/invoices")), "total"), 3);
}

TEST_F(DealBillingTest, AWholeAndPartsExcludeEachOther) {
  const std::string deal = won_deal("either");
  sync();
  const std::string at = path_of(deal);
  const json::object halves{{"parts", json::array{json::object{{"label", "First"}, {"percent", "50"}},
                                                  json::object{{"label", "Second"}, {"percent", "50"}}}}};
  const json::object whole = ok(post(at + "/invoice"), 201);
  EXPECT_EQ(problem(put(at + "/parts", halves), 409), "deal_invoiced");
  EXPECT_EQ(call(http::Method::del, path(whole)).status, 204);
  json::object plan = ok(put(at + "/parts", halves));
  const json::value first = plan.at("parts").at(0).at("id"), second = plan.at("parts").at(1).at("id");
  const json::object part = ok(post(at + "/invoice", {{"partId", first}}), 201);
  ok(post(path(part) + "/issue"));
  // What is invoiced stays; the rest may be split further.
  EXPECT_EQ(problem(put(at + "/parts", {{"parts", json::array{}}}), 409), "deal_invoiced");
  EXPECT_EQ(
      problem(put(at + "/parts",
                  {{"parts", json::array{json::object{{"id", first}, {"label", "First"}, {"percent", "40"}},
                                         json::object{{"label", "Rest"}}}}}),
              409),
      "deal_invoiced");
  plan = ok(put(at + "/parts",
                {{"parts", json::array{json::object{{"id", first}, {"label", "Deposit"}, {"percent", "50"}},
                                       json::object{{"id", second}, {"label", "Second"}, {"percent", "30"}},
                                       json::object{{"label", "Last"}}}}}));
  EXPECT_EQ(amount(plan.at("parts").at(2), "amount"), "100.00");
  EXPECT_EQ(text(plan.at("parts").at(0).at("invoice"), "number"), "INV-0001");
  const auto wrong = [&](json::array parts) {
    const auto answer = put(at + "/parts", {{"parts", std::move(parts)}});
    EXPECT_EQ(answer.status, 422) << answer.body;
    return text(parsed(answer).at("errors").at(0), "pointer");
  };
  EXPECT_EQ(wrong({json::object{{"label", "A"}, {"amount", eur("1")}},
                   json::object{{"label", "B"}, {"amount", eur("2")}}}),
            "/parts");
  EXPECT_EQ(wrong({json::object{{"label", "A"}, {"percent", "0"}}, json::object{{"label", "B"}}}),
            "/parts/0/percent");
  EXPECT_EQ(wrong({json::object{{"id", first}, {"label", "A"}, {"percent", "50"}},
                   json::object{{"id", first}, {"label", "B"}, {"percent", "50"}}}),
            "/parts/1/id");
  // A part that is void can be invoiced again, or go.
  ok(post(path(part) + "/void", {{"reason", "wrong"}}));
  EXPECT_TRUE(ok(put(at + "/parts", {{"parts", json::array{}}})).at("parts").as_array().empty());
  ok(post(at + "/invoice"), 201);
  EXPECT_EQ(problem(get("/api/deals/01m84hx38zkb2nc1sj5xr7qd47/parts"), 404), "not_found");
}

TEST_F(DealBillingTest, ADealThatBecameMoreIsProposedAsASupplement) {
  const std::string deal = won_deal("grown");
  const std::string item = line(deal, {{"name", "A"},
                                       {"quantity", "1"},
                                       {"price", "100"},
                                       {"amount", "100"},
                                       {"hs_tax_rate_group_id", "9001"}});
  sync();
  const json::object invoice = ok(post(path_of(deal) + "/invoice"), 201);
  ok(post(path(invoice) + "/issue"));
  EXPECT_TRUE(drift(invoice).is_null());
  change("line_items", item, {{"quantity", "3"}, {"amount", "300"}});
  line(deal, {{"name", "B"}, {"quantity", "1"}, {"price", "10"}, {"amount", "10"}});
  sync();
  const json::value found = drift(invoice);
  ASSERT_FALSE(found.is_null());
  EXPECT_EQ(text(found, "proposal"), "supplement");
  EXPECT_EQ(amount(found, "difference"), "248.00") << "two more with 19 %, and ten";
  EXPECT_EQ(found.at("changes").as_array().size(), 2U) << json::serialize(found);
  const json::object all = ok(get("/api/deals/drifts"));
  EXPECT_EQ(number(all, "total"), 1);
  EXPECT_EQ(text(all.at("items").at(0).at("invoice"), "number"), "INV-0001");
  EXPECT_NE(get("/api/home").body.find("deals_changed"), std::string::npos);
  EXPECT_EQ(text(ok(get(path(invoice))).at("total"), "amount"), "119.00") << "what was issued stays";
  const json::object draft = ok(post(path(invoice) + "/supplement"), 201);
  EXPECT_EQ(amount(draft, "total"), "248.00");
  EXPECT_EQ(amount(draft, "taxTotal"), "38.00");
  EXPECT_EQ(text(draft.at("dealPart"), "label"), "Supplement");
  EXPECT_TRUE(drift(invoice).is_null()) << "settled by the draft";
  EXPECT_EQ(problem(post(path(invoice) + "/supplement"), 412), "stale");
  EXPECT_EQ(get("/api/home").body.find("deals_changed"), std::string::npos);
  // Until that is deleted.
  EXPECT_EQ(call(http::Method::del, path(draft)).status, 204);
  EXPECT_FALSE(drift(invoice).is_null());
  const json::object again = ok(post(path(invoice) + "/supplement"), 201);
  EXPECT_EQ(text(ok(post(path(again) + "/issue")), "number"), "INV-0002");
  EXPECT_EQ(text(ok(get(path_of(deal))).at("invoice"), "id"), text(invoice, "id"));
  EXPECT_EQ(ok(get(path_of(deal) + "/parts")).at("supplements").as_array().size(), 1U);
}

TEST_F(DealBillingTest, ADealThatBecameLessIsProposedAsACreditNote) {
  const std::string deal = won_deal("shrunk", {{"amount", "500.00"}});
  sync();
  const json::object invoice = ok(post(path_of(deal) + "/invoice"), 201);
  ok(post(path(invoice) + "/issue"));
  change("deals", deal, {{"dealname", "Shrunk and renamed"}});
  sync();
  EXPECT_TRUE(drift(invoice).is_null()) << "a name is not what is owed";
  change("deals", deal, {{"amount", "420.00"}});
  sync();
  const json::value found = drift(invoice);
  ASSERT_FALSE(found.is_null());
  EXPECT_EQ(text(found, "proposal"), "credit_note");
  EXPECT_EQ(amount(found, "difference"), "-80.00");
  EXPECT_EQ(found.at("changes").as_array().size(), 1U) << json::serialize(found);
  EXPECT_EQ(problem(post(path(invoice) + "/supplement"), 422), "validation");
  EXPECT_EQ(problem(post(path(invoice) + "/drift", {{"action", "renew"}}), 409), "invoice_not_draft");
  const json::value line_id = ok(get(path(invoice))).at("lines").at(0).at("id");
  ok(post(path(invoice) + "/credit-notes",
          {{"reason", "The deal is 420.00 now"},
           {"settlesDrift", true},
           {"lines", json::array{json::object{{"lineId", line_id}, {"amount", eur("80")}}}}}),
     201);
  EXPECT_TRUE(drift(invoice).is_null());
  EXPECT_EQ(text(ok(get(path(invoice))).at("due"), "amount"), "420.00");
  change("deals", deal, {{"amount", "400.00"}});
  sync();
  EXPECT_EQ(amount(drift(invoice), "difference"), "-20.00") << "against what was settled";
  EXPECT_EQ(post(path(invoice) + "/drift", {{"action", "keep"}}).status, 204);
  EXPECT_TRUE(drift(invoice).is_null());
  EXPECT_EQ(problem(post(path(invoice) + "/drift", {{"action", "keep"}}), 412), "stale");
  EXPECT_EQ(text(ok(get(path(invoice))).at("history").as_array().back(), "kind"), "deal_kept");
}

TEST_F(DealBillingTest, AnotherCurrencyOrClientReplacesAndADraftTakesTheValues) {
  const std::string deal = won_deal("moved", {{"amount", "500.00"}, {"deal_currency_code", "EUR"}});
  sync();
  const json::object draft = ok(post(path_of(deal) + "/invoice"), 201);
  change("deals", deal, {{"amount", "600.00"}, {"deal_currency_code", "USD"}});
  sync();
  json::value found = drift(draft);
  ASSERT_FALSE(found.is_null());
  EXPECT_EQ(text(found, "proposal"), "renew");
  EXPECT_EQ(post(path(draft) + "/drift", {{"action", "renew"}}).status, 204);
  const json::object renewed = ok(get(path(draft)));
  EXPECT_EQ(text(renewed, "currency"), "USD");
  EXPECT_EQ(amount(renewed, "total"), "600.00");
  ok(post(path(draft) + "/issue"));
  change("deals", deal, {{"deal_currency_code", "GBP"}});
  sync();
  found = drift(draft);
  EXPECT_EQ(text(found, "proposal"), "replace");
  EXPECT_TRUE(found.at("difference").is_null());
  EXPECT_EQ(text(ok(get(path(draft))), "currency"), "USD");
  // Void, the deal is invoiced again as it is now.
  ok(post(path(draft) + "/void", {{"reason", "The deal is in pounds now"}}));
  const json::object next = ok(post(path_of(deal) + "/invoice"), 201);
  EXPECT_EQ(text(next, "currency"), "GBP");
  EXPECT_TRUE(drift(next).is_null());
}

}  // namespace
}  // namespace every::api
