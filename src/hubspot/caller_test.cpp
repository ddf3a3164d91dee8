// What happens to one request when HubSpot, the network or the token misbehaves.
#include "hubspot/caller.h"

#include "hubspot/test_portal.h"

namespace every::hubspot {
namespace {

using test::answer;
using test::kEmptyPage;
using test::kStart;
using test::kToken;

constexpr const char* kAccount = R"({"portalId":1,"timeZone":"UTC","companyCurrency":"USD"})";
constexpr const char* kExpired =
    R"({"status":"error","message":"The OAuth token used to make this call expired 0 second(s) ago.","category":"EXPIRED_AUTHENTICATION"})";

class CallerTest : public test::PortalTest {
 protected:
  Result<sync::Account> call() { return client().account({}); }
  std::size_t tries() { return http.requests().size(); }
};

TEST_F(CallerTest, SendsTheTokenAndCountsTraffic) {
  http.then(200, kAccount, {{"date", "Mon, 23 Nov 2026 10:00:07 GMT"}, {"x-hubspot-ratelimit-max", "110"}});
  ASSERT_TRUE(call());
  EXPECT_EQ(test::header_of(http.requests()[0], "Authorization"), "Bearer access-one");
  const auto traffic = client().traffic();
  EXPECT_EQ(traffic.requests, 1);
  EXPECT_EQ(traffic.bytes, static_cast<std::int64_t>(std::string_view(kAccount).size()));
  EXPECT_EQ(traffic.errors, 0);
  EXPECT_EQ(client().hubspot_now(), kStart + std::chrono::seconds(7));
  EXPECT_EQ(portal()->quota().state().max, 110);
}

TEST_F(CallerTest, An401IsRefreshedAndRepeatedOnce) {
  http.then(401, kExpired).then(200, kToken).then(200, kAccount);
  ASSERT_TRUE(call());
  EXPECT_EQ(test::header_of(http.requests()[2], "Authorization"), "Bearer access-two");
  EXPECT_TRUE(died.empty());
}

TEST_F(CallerTest, ASecond401EndsTheConnection) {
  http.then(401, kExpired).then(200, kToken).then(401, kExpired);
  EXPECT_EQ(call().error().code, Code::token_expired);
  EXPECT_EQ(tries(), 3u);
  EXPECT_EQ(died.size(), 1u);
  EXPECT_EQ(call().error().code, Code::token_expired);
  EXPECT_EQ(tries(), 3u) << "nothing is sent with a dead connection";
}

TEST_F(CallerTest, An401OfAPastedTokenIsFinal) {
  pasted_token();
  http.then(401, R"({"category":"INVALID_AUTHENTICATION","message":"Authentication credentials not found"})");
  EXPECT_EQ(call().error().code, Code::token_invalid);
  EXPECT_EQ(tries(), 1u);
}

TEST_F(CallerTest, AMalformedPastedTokenIsToldAtOnce) {
  pasted_token();
  http.then(530, "<html>error code: 1016</html>");
  EXPECT_EQ(call().error().code, Code::token_invalid);
}

TEST_F(CallerTest, ARefreshThatMeetsTroubleIsTriedAgain) {
  http.then(401, kExpired)
      .then(503, "")
      .then(503, "")
      .then(503, "")
      .then(401, kExpired)
      .then(200, kToken)
      .then(200, kAccount);
  EXPECT_TRUE(call());
  EXPECT_EQ(http.unused(), 0u);
}

TEST_F(CallerTest, ServerErrorsAndTheNetworkAreTriedEightTimes) {
  for (const int status : {500, 502, 503, 504, 521, 522, 523, 524, 525, 526, 408, 423}) {
    const std::size_t before = tries();
    for (int i = 0; i < 8; ++i) http.then(status, "<html>trouble</html>");
    EXPECT_EQ(call().error().code, Code::hubspot_down) << status;
    EXPECT_EQ(tries() - before, 8u) << status;
    EXPECT_EQ(http.unused(), 0u);
  }
  for (int i = 0; i < 8; ++i) http.then(Error(Code::network, "The connection was reset."));
  EXPECT_EQ(call().error().code, Code::network);
  EXPECT_EQ(http.unused(), 0u);
}

TEST_F(CallerTest, RecoversWhenHubSpotDoes) {
  http.then(500, "").then(Error(Code::network, "reset")).then(502, "<html>").then(200, kAccount);
  EXPECT_TRUE(call());
  EXPECT_EQ(client().traffic().retries, 3);
  EXPECT_EQ(client().traffic().errors, 0);
}

TEST_F(CallerTest, WhatCannotHelpIsNotRepeated) {
  for (const int status : {400, 403, 404, 405, 409, 414, 301}) {
    const std::size_t before = tries();
    http.then(status, "");
    EXPECT_FALSE(call()) << status;
    EXPECT_EQ(tries() - before, 1u) << status;
  }
  EXPECT_EQ(client().traffic().errors, 7);
}

TEST_F(CallerTest, ALockIsWaitedForTwoSecondsAtLeast) {
  http.then(423, "").then(200, kAccount);
  EXPECT_TRUE(call());
  EXPECT_GE(waited(), Millis(2'000));
}

TEST_F(CallerTest, AnUnreadableAnswerIsAskedForAgainThenReported) {
  http.then(200, "<html>").then(200, "{\"portalId\":").then(200, "").then(200, kAccount);
  EXPECT_TRUE(call());
  for (int i = 0; i < 4; ++i) http.then(200, "{\"half\":");
  EXPECT_EQ(call().error().code, Code::hubspot_bad_answer);
  EXPECT_EQ(http.unused(), 0u);
}

TEST_F(CallerTest, ALimitNeverFailsTheRequestByItself) {
  for (int i = 0; i < 20; ++i)
    http.then(429, R"({"status":"error","policyName":"TEN_SECONDLY_ROLLING","message":"limit"})");
  http.then(200, kAccount);
  EXPECT_TRUE(call());
  EXPECT_EQ(client().traffic().rate_limited, 20);
  EXPECT_GE(waited(), Millis(200'000));
}

TEST_F(CallerTest, TheDailyLimitIsToldWithItsEnd) {
  http.then(429, R"({"status":"error","policyName":"DAILY","message":"You have reached your daily limit."})");
  const auto result = call();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Code::daily_limit);
  EXPECT_EQ(from_ms(*result.error().retry_at_ms), *parse_rfc3339("2026-11-24T00:00:00Z"));
  EXPECT_EQ(client().traffic().resumes_at, *parse_rfc3339("2026-11-24T00:00:00Z"));
}

TEST_F(CallerTest, AShortMigrationIsWaitedForALongOneTold) {
  http.then(477, "", {{"retry-after", "30"}}).then(200, kAccount);
  EXPECT_TRUE(call());
  EXPECT_GE(waited(), Millis(30'000));
  http.then(477, "", {{"retry-after", "86400"}});
  EXPECT_EQ(call().error().code, Code::hubspot_migrating);
}

TEST_F(CallerTest, AMissingScopeNamesIt) {
  http.then(
      403,
      R"({"category":"MISSING_SCOPES","context":{"requiredGranularScopes":["crm.objects.owners.read"]}})");
  const auto owners = client().owners(false, {});
  ASSERT_FALSE(owners);
  EXPECT_EQ(owners.error().code, Code::scope_missing);
  EXPECT_EQ(owners.error().extra.at("scopes"), "crm.objects.owners.read");
}

TEST_F(CallerTest, StoppingEndsTheRetries) {
  std::stop_source stop;
  http.always([&](const net::HttpRequest&) {
    stop.request_stop();
    return answer(503, "");
  });
  EXPECT_EQ(client().account(stop.get_token()).error().code, Code::cancelled);
  EXPECT_EQ(tries(), 1u);
}

}  // namespace
}  // namespace every::hubspot
