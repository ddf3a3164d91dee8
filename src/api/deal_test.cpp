// The pipeline, and won deals that become exactly one invoice each.
#include <latch>
#include <thread>

#include "api/hubspot_test_support.h"

namespace every::api {
namespace {

class DealTest : public HubSpotApiTest {
 protected:
  void SetUp() override {
    connect();
    import({{"select", {{"all", true}}}, {"default", "ask"}, {"includeDeals", true}, {"dryRun", false}});
  }
  json::array won() { return ok(get("/api/deals?wonWithoutInvoice=true&limit=100")).at("items").as_array(); }
  // A won deal with client and amount.
  json::object billable() {
    const json::array deals = won();
    for (const auto& deal : deals)
      if (!deal.at("client").is_null() && !deal.at("amount").is_null() &&
          text(deal.at("amount"), "amount") != "0.00")
        return deal.as_object();
    ADD_FAILURE() << "the sandbox has no won deal with client and amount";
    return {};
  }
};

TEST_F(DealTest, TheBoardAddsUp) {
  const json::object board = ok(get("/api/pipeline"));
  std::int64_t deals = 0;
  for (const auto& pipeline : board.at("pipelines").as_array()) {
    const json::object one = ok(get("/api/pipeline?pipeline=" + text(pipeline, "id")));
    for (const auto& stage : one.at("stages").as_array()) {
      const auto listed = number(
          ok(get("/api/deals?pipeline=" + text(pipeline, "id") + "&stage=" + text(stage, "id") + "&limit=1")),
          "total");
      EXPECT_EQ(number(stage, "count"), listed) << text(stage, "label");
      deals += listed;
    }
  }
  EXPECT_GT(deals, 20);
  EXPECT_EQ(number(ok(get("/api/deals")), "total"), deals);
  const json::object deal = won().at(0).as_object();
  EXPECT_EQ(ok(get("/api/deals/" + text(deal, "id"))), deal);
  EXPECT_EQ(problem(get("/api/deals/01m84hx38zkb2nc1sj5xr7qd47"), 404), "not_found");
  EXPECT_EQ(problem(get("/api/deals?wonWithoutInvoice=maybe"), 422), "validation");
}

TEST_F(DealTest, AWonDealBecomesADraftOfItsAmount) {
  const json::object deal = billable();
  const auto answer = post("/api/deals/" + text(deal, "id") + "/invoice");
  const json::object invoice = ok(answer, 201);
  EXPECT_EQ(answer.headers.get("Location").value_or(""), "/api/invoices/" + text(invoice, "id"));
  EXPECT_EQ(text(invoice, "displayStatus"), "draft");
  EXPECT_EQ(text(invoice.at("client"), "id"), text(deal.at("client"), "id"));
  EXPECT_EQ(text(invoice, "currency"), text(deal.at("amount"), "currency"));
  EXPECT_EQ(invoice.at("total"), deal.at("amount"));
  EXPECT_EQ(text(invoice.at("deal"), "id"), text(deal, "id"));
  EXPECT_EQ(text(ok(get("/api/deals/" + text(deal, "id"))).at("invoice"), "id"), text(invoice, "id"));
  // Again: the same one.
  EXPECT_EQ(text(ok(post("/api/deals/" + text(deal, "id") + "/invoice")), "id"), text(invoice, "id"));
}

TEST_F(DealTest, TwoHundredAtOnceMakeOneInvoice) {
  const std::string path = "/api/deals/" + text(billable(), "id") + "/invoice";
  std::vector<http::Response> answers(200);
  std::latch together(std::ssize(answers));
  {
    std::vector<std::jthread> threads;
    for (auto& answer : answers)
      threads.emplace_back([&] {
        together.arrive_and_wait();
        answer = post(path);
      });
  }
  std::set<std::string> ids;
  int made = 0;
  for (const auto& answer : answers) {
    ASSERT_TRUE(answer.status == 200 || answer.status == 201) << answer.status << answer.body;
    made += answer.status == 201 ? 1 : 0;
    ids.insert(text(parsed(answer), "id"));
  }
  EXPECT_EQ(made, 1);
  EXPECT_EQ(ids.size(), 1U);
  EXPECT_EQ(number(ok(get("/api/invoices")), "total"), 1);
}

TEST_F(DealTest, ADealWithoutClientAsksForOne) {
  const std::string id = text(control("create", {{"type", "deals"},
                                                 {"properties", json::object{{"dealname", "Nobody's"},
                                                                             {"amount", "10"},
                                                                             {"dealstage", "closedwon"},
                                                                             {"pipeline", "default"}}}}),
                              "id");
  clock.advance(std::chrono::minutes(1));
  ok(post("/api/hubspot/sync"), 202);
  settled();
  std::string deal;
  const json::object deals = ok(get("/api/deals?limit=100"));
  for (const auto& one : deals.at("items").as_array())
    if (text(one, "name") == "Nobody's") deal = text(one, "id");
  ASSERT_FALSE(deal.empty()) << id;
  EXPECT_EQ(problem(post("/api/deals/" + deal + "/invoice"), 409), "deal_no_client");
  const json::object client = ok(get("/api/clients?limit=1")).at("items").at(0).as_object();
  const json::object invoice =
      ok(post("/api/deals/" + deal + "/invoice", {{"clientId", text(client, "id")}}), 201);
  EXPECT_EQ(text(invoice.at("client"), "id"), text(client, "id"));
}

TEST_F(DealTest, DraftsForAllThatWaitAreFirstShownThenMade) {
  const json::object preview =
      ok(post("/api/deals/invoices", {{"wonWithoutInvoice", true}, {"dryRun", true}}));
  EXPECT_EQ(number(ok(get("/api/invoices")), "total"), 0);
  const json::object result = ok(post("/api/deals/invoices", {{"wonWithoutInvoice", true}}), 201);
  EXPECT_EQ(std::ssize(result.at("created").as_array()), number(preview, "ready"));
  EXPECT_EQ(number(result, "leftOut"), number(preview, "leftOut"));
  EXPECT_EQ(number(ok(get("/api/invoices?status=draft")), "total"), number(preview, "ready"));
  EXPECT_EQ(std::ssize(won()), number(preview, "leftOut"));
  EXPECT_EQ(number(preview, "remaining"), number(preview, "leftOut"));
  EXPECT_EQ(number(result, "remaining"), std::ssize(won()));
  EXPECT_EQ(problem(post("/api/deals/invoices", json::object{}), 422), "validation");
}

TEST_F(DealTest, WhoIsLeftOutByAPersonIsSaidAndRemains) {
  const auto ask = [&](json::object body, bool dry) {
    body["dryRun"] = dry;
    return ok(post("/api/deals/invoices", body), dry ? 200 : 201);
  };
  std::vector<std::string> ready;
  const json::object shown = ask({{"wonWithoutInvoice", true}}, true);
  for (const json::value& one : shown.at("items").as_array())
    if (one.at("ok").as_bool()) ready.push_back(text(one, "dealId"));
  ASSERT_GE(ready.size(), 3U);
  const std::int64_t waiting = std::ssize(won());
  json::object all{{"wonWithoutInvoice", true}, {"except", json::array{json::string(ready[0])}}};
  const json::object preview = ask(all, true);
  for (const json::value& one : preview.at("items").as_array())
    if (text(one, "dealId") == ready[0]) {
      EXPECT_EQ(text(one, "code"), "excluded");
      EXPECT_EQ(text(one, "detail"), "You left it out.");
    }
  EXPECT_EQ(number(preview, "ready"), std::ssize(ready) - 1);
  EXPECT_EQ(number(preview, "remaining"), waiting - std::ssize(ready) + 1);
  const json::object two{{"ids", json::array{json::string(ready[0]), json::string(ready[1])}},
                         {"except", json::array{json::string(ready[0])}}};
  EXPECT_EQ(number(ask(two, true), "remaining"), waiting - 1);
  EXPECT_EQ(ask(two, false).at("created").as_array().size(), 1U);
  const json::object made = ask(all, false);
  EXPECT_EQ(std::ssize(made.at("created").as_array()), std::ssize(ready) - 2);
  EXPECT_EQ(number(made, "remaining"), number(preview, "remaining"));
  EXPECT_TRUE(ok(get("/api/deals/" + ready[0])).at("invoice").is_null());
}

}  // namespace
}  // namespace every::api
