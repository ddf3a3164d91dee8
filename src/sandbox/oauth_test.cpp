#include <gmock/gmock.h>

#include "sandbox/test_sandbox.h"

namespace every::sandbox {
namespace {

using testing::HasSubstr;
using testing::Not;
using OauthTest = SandboxTest;

std::string authorize(std::string_view redirect = kTestRedirect, std::string_view scopes = kTestScopes,
                      std::string_view client = kDefaultClientId) {
  return "/oauth/authorize?" +
         form({{"client_id", client}, {"redirect_uri", redirect}, {"scope", scopes}, {"state", "s1"}});
}

TEST_F(OauthTest, TheConsentPageShowsAccountsAndPermissionsInWords) {
  const auto page = get(authorize(), "");
  EXPECT_EQ(page.status, 200);
  for (const char* text : {"Northwind Studio", "Lighthouse Test Account", "Read contacts", "Connect app",
                           "Cancel", "lang=\"en\""})
    EXPECT_THAT(page.body, HasSubstr(text));
}

TEST_F(OauthTest, AWronglySetUpAppGetsAPageAndNoRedirect) {
  for (const std::string& url :
       {authorize(kTestRedirect, kTestScopes, "somebody-else"), authorize("http://example.com/cb"),
        authorize("http://127.0.0.1:8080/cb"), authorize("javascript:alert(1)"),
        authorize("https://user@evil.example/"),
        authorize(kTestRedirect, "oauth crm.objects.spaceships.read"), authorize(kTestRedirect, "")}) {
    const auto page = get(url, "");
    EXPECT_EQ(page.status, 400) << url;
    EXPECT_FALSE(page.headers.get("Location")) << url;
  }
  EXPECT_EQ(get(authorize("https://every.example/cb"), "").status, 200);
}

TEST_F(OauthTest, TextFromTheUrlIsNeverMarkup) {
  const auto page = get(authorize("https://every.example/\"><script>alert(1)</script>"), "");
  EXPECT_THAT(page.body, Not(HasSubstr("<script>")));
}

TEST_F(OauthTest, CancelAnswersAccessDenied) {
  const auto response = post("/oauth/authorize",
                             form({{"client_id", kDefaultClientId},
                                   {"redirect_uri", kTestRedirect},
                                   {"scope", kTestScopes},
                                   {"state", "s 1"},
                                   {"decision", "cancel"}}),
                             "");
  EXPECT_EQ(response.status, 303);
  EXPECT_THAT(std::string(*response.headers.get("Location")), HasSubstr("?error=access_denied&"));
  EXPECT_THAT(std::string(*response.headers.get("Location")), HasSubstr("&state=s%201"));
}

TEST_F(OauthTest, ACodeBuysTokensOnce) {
  const std::string once = code();
  const auto first = exchange(once);
  ASSERT_EQ(first.status, 200) << first.body;
  const auto tokens = parsed(first);
  EXPECT_EQ(tokens.at("expires_in").as_int64(), 1800);
  EXPECT_EQ(tokens.at("hub_id").as_int64(), sandbox.portal().id());
  const auto second = exchange(once);
  EXPECT_EQ(second.status, 400);
  EXPECT_EQ(parsed(second).at("status").as_string(), "BAD_AUTH_CODE");
}

TEST_F(OauthTest, ACodeDiesAfterAMinute) {
  const std::string late = code();
  clock.advance(Millis(60'001));
  EXPECT_EQ(parsed(exchange(late)).at("status").as_string(), "EXPIRED_AUTH_CODE");
}

TEST_F(OauthTest, WrongSecretsAreOurConfigurationNotARevocation) {
  const auto response = post("/oauth/2026-09/token",
                             form({{"grant_type", "refresh_token"},
                                   {"client_id", kDefaultClientId},
                                   {"client_secret", "x"},
                                   {"refresh_token", "na1-x"}}),
                             "");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(parsed(response).at("error").as_string(), "invalid_client");
  EXPECT_EQ(parsed(response).at("status").as_string(), "BAD_CLIENT_SECRET");
}

TEST_F(OauthTest, AnAccessTokenExpiresAndTheRefreshTokenGoesOn) {
  const auto tokens = connect();
  EXPECT_EQ(get("/crm/objects/2026-09/contacts", tokens.access).status, 200);
  clock.advance(Millis(1'801'000));
  const auto late = get("/crm/objects/2026-09/contacts", tokens.access);
  EXPECT_EQ(late.status, 401);
  EXPECT_EQ(parsed(late).at("category").as_string(), "EXPIRED_AUTHENTICATION");
  EXPECT_EQ(parsed(late).at("message").as_string(),
            "The OAuth token used to make this call expired 1 second(s) ago.");
  EXPECT_TRUE(parsed(late).at("context").as_object().contains("expire time"));
  const auto fresh = parsed(refresh(tokens.refresh));
  EXPECT_EQ(fresh.at("refresh_token").as_string(), tokens.refresh);
  EXPECT_EQ(get("/crm/objects/2026-09/contacts", fresh.at("access_token").as_string()).status, 200);
}

TEST_F(OauthTest, ExpireTokensSparesNobody) {
  const auto tokens = connect();
  control("expire-tokens", {});
  EXPECT_EQ(get("/account-info/2026-09/details", tokens.access).status, 401);
}

TEST_F(OauthTest, ARevokedRefreshTokenIsDeadAndItsAccessTokenLivesOn) {
  const auto tokens = connect();
  const auto fields = form({{"client_id", kDefaultClientId},
                            {"client_secret", kDefaultClientSecret},
                            {"token", tokens.refresh},
                            {"token_type_hint", "refresh_token"}});
  EXPECT_EQ(parsed(post("/oauth/2026-09/token/introspect", fields, "")).at("active").as_bool(), true);
  EXPECT_EQ(post("/oauth/2026-09/token/revoke", fields, "").status, 200);
  EXPECT_EQ(post("/oauth/2026-09/token/introspect", fields, "").body, R"({"active":false})");
  EXPECT_EQ(parsed(refresh(tokens.refresh)).at("status").as_string(), "BAD_REFRESH_TOKEN");
  EXPECT_EQ(get("/account-info/2026-09/details", tokens.access).status, 200);
}

TEST_F(OauthTest, UninstallingEndsEverything) {
  const auto tokens = connect();
  EXPECT_EQ(send(http::Method::del, "/appinstalls/2026-09/external-install", {}, tokens.access).status, 204);
  EXPECT_EQ(get("/account-info/2026-09/details", tokens.access).status, 401);
  EXPECT_EQ(refresh(tokens.refresh).status, 400);
}

TEST_F(OauthTest, AnUntickedPermissionIsMissingLater) {
  const std::string url = consent(kTestScopes, {{"picked", "1"}, {"grant", "crm.objects.contacts.read"}});
  const auto query = http::Parameters::parse(std::string_view(url).substr(url.find('?') + 1));
  const auto answer = parsed(exchange(*query.get("code")));
  EXPECT_EQ(json::serialize(answer.at("scopes")), R"(["oauth","crm.objects.contacts.read"])");
  const auto token = answer.at("access_token").as_string();
  EXPECT_EQ(get("/crm/objects/2026-09/contacts", token).status, 200);
  const auto refused = get("/crm/objects/2026-09/deals", token);
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(parsed(refused).at("category").as_string(), "MISSING_SCOPES");
  EXPECT_THAT(refused.body, HasSubstr(R"("requiredGranularScopes":["crm.objects.deals.read"])"));
  const auto pair =
      post("/crm/associations/2026-09/contacts/companies/batch/read", R"({"inputs":[{"id":"1"}]})", token);
  EXPECT_EQ(pair.status, 403);
  EXPECT_TRUE(parsed(pair).at("context").as_object().contains("requiredGranularScopes"));
}

TEST_F(OauthTest, OptionalScopesAreDroppedWhereTheAccountLacksTheProduct) {
  const std::string small = std::to_string(sandbox.second_portal().id());
  const std::string url =
      consent("oauth crm.objects.contacts.read",
              {{"optional_scope", "crm.objects.quotes.read crm.lists.read"}, {"portal", small}});
  const auto query = http::Parameters::parse(std::string_view(url).substr(url.find('?') + 1));
  const auto answer = parsed(exchange(*query.get("code")));
  EXPECT_EQ(answer.at("hub_id").as_int64(), sandbox.second_portal().id());
  EXPECT_EQ(json::serialize(answer.at("scopes")),
            R"(["oauth","crm.objects.contacts.read","crm.lists.read"])");
}

TEST_F(OauthTest, TheOlderEndpointsDescribeAndEndTokensByTheirPath) {
  const auto tokens = connect();
  const auto access = parsed(get("/oauth/v1/access-tokens/" + tokens.access, ""));
  EXPECT_EQ(access.at("hub_id").as_int64(), sandbox.portal().id());
  EXPECT_EQ(access.at("token_type").as_string(), "access");
  EXPECT_EQ(parsed(get("/oauth/v1/refresh-tokens/" + tokens.refresh, "")).at("client_id").as_string(),
            kDefaultClientId);
  EXPECT_EQ(get("/oauth/v1/access-tokens/nobody", "").status, 404);
  EXPECT_EQ(send(http::Method::del, "/oauth/v1/refresh-tokens/" + tokens.refresh, "", "").status, 204);
  EXPECT_EQ(get("/oauth/v1/refresh-tokens/" + tokens.refresh, "").status, 404);
  EXPECT_EQ(parsed(refresh(tokens.refresh)).at("status").as_string(), "BAD_REFRESH_TOKEN");
  EXPECT_EQ(get("/sandbox/requests?limit=100").body.find(tokens.access), std::string::npos)
      << "no token is kept";
}

TEST_F(OauthTest, ARefreshTokenCanBeMadeToRotate) {
  const auto tokens = connect();
  EXPECT_EQ(parsed(refresh(tokens.refresh)).at("refresh_token").as_string(), tokens.refresh);
  control("settings", {{"rotateRefreshTokens", true}});
  const std::string next(parsed(refresh(tokens.refresh)).at("refresh_token").as_string());
  EXPECT_NE(next, tokens.refresh);
  EXPECT_EQ(refresh(tokens.refresh).status, 400);
  EXPECT_EQ(refresh(next).status, 200);
}

TEST_F(OauthTest, NoTokenOrAWrongOneIsInvalid) {
  for (const char* token : {"", "pat-na1-not-this-one"}) {
    const auto response = get("/crm/objects/2026-09/contacts", token);
    EXPECT_EQ(response.status, 401);
    EXPECT_EQ(parsed(response).at("category").as_string(), "INVALID_AUTHENTICATION");
  }
}

}  // namespace
}  // namespace every::sandbox
