// HubSpot tells, or is looked at: how a change there becomes one here without anybody asking for a sync.
#include "api/webhook_test_support.h"

namespace every::api {
namespace {

using sandbox::Kind;

TEST_F(WebhookApiTest, AChangeThatIsToldIsHereASecondLater) {
  imported();
  webhooks_on();
  EXPECT_EQ(text(webhooks(), "state"), "off");
  const std::string contact = id(Kind::contact);
  const auto runs_before = runs();
  change("contacts", contact, {{"firstname", "Told"}});
  forget_told();
  EXPECT_EQ(deliver().size(), 1U);
  EXPECT_EQ(number(webhooks(), "waiting"), 1);
  turn();
  EXPECT_NE(first_name(contact), "Told") << "hints are collected for a second";
  later();
  EXPECT_EQ(first_name(contact), "Told");
  EXPECT_TRUE(told("records.changed"));
  EXPECT_FALSE(told("sync.done")) << "nobody's sync";
  const json::object now = webhooks();
  EXPECT_EQ(text(now, "state"), "on");
  EXPECT_EQ(number(now, "waiting"), 0);
  EXPECT_EQ(number(now, "missed"), 0);
  EXPECT_GT(number(now, "received"), 0);
  EXPECT_FALSE(now.at("lastEventAt").is_null());
  // The hour has one row of history, whatever came.
  change("contacts", contact, {{"firstname", "Again"}});
  change("contacts", id(Kind::contact, 1), {{"firstname", "Another"}});
  deliver();
  later();
  EXPECT_EQ(first_name(contact), "Again");
  EXPECT_EQ(runs(), runs_before + 1);
  const json::object row = ok(get("/api/hubspot/runs?limit=1")).at("items").at(0).as_object();
  EXPECT_EQ(text(row, "kind"), "hints");
  EXPECT_EQ(text(row, "trigger"), "webhook");
  EXPECT_EQ(text(row, "state"), "succeeded");
  EXPECT_GE(number(row.at("counts"), "updated"), 3);
  clock.advance(std::chrono::hours(1));
  change("contacts", contact, {{"firstname", "Later"}});
  deliver();
  later();
  EXPECT_EQ(runs(), runs_before + 2);
}

TEST_F(WebhookApiTest, WhileHubSpotIsDownHintsWaitAndNothingIsAskedAllTheTime) {
  imported();
  webhooks_on();
  const std::string contact = id(Kind::contact);
  change("contacts", contact, {{"firstname", "Patient"}});
  deliver();
  fault({{"match", json::object{{"path", "/crm/"}}}, {"do", "status"}, {"status", 503}, {"count", 0}});
  later();
  EXPECT_EQ(waiting(), 1);
  const int asked = network.requests;
  turn();
  EXPECT_EQ(network.requests, asked) << "held for a while";
  stop_server();
  start_server();
  control("faults", {{"schedule", json::array{}}});
  later();
  EXPECT_EQ(waiting(), 0);
  EXPECT_EQ(first_name(contact), "Patient");
}

TEST_F(WebhookApiTest, WithoutWebhooksAChangeIsFoundWithinAMinute) {
  imported();
  const std::string contact = id(Kind::contact);
  const auto runs_before = runs();
  later(std::chrono::seconds(60));
  int asked = network.requests;
  later(std::chrono::seconds(41));
  EXPECT_LE(network.requests - asked, 5);
  EXPECT_GT(network.requests - asked, 0);
  EXPECT_EQ(runs(), runs_before) << "a look that found nothing is not worth a word";
  EXPECT_FALSE(webhooks().at("lookedAt").is_null());
  change("contacts", contact, {{"firstname", "Seen"}});
  later(std::chrono::seconds(41));
  EXPECT_EQ(first_name(contact), "Seen");
  EXPECT_EQ(runs(), runs_before + 1);
  EXPECT_EQ(text(ok(get("/api/hubspot/runs?limit=1")).at("items").at(0), "trigger"), "schedule");
  EXPECT_EQ(text(webhooks(), "state"), "off");
  // Whoever switched the schedule off is not looked after.
  ok(put_settings({{"frequency", "off"}, {"duplicatePolicy", "ask"}, {"includeDeals", true}}));
  asked = network.requests;
  later(std::chrono::minutes(5));
  EXPECT_EQ(network.requests, asked);
}

TEST_F(WebhookApiTest, ASyncByHandIsFollowedByTwoLooksForWhatTheIndexDidNotHaveYet) {
  // Waiting for the quota would move the clock past the index's lag.
  control("settings", {{"quota", 10'000}, {"associationQuota", 10'000}, {"searchPerSecond", 1'000}});
  imported();
  ok(put_settings({{"frequency", "off"}, {"duplicatePolicy", "ask"}, {"includeDeals", true}}));
  control("settings", {{"searchLagMinMs", 8'000}, {"searchLagMaxMs", 8'000}});
  const std::string contact = id(Kind::contact);
  change("contacts", contact, {{"firstname", "Lagging"}});
  ok(post("/api/hubspot/sync"), 202);
  settled();
  EXPECT_NE(first_name(contact), "Lagging");
  later(std::chrono::seconds(5));
  EXPECT_NE(first_name(contact), "Lagging");
  later(std::chrono::seconds(6));
  EXPECT_EQ(first_name(contact), "Lagging");
  later(std::chrono::seconds(25));
  const int asked = network.requests;
  later(std::chrono::minutes(2));
  EXPECT_EQ(network.requests, asked) << "two looks, and no more";
}

TEST_F(WebhookApiTest, WhatWebhooksShouldHaveToldAndDidNotIsReported) {
  imported();
  webhooks_on();
  const std::string first = id(Kind::contact), second = id(Kind::contact, 1);
  change("contacts", first, {{"firstname", "Told"}});
  deliver();
  later();
  EXPECT_EQ(text(webhooks(), "state"), "on");
  // This one is lost on the way. A property that nobody subscribed to is never missed.
  control("webhooks", {{"dropPercent", 100}});
  const Instant lost_at = clock.now();
  change("contacts", second, {{"firstname", "Untold"}});
  change("contacts", id(Kind::contact, 2), {{"jobtitle", "Chief"}});
  EXPECT_TRUE(deliver().empty());
  later(std::chrono::seconds(41));
  EXPECT_EQ(first_name(second), "Untold") << "looking heals what was not told";
  EXPECT_EQ(number(webhooks(), "missed"), 0) << "a webhook may be a little late";
  forget_told();
  later(std::chrono::seconds(61));
  json::object now = webhooks();
  EXPECT_EQ(number(now, "missed"), 1);
  EXPECT_EQ(text(now, "state"), "gap");
  EXPECT_LE(*parse_rfc3339(text(now, "gapSince")) - lost_at, Millis(1'000));
  EXPECT_TRUE(told("notification"));
  EXPECT_TRUE(told("connection"));

  // One that comes late, and one that a sweep finds.
  control("webhooks", {{"dropPercent", 0}});
  change("contacts", first, {{"firstname", "Late"}});
  later(std::chrono::seconds(41));
  EXPECT_EQ(first_name(first), "Late");
  deliver();
  later();
  later(std::chrono::seconds(90));
  EXPECT_EQ(number(webhooks(), "missed"), 1);
}

}  // namespace
}  // namespace every::api
