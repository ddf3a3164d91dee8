// HubSpot's webhooks as they come in: who is believed, what has an effect, what each kind of event leads to.
#include "api/webhook_test_support.h"

namespace every::api {
namespace {

using sandbox::Kind;

TEST_F(WebhookApiTest, ACallThatIsNotHubSpotsIsRefusedWithoutAWordOnWhy) {
  imported();
  const std::string address = std::string(kOrigin) + kPath;
  const std::string body =
      json::serialize(json::array{event_about(id(Kind::contact), connection().portal_id)});
  const std::string secret = config.hubspot_client_secret;
  std::set<std::string> answers;
  const auto refused = [&](const http::Response& response) {
    EXPECT_EQ(problem(response, 401), "not_signed_in");
    answers.insert(text(parsed(response), "detail"));
  };
  refused(call_from_hubspot(kPath, body, {}));
  refused(signed_call(address, body, "another secret"));
  refused(signed_call(address + "x", body, secret));
  refused(signed_call("https://elsewhere.example/api/hubspot/webhooks", body, secret));
  refused(signed_call(address, body, secret, std::chrono::minutes(6)));
  refused(signed_call(address, body, secret, -std::chrono::minutes(6)));
  const std::string time = std::to_string(to_ms(clock.now()));
  refused(call_from_hubspot(kPath, body + " ",
                            {{"X-HubSpot-Signature-v3",
                              crypto::base64(crypto::hmac_sha256(secret, "POST" + address + body + time))},
                             {"X-HubSpot-Request-Timestamp", time}}));
  EXPECT_EQ(answers.size(), 1U);
  EXPECT_EQ(waiting(), 0);
  EXPECT_EQ(text(webhooks(), "state"), "off");
  EXPECT_EQ(counted("every_webhook_calls_total{outcome=\"refused\"}"), 7);
  // The query is a part of the address, and a body that HubSpot signed has to be readable.
  EXPECT_EQ(signed_call(address + "?from=hubspot", body, secret).status, 204);
  EXPECT_EQ(problem(signed_call(address, "{\"half\":", secret), 400), "bad_json");
}

TEST_F(WebhookApiTest, TheSameCallTwiceHasOneEffect) {
  imported();
  webhooks_on();
  change("contacts", id(Kind::contact), {{"firstname", "Once"}});
  const auto calls = deliver();
  const auto received = number(webhooks(), "received");
  later();
  ASSERT_EQ(waiting(), 0);
  for (const auto& again : calls) EXPECT_EQ(call_from_hubspot(kPath, again.body, again.headers).status, 204);
  EXPECT_EQ(waiting(), 0);
  EXPECT_EQ(number(webhooks(), "received"), received);
  EXPECT_GT(counted("every_webhook_events_total{outcome=\"repeated\"}"), 0);
  // Another attempt of HubSpot's has a new time and signature, and tells nothing new either.
  const auto body = parse_json(calls.front().body);
  json::array calls_again = body->as_array();
  for (auto& event : calls_again) event.as_object()["attemptNumber"] = 1;
  clock.advance(std::chrono::minutes(2));
  EXPECT_EQ(
      signed_call(std::string(kOrigin) + kPath, json::serialize(calls_again), config.hubspot_client_secret)
          .status,
      204);
  EXPECT_EQ(waiting(), 0);
  clock.advance(std::chrono::minutes(10));
  EXPECT_EQ(call_from_hubspot(kPath, calls[0].body, calls[0].headers).status, 401);
}

TEST_F(WebhookApiTest, EventsOfStrangersAreCountedAndNotKept) {
  imported();
  EXPECT_EQ(tell(event_about(id(Kind::contact), "999")).status, 204);
  EXPECT_EQ(counted("every_webhook_events_total{outcome=\"stranger\"}"), 1);
  EXPECT_EQ(waiting(), 0);
  EXPECT_EQ(text(webhooks(), "state"), "off");
  const std::string portal = connection().portal_id;
  json::object unknown = event_about(id(Kind::contact), portal);
  unknown["subscriptionType"] = "ticket.creation";
  EXPECT_EQ(tell(unknown).status, 204);
  EXPECT_EQ(counted("every_webhook_events_total{outcome=\"ignored\"}"), 1);
  ok(post("/api/hubspot/disconnect"));
  EXPECT_EQ(tell(event_about(id(Kind::contact), portal)).status, 204);
  EXPECT_EQ(counted("every_webhook_events_total{outcome=\"stranger\"}"), 2);
  EXPECT_EQ(waiting(), 0);
  EXPECT_TRUE(status().at("webhooks").is_null());
}

TEST_F(WebhookApiTest, WithoutAnAppNobodyCanSign) {
  stop_server();
  config.hubspot_client_id.clear();
  config.hubspot_client_secret.clear();
  start_server();
  const auto refused = signed_call(std::string(kOrigin) + kPath, "[]", "");
  EXPECT_EQ(problem(refused, 404), "not_found");
  EXPECT_NE(text(parsed(refused), "fix").find("EVERY_HUBSPOT_CLIENT_SECRET"), std::string::npos);
}

TEST_F(WebhookApiTest, BehindAProxyTheAddressThatHubSpotCalledCounts) {
  stop_server();
  config.hubspot_webhook_url = "https://hooks.fieldstone.example/from-hubspot";
  start_server();
  EXPECT_EQ(
      signed_call("https://hooks.fieldstone.example/from-hubspot", "[]", config.hubspot_client_secret).status,
      204);
  EXPECT_EQ(
      signed_call("https://hooks.fieldstone.example/from-hubspot?a=%3Ab", "[]", config.hubspot_client_secret)
          .status,
      401)
      << "the signature is over the decoded escape";
  EXPECT_EQ(signed_call(std::string(kOrigin) + kPath, "[]", config.hubspot_client_secret).status, 401);
}

TEST_F(WebhookApiTest, DeletedRestoredMergedAndNewRecordsAreFollowed) {
  imported();
  webhooks_on();
  const std::string gone = id(Kind::contact, 3), kept = id(Kind::contact, 4), lost = id(Kind::contact, 5);
  control("archive", {{"type", "contacts"}, {"id", gone}});
  const std::string fresh = create("contacts", {{"email", "new.here@example.org"}, {"firstname", "Nell"}});
  const std::string survivor =
      text(control("merge", {{"type", "contacts"}, {"primary", kept}, {"secondary", lost}}), "id");
  deliver();
  later();
  EXPECT_EQ(mirrored("contact", gone)->gone_as, "archived");
  EXPECT_FALSE(contact_here(gone).at("hubspot").at("goneAt").is_null());
  EXPECT_EQ(first_name(fresh), "Nell");
  EXPECT_EQ(db->read([&](store::Tx& tx) { return store::Mirror(tx, tenant).resolve("contact", lost); }),
            survivor);
  EXPECT_TRUE(mirrored("contact", survivor));
  control("restore", {{"type", "contacts"}, {"id", gone}});
  deliver();
  later();
  EXPECT_FALSE(mirrored("contact", gone)->gone_at);
}

TEST_F(WebhookApiTest, AnAssociationThatAloneChangesIsFollowed) {
  imported();
  webhooks_on();
  const std::string deal = create(
      "deals",
      {{"dealname", "Adrift"}, {"amount", "100.00"}, {"pipeline", "default"}, {"dealstage", "closedwon"}});
  deliver();
  later();
  const std::string company = id(Kind::company, 2);
  control("associate", {{"fromType", "deals"},
                        {"fromId", deal},
                        {"toType", "companies"},
                        {"toId", company},
                        {"primary", true}});
  deliver();
  later();
  const auto here = db->read([&](store::Tx& tx) { return store::Deals(tx, tenant).by_hubspot(deal); });
  ASSERT_TRUE(here);
  const auto client =
      db->read([&](store::Tx& tx) { return store::Clients(tx, tenant).by_hubspot("company", company); });
  ASSERT_TRUE(client);
  EXPECT_EQ(here->client_id, client->id);
}

TEST_F(WebhookApiTest, NoValueOfAnEventIsBelieved) {
  imported();
  const std::string contact = id(Kind::contact);
  const std::string before = first_name(contact);
  EXPECT_EQ(tell(event_about(contact, connection().portal_id)).status, 204);
  later();
  EXPECT_EQ(first_name(contact), before);
  // The event claims to be newer than the record: it is read once more, and then it is over.
  EXPECT_EQ(waiting(), 1);
  later(std::chrono::seconds(6));
  EXPECT_EQ(waiting(), 0);
}

TEST_F(WebhookApiTest, AHundredEventsAreAcknowledgedAtOnce) {
  imported();
  json::array hundred;
  for (std::size_t i = 0; i < 100; ++i)
    hundred.push_back(event_about(id(Kind::contact, i), connection().portal_id));
  EXPECT_EQ(signed_call(std::string(kOrigin) + kPath, json::serialize(hundred), config.hubspot_client_secret)
                .status,
            204);
  EXPECT_EQ(waiting(), 100);
  const int asked = network.requests;
  later();
  EXPECT_LE(network.requests - asked, 4) << "one batch of a hundred, its associations, the properties once";
}

}  // namespace
}  // namespace every::api
