// What happens between the runs: hints are read, projected and forgotten, whatever happens in between.
#include "sync/watch.h"

#include "sync/engine_fixture.h"
#include "sync/untold.h"

namespace every::sync {
namespace {

class WatchTest : public EngineTest {
 protected:
  std::unique_ptr<Watch> watch_over(store::Database& over) {
    return std::make_unique<Watch>(
        Watch::Parts{.engine = {.db = over,
                                .tenant = tenant,
                                .source = [this]() -> Result<std::shared_ptr<Source>> {
                                  if (refused) return *refused;
                                  return std::shared_ptr<Source>(source);
                                },
                                .clock = clock,
                                .random = random,
                                .log = log,
                                .metrics = metrics,
                                .tasks = tasks},
                     .start_run = [this](const StartRequest& request) -> Result<store::Run> {
                       asked_for.push_back(request);
                       store::Run run;
                       run.kind = request.kind;
                       run.created_at = clock.now();
                       return run;
                     },
                     .pace = [this] { return pace; },
                     .on_changed = [this](const Changed& some) { changed.push_back(some); },
                     .on_looked = {},
                     .on_missed = [this](std::int64_t missed, Instant) { missed_told.push_back(missed); }});
  }
  void imported() {
    fill(30, 6, 12);
    sync();
    import(everything());
    engine.reset();
    clock.advance(std::chrono::minutes(10));
    source->set_time(clock.now());
  }
  void hint(ObjectType type, const std::string& id) {
    db->write([&](store::Tx& tx) {
      store::Hints(tx, tenant)
          .put({.object_type = std::string(name(type)),
                .object_id = id,
                .occurred_at = source->records(type).contains(id) ? source->records(type).at(id).updated_at
                                                                  : clock.now(),
                .received_at = clock.now() - kCollect});
    });
  }
  std::int64_t waiting() {
    return db->read([&](store::Tx& tx) { return store::Hints(tx, tenant).count(); });
  }
  std::string contact_name(const std::string& id) {
    return db->read([&](store::Tx& tx) {
      const auto contact = store::Contacts(tx, tenant).by_hubspot(id);
      return contact ? contact->first_name : "";
    });
  }
  std::string deal_name(const std::string& id) {
    return db->read([&](store::Tx& tx) {
      const auto deal = store::Deals(tx, tenant).by_hubspot(id);
      return deal ? deal->name : "";
    });
  }

