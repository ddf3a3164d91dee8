#include "sandbox/limits.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "sandbox/test_sandbox.h"

namespace every::sandbox {
namespace {

class LimitsTest : public SandboxTest {
 protected:
  LimitsTest() : SandboxTest(few()) {}
  static Options few() {
    Options o = small();
    o.set_quota(10);
    o.search_per_second = 5;
    return o;
  }
};

TEST_F(LimitsTest, TheWindowRolls) {
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(get("/crm/objects/2026-09/contacts").status, 200);
    clock.advance(Millis(900));
  }
  // A bucket would have refilled; in the last ten seconds there were ten.
  const auto refused = get("/crm/objects/2026-09/contacts");
  EXPECT_EQ(refused.status, 429);
  EXPECT_FALSE(refused.headers.get("Retry-After"));
  const auto body = parsed(refused);
  EXPECT_EQ(body.at("errorType").as_string(), "RATE_LIMIT");
  EXPECT_EQ(body.at("policyName").as_string(), "TEN_SECONDLY_ROLLING");
  clock.advance(Millis(1001));
  EXPECT_EQ(get("/crm/objects/2026-09/contacts").status, 200);
  EXPECT_EQ(get("/crm/objects/2026-09/contacts").status, 429);
}

TEST_F(LimitsTest, HeadersCountDown) {
  const auto response = get("/crm/objects/2026-09/contacts");
  EXPECT_EQ(response.headers.get("X-HubSpot-RateLimit-Max"), "10");
  EXPECT_EQ(response.headers.get("X-HubSpot-RateLimit-Remaining"), "9");
  EXPECT_EQ(response.headers.get("X-HubSpot-RateLimit-Interval-Milliseconds"), "10000");
  EXPECT_TRUE(response.headers.get("x-hubspot-correlation-id"));
  EXPECT_EQ(response.headers.get("Date"), http_date(to_ms(clock.now())));
}

TEST_F(LimitsTest, SearchHasItsOwnLimitAndNoHeaders) {
  for (int i = 0; i < 5; ++i) {
    const auto response = post("/crm/objects/2026-09/contacts/search", "{}");
    EXPECT_EQ(response.status, 200);
    EXPECT_FALSE(response.headers.get("X-HubSpot-RateLimit-Max"));
  }
  const auto refused = post("/crm/objects/2026-09/contacts/search", "{}");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(parsed(refused).at("message").as_string(), "You have reached your secondly limit.");
  EXPECT_EQ(parsed(refused).at("category").as_string(), "RATE_LIMITS");
  EXPECT_FALSE(parsed(refused).contains("policyName"));
  EXPECT_EQ(get("/crm/objects/2026-09/contacts").headers.get("X-HubSpot-RateLimit-Remaining"), "9");
  clock.advance(Millis(1000));
  EXPECT_EQ(post("/crm/objects/2026-09/contacts/search", "{}").status, 200);
}

TEST_F(LimitsTest, EachPortalHasItsOwnAndTheControlPlaneHasNone) {
  for (int i = 0; i < 30; ++i) EXPECT_EQ(get("/sandbox/state").status, 200);
  const auto requests = parsed(get("/sandbox/state")).at("requests").as_object();
  EXPECT_EQ(requests.at("total").as_int64(), 0);
}

TEST_F(LimitsTest, AStaticTokenHasLimitsOfItsOwnAndSaysHowMuchOfTheDayIsLeft) {
  control("settings", {{"quota", 10}, {"privateQuota", 12}, {"dailyQuota", 20}});
  const std::string oauth = connect().access;
  const auto answer = get("/crm/objects/2026-09/contacts");
  EXPECT_EQ(answer.headers.get("X-HubSpot-RateLimit-Max"), "12");
  EXPECT_EQ(answer.headers.get("X-HubSpot-RateLimit-Daily"), "20");
  EXPECT_EQ(answer.headers.get("X-HubSpot-RateLimit-Daily-Remaining"), "19");
  const auto app = get("/crm/objects/2026-09/contacts", oauth);
  EXPECT_EQ(app.headers.get("X-HubSpot-RateLimit-Max"), "10");
  EXPECT_EQ(app.headers.get("X-HubSpot-RateLimit-Remaining"), "9") << "each app has a window of its own";
  EXPECT_FALSE(app.headers.get("X-HubSpot-RateLimit-Daily"));
}

TEST_F(LimitsTest, TheDayEndsAtMidnightOfTheAccountAndIsSharedByAllStaticTokens) {
  control("settings", {{"dailyQuota", 100}});
  EXPECT_EQ(get("/crm/objects/2026-09/contacts").status, 200);
  control("use-up-daily", {{"requests", 99}});
  const auto refused = get("/crm/objects/2026-09/contacts", kDefaultServiceKey);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(parsed(refused).at("policyName").as_string(), "DAILY");
  EXPECT_EQ(get("/crm/objects/2026-09/contacts", connect().access).status, 200) << "an OAuth app has no day";
  // Berlin's midnight is an hour before UTC's in November.
  const std::string zone = sandbox.portal().account().time_zone;
  clock.advance(start_of_day(add_days(local_date(clock.now(), zone), 1), zone) - clock.now() - Millis(1));
  EXPECT_EQ(get("/crm/objects/2026-09/contacts").status, 429);
  clock.advance(Millis(1));
  EXPECT_EQ(get("/crm/objects/2026-09/contacts").status, 200);
  const auto usage =
      parsed(get("/account-info/2026-09/api-usage/daily/private-apps")).at("results").as_array();
  EXPECT_EQ(usage[0].at("name").as_string(), "sales-pro-seats") << "not every entry is the API's limit";
  EXPECT_EQ(usage[1].at("currentUsage").as_int64(), 2);
  EXPECT_EQ(get("/account-info/2026-09/api-usage/daily/private-apps", kDefaultServiceKey).status, 404);
}

TEST_F(LimitsTest, AssociationsHaveABurstOfTheirOwn) {
  control("settings", {{"associationQuota", 2}});
  const std::string body = fmt::format(R"({{"inputs":[{{"id":"{}"}}]}})", first(Kind::deal));
  const auto read = [&] { return post("/crm/associations/2026-09/deals/contacts/batch/read", body).status; };
  EXPECT_LT(read(), 300);
  EXPECT_LT(read(), 300);
  EXPECT_EQ(read(), 429);
  EXPECT_EQ(get("/crm/objects/2026-09/contacts").status, 200);
}

TEST(HttpDate, IsRfc9110s) {
  EXPECT_EQ(http_date(784'111'777'000), "Sun, 06 Nov 1994 08:49:37 GMT");
}

}  // namespace
}  // namespace every::sandbox
