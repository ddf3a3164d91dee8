// For the tests of what happens without anybody asking for a sync: HubSpot's calls as they come in, and the
// watch that reads what they name, one turn at a time.
#pragma once

#include <set>
#include <utility>

#include "api/hubspot_test_support.h"
#include "sandbox/webhooks.h"
#include "store/deals.h"
#include "store/hints.h"
#include "store/mirror.h"

namespace every::api {

class WebhookApiTest : public HubSpotApiTest {
 protected:
  static constexpr const char* kPath = "/api/hubspot/webhooks";

  void imported() {
    connect();
    import({{"select", json::object{{"all", true}}}, {"includeDeals", true}, {"includeNoEmail", true}});
    clock.advance(std::chrono::minutes(6));
    turn();
  }
  void webhooks_on() {
    control("webhooks", {{"target", std::string(kOrigin) + kPath}, {"everything", true}});
  }
  void turn() { hub->watch(tenant).turn(); }
  // A second later, when hints have been collected long enough.
  void later(Millis time = Millis(1'100)) {
    clock.advance(time);
    turn();
  }
  // HubSpot's call, as the network brings it: no cookie, another site's origin.
  http::Response call_from_hubspot(const std::string& target, const std::string& body,
                                   std::vector<std::pair<std::string, std::string>> headers) {
    headers.emplace_back("Origin", "https://app.hubspot.example");
    headers.emplace_back("Host", "internal:9000");
    const std::string person = std::exchange(session, "");
    const auto response = call(http::Method::post, target, body, headers);
    session = person;
    return response;
  }
  // Everything that HubSpot has to tell now; the calls as they were, to send them again.
  std::vector<sandbox::Delivery> deliver(int expected = 204) {
    std::vector<sandbox::Delivery> out;
    sandbox.webhooks().deliver([&](const sandbox::Delivery& delivery) {
      out.push_back(delivery);
      const auto response = call_from_hubspot(kPath, delivery.body, delivery.headers);
      EXPECT_EQ(response.status, expected) << response.body;
      return response.status;
    });
    return out;
  }
  http::Response signed_call(const std::string& uri, const std::string& body, const std::string& secret,
                             Millis age = Millis(0)) {
    const std::string time = std::to_string(to_ms(clock.now() - age));
    const std::string key = crypto::base64(crypto::hmac_sha256(secret, "POST" + uri + body + time));
    return call_from_hubspot(kPath + uri.substr(std::min(uri.find('?'), uri.size())), body,
                             {{"X-HubSpot-Signature-v3", key}, {"X-HubSpot-Request-Timestamp", time}});
  }
  http::Response tell(const json::object& event) {
    return signed_call(std::string(kOrigin) + kPath, json::serialize(json::array{event}),
                       config.hubspot_client_secret);
  }
  json::object event_about(const std::string& id, const std::string& portal) {
    return {{"subscriptionType", "contact.propertyChange"},
            {"portalId", std::stoll(portal)},
            {"objectId", std::stoll(id)},
            {"propertyName", "firstname"},
            {"propertyValue", "From the event"},
            {"occurredAt", to_ms(clock.now())},
            {"eventId", 1}};
  }
  json::object contact_here(const std::string& hubspot_id) {
    const std::string here = db->read([&](store::Tx& tx) {
      const auto contact = store::Contacts(tx, tenant).by_hubspot(hubspot_id);
      return contact ? contact->id : "";
    });
    return here.empty() ? json::object{} : ok(get("/api/contacts/" + here));
  }
  std::string first_name(const std::string& hubspot_id) {
    const json::object contact = contact_here(hubspot_id);
    return contact.empty() ? "" : text(contact, "firstName");
  }
  std::optional<store::MirrorRecord> mirrored(const char* type, const std::string& record) {
    return db->read([&](store::Tx& tx) { return store::Mirror(tx, tenant).find(type, record); });
  }
  std::int64_t waiting() {
    return db->read([&](store::Tx& tx) { return store::Hints(tx, tenant).count(); });
  }
  json::object webhooks() { return status().at("webhooks").as_object(); }
  std::int64_t runs() { return number(ok(get("/api/hubspot/runs?limit=1")), "total"); }
  void forget_told() {
    const std::lock_guard lock(events_mutex);
    events_seen.clear();
  }
  double counted(const std::string& line) {
    const std::string all = metrics.text();
    const auto at = all.find(line + " ");
    return at == std::string::npos ? 0 : std::stod(all.substr(at + line.size() + 1));
  }
};

}  // namespace every::api
