#include "hubspot/token.h"

#include <thread>

#include "hubspot/test_portal.h"

namespace every::hubspot {
namespace {

using test::answer;
using test::kStart;
using test::kToken;

class TokenTest : public test::PortalTest {
 protected:
  TokenKeeper& keeper() { return portal()->tokens(); }
  Code code() {
    const auto token = keeper().access({});
    return token ? Code::internal : token.error().code;
  }
};

constexpr const char* kBadRefresh =
    R"({"error":"invalid_grant","status":"BAD_REFRESH_TOKEN","message":"refresh token is invalid, expired or revoked"})";

TEST_F(TokenTest, AYoungTokenIsUsedAsItIs) {
  EXPECT_EQ(*keeper().access({}), "access-one");
  EXPECT_TRUE(http.requests().empty());
}

TEST_F(TokenTest, IsRenewedMinutesAheadAndStored) {
  clock.advance(std::chrono::minutes(28) + Millis(1));  // less than two minutes left
  http.then(200, kToken);
  EXPECT_EQ(*keeper().access({}), "access-two");
  EXPECT_EQ(kept->tokens.access, "access-two");
  EXPECT_EQ(kept->tokens.expires_at, clock.now() + std::chrono::minutes(30));
  const auto request = http.requests().at(0);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://api.hubapi.com/oauth/2026-09/token");
  EXPECT_EQ(test::header_of(request, "Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(
      request.body,
      "grant_type=refresh_token&refresh_token=na1-refresh&client_id=client-id&client_secret=client-secret");
  EXPECT_EQ(*keeper().access({}), "access-two");
  EXPECT_EQ(http.requests().size(), 1u);
}

TEST_F(TokenTest, ARotatedRefreshTokenIsKept) {
  clock.advance(std::chrono::minutes(31));
  http.then(200, R"({"access_token":"a","refresh_token":"na1-new","expires_in":1800})");
  ASSERT_TRUE(keeper().access({}));
  EXPECT_EQ(kept->tokens.refresh, "na1-new");
}

TEST_F(TokenTest, AStaticTokenIsNeverRefreshed) {
  pasted_token();
  clock.advance(std::chrono::hours(1000));
  EXPECT_EQ(*keeper().access({}), "pat-eu1-11111111-2222");
  EXPECT_TRUE(http.requests().empty());
  const auto rejected = keeper().after_rejection("pat-eu1-11111111-2222", {});
  ASSERT_FALSE(rejected);
  EXPECT_EQ(rejected.error().code, Code::token_invalid);
  EXPECT_TRUE(http.requests().empty());
  EXPECT_EQ(died.size(), 1u);
}

TEST_F(TokenTest, AWithdrawnGrantEndsTheConnectionOnce) {
  clock.advance(std::chrono::minutes(31));
  http.then(400, kBadRefresh);
  EXPECT_EQ(code(), Code::token_expired);
  EXPECT_EQ(code(), Code::token_expired);
  EXPECT_EQ(http.requests().size(), 1u) << "a dead token is not tried again";
  ASSERT_EQ(died.size(), 1u);
  EXPECT_EQ(died[0].code, Code::token_expired);
  EXPECT_EQ(kept->tokens.access, "access-one") << "forgetting tokens is for whoever disconnects";
}

TEST_F(TokenTest, AWrongClientSecretIsNotAWithdrawnGrant) {
  clock.advance(std::chrono::minutes(31));
  http.then(
      400, R"({"error":"invalid_client","status":"BAD_CLIENT_SECRET","message":"bad secret client-secret"})");
  const auto token = keeper().access({});
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().code, Code::oauth_failed);
  EXPECT_EQ(token.error().detail.find("client-secret\""), std::string::npos) << token.error().detail;
  EXPECT_TRUE(died.empty());
}

TEST_F(TokenTest, TroubleAtHubSpotIsBridgedByTheOldToken) {
  clock.advance(std::chrono::minutes(29));
  http.always([](const net::HttpRequest&) { return answer(503, "<html>"); });
  EXPECT_EQ(*keeper().access({}), "access-one");
  const auto tries = http.requests().size();
  EXPECT_EQ(*keeper().access({}), "access-one");
  EXPECT_EQ(http.requests().size(), tries) << "not asked again at once";
  clock.advance(std::chrono::minutes(2));
  EXPECT_EQ(code(), Code::hubspot_down);
  EXPECT_TRUE(died.empty());
}

TEST_F(TokenTest, ATokenOfAnotherPortalEndsTheConnection) {
  options.connection.portal_id = "99";
  clock.advance(std::chrono::minutes(31));
  http.then(200, kToken);
  EXPECT_EQ(code(), Code::account_mismatch);
  EXPECT_EQ(kept->saves, 0);
  EXPECT_EQ(died.size(), 1u);
}

TEST_F(TokenTest, ATokenThatCannotBeStoredIsStillUsed) {
  kept->broken = true;
  clock.advance(std::chrono::minutes(31));
  http.then(200, kToken);
  EXPECT_EQ(*keeper().access({}), "access-two");
}

TEST_F(TokenTest, NoTokensMeansNotConnected) {
  kept->tokens = {};
  EXPECT_EQ(code(), Code::not_connected);
}

// Twenty real threads; the refresh takes its time.
TEST(TokenThreadsTest, OneRefreshServesTwentyThreads) {
  test::FakeHttp http;
  SystemClock clock;
  SeededRandom random(1);
  Log log(Log::Level::off);
  Metrics metrics;
  RealTasks tasks;
  const Services services{http, clock, random, log, metrics, tasks};
  std::atomic<int> refreshes = 0;
  http.always([&](const net::HttpRequest&) {
    ++refreshes;
    std::this_thread::sleep_for(Millis(100));
    return answer(200, kToken);
  });
  for (const bool rejected : {false, true}) {
    refreshes = 0;
    auto kept = std::make_shared<test::Kept>();
    kept->tokens = {"old", "na1-refresh", clock.now() + (rejected ? Millis(1'800'000) : Millis(-1))};
    Portal portal({.app = {"id", "secret", "https://x.example"}}, std::make_unique<test::MemoryTokens>(kept),
                  services);
    std::atomic<int> good = 0;
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < 20; ++i)
        threads.emplace_back([&] {
          const auto token =
              rejected ? portal.tokens().after_rejection("old", {}) : portal.tokens().access({});
          if (token && *token == "access-two") ++good;
        });
    }
    EXPECT_EQ(good, 20);
    EXPECT_EQ(refreshes, 1);
    EXPECT_EQ(kept->saves, 1);
  }
}

