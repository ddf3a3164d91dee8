#include "sandbox/webhooks.h"

#include <gmock/gmock.h>

#include "crypto/crypto.h"
#include "sandbox/sandbox_detail.h"
#include "sandbox/test_sandbox.h"

namespace every::sandbox {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kTarget = "https://every.example/api/hubspot/webhooks?a=b";

class WebhooksTest : public SandboxTest {
 protected:
  WebhooksTest() {
    connect();
    set({{"target", kTarget}, {"everything", true}});
  }
  void set(const json::object& manners) { control("webhooks", manners); }
  json::object state() { return parsed(get("/sandbox/state")).at("webhooks").as_object(); }

  // Everything that is due, answered with `status`.
  std::vector<Delivery> take(int status = 204) {
    std::vector<Delivery> out;
    sandbox.webhooks().deliver([&](const Delivery& d) {
      out.push_back(d);
      return status;
    });
    return out;
  }
  static std::vector<json::object> events(const std::vector<Delivery>& deliveries) {
    std::vector<json::object> out;
    for (const Delivery& d : deliveries) {
      const auto body = parse_json(d.body);
      for (const auto& e : body->as_array()) out.push_back(e.as_object());
    }
    return out;
  }
  static std::vector<std::string> types(const std::vector<Delivery>& deliveries) {
    std::vector<std::string> out;
    for (const auto& e : events(deliveries)) out.emplace_back(e.at("subscriptionType").as_string());
    return out;
  }
  std::string create() {
    return std::string(
        control("create", {{"type", "contacts"},
                           {"properties", json::object{{"email", "a@x.example"}, {"firstname", "Ada"}}}})
            .at("id")
            .as_string());
  }
};

TEST_F(WebhooksTest, ANewRecordTellsItsPropertiesBeforeItsCreationAllAtOneTime) {
  const std::string id = create();
  const auto sent = take();
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(sent[0].url, kTarget);
  EXPECT_THAT(types(sent),
              ElementsAre("contact.propertyChange", "contact.propertyChange", "contact.creation"));
  for (const auto& e : events(sent)) {
    EXPECT_EQ(e.at("occurredAt").as_int64(), to_ms(clock.now()));
    EXPECT_EQ(std::to_string(e.at("objectId").as_int64()), id);
    EXPECT_EQ(e.at("attemptNumber").as_int64(), 0);
  }
  EXPECT_TRUE(take().empty());
  EXPECT_EQ(state().at("delivered").as_int64(), 3);
}

TEST_F(WebhooksTest, EachDeliveryCarriesBothSignatures) {
  create();
  const auto sent = take();
  ASSERT_EQ(sent.size(), 1u);
  std::map<std::string, std::string> headers(sent[0].headers.begin(), sent[0].headers.end());
  const std::string secret(kDefaultClientSecret);
  EXPECT_EQ(headers["X-HubSpot-Signature-Version"], "v1");
  EXPECT_EQ(headers["X-HubSpot-Signature"], crypto::sha256_hex(secret + sent[0].body));
  const std::string time = headers["X-HubSpot-Request-Timestamp"];
  EXPECT_EQ(time, std::to_string(to_ms(clock.now())));
  EXPECT_EQ(headers["X-HubSpot-Signature-v3"],
            crypto::base64(crypto::hmac_sha256(secret, "POST" + std::string(kTarget) + sent[0].body + time)));
}

TEST_F(WebhooksTest, AMergeComesBeforeTheCreationOfItsSurvivor) {
  const std::string a = std::to_string(first(Kind::deal)), b = std::to_string(first(Kind::deal, 1));
  control("merge", {{"type", "deals"}, {"primary", a}, {"secondary", b}});
  const auto sent = take();
  EXPECT_THAT(types(sent), ElementsAre("deal.merge", "deal.creation"));
  const auto merge = events(sent)[0];
  EXPECT_EQ(std::to_string(merge.at("primaryObjectId").as_int64()), a);
  EXPECT_EQ(merge.at("mergedObjectIds").as_array().size(), 2u);
  EXPECT_EQ(merge.at("newObjectId"), merge.at("objectId"));
}

TEST_F(WebhooksTest, AnAssociationIsToldFromBothSidesAndOnceMoreForThePrimaryMark) {
  control("associate", {{"fromType", "deals"},
                        {"fromId", std::to_string(first(Kind::deal))},
                        {"toType", "companies"},
                        {"toId", std::to_string(first(Kind::company))},
                        {"primary", true}});
  const auto sent = take();
  EXPECT_THAT(types(sent), ElementsAre("deal.associationChange", "deal.associationChange",
                                       "company.associationChange", "company.associationChange"));
  EXPECT_FALSE(events(sent)[0].contains("objectId"));
  EXPECT_EQ(events(sent)[1].at("associationTypeId").as_int64(), 5);
  EXPECT_EQ(events(sent)[3].at("associationType").as_string(), "COMPANY_TO_DEAL");
}

TEST_F(WebhooksTest, DeletingRestoringAndForgettingAreDifferentThings) {
  const std::string id = create();
  take();
  control("archive", {{"type", "contacts"}, {"id", id}});
  control("restore", {{"type", "contacts"}, {"id", id}});
  control("purge", {{"type", "contacts"}, {"id", id}});
  EXPECT_THAT(types(take()), ElementsAre("contact.deletion", "contact.restore", "contact.privacyDeletion",
                                         "contact.deletion"));
}

TEST_F(WebhooksTest, AFailureIsRepeatedWithGrowingGapsTenTimesAndThenLost) {
  create();
  EXPECT_EQ(take(500).size(), 1u);
  EXPECT_TRUE(take().empty()) << "not at once";
  std::int64_t last = 0;
  for (int attempt = 1; attempt <= 10; ++attempt) {
    const Instant before = clock.now();
    std::vector<Delivery> sent;
    while ((sent = take(attempt % 2 == 0 ? 0 : 401)).empty()) clock.advance(Millis(10'000));
    const std::int64_t gap = (clock.now() - before).count();
    EXPECT_GT(gap, last) << attempt;
    last = gap;
    EXPECT_EQ(events(sent)[0].at("attemptNumber").as_int64(), attempt);
  }
  clock.advance(Millis(100'000'000));
  EXPECT_TRUE(take().empty());
  EXPECT_EQ(state().at("lost").as_int64(), 3);
}

TEST_F(WebhooksTest, AHundredEventsToADeliveryAndTenDeliveriesAtATime) {
  for (int i = 0; i < 400; ++i)
    control("change", {{"type", "contacts"},
                       {"id", std::to_string(first(Kind::contact, static_cast<std::size_t>(i % 200)))},
                       {"properties", json::object{{"phone", std::to_string(i)}}}});
  std::vector<Delivery> out;
  const auto taken = take();
  EXPECT_EQ(taken.size(), 4u);
  EXPECT_EQ(events({taken[0]}).size(), 100u);
  set({{"batch", 1}});
  for (std::size_t i = 0; i < 30; ++i)
    control("change", {{"type", "contacts"},
                       {"id", std::to_string(first(Kind::contact, i))},
                       {"properties", json::object{{"phone", "+1"}}}});
  EXPECT_EQ(take().size(), 10u);
}

TEST_F(WebhooksTest, OnOrderEventsComeTwiceOrNeverOrOutOfOrder) {
  set({{"duplicatePercent", 100}});
  create();
  EXPECT_EQ(events(take()).size(), 6u);
  set({{"duplicatePercent", 0}, {"dropPercent", 100}});
  create();
  EXPECT_TRUE(take().empty());
  EXPECT_EQ(state().at("dropped").as_int64(), 3);
  set({{"dropPercent", 0}, {"shuffle", true}, {"seed", 5}});
  std::vector<std::string> asked, told;
  for (std::size_t i = 0; i < 40; ++i) {
    asked.push_back(std::to_string(first(Kind::contact, i)));
    control("change",
            {{"type", "contacts"}, {"id", asked.back()}, {"properties", json::object{{"phone", "+2"}}}});
  }
  for (const auto& e : events(take())) told.push_back(std::to_string(e.at("objectId").as_int64()));
  EXPECT_NE(told, asked);
  EXPECT_THAT(told, testing::UnorderedElementsAreArray(asked));
}

TEST_F(WebhooksTest, NothingIsSentForAnAccountWithoutTheAppOrAfterItsEnd) {
  control("create", {{"portalId", sandbox.second_portal().id()},
                     {"type", "contacts"},
                     {"properties", json::object{{"email", "b@x.example"}}}});
  EXPECT_TRUE(take().empty());
  control("revoke", {});
  create();
  EXPECT_TRUE(take().empty());
}

TEST_F(WebhooksTest, TheAppsSettingsHaveEndpointsForTheDeveloper) {
  const std::string base = "/app-webhooks/2026-09/18221010";
  EXPECT_EQ(get(base + "/settings").status, 401) << "an account's token is not the developer's key";
  const auto with = [&](http::Method method, const std::string& path, const std::string& body = "") {
    return send(method, path, body, kDefaultDeveloperKey);
  };
  const auto put = with(http::Method::put, base + "/settings",
                        R"({"targetUrl":"https://x.example/hook","throttling":{"maxConcurrentRequests":7}})");
  EXPECT_EQ(put.status, 200) << put.body;
  EXPECT_THAT(with(http::Method::get, "/webhooks/v3/18221010/settings").body,
              HasSubstr("https://x.example/hook"));
  const auto made = with(
      http::Method::post, base + "/subscriptions",
      R"({"eventType":"object.propertyChange","objectTypeId":"0-3","propertyName":"amount","active":true})");
  EXPECT_EQ(made.status, 201) << made.body;
  const std::string id(parsed(made).at("id").as_string());
  EXPECT_THAT(with(http::Method::get, base + "/subscriptions").body, HasSubstr("\"id\":\"" + id + "\""));
  EXPECT_EQ(
      parsed(with(http::Method::patch, base + "/subscriptions/" + id, R"({"active":false})")).at("active"),
      json::value(false));
  EXPECT_EQ(with(http::Method::del, base + "/subscriptions/" + id).status, 204);
  EXPECT_EQ(with(http::Method::get, base + "/subscriptions/" + id).status, 404);
  for (const char* wrong : {R"({"eventType":"deal.explosion","active":true})",
                            R"({"eventType":"deal.propertyChange","active":true})",
                            R"({"eventType":"deal.propertyChange","propertyName":"hs_lastmodifieddate"})"})
    EXPECT_EQ(with(http::Method::post, base + "/subscriptions", wrong).status, 400) << wrong;
  EXPECT_EQ(with(http::Method::del, base + "/settings").status, 204);
  EXPECT_EQ(with(http::Method::get, base + "/settings").status, 404);
}

TEST(SignedUri, TwelveEscapesAreTakenForWhatTheyStandFor) {
  EXPECT_EQ(signed_uri("https://x.example/a%2Fb%3a?q=%40%20%2C&e=%3D"),
            "https://x.example/a/b:?q=@%20,&e=%3D");
  EXPECT_EQ(signed_uri("%2"), "%2");
  EXPECT_EQ(signed_uri("%2F"), "/");
}

}  // namespace
}  // namespace every::sandbox
