// The preview of a rule says what the rule does.
#include <map>

#include "api/deal_rules_test_support.h"
#include "store/deal_rules.h"

namespace every::api {
namespace {

class DealRulesPreviewTest : public DealRulesTest {
 protected:
  json::object past(const json::object& said, int days) {
    for (const auto& one : said.at("past").as_array())
      if (number(one, "days") == days) return one.as_object();
    ADD_FAILURE() << "no " << days << " days";
    return {};
  }
  void sign_in_again() {
    const auto in = app::sign_in(
        *app_, json::object{{"email", "dana@fieldstone.example"}, {"password", "correct horse battery"}},
        "192.0.2.3");
    ASSERT_TRUE(in.ok());
    session = in->token;
  }
  void days(int n) {
    clock.advance(std::chrono::duration_cast<Millis>(std::chrono::days(n)));
    sign_in_again();
  }
};

TEST_F(DealRulesPreviewTest, SaysWhatIsThereAndWhatItWouldHaveMadeLately) {
  import_everything();
  const std::string old = open_deal("old", {{"amount", "1.00"}}), fresh = open_deal("fresh"),
                    poor = open_deal("poor", {{"amount", ""}}), by_hand = open_deal("hand"),
                    euro = open_deal("euro", {{"amount", "30.00"}, {"deal_currency_code", "EUR"}});
  const std::string line =
      create("line_items", {{"name", "Work"}, {"quantity", "3"}, {"price", "40.00"}, {"amount", "120.00"}});
  link("deals", fresh, "line_items", line, false);
  sync();
  const std::int64_t there = number(preview("default", kWon).at("now"), "deals");
  move(old, kWon);
  sync();
  days(60);
  for (const std::string& one : {fresh, poor, by_hand, euro}) move(one, kWon);
  sync();
  ok(post("/api/deals/" + deal_id(by_hand) + "/invoice"), 201);
  const std::int64_t before = invoices();
  const json::object said = preview("default", kWon);
  EXPECT_EQ(text(said, "sentence"), "When a deal enters Closed Won in Sales Pipeline, draft its invoice.");
  EXPECT_EQ(number(said.at("now"), "deals"), there + 5);
  EXPECT_TRUE(said.at("now").at("won").as_bool());
  EXPECT_FALSE(said.at("knownSince").is_null());
  const json::object month = past(said, 30), quarter = past(said, 90);
  EXPECT_EQ(number(month, "entered"), 4);
  EXPECT_EQ(number(month, "drafted"), 3) << "one of them was invoiced by hand since";
  EXPECT_EQ(number(month, "leftOut"), 1);
  EXPECT_EQ(number(quarter, "entered"), 5);
  EXPECT_EQ(number(quarter, "drafted"), 4);
  std::map<std::string, std::string> sums;
  for (const auto& sum : month.at("totals").as_array()) sums[text(sum, "currency")] = text(sum, "amount");
  EXPECT_EQ(sums, (std::map<std::string, std::string>{{"EUR", "30.00"}, {"USD", "620.00"}}))
      << "by their lines, not by their amounts";
  const json::array& left = said.at("leftOut").as_array();
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(text(left.at(0).at("deal"), "name"), "poor");
  EXPECT_EQ(text(left.at(0), "code"), "deal_amount_missing");
  EXPECT_EQ(invoices(), before) << "nothing is made";
  // It leaves and comes again: it has had its draft.
  move(by_hand, kOpen);
  sync();
  move(by_hand, kWon);
  sync();
  EXPECT_EQ(past(preview("default", kWon), 30), month);
  EXPECT_EQ(draft(), 0);
  EXPECT_EQ(number(ok(get("/api/deal-rules")), "total"), 0);
  // Of every won stage, and of an open one.
  EXPECT_GE(number(preview(nullptr, nullptr).at("now"), "deals"), there + 5);
  const json::object open = preview("default", "contractsent");
  EXPECT_FALSE(open.at("now").at("won").as_bool());
  EXPECT_EQ(number(past(open, 90), "entered"), 0);
}

// Random histories: what the rule did while they happened is what the preview says of them afterwards, when
// its drafts are deleted and it has to be worked out anew.
TEST_F(DealRulesPreviewTest, SaysOfAnyHistoryWhatTheRuleDidInIt) {
  import_everything();
  SeededRandom dice{20'261'123};
  const auto one_of = [&](std::size_t n) { return static_cast<std::size_t>((dice.next() >> 33) % n); };
  constexpr const char* kStages[] = {"qualifiedtobuy", "contractsent", "closedwon", "closedlost"};
  struct Model {
    std::string record;
    const char* stage = kOpen;
    bool amount = true, client = true;
  };
  std::vector<Model> all;
  for (int n = 0; n < 12; ++n) {
    Model one{.record = {}, .amount = n % 4 != 1, .client = n % 5 != 2};
    json::object values{{"dealname", "deal" + std::to_string(n)},
                        {"pipeline", "default"},
                        {"dealstage", kOpen},
                        {"amount", one.amount ? std::to_string(10 + n) + ".00" : ""},
                        {"deal_currency_code", n % 3 == 0 ? "EUR" : "USD"}};
    one.record = one.client ? open_deal("deal" + std::to_string(n), values) : create("deals", values);
    all.push_back(one);
  }
  sync();
  // One was invoiced before it entered, for a deposit.
  ok(post("/api/deals/" + deal_id(all[0].record) + "/invoice"), 201);
  const std::int64_t by_hand = invoices();
  const std::string id = rule();
  std::map<std::string, std::string> left_out;  // deal -> why it waited when it was looked at last
  std::map<std::string, Instant> entered;
  for (int step = 0; step < 15; ++step) {
    for (int moves = 0; moves < 4; ++moves) {
      Model& one = all[one_of(all.size())];
      const char* to = kStages[one_of(4)];
      move(one.record, to);
      one.stage = to;
    }
    sync();
    draft();
    for (const Model& one : all)
      if (const std::string why = waits(one.record); !why.empty()) left_out[deal_id(one.record)] = why;
  }
  db->read([&](store::Tx& tx) {
    for (const store::DealMove& one : store::DealMoves(tx, tenant).since(Instant{}))
      if (one.to.second == kWon) entered[one.deal_id] = one.at;
    return true;
  });
  ASSERT_GT(entered.size(), 4U);
  std::map<std::string, std::int64_t> sums;
  std::int64_t drafted = 0;
  std::vector<std::string> made;
  for (const Model& one : all) {
    const json::object here = deal(one.record);
    if (here.at("invoice").is_null()) continue;
    const json::object said = invoice(one.record);
    if (said.at("byRule").is_null()) continue;
    ++drafted;
    made.push_back(text(said, "id"));
    sums[text(said.at("total"), "currency")] +=
        Money::parse(text(said.at("total"), "amount"), *Currency::from(text(said.at("total"), "currency")))
            ->minor;
  }
  ASSERT_GT(drafted, 1);
  ASSERT_FALSE(left_out.empty());
  EXPECT_EQ(number(of_rule(id), "drafts"), drafted);
  for (const std::string& one : made) EXPECT_EQ(del("/api/invoices/" + one).status, 204);
  EXPECT_EQ(invoices(), by_hand);
  const json::object said = preview("default", kWon);
  const json::object month = past(said, 30);
  EXPECT_EQ(number(month, "entered"), static_cast<std::int64_t>(entered.size()));
  EXPECT_EQ(number(month, "drafted"), drafted);
  std::map<std::string, std::int64_t> foretold;
  for (const auto& sum : month.at("totals").as_array())
    foretold[text(sum, "currency")] =
        Money::parse(text(sum, "amount"), *Currency::from(text(sum, "currency")))->minor;
  EXPECT_EQ(foretold, sums);
  std::map<std::string, std::string> reasons;
  for (const auto& one : said.at("leftOut").as_array())
    reasons[text(one.at("deal"), "id")] = text(one, "code");
  // What has its invoice does not wait.
  std::erase_if(reasons, [](const auto& one) { return one.second == "has_invoice"; });
  EXPECT_EQ(reasons, left_out);
}

}  // namespace
}  // namespace every::api
