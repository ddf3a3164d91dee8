// The same request again, with its Idempotency-Key: it happens once, and nobody is told otherwise.
#include <latch>
#include <thread>

#include "api/money_test_support.h"
#include "api/reply.h"
#include "store/tx.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;

class RepeatsTest : public MoneyTest {
 protected:
  http::Response keyed(const std::string& target, const json::value& body, const std::string& key = "k-1") {
    return call(http::Method::post, target, json::serialize(body), {{"Idempotency-Key", key}});
  }
  // To a route that only this test has: no answer of the contract.
  http::Response own(const std::string& target, const char* body = "{}", const char* key = "k-1") {
    http::Request request;
    request.method = http::Method::post;
    request.target = request.path = target;
    for (const auto& [name, value] : {std::pair<const char*, std::string>{"Origin", kOrigin},
                                      {"Cookie", "every_session=" + session},
                                      {"Content-Type", "application/json"},
                                      {"Idempotency-Key", key}})
      request.headers.set(name, value);
    request.body = body;
    return api->handle(request);
  }
  std::int64_t rows(const char* where = "") {
    return db->read([&](store::Tx& tx) {
      return tx.number(tenant,
                       std::string("SELECT count(*) FROM kept_answers WHERE workspace_id = $1") + where);
    });
  }
};

TEST_F(RepeatsTest, TheFirstAnswerIsGivenAgain) {
  const std::string path = issued({line("100")});
  const http::Response first = keyed(path + "/payments", payment("40"));
  const http::Response again = keyed(path + "/payments", payment("40"));
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(first.body, again.body);
  EXPECT_EQ(amount(ok(get(path)), "paid"), "40.00");
  EXPECT_EQ(problem(keyed(path + "/payments", payment("41")), 409), "idempotency_mismatch");
}

TEST_F(RepeatsTest, WhatWasRefusedMayBeTriedAgain) {
  const std::string path = draft({line("100")});
  EXPECT_EQ(problem(keyed(path + "/payments", payment("40")), 409), "invoice_not_issued");
  EXPECT_EQ(rows(), 0);
  ok(post(path + "/issue"));
  EXPECT_EQ(keyed(path + "/payments", payment("40")).status, 201);
  EXPECT_EQ(rows(" AND status = 201"), 1);
}

TEST_F(RepeatsTest, OfTwoAtOnceOneHappensAndBothHearOfIt) {
  std::latch running(1), go_on(1);
  std::atomic<int> runs = 0;
  api->add(http::Method::post, "/slow", [&](const Call&) -> Result<http::Response> {
    const int run = ++runs;
    running.count_down();
    go_on.wait();
    return reply(201, json::object{{"run", run}});
  });
  http::Response first, second;
  std::thread one([&] { first = own("/slow"); });
  running.wait();
  std::thread two([&] { second = own("/slow"); });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  go_on.count_down();
  one.join();
  two.join();
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(first.body, second.body);
}

TEST_F(RepeatsTest, ALinkIsNotKeptWithItsAnswer) {
  const std::string path = issued({line("100")});
  const json::object made = ok(keyed(path + "/link", json::object{}));
  EXPECT_EQ(text(ok(keyed(path + "/link", json::object{})), "url"), text(made, "url"));
  const std::string proposal =
      "/api/proposals/" +
      text(ok(post("/api/proposals",
                   {{"clientId", client()}, {"title", "Website"}, {"lines", json::array{line("100")}}}),
              201),
           "id");
  ok(post(proposal + "/open"));
  ok(keyed(proposal + "/link", json::object{}, "k-2"));
  EXPECT_EQ(rows(), 0);
}

}  // namespace
}  // namespace every::api