  std::optional<Millis> pace;    // no looks unless a test wants them
  std::optional<Error> refused;  // why HubSpot cannot be read
  std::vector<StartRequest> asked_for;
  std::vector<Changed> changed;
  std::vector<std::int64_t> missed_told;
};

TEST_F(WatchTest, ADeathAtAnyWriteLosesNoHint) {
  imported();
  for (int commits = 0;; ++commits) {
    SCOPED_TRACE("dies at write " + std::to_string(commits));
    ASSERT_LT(commits, 100);
    const std::string mark = "Life " + std::to_string(commits);
    clock.advance(std::chrono::minutes(1));
    source->set_time(clock.now());
    source->change(ObjectType::contact, "95", {{"firstname", mark}});
    source->change(ObjectType::deal, "5000", {{"dealname", mark}});
    hint(ObjectType::contact, "95");
    hint(ObjectType::deal, "5000");
    MortalDatabase mortal(*db, commits);
    watch_over(mortal)->turn();
    const bool lived = !mortal.died();
    // The next process.
    watch_over(*db)->turn();
    EXPECT_EQ(contact_name("95"), mark);
    EXPECT_EQ(deal_name("5000"), mark);
    EXPECT_EQ(waiting(), 0);
    EXPECT_EQ(mirror_text(), portal_text());
    if (lived) break;
  }
}

TEST_F(WatchTest, WhatARunWroteWithAnOlderAnswerInItsHandsIsReadAgainAfterwards) {
  imported();
  store::Run run;
  run.id = "sweep-1";
  run.kind = "sweep";
  run.trigger = "schedule";
  run.state = store::RunState::running;
  run.epoch = 1;
  run.created_at = clock.now();
  db->write([&](store::Tx& tx) { store::Runs(tx, tenant).insert(run); });
  const auto before =
      db->read([&](store::Tx& tx) { return *store::Mirror(tx, tenant).find("contact", "95"); });
  source->change(ObjectType::contact, "95", {{"firstname", "Newer"}});
  hint(ObjectType::contact, "95");
  const auto watch = watch_over(*db);
  watch->turn();
  EXPECT_EQ(contact_name("95"), "Newer") << "nobody waits for a sweep";
  EXPECT_EQ(waiting(), 1);
  // The run's page, asked for before the change, comes only now.
  db->write([&](store::Tx& tx) {
    store::Mirror(tx, tenant).upsert(std::vector<store::MirrorRecord>{before});
    run.state = store::RunState::succeeded;
    run.finished_at = clock.now();
    store::Runs(tx, tenant).update(run);
  });
  EXPECT_NE(mirror_text(), portal_text());
  clock.advance(kSecondReading);
  watch->run_ended(run);
  watch->turn();
  EXPECT_EQ(mirror_text(), portal_text());
  EXPECT_EQ(contact_name("95"), "Newer");
  EXPECT_EQ(waiting(), 0);
}

TEST_F(WatchTest, TooManyHintsBecomeOneSweep) {
  imported();
  db->write([&](store::Tx& tx) {
    store::Hints hints(tx, tenant);
    for (std::int64_t i = 0; i <= kHintsMax; ++i)
      hints.put({.object_type = "contact", .object_id = std::to_string(i), .received_at = clock.now()});
    store::Webhooks webhooks(tx, tenant);
    store::WebhookState state = webhooks.state();
    limit_queue(tx, tenant, state, clock.now());
    webhooks.put(state);
  });
  EXPECT_EQ(waiting(), 0);
  const auto watch = watch_over(*db);
  watch->turn();
  ASSERT_EQ(asked_for.size(), 1U);
  EXPECT_EQ(asked_for[0].kind, "sweep");
  EXPECT_EQ(asked_for[0].trigger, "webhook");
  watch->turn();
  EXPECT_EQ(asked_for.size(), 1U);
}

TEST_F(WatchTest, MoreChangesThanALookTakesAreARunsBusiness) {
  imported();
  for (int i = 0; i < 2'100; ++i)
    source->put(ObjectType::contact, std::to_string(100'000 + i), {{"firstname", "Bulk"}});
  clock.advance(std::chrono::minutes(1));
  pace = Millis(1'000);
  watch_over(*db)->turn();
  ASSERT_FALSE(asked_for.empty());
  EXPECT_EQ(asked_for[0].kind, "incremental");
  EXPECT_EQ(waiting(), 0);
}

TEST_F(WatchTest, ALookFindsWhatChangedAndAsksForNothingElse) {
  imported();
  pace = kLookEvery;
  const auto watch = watch_over(*db);
  watch->turn();
  source->set_time(clock.now());
  source->change(ObjectType::contact, "98", {{"firstname", "Found"}});
  source->forget_answers();
  clock.advance(kLookEvery);
  watch->turn();
  EXPECT_EQ(contact_name("98"), "Found");
  int asked = 0;
  for (const auto& [call, times] : source->answered()) asked += times;
  EXPECT_LE(asked, 4 + 3) << "four searches, the properties, the record, its associations";
  ASSERT_EQ(changed.size(), 1U);
  EXPECT_EQ(changed[0].ids.at(ObjectType::contact), std::set<std::string>{"98"});
  source->forget_answers();
  clock.advance(kLookEvery);
  watch->turn();
  EXPECT_EQ(source->answered().size(), 4U);
  EXPECT_EQ(changed.size(), 1U);
}

TEST_F(WatchTest, WhatNobodySubscribedToIsNeverMissed) {
  imported();
  db->write([&](store::Tx& tx) {
    store::Webhooks webhooks(tx, tenant);
    webhooks.put(
        {.portal_id = "77", .first_at = clock.now() - std::chrono::minutes(5), .last_event_at = clock.now()});
    webhooks.learn({told_kind(ObjectType::contact, "propertyChange", "firstname"),
                    told_kind(ObjectType::deal, "deletion", "")},
                   clock.now());
  });
  pace = kLookEvery;
  const auto watch = watch_over(*db);
  source->change(ObjectType::contact, "95", {{"firstname", "Missed"}});
  source->change(ObjectType::contact, "98", {{"phone", "+1 555 0199"}});
  source->change(ObjectType::deal, "5011", {{"dealname", "Unsubscribed"}});
  watch->turn();
  EXPECT_EQ(contact_name("95"), "Missed");
  clock.advance(std::chrono::minutes(2));
  watch->turn();
  EXPECT_EQ(missed_told, std::vector<std::int64_t>{1});
  EXPECT_EQ(db->read([&](store::Tx& tx) { return store::Webhooks(tx, tenant).state().missed; }), 1);
}

TEST_F(WatchTest, AWatchThatCouldNotReadOnceRestsWhenNothingIsDue) {
  imported();
  hint(ObjectType::contact, "95");
  const auto watch = watch_over(*db);
  refused = Error(Code::hubspot_down, "HubSpot has a problem.");
  EXPECT_GT(watch->turn(), clock.now()) << "it tries again later";
  db->write([&](store::Tx& tx) {
    store::Connections(tx, tenant).set_state(store::ConnectionState::needs_reconnection, "token_expired");
  });
  clock.advance(std::chrono::hours(1));
  EXPECT_EQ(watch->turn(), clock.now() + kRestMax) << "nothing to do, and no hurry to say so again";
}

}  // namespace
}  // namespace every::sync
