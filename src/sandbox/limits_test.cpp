#include "sandbox/limits.h"

#include <gmock/gmock.h>

#include "sandbox/test_sandbox.h"

namespace every::sandbox {
namespace {

class LimitsTest : public SandboxTest {
 protected:
  LimitsTest() : SandboxTest(few()) {}
  static Options few() {
    Options o = small();
    o.quota_per_10_s = 10;
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

TEST(HttpDate, IsRfc9110s) {
  EXPECT_EQ(http_date(784'111'777'000), "Sun, 06 Nov 1994 08:49:37 GMT");
}

}  // namespace
}  // namespace every::sandbox
