// What stands beside the cards of the board: close dates that narrow it, its clients, and one deal's past.
#include "api/deal_rules_test_support.h"

namespace every::api {
namespace {

class PipelineTest : public DealRulesTest {
 protected:
  std::string client(const char* name, json::object more = {}) {
    more["name"] = name;
    return text(ok(post("/api/clients", more), 201), "id");
  }
  std::string made(const char* name, const std::string& of, const char* stage, const char* amount,
                   const char* currency = "USD", json::value closes = nullptr) {
    clock.advance(Millis(1'000));
    return text(ok(post("/api/deals", {{"name", name},
                                       {"client", of.empty() ? json::value(nullptr) : json::value(of)},
                                       {"pipeline", "default"},
                                       {"stage", stage},
                                       {"amount", json::object{{"amount", amount}, {"currency", currency}}},
                                       {"closeDate", std::move(closes)}}),
                   201),
                "id");
  }
  std::int64_t on_board(const std::string& query) {
    std::int64_t out = 0;
    const json::object board = ok(get("/api/pipeline?pipeline=default" + query));
    for (const auto& stage : board.at("stages").as_array()) out += number(stage, "count");
    return out;
  }
};

TEST_F(PipelineTest, CloseDatesNarrowTheBoardAndItsLists) {
  connect();
  const std::string acme = client("Acme");
  made("early", acme, kOpen, "1.00", "USD", "2027-01-31");
  made("first", acme, kOpen, "2.00", "USD", "2027-02-01");
  made("last", acme, kWon, "4.00", "USD", "2027-02-28");
  made("never", acme, kOpen, "8.00");
  for (const auto& [query, expected] : std::vector<std::pair<std::string, std::int64_t>>{
           {"&from=2027-01-01", 3}, {"&from=2027-02-01&to=2027-02-28", 2}, {"&to=2027-01-31", 1}}) {
    EXPECT_EQ(on_board(query), expected) << query;
    EXPECT_EQ(number(ok(get("/api/deals?pipeline=default" + query)), "total"), expected) << query;
  }
  const json::object board = ok(get("/api/pipeline?pipeline=default&from=2027-02-01&to=2027-02-28"));
  EXPECT_EQ(text(board.at("summary").at("open").at(0), "amount"), "2.00");
  EXPECT_EQ(number(board.at("summary").at("wonNotInvoiced"), "count"), 1);
  EXPECT_EQ(problem(get("/api/pipeline?from=soon"), 422), "validation");
  EXPECT_EQ(problem(get("/api/deals?to=soon"), 422), "validation");
}

TEST_F(PipelineTest, ClientsStandWithTheirOpenDealsByStage) {
  connect();
  const std::string acme = client("Acme"), birch = client("Birch"), cedar = client("Cedar");
  made("one", birch, kOpen, "10.00");
  made("two", acme, kOpen, "1.00", "EUR");
  made("three", acme, kOpen, "2.00");
  made("four", acme, "contractsent", "4.00");
  made("won", cedar, kWon, "8.00");
  made("nobody's", "", kOpen, "16.00");
  const json::object all = ok(get("/api/pipeline/clients?pipeline=default"));
  ASSERT_EQ(number(all, "total"), 2) << "won deals are not open, and some are nobody's";
  const json::value& first = all.at("items").at(0);
  EXPECT_EQ(text(first.at("client"), "name"), "Acme") << "most deals first";
  EXPECT_EQ(number(first, "deals"), 3);
  std::map<std::string, json::value> stages;
  for (const auto& one : first.at("stages").as_array()) stages[text(one, "id")] = one;
  ASSERT_EQ(stages.size(), 2U);
  EXPECT_EQ(number(stages[kOpen], "count"), 2);
  EXPECT_EQ(text(stages[kOpen].at("totals").at(0), "currency"), "USD") << "the workspace's first";
  EXPECT_EQ(text(stages[kOpen].at("totals").at(0), "amount"), "2.00");
  EXPECT_EQ(text(stages[kOpen].at("totals").at(1), "amount"), "1.00");
  EXPECT_FALSE(text(stages["contractsent"], "label").empty());
  EXPECT_EQ(
      text(ok(get("/api/pipeline/clients?pipeline=default&offset=1&limit=1")).at("items").at(0).at("client"),
           "name"),
      "Birch");
  const json::object found = ok(get("/api/pipeline/clients?pipeline=default&q=four"));
  EXPECT_EQ(number(found, "total"), 1);
  EXPECT_EQ(number(found.at("items").at(0), "deals"), 1);
  EXPECT_EQ(number(ok(get("/api/pipeline/clients?pipeline=default&q=nothing")), "total"), 0);
  EXPECT_EQ(ok(get("/api/pipeline/clients")).at("items"), all.at("items")) << "the first pipeline";
}

TEST_F(PipelineTest, ADealsPastIsItsStagesAndWhatWasSaid) {
  import_everything();
  const std::string record = open_deal("theirs");
  sync();
  move(record, kWon);
  sync();
  const std::string theirs = "/api/deals/" + deal_id(record) + "/activity";
  const json::object past = ok(get(theirs));
  const json::value& last = past.at("moves").as_array().back();
  EXPECT_EQ(text(last.at("from"), "id"), kOpen);
  EXPECT_EQ(text(last.at("to"), "label"), "Closed Won");
  EXPECT_TRUE(last.at("inHubSpot").as_bool());
  const std::string ours = "/api/deals/" + made("ours", client("Acme"), kOpen, "1.00");
  clock.advance(Millis(1'000));
  ok(patch(ours, {{"stage", kWon}}));
  const json::object own = ok(get(ours + "/activity"));
  ASSERT_EQ(own.at("moves").as_array().size(), 2U);
  EXPECT_TRUE(own.at("moves").at(0).at("from").is_null());
  EXPECT_EQ(text(own.at("moves").at(0).at("to"), "id"), kOpen);
  EXPECT_EQ(text(own.at("moves").at(1).at("to"), "id"), kWon);
  EXPECT_FALSE(own.at("moves").at(1).at("inHubSpot").as_bool());
  ASSERT_EQ(number(own, "total"), 2);
  EXPECT_EQ(text(own.at("items").at(0), "kind"), "deal.moved");
  EXPECT_EQ(text(own.at("items").at(1), "kind"), "deal.created");
  EXPECT_EQ(ok(get(ours + "/activity?limit=1")).at("items").as_array().size(), 1U);
  EXPECT_EQ(problem(get("/api/deals/nobody/activity"), 404), "not_found");
}

TEST_F(PipelineTest, ThePreviewOfManyDraftsSaysTheirTerms) {
  connect();
  const std::string own = client("Acme", {{"paymentTermsDays", 7}}), usual = client("Birch");
  const json::array ids{json::string(made("a", own, kWon, "1.00")),
                        json::string(made("b", usual, kWon, "1.00")),
                        json::string(made("c", "", kWon, "1.00"))};
  const json::object preview = ok(post("/api/deals/invoices", {{"ids", ids}, {"dryRun", true}}));
  EXPECT_EQ(number(preview.at("items").at(0), "paymentTermsDays"), 7);
  EXPECT_EQ(number(preview.at("items").at(1), "paymentTermsDays"),
            number(ok(get("/api/workspace")), "paymentTermsDays"));
  EXPECT_TRUE(preview.at("items").at(2).at("paymentTermsDays").is_null());
}

}  // namespace
}  // namespace every::api
