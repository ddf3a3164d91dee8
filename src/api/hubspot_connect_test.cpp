// Connecting and disconnecting a HubSpot account, as the browser and HubSpot's consent page do it.
#include <algorithm>

#include "api/hubspot_test_support.h"
#include "app/hubspot_tokens.h"

namespace every::api {
namespace {

constexpr const char* kSettings = "/settings/integrations/hubspot";

class ConnectTest : public HubSpotApiTest {
 protected:
  void expect_nothing_connected() {
    EXPECT_EQ(text(status().at("connection"), "state"), "not_connected");
    EXPECT_TRUE(connection().access_token_sealed.empty());
    EXPECT_EQ(number(ok(get("/api/hubspot/runs")), "total"), 0);
  }
};

TEST_F(ConnectTest, AGrantConnectsTheAccountAndReadsEverything) {
  connect();
  const json::object now = status();
  const auto& link = now.at("connection");
  EXPECT_EQ(text(link, "state"), "connected");
  EXPECT_EQ(text(link, "method"), "oauth");
  EXPECT_EQ(text(link, "connectedBy"), "Dana Reyes");
  EXPECT_EQ(text(link.at("portal"), "id"), "147893001");
  EXPECT_TRUE(link.at("scopes").at("missing").as_array().empty());
  EXPECT_EQ(number(now.at("found"), "contacts"), 120);
  EXPECT_EQ(number(now.at("found"), "companies"), 20);
  EXPECT_EQ(number(now.at("found"), "deals"), 30);
  EXPECT_EQ(text(now.at("sync"), "health"), "healthy");
  EXPECT_TRUE(now.at("run").is_null());
  EXPECT_GT(number(now.at("quota"), "requests"), 0);
  EXPECT_TRUE(told("connection") && told("sync.done") && told("records.changed"));
}

// Both ways in, side by side: what HubSpot offers each, and what is off and why.
TEST_F(ConnectTest, APastedTokenHasADailyLimitAndNoWebhooks) {
  control("settings", {{"dailyQuota", 5000}});
  ok(post("/api/hubspot/auth/token", {{"token", std::string(sandbox::kDefaultStaticToken)}}));
  settled();
  const json::object now = status();
  EXPECT_FALSE(now.at("connection").at("wayIn").at("webhooks").as_bool());
  EXPECT_TRUE(now.at("connection").at("wayIn").at("dailyLimit").as_bool());
  EXPECT_EQ(number(now.at("quota"), "dailyMax"), 5000);
  EXPECT_LT(number(now.at("quota"), "dailyRemaining"), 5000);
}

TEST_F(ConnectTest, AnAppHasNoDayAndSaysWhatItMayNotRead) {
  const std::string url = auth_url();
  std::string grants = "&decision=connect&picked=1&portal=147893001";
  for (const char* scope : {"oauth", "crm.objects.contacts.read", "crm.objects.companies.read",
                            "crm.objects.deals.read", "crm.objects.owners.read"})
    grants += std::string("&grant=") + scope;
  EXPECT_EQ(go_back(consent(url, grants)), std::string(kSettings) + "?hubspot=connected");
  settled();
  const json::object now = status();
  EXPECT_TRUE(now.at("connection").at("wayIn").at("webhooks").as_bool());
  EXPECT_TRUE(now.at("quota").at("dailyMax").is_null());
  const auto& off = now.at("connection").at("scopes").at("off").as_array();
  const auto lines = std::find_if(off.begin(), off.end(), [](const auto& o) {
    return text(o, "scope") == "crm.objects.line_items.read";
  });
  ASSERT_NE(lines, off.end());
  EXPECT_NE(text(*lines, "off").find("one line with the deal's amount"), std::string::npos);
  EXPECT_FALSE(text(*lines, "why").empty());
  EXPECT_TRUE(now.at("connection").at("scopes").at("missing").as_array().empty()) << "off is not missing";
}

TEST_F(ConnectTest, TokensAreStoredSealedAndBoundToTheirWorkspace) {
  connect();
  const auto stored = connection();
  const auto tokens = app::open_tokens(*sealer, tenant, stored);
  ASSERT_TRUE(tokens.ok());
  EXPECT_EQ(stored.access_token_sealed.find(tokens->access), std::string::npos);
  EXPECT_FALSE(app::open_tokens(*sealer, store::Tenant("another"), stored).ok());
}

TEST_F(ConnectTest, TheConsentPageComesBackToThePageThatAsked) {
  const std::string url = auth_url("?returnTo=%2Fclients%3Fq%3Da");
  EXPECT_EQ(go_back(consent(url)), "/clients?q=a&hubspot=connected");
}

TEST_F(ConnectTest, AWayBackToAnotherSiteIsRefused) {
  for (const char* to : {"https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", "evil"})
    EXPECT_EQ(problem(get(std::string("/api/hubspot/auth/url?returnTo=") + to), 422), "validation") << to;
}

TEST_F(ConnectTest, WithoutAnAppTheFixNamesTheVariables) {
  stop_server();
  config.hubspot_client_id.clear();
  start_server();
  const auto answer = get("/api/hubspot/auth/url");
  EXPECT_EQ(problem(answer, 409), "hubspot_not_configured");
  EXPECT_NE(answer.body.find("EVERY_HUBSPOT_CLIENT_ID"), std::string::npos);
  EXPECT_NE(answer.body.find("EVERY_HUBSPOT_CLIENT_SECRET"), std::string::npos);
  EXPECT_FALSE(status().at("connection").at("configured").as_bool());
}

TEST_F(ConnectTest, AStateIsGoodOnce) {
  const std::string callback = consent(auth_url());
  EXPECT_EQ(go_back(callback), std::string(kSettings) + "?hubspot=connected");
  const auto before = connection();
  EXPECT_EQ(go_back(callback), std::string(kSettings) + "?hubspot=oauth_state_invalid");
  EXPECT_EQ(connection().epoch, before.epoch);
}

TEST_F(ConnectTest, AStateOfAnotherSessionConnectsNothing) {
  const std::string callback = consent(auth_url());
  become("admin");
  EXPECT_EQ(go_back(callback), std::string(kSettings) + "?hubspot=oauth_state_invalid");
  expect_nothing_connected();
}

TEST_F(ConnectTest, AStateOlderThanTenMinutesConnectsNothing) {
  const std::string callback = consent(auth_url());
  clock.advance(std::chrono::minutes(11));
  EXPECT_EQ(go_back(callback), std::string(kSettings) + "?hubspot=oauth_state_invalid");
  expect_nothing_connected();
}

TEST_F(ConnectTest, AForgedOrMissingStateConnectsNothing) {
  for (const char* query : {"?code=abc", "?code=abc&state=made-up", "?state=", ""})
    EXPECT_EQ(go_back(std::string("/api/hubspot/auth/callback") + query),
              std::string(kSettings) + "?hubspot=oauth_state_invalid");
  expect_nothing_connected();
}

TEST_F(ConnectTest, ABrowserThatIsNotSignedInIsSentToSignIn) {
  const std::string callback = consent(auth_url());
  session.clear();
  EXPECT_EQ(go_back(callback), std::string(kSettings) + "?hubspot=not_signed_in");
}

TEST_F(ConnectTest, DecliningInHubSpotConnectsNothing) {
  EXPECT_EQ(go_back(consent(auth_url(), "&decision=cancel")),
            std::string(kSettings) + "?hubspot=oauth_denied");
  expect_nothing_connected();
}

TEST_F(ConnectTest, AMissingPermissionIsNamedAndNothingIsStored) {
  const std::string more =
      "&decision=connect&picked=1&grant=crm.objects.contacts.read&grant=crm.objects.companies.read"
      "&grant=crm.objects.owners.read";
  EXPECT_EQ(go_back(consent(auth_url(), more)),
            std::string(kSettings) + "?hubspot=scope_missing&missing=crm.objects.deals.read");
  expect_nothing_connected();
}

TEST_F(ConnectTest, TroubleOfTheTokenEndpointConnectsNothing) {
  struct Case {
    json::object fault;
    const char* code;
  };
  const std::vector<Case> cases = {
      {{{"match", json::object{{"path", "/oauth/"}, {"method", "POST"}}},
        {"do", "status"},
        {"status", 500},
        {"count", 0}},
       "hubspot_down"},
      {{{"match", json::object{{"path", "/oauth/2026-09/token"}}}, {"do", "reset"}, {"count", 0}}, "network"},
      {{{"match", json::object{{"path", "/oauth/2026-09/token"}}}, {"do", "empty"}, {"count", 0}},
       "hubspot_bad_answer"},
      {{{"match", json::object{{"path", "/oauth/2026-09/token"}}}, {"do", "half_json"}, {"count", 0}},
       "hubspot_bad_answer"},
      {{{"match", json::object{{"path", "/account-info/"}}}, {"do", "html"}, {"count", 0}}, "hubspot_down"}};
  for (const Case& c : cases) {
    const std::string callback = consent(auth_url());
    fault(c.fault);
    EXPECT_EQ(go_back(callback), std::string(kSettings) + "?hubspot=" + c.code) << json::serialize(c.fault);
    control("faults", {{"schedule", json::array{}}});
  }
  expect_nothing_connected();
}

TEST_F(ConnectTest, AnotherAccountIsRefusedWhileOneIsConnected) {
  connect();
  const auto before = connection();
  EXPECT_EQ(go_back(consent(auth_url(), "&decision=connect&portal=147893002")),
            std::string(kSettings) + "?hubspot=account_mismatch&expected=147893001");
  EXPECT_EQ(connection().portal_id, before.portal_id);
  EXPECT_EQ(connection().epoch, before.epoch);
}

TEST_F(ConnectTest, AfterADisconnectAnotherAccountTakesAPersonsWord) {
  connect();
  ok(post("/api/hubspot/disconnect"));
  EXPECT_EQ(go_back(consent(auth_url(), "&decision=connect&portal=147893002")),
            std::string(kSettings) + "?hubspot=account_mismatch&expected=147893001");
  EXPECT_EQ(go_back(consent(auth_url("?otherAccount=true"), "&decision=connect&portal=147893002")),
            std::string(kSettings) + "?hubspot=connected");
  EXPECT_EQ(settled().at("kind").as_string(), "first_load");
  EXPECT_EQ(text(status().at("connection").at("portal"), "id"), "147893002");
  EXPECT_NE(number(status().at("found"), "contacts"), 120);  // nothing of the first account is left
}

TEST_F(ConnectTest, OnlyAdministratorsConnectAndDisconnect) {
  connect();
  become("member");
  EXPECT_EQ(problem(get("/api/hubspot/auth/url"), 403), "forbidden");
  EXPECT_EQ(problem(post("/api/hubspot/auth/token", {{"token", "pat-x"}}), 403), "forbidden");
  EXPECT_EQ(problem(post("/api/hubspot/disconnect"), 403), "forbidden");
  EXPECT_EQ(text(status().at("connection"), "state"), "connected");
}

TEST_F(ConnectTest, APastedTokenConnectsAfterItsAccountAndPermissionsWereTried) {
  const json::object now =
      ok(post("/api/hubspot/auth/token", {{"token", json::string(sandbox::kDefaultStaticToken)}}));
  EXPECT_EQ(text(now.at("connection"), "state"), "connected");
  EXPECT_EQ(text(now.at("connection"), "method"), "token");
  EXPECT_EQ(settled().at("state").as_string(), "succeeded");
  EXPECT_EQ(number(status().at("found"), "contacts"), 120);
}

TEST_F(ConnectTest, AWrongTokenConnectsNothing) {
  EXPECT_EQ(problem(post("/api/hubspot/auth/token", {{"token", "pat-na1-wrong"}}), 422), "token_invalid");
  EXPECT_EQ(problem(post("/api/hubspot/auth/token", {{"token", "two words"}}), 422), "validation");
  EXPECT_EQ(problem(post("/api/hubspot/auth/token", json::object{}), 422), "validation");
  EXPECT_EQ(problem(call(http::Method::post, "/api/hubspot/auth/token", "{\"token\":"), 400), "bad_json");
  expect_nothing_connected();
}

TEST_F(ConnectTest, ATokenWithoutAPermissionIsRefusedByName) {
  fault({{"match", json::object{{"path", "/crm/objects/2026-09/deals"}}},
         {"do", "status"},
         {"status", 403},
         {"count", 0}});
  const auto answer =
      post("/api/hubspot/auth/token", {{"token", json::string(sandbox::kDefaultStaticToken)}});
  EXPECT_EQ(problem(answer, 403), "scope_missing");
  EXPECT_NE(answer.body.find("crm.objects.deals.read"), std::string::npos);
  expect_nothing_connected();
}

TEST_F(ConnectTest, AnUnreachableHubSpotIsSaidWhenAPastedTokenIsTried) {
  fault({{"match", json::object{{"path", "/account-info/"}}}, {"do", "reset"}, {"count", 0}});
  EXPECT_EQ(
      problem(post("/api/hubspot/auth/token", {{"token", json::string(sandbox::kDefaultStaticToken)}}), 502),
      "network");
  expect_nothing_connected();
}

TEST_F(ConnectTest, DisconnectingGivesBackTheAccessAndKeepsEveryRecord) {
  connect();
  import({{"select", json::object{{"all", true}}}, {"default", "replace"}});
  const json::object before = ok(get("/api/clients?source=hubspot&limit=1&sort=name"));
  const json::object client = before.at("items").as_array().at(0).as_object();
  ASSERT_FALSE(client.at("lockedFields").as_array().empty());

  const json::object receipt = ok(post("/api/hubspot/disconnect"));
  EXPECT_TRUE(receipt.at("tokensRevoked").as_bool());
  EXPECT_EQ(number(receipt, "clients"), number(before, "total"));
  EXPECT_GT(number(receipt, "unlocked"), 0);

  const auto stored = connection();
  EXPECT_TRUE(stored.access_token_sealed.empty() && stored.refresh_token_sealed.empty());
  EXPECT_EQ(text(status().at("connection"), "state"), "not_connected");
  EXPECT_TRUE(status().at("connection").at("portal").is_null());
  const json::object after = ok(get("/api/clients?source=hubspot&limit=1&sort=name"));
  EXPECT_EQ(number(after, "total"), number(before, "total"));
  EXPECT_TRUE(after.at("items").as_array().at(0).at("lockedFields").as_array().empty());
  EXPECT_EQ(problem(post("/api/hubspot/disconnect"), 409), "not_connected");
  EXPECT_EQ(problem(post("/api/hubspot/sync"), 409), "not_connected");
}

TEST_F(ConnectTest, TokensAreErasedEvenWhenHubSpotDoesNotAnswer) {
  connect();
  fault({{"match", json::object{{"path", "/"}}}, {"do", "reset"}, {"count", 0}});
  const json::object receipt = ok(post("/api/hubspot/disconnect"));
  EXPECT_FALSE(receipt.at("tokensRevoked").as_bool());
  EXPECT_TRUE(connection().access_token_sealed.empty() && connection().refresh_token_sealed.empty());
}

TEST_F(ConnectTest, ReconnectingTheSameAccountLinksTheSameRecordsWithoutTwins) {
  connect();
  import({{"select", json::object{{"all", true}}}, {"default", "replace"}, {"includeNoEmail", true}});
  const auto count = [&](const char* what) {
    return number(ok(get(std::string("/api/") + what + "?limit=1")), "total");
  };
  const auto clients = count("clients"), contacts = count("contacts"), deals = count("deals");
  ASSERT_GT(contacts, 0);
  ok(post("/api/hubspot/disconnect"));
  connect();
  EXPECT_EQ(count("clients"), clients);
  EXPECT_EQ(count("contacts"), contacts);
  EXPECT_EQ(count("deals"), deals);
  const json::object again = ok(get("/api/clients?source=hubspot&limit=1&sort=name"));
  EXPECT_FALSE(again.at("items").as_array().at(0).at("lockedFields").as_array().empty());
}

}  // namespace
}  // namespace every::api