class OAuthTest : public test::PortalTest {
 protected:
  const OAuth& oauth() { return portal()->oauth(); }
};

TEST_F(OAuthTest, TheAuthorizeAddressAsksForTheScopesAndCarriesTheState) {
  const std::string url = oauth().authorize_url("st/ate", "12");
  EXPECT_EQ(url,
            "https://app.hubspot.com/oauth/12/authorize?client_id=client-id"
            "&redirect_uri=https%3A%2F%2Fevery.example%2Fapi%2Fhubspot%2Fcallback"
            "&scope=oauth%20crm.objects.contacts.read%20crm.objects.companies.read%20crm.objects.deals.read%"
            "20crm.objects.owners.read"
            "&optional_scope=crm.lists.read%20crm.objects.line_items.read%20crm.objects.products.read%20crm."
            "objects.quotes.read%20"
            "settings.currencies.read%20tax_rates.read&state=st%2Fate");
  EXPECT_TRUE(oauth().authorize_url("s").starts_with("https://app.hubspot.com/oauth/authorize?"));
}

TEST_F(OAuthTest, ExchangesACode) {
  http.then(200, kToken);
  const auto grant = oauth().exchange("the-code");
  ASSERT_TRUE(grant);
  EXPECT_EQ(grant->portal_id, "1234567");
  EXPECT_EQ(grant->scopes.size(), 2u);
  EXPECT_EQ(http.requests()[0].body,
            "grant_type=authorization_code&redirect_uri=https%3A%2F%2Fevery.example%2Fapi%2Fhubspot%"
            "2Fcallback&code=the-code"
            "&client_id=client-id&client_secret=client-secret");
}

TEST_F(OAuthTest, AsksForPortalAndScopesWhenTheAnswerLeavesThemOut) {
  http.then(200, R"({"access_token":"a","refresh_token":"r","expires_in":1800})")
      .then(200, R"({"active":true,"hub_id":77,"scopes":["oauth"],"user":"x@y.example"})");
  const auto grant = oauth().exchange("code");
  ASSERT_TRUE(grant);
  EXPECT_EQ(grant->portal_id, "77");
  EXPECT_EQ(http.requests()[1].url, "https://api.hubapi.com/oauth/2026-09/token/introspect");
  EXPECT_EQ(http.requests()[1].body,
            "token=a&token_type_hint=access_token&client_id=client-id&client_secret=client-secret");
}

TEST_F(OAuthTest, AUsedCodeSaysStartAgainAndIsNotRepeated) {
  http.then(
      400,
      R"({"error":"invalid_grant","status":"BAD_AUTH_CODE","message":"missing or unknown auth code the-code-123"})");
  const auto grant = oauth().exchange("the-code-123");
  ASSERT_FALSE(grant);
  EXPECT_EQ(grant.error().code, Code::oauth_failed);
  EXPECT_EQ(grant.error().fix, "Start connecting again.");
  EXPECT_EQ(grant.error().detail.find("the-code-123"), std::string::npos);
}

TEST_F(OAuthTest, TransientTroubleIsTriedThreeTimes) {
  http.then(Error(Code::network, "reset")).then(502, "<html>").then(200, kToken);
  EXPECT_TRUE(oauth().refresh("r"));
  http.then(503, "").then(503, "").then(503, "");
  EXPECT_EQ(oauth().refresh("r").error().code, Code::hubspot_down);
  EXPECT_EQ(http.unused(), 0u);
}

TEST_F(OAuthTest, RevokesAndUninstalls) {
  http.then(200, "").then(204, "");
  EXPECT_TRUE(oauth().revoke("na1-refresh"));
  EXPECT_TRUE(oauth().uninstall("access-one"));
  const auto requests = http.requests();
  EXPECT_EQ(
      requests[0].body,
      "token=na1-refresh&token_type_hint=refresh_token&client_id=client-id&client_secret=client-secret");
  EXPECT_EQ(requests[1].method, "DELETE");
  EXPECT_EQ(requests[1].url, "https://api.hubapi.com/appinstalls/2026-09/external-install");
  EXPECT_EQ(test::header_of(requests[1], "Authorization"), "Bearer access-one");
}

TEST_F(OAuthTest, WithoutAnAppItSaysSo) {
  const OAuth none(Endpoints{}, OAuthApp{}, services);
  EXPECT_EQ(none.exchange("c").error().code, Code::hubspot_not_configured);
  EXPECT_TRUE(http.requests().empty());
}

}  // namespace
}  // namespace every::hubspot
