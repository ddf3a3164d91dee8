// What every engine promises of the hints' queue: one row for each record, nothing named meanwhile is lost,
// and no workspace meets another's.
#include "store/hints.h"
#include "store/connection.h"
#include "store/portal_data.h"
#include "store/test_store.h"
#include "store/webhooks.h"

namespace every::store {
namespace {

const Instant kNoon = from_ms(1'795'430'000'000);

Hint hint(const std::string& id, Millis after = Millis(0), bool told = true) {
  return {"contact", id, told, false, kNoon + after, kNoon + after, 0};
}

TEST_P(StoreTest, ARecordNamedManyTimesWaitsOnceAtItsFirstPlace) {
  db->write([&](Tx& tx) {
    Hints hints(tx, ours);
    hints.put(hint("2", Millis(5)));
    hints.put(hint("1", Millis(10), false));
    hints.put(hint("2", Millis(20)));
    Hint forgotten = hint("1", Millis(30));
    forgotten.privacy = true;
    hints.put(forgotten);
    hints.put(hint("1", Millis(25)));
  });
  db->read([&](Tx& tx) {
    Hints hints(tx, ours);
    const auto waiting = hints.waiting(false, 10);
    EXPECT_EQ(hints.count(), 2);
    EXPECT_EQ(waiting.size(), 2U);
    EXPECT_EQ(waiting[0].object_id, "2");
    EXPECT_EQ(waiting[0].received_at, kNoon + Millis(5));
    EXPECT_EQ(waiting[0].occurred_at, kNoon + Millis(20));
    EXPECT_TRUE(waiting[1].privacy) << "what was told of a person's rights is not taken back";
    EXPECT_TRUE(waiting[1].told);
    EXPECT_EQ(waiting[1].occurred_at, kNoon + Millis(30));
    EXPECT_EQ(hints.oldest(), kNoon + Millis(5));
    EXPECT_EQ(hints.waiting(false, 1).size(), 1U);
    EXPECT_EQ(Hints(tx, theirs).count(), 0);
    EXPECT_FALSE(Hints(tx, theirs).oldest());
    return 0;
  });
}

TEST_P(StoreTest, AHintThatCameWhileTheRecordWasReadStays) {
  const auto taken = db->write([&](Tx& tx) {
    Hints hints(tx, ours);
    hints.put(hint("1"));
    hints.put(hint("2"));
    return hints.waiting(false, 10);
  });
  db->write([&](Tx& tx) { Hints(tx, ours).put(hint("2", Millis(40))); });
  db->write([&](Tx& tx) {
    Hints hints(tx, ours);
    hints.done(taken);
    EXPECT_EQ(hints.count(), 1);
    EXPECT_TRUE(hints.told("contact", "2"));
    EXPECT_FALSE(hints.told("contact", "1"));
  });
}

TEST_P(StoreTest, WhatIsReadTwiceWaitsApartUntilItIsNamedAgain) {
  db->write([&](Tx& tx) {
    Hints hints(tx, ours);
    hints.put(hint("1"));
    hints.put(hint("2"));
    hints.keep_for_second_reading(hints.waiting(false, 10));
    EXPECT_TRUE(hints.waiting(false, 10).empty());
    EXPECT_FALSE(hints.oldest());
    EXPECT_EQ(hints.waiting(true, 10).size(), 2U);
    hints.put(hint("2", Millis(60)));
    EXPECT_EQ(hints.waiting(true, 10).size(), 1U);
    EXPECT_EQ(hints.waiting(false, 10).at(0).received_at, kNoon + Millis(60));
  });
}

TEST_P(StoreTest, ALongQueueCollapsesButForPrivacy) {
  db->write([&](Tx& tx) {
    Hints hints(tx, ours);
    for (int i = 0; i < 50; ++i) hints.put(hint(std::to_string(i)));
    Hint privacy = hint("7");
    privacy.privacy = true;
    hints.put(privacy);
    Hints(tx, theirs).put(hint("1"));
    hints.collapse();
    EXPECT_EQ(hints.count(), 1);
    EXPECT_EQ(hints.waiting(false, 10).at(0).object_id, "7");
    EXPECT_EQ(Hints(tx, theirs).count(), 1);
  });
}

TEST_P(StoreTest, AnEventIsAcceptedOnceInItsWorkspace) {
  db->write([&](Tx& tx) {
    Webhooks webhooks(tx, ours);
    EXPECT_TRUE(webhooks.accept("k1", kNoon));
    EXPECT_FALSE(webhooks.accept("k1", kNoon + Millis(1)));
    EXPECT_TRUE(Webhooks(tx, theirs).accept("k1", kNoon));
    webhooks.forget_accepted_before(kNoon);
    EXPECT_FALSE(webhooks.accept("k1", kNoon));
    webhooks.forget_accepted_before(kNoon + Millis(1));
    EXPECT_TRUE(webhooks.accept("k1", kNoon));
    EXPECT_FALSE(Webhooks(tx, theirs).accept("k1", kNoon)) << "another workspace's keys are its own";
  });
}

TEST_P(StoreTest, WhatWebhooksShouldHaveToldIsKeptUntilTheyDo) {
  db->write([&](Tx& tx) {
    Webhooks webhooks(tx, ours);
    WebhookState state = webhooks.state();
    EXPECT_FALSE(state.first_at);
    state.portal_id = "77";
    state.first_at = state.last_event_at = kNoon;
    state.received = 3;
    state.sweep_owed_at = kNoon + Millis(9);
    webhooks.put(state);
    EXPECT_EQ(webhooks.state().received, 3);
    EXPECT_EQ(webhooks.state().sweep_owed_at, kNoon + Millis(9));
    EXPECT_FALSE(webhooks.state().gap_since);
    EXPECT_FALSE(Webhooks(tx, theirs).state().first_at);

    webhooks.learn({"contact.creation", "contact.propertyChange.email"}, kNoon);
    webhooks.learn({"contact.creation"}, kNoon + Millis(5));
    EXPECT_EQ(webhooks.kinds().size(), 2U);

    webhooks.expect({"contact", "1", kNoon, kNoon + Millis(100)});
    webhooks.expect({"contact", "1", kNoon + Millis(50), kNoon + Millis(200)});
    webhooks.expect({"deal", "2", kNoon, kNoon + Millis(150)});
    EXPECT_TRUE(webhooks.expected(kNoon + Millis(100), 10).empty());
    EXPECT_EQ(webhooks.expected(kNoon + Millis(101), 10).at(0).changed_at, kNoon);
    webhooks.told("contact", "1");
    EXPECT_EQ(webhooks.expected(kNoon + Millis(500), 10).size(), 1U);
  });
}

TEST_P(StoreTest, AnAccountsWorkspacesAreThoseThatAreConnectedToIt) {
  db->write([&](Tx& tx) {
    Connection connection;
    connection.portal_id = "77";
    connection.state = ConnectionState::connected;
    Connections(tx, ours).put(connection);
    connection.state = ConnectionState::needs_reconnection;
    Connections(tx, theirs).put(connection);
    EXPECT_EQ(workspaces_of_portal(tx, "77").size(), 2U);
    EXPECT_TRUE(workspaces_of_portal(tx, "78").empty());
    connection.state = ConnectionState::not_connected;
    Connections(tx, theirs).put(connection);
    EXPECT_EQ(workspaces_of_portal(tx, "77"), std::vector<std::string>{"ws-ours"});
    // Another account begins with nothing of this one.
    Hints(tx, ours).put(hint("1"));
    Hints(tx, ours).put_log({"r1", kNoon});
    Webhooks(tx, ours).put({.portal_id = "77", .first_at = kNoon});
    EXPECT_EQ(Hints(tx, ours).log()->run_id, "r1");
    forget_portal(tx, ours);
    EXPECT_EQ(Hints(tx, ours).count(), 0);
    EXPECT_FALSE(Hints(tx, ours).log());
    EXPECT_FALSE(Webhooks(tx, ours).state().first_at);
  });
}

}  // namespace
}  // namespace every::store
