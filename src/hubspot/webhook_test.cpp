#include "hubspot/webhook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace every::hubspot {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> touched(const WebhookEvent& event) {
  std::vector<std::string> out;
  for (const auto& t : event.touched) out.push_back(std::string(sync::name(t.type)) + "/" + t.id);
  return out;
}
WebhookBatch read(std::string_view body) {
  auto batch = parse_webhook(body);
  EXPECT_TRUE(batch) << body;
  return batch ? std::move(*batch) : WebhookBatch{};
}
WebhookEvent one(const std::string& event) {
  const auto batch = read("[" + event + "]");
  EXPECT_EQ(batch.events.size(), 1u) << event;
  return batch.events.empty() ? WebhookEvent{} : batch.events[0];
}

TEST(Webhook, PropertiesBeforeTheCreationAllAtOneTimeAreHintsAboutOneRecord) {
  const auto batch = read(R"([
    {"eventId":100,"subscriptionId":1,"portalId":62515,"appId":7,"occurredAt":1705422467780,"subscriptionType":"contact.propertyChange",
     "attemptNumber":0,"objectId":1801,"propertyName":"email","propertyValue":"a@x.example","changeSource":"IMPORT"},
    {"eventId":100,"subscriptionId":2,"portalId":62515,"occurredAt":1705422467780,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":1801}])");
  ASSERT_EQ(batch.events.size(), 2u);
  EXPECT_EQ(batch.ignored, 0u);
  EXPECT_EQ(batch.events[0].kind, EventKind::property_change);
  EXPECT_EQ(batch.events[0].property, "email");
  EXPECT_EQ(batch.events[0].portal_id, "62515");
  EXPECT_THAT(touched(batch.events[0]), ElementsAre("contact/1801"));
  EXPECT_THAT(touched(batch.events[1]), ElementsAre("contact/1801"));
  EXPECT_EQ(batch.events[0].occurred_at, from_ms(1'705'422'467'780));
  EXPECT_NE(batch.events[0].key, batch.events[1].key) << "one eventId, two events";
}

TEST(Webhook, ARepeatHasTheKeyOfItsFirstAttempt) {
  const auto attempt = [](int n) {
    return one(
        R"({"eventId":1,"portalId":1,"subscriptionType":"deal.deletion","objectId":5,"occurredAt":10,"attemptNumber":)" +
        std::to_string(n) + "}");
  };
  EXPECT_EQ(attempt(0).key, attempt(4).key);
  EXPECT_EQ(attempt(4).attempt, 4);
}

TEST(Webhook, AMergeTouchesEverythingThatWentInAndWhatCameOut) {
  const auto third =
      one(R"({"portalId":33,"subscriptionType":"contact.merge","objectId":300,"primaryObjectId":100,
                             "mergedObjectIds":[100,200],"newObjectId":300})");
  EXPECT_THAT(touched(third), ElementsAre("contact/300", "contact/100", "contact/200"));
  EXPECT_EQ(third.survivor_id, "300");
  const auto primary =
      one(R"({"portalId":33,"subscriptionType":"contact.merge","objectId":100,"primaryObjectId":100,
                               "mergedObjectIds":[200],"newObjectId":null})");
  EXPECT_EQ(primary.survivor_id, "100");
  EXPECT_THAT(touched(primary), ElementsAre("contact/100", "contact/200"));
}

TEST(Webhook, AnAssociationHasTwoEndsAndNoObjectOfItsOwn) {
  const auto generic = one(
      R"({"portalId":33,"subscriptionType":"object.associationChange","fromObjectTypeId":"0-3","toObjectTypeId":"0-2",
                               "fromObjectId":10,"toObjectId":20,"associationRemoved":true,"associationType":"DEAL_TO_COMPANY"})");
  EXPECT_THAT(touched(generic), ElementsAre("deal/10", "company/20"));
  const auto older = one(
      R"({"portalId":33,"subscriptionType":"contact.associationChange","associationType":"CONTACT_TO_COMPANY",
                             "fromObjectId":1246965,"toObjectId":7654321})");
  EXPECT_THAT(touched(older), ElementsAre("contact/1246965", "company/7654321"));
  const auto ticket = one(
      R"({"portalId":33,"subscriptionType":"contact.associationChange","associationType":"CONTACT_TO_TICKET",
                              "fromObjectId":1,"toObjectId":2})");
  EXPECT_THAT(touched(ticket), ElementsAre("contact/1")) << "the end that we mirror";
}

TEST(Webhook, ObjectEventsSayTheirTypeApart) {
  const auto event = one(
      R"({"portalId":1,"subscriptionType":"object.restore","objectTypeId":"0-8","objectId":9007199254740993})");
  EXPECT_EQ(event.kind, EventKind::restore);
  EXPECT_THAT(touched(event), ElementsAre("line_item/9007199254740993")) << "every digit of the id";
}

TEST(Webhook, APrivacyDeletionIsNotADeletion) {
  EXPECT_EQ(one(R"({"portalId":1,"subscriptionType":"contact.privacyDeletion","objectId":5})").kind,
            EventKind::privacy_deletion);
  EXPECT_EQ(one(R"({"portalId":1,"subscriptionType":"contact.deletion","objectId":5})").kind,
            EventKind::deletion);
}

// What an event holds may be old, cut or secret: no value of it is kept.
TEST(Webhook, NoValueIsEverTakenFromAnEvent) {
  const auto event =
      one(R"({"portalId":1,"eventType":"contact.propertyChange","objectId":5,"propertyName":"ssn",
                             "propertyValue":"REDACTED-123","isSensitive":true})");
  EXPECT_TRUE(event.sensitive);
  EXPECT_EQ(event.property, "ssn");
  EXPECT_EQ(event.key.find("REDACTED"), std::string::npos);
}

TEST(Webhook, ASingleEventAndStrangersAmongOthersAreFine) {
  EXPECT_EQ(read(R"({"portalId":1,"subscriptionType":"deal.creation","objectId":5})").events.size(), 1u);
  const auto batch =
      read(R"([1,null,"x",[],{},{"portalId":1,"subscriptionType":"ticket.creation","objectId":1},
    {"portalId":1,"subscriptionType":"contact.explosion","objectId":1},{"portalId":1,"subscriptionType":"contact","objectId":1},
    {"portalId":"x","subscriptionType":"contact.creation","objectId":1},{"portalId":1,"subscriptionType":"contact.creation"},
    {"portalId":1,"subscriptionType":"contact.creation","objectId":"7"}])");
  EXPECT_EQ(batch.events.size(), 1u);
  EXPECT_EQ(batch.ignored, 10u);
}

TEST(Webhook, WhatIsNoJsonIsSaidSo) {
  for (const char* body : {"", "nothing", "[", "7", "\"x\"", "null", "{\"a\":}", "[{}]]"}) {
    const auto batch = parse_webhook(body);
    ASSERT_FALSE(batch) << body;
    EXPECT_EQ(batch.error().code, Code::bad_json) << body;
  }
  EXPECT_EQ(parse_webhook(std::string(kWebhookBytesMax + 1, ' ')).error().code, Code::body_too_large);
}

}  // namespace
}  // namespace every::hubspot
