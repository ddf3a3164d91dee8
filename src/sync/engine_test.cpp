#include "sync/engine.h"
#include "store/leases.h"
#include "sync/run_context.h"

#include <gmock/gmock.h>

#include "sync/engine_fixture.h"
#include "sync/why.h"

namespace every::sync {
namespace {

using store::RunState;
using testing::HasSubstr;

TEST_F(EngineTest, TheFirstLoadIsEqualValueForValue) {
  source->page_size = 20;
  fill(230, 17, 60);
  source->put(ObjectType::line_item, "7000", {{"name", "Design"}, {"quantity", "2"}});
  source->associate(ObjectType::deal, "5000", ObjectType::line_item, "7000");
  const store::Run run = sync();
  EXPECT_EQ(run.kind, "first_load");
  EXPECT_EQ(run.state, RunState::succeeded) << run.error_code << run.error_detail;
  EXPECT_EQ(run.percent, 100);
  EXPECT_EQ(run.counts.created, 230 + 17 + 60 + 1);
  EXPECT_EQ(mirror_text(), portal_text());
  EXPECT_TRUE(std::is_sorted(progress.begin(), progress.end()));
  ASSERT_EQ(ended.size(), 1U);
  const auto counts = db->read([&](store::Tx& tx) { return store::Review(tx, tenant).counts(); });
  EXPECT_EQ(counts.found, 230);
  EXPECT_EQ(counts.fresh, 230);
  const auto review = db->read([&](store::Tx& tx) { return store::Review(tx, tenant).find("98"); });
  ASSERT_TRUE(review);
  EXPECT_EQ(review->company, "Company 1");
}

TEST_F(EngineTest, IdsThatDoNotAscendLoseNoAssociation) {
  source->page_size = 500;
  source->latency = Millis(3);
  source->descending = true;
  fill(1'800, 3, 0);
  sync();
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(EngineTest, KilledAtAnyCommitItGoesOnAndFetchesAtMostOnePageOfACursorAgain) {
  source->page_size = 20;
  fill(70, 25, 45);
  for (int commits = 0; commits < 120; ++commits) {
    open_database();
    connect();
    source->forget_answers();
    std::string id;
    bool died = false;
    {
      MortalDatabase mortal(*db, commits);
      make_engine(mortal);
      try {
        auto started = engine->start({});
        if (started.ok()) id = started->id;
      } catch (const store::StorageError&) {
      }
      engine->wait_idle(Millis(60'000));
      died = mortal.died();
      engine.reset();
    }
    make_engine(*db);
    if (id.empty()) {
      EXPECT_FALSE(engine->resume());
      finish(engine->start({}));
    } else {
      engine->resume();
      ASSERT_TRUE(engine->wait_idle(Millis(60'000)));
      EXPECT_EQ(row(id).state, RunState::succeeded) << "killed at commit " << commits;
    }
    ASSERT_EQ(mirror_text(), portal_text()) << "killed at commit " << commits;
    EXPECT_EQ(db->read([&](store::Tx& tx) { return store::Review(tx, tenant).counts().found; }), 70);
    std::map<std::string, int> again;
    for (const auto& [call, times] : source->answered())
      if (call.starts_with("list/") || call.starts_with("associations/"))
        again[call.substr(0, call.rfind('/'))] += times - 1;
    for (const auto& [cursor, pages] : again)
      EXPECT_LE(pages, 1) << cursor << ", killed at commit " << commits;
    if (!died) return;  // every commit of a whole load was tried
  }
  FAIL() << "the load has more commits than this test tries";
}

TEST_F(EngineTest, AFailedLoadGoesOnFromItsCursorsInTheNextRun) {
  source->page_size = 20;
  fill(100, 10, 0);
  source->fault = [](const std::string& call) -> std::optional<Error> {
    if (call == "list/contact/275")
      return Error(Code::hubspot_down, "HubSpot answers 503.", "Try again later.");
    return std::nullopt;
  };
  const store::Run failed = sync();
  EXPECT_EQ(failed.state, RunState::failed);
  EXPECT_EQ(failed.error_code, "hubspot_down");
  EXPECT_EQ(failed.error_fix, "Try again later.");
  source->fault = nullptr;
  source->forget_answers();
  const store::Run run = sync();
  EXPECT_EQ(run.state, RunState::succeeded);
  EXPECT_EQ(run.kind, "first_load");
  EXPECT_EQ(mirror_text(), portal_text());
  EXPECT_FALSE(source->answered().contains("list/contact/")) << "it began at zero";
}

TEST_F(EngineTest, CancelKeepsWhatIsInAndASecondRequestJoins) {
  source->page_size = 10;
  source->latency = Millis(5);
  fill(400, 0, 0);
  make_engine(*db);
  const auto started = engine->start({});
  ASSERT_TRUE(started.ok());
  const auto joined = engine->start({});
  ASSERT_TRUE(joined.ok());
  EXPECT_EQ(joined->id, started->id);
  while (db->read([&](store::Tx& tx) { return store::Mirror(tx, tenant).count("contact"); }) < 20)
    SystemClock().sleep_for(Millis(2));
  EXPECT_TRUE(engine->cancel(started->id));
  ASSERT_TRUE(engine->wait_idle(Millis(10'000)));
  EXPECT_EQ(row(started->id).state, RunState::cancelled);
  EXPECT_FALSE(engine->cancel(started->id));
  EXPECT_GE(db->read([&](store::Tx& tx) { return store::Mirror(tx, tenant).count("contact"); }), 20);

  // The next one goes on from there, with the counts as with the records.
  source->latency = Millis(0);
  const store::Run next = sync();
  EXPECT_EQ(next.state, RunState::succeeded) << next.error_detail;
  EXPECT_EQ(next.counts.created, 400);
  EXPECT_EQ(next.phases.front().processed, 400);
}

TEST_F(EngineTest, AFullSyncAskedForWhileChangesAreReadComesNextEvenAfterAKill) {
  fill(40, 0, 0);
  sync();
  source->latency = Millis(20);
  make_engine(*db);
  const auto changes = engine->start({.kind = "incremental", .by = "Ada"});
  ASSERT_TRUE(changes.ok());
  const auto joined = engine->start({.kind = "sweep", .by = "Bo"});
  ASSERT_TRUE(joined.ok());
  EXPECT_EQ(joined->id, changes->id) << "one at a time";
  engine->stop();
  EXPECT_FALSE(row(changes->id).finished_at);
  source->latency = Millis(0);
  make_engine(*db);
  engine->resume();
  ASSERT_TRUE(engine->wait_idle(Millis(30'000)));
  const auto runs = db->read([&](store::Tx& tx) { return store::Runs(tx, tenant).list({}); });
  ASSERT_EQ(runs.total, 3);
  EXPECT_EQ(runs.items.front().kind, "sweep");
  EXPECT_EQ(runs.items.front().started_by, "Bo");
  EXPECT_EQ(runs.items.front().state, RunState::succeeded);
}

TEST_F(EngineTest, CancellingTheRunAtWorkCancelsWhatWasToFollowIt) {
  fill(40, 0, 0);
  sync();
  source->latency = Millis(20);
  make_engine(*db);
  const auto changes = engine->start({.kind = "incremental"});
  ASSERT_TRUE(engine->start({.kind = "sweep"}).ok());
  EXPECT_TRUE(engine->cancel(changes->id));
  ASSERT_TRUE(engine->wait_idle(Millis(30'000)));
  EXPECT_EQ(db->read([&](store::Tx& tx) { return store::Runs(tx, tenant).list({}).total; }), 2);
}

TEST_F(EngineTest, NobodySeesProgressThatACrashWouldTakeBack) {
  fill(30, 3, 3);
  std::optional<int> inside;
  Engine::Parts parts{*db, tenant, {}, clock, random, log, metrics, tasks, {}, {}};
  store::Run opened;
  opened.id = new_id(clock, random);
  opened.kind = "incremental";
  opened.epoch = 1;
  opened.state = RunState::running;
  opened.created_at = clock.now();
  const auto lease = db->write([&](store::Tx& tx) {
    store::Runs(tx, tenant).insert(opened);
    return *store::Leases(tx, tenant).take("test", clock.now(), Millis(600'000));
  });
  RunContext run(parts, opened, {"reading"}, lease);
  run.total("reading", 100);
  const auto advance = [&](bool look) {
    return run.commit([&](store::Tx&, Step& step) -> Status {
      step.phase = "reading";
      step.processed = 40;
      step.counts.created = 40;
      if (look) inside = run.snapshot().percent;
      return done();
    });
  };
  ASSERT_TRUE(advance(false).ok());
  EXPECT_EQ(run.snapshot().percent, 40);
  ASSERT_TRUE(advance(true).ok());
  EXPECT_EQ(inside, 40);
  EXPECT_EQ(run.snapshot().percent, 80);
  EXPECT_EQ(row(opened.id).counts.created, 80);
  // What the database refuses was never shown.
  EXPECT_FALSE(run.commit([](store::Tx&, Step& step) -> Status {
                    step.phase = "reading";
                    step.processed = 10;
                    return Error(Code::internal, "no");
                  })
                   .ok());
  EXPECT_EQ(run.snapshot().percent, 80);
}

TEST_F(EngineTest, StoppingLeavesTheRunForTheNextStart) {
  source->page_size = 10;
  source->latency = Millis(5);
  fill(300, 0, 0);
  make_engine(*db);
  const auto started = engine->start({});
  while (db->read([&](store::Tx& tx) { return store::Mirror(tx, tenant).count("contact"); }) < 20)
    SystemClock().sleep_for(Millis(2));
  engine->stop();
  EXPECT_EQ(row(started->id).state, RunState::running);
  EXPECT_FALSE(engine->start({}).ok());
  source->latency = Millis(0);
  make_engine(*db);
  EXPECT_TRUE(engine->resume());
  ASSERT_TRUE(engine->wait_idle(Millis(30'000)));
  EXPECT_EQ(row(started->id).state, RunState::succeeded);
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(EngineTest, AnOutdatedConnectionWritesNothingMore) {
  fill(10, 0, 0);
  std::atomic<bool> reconnected = false;
  source->fault = [&](const std::string& call) -> std::optional<Error> {
    if (call.starts_with("list/contact") && !reconnected.exchange(true))
      db->write([&](store::Tx& tx) {
        store::Connections connections(tx, tenant);
        auto connection = connections.get();
        connection.epoch = 2;
        connections.put(connection);
      });
    return std::nullopt;
  };
  const store::Run run = sync();
  EXPECT_EQ(run.state, RunState::failed);
  EXPECT_EQ(run.error_code, "not_connected");
  EXPECT_EQ(db->read([&](store::Tx& tx) { return store::Mirror(tx, tenant).count("contact"); }), 0);
}

TEST_F(EngineTest, AMissingScopeSwitchesItsTypeOffAndTheRestComes) {
  fill(10, 2, 5);
  source->scopes_missing = {"line_item", "deal"};
  const store::Run run = sync();
  EXPECT_EQ(run.state, RunState::partial);
  ASSERT_EQ(errors(run).size(), 2U);
  EXPECT_EQ(errors(run)[0].code, "scope_missing");
  EXPECT_EQ(db->read([&](store::Tx& tx) { return store::Mirror(tx, tenant).count("contact"); }), 10);
  source->scopes_missing = {"line_item"};  // granted later: the next run lists it
  const store::Run next = sync();
  EXPECT_EQ(next.kind, "incremental");
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(EngineTest, SyncNowBringsChangedNewAndGoneRecords) {
  fill(50, 5, 10);
  sync();
  import(everything());
  source->set_time(clock.now());
  source->change(ObjectType::contact, "95", {{"phone", "+44 20 7946 0000"}});
  source->put(ObjectType::contact, "9999", {{"email", "new@x.example"}, {"firstname", "New"}});
  source->change(ObjectType::company, "800", {{"name", "Renamed Ltd"}});
  source->change(ObjectType::deal, "5000", {{"amount", "777"}});
  source->forget_answers();
  const store::Run run = sync();
  EXPECT_EQ(run.state, RunState::succeeded) << run.error_detail;
  EXPECT_EQ(run.kind, "incremental");
  EXPECT_EQ(run.counts.created, 1);
  EXPECT_EQ(run.counts.updated, 3) << "a contact with its person client, a company and a deal";
  EXPECT_EQ(mirror_text(), portal_text());
  const std::string here = here_text();
  EXPECT_THAT(here, HasSubstr("client Renamed Ltd @800"));
  EXPECT_THAT(here, HasSubstr("contact New new@x.example"));
  EXPECT_THAT(here, HasSubstr("+44 20 7946 0000"));
  EXPECT_THAT(here, HasSubstr("deal Deal 0 777.00"));
  for (const auto& [call, times] : source->answered()) EXPECT_FALSE(call.starts_with("list/")) << call;
}

TEST_F(EngineTest, ARunWithoutChangesChangesNothingAndAsksLittle) {
  fill(40, 5, 10);
  sync();
  import(everything());
  clock.advance(Millis(3'600'000));
  source->set_time(clock.now());
  sync();
  const std::string before = here_text();
  const store::Run run = sync();
  EXPECT_EQ(run.counts.created + run.counts.updated + run.counts.deleted, 0);
  EXPECT_LE(run.requests, 5);
  EXPECT_EQ(here_text(), before);
}

TEST_F(EngineTest, MergedAndVanishedRecordsAreFollowed) {
  fill(6, 0, 0);
  sync();
  import(everything());
  source->set_time(clock.now());
  source->remove(ObjectType::contact, "95");
  source->remove(ObjectType::contact, "98");
  source->put(ObjectType::contact, "500",
              {{"email", "p0@x.example"}, {"firstname", "P0"}, {"hs_merged_object_ids", "95;98"}});
  source->remove(ObjectType::contact, "101");
  source->ghosts = {"101"};
  const store::Run run = sync();
  EXPECT_EQ(run.counts.merged, 2);
  EXPECT_EQ(run.counts.deleted, 1) << "the index still shows it, the batch read does not";
  EXPECT_EQ(mirror_text(), portal_text());
  db->read([&](store::Tx& tx) {
    store::Mirror mirror(tx, tenant);
    EXPECT_EQ(mirror.resolve("contact", "95"), "500");
    EXPECT_TRUE(mirror.find("contact", "95")->gone_at);
    store::Contacts contacts(tx, tenant);
    EXPECT_TRUE(contacts.by_hubspot("500")) << "the first of the two follows the survivor";
    EXPECT_TRUE(contacts.by_hubspot("98")->hubspot->gone_at) << "the other is unlocked";
    const auto answers = why(tx, tenant, "95");
    EXPECT_EQ(answers->at(0).hubspot_id, "500");
    EXPECT_EQ(answers->at(0).code, "in_step");
    return 0;
  });
}

TEST_F(EngineTest, ManyThatAreMissingAtOnceWaitForAPersonsWord) {
  fill(600, 2, 0);
  sync();
  for (int i = 0; i < 560; ++i) source->remove(ObjectType::contact, std::to_string(95 + i * 3));
  StartRequest sweep;
  sweep.kind = "sweep";
  sweep.trigger = "schedule";
  const store::Run doubted = finish(engine->start(sweep));
  EXPECT_EQ(doubted.state, RunState::partial);
  EXPECT_EQ(doubted.counts.deleted, 0);
  db->read([&](store::Tx& tx) {
    EXPECT_EQ(store::Mirror(tx, tenant).count("contact"), 600);
    return 0;
  });
  sweep.trigger = "manual";
  EXPECT_EQ(finish(engine->start(sweep)).counts.deleted, 560);
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(EngineTest, LinksThatVanishAllAtOnceAreAskedForAgain) {
  fill(60, 10, 90);
  sync();
  const std::string before = mirror_text();
  source->forget_associations = 1;
  StartRequest sweep;
  sweep.kind = "sweep";
  finish(engine->start(sweep));
  EXPECT_TRUE(mirror_text() == before) << "an answer that left links out has emptied the mirror";
  // What HubSpot says twice is so.
  for (const auto& [id, record] : source->records(ObjectType::contact))
    source->dissociate(ObjectType::contact, id, ObjectType::company);
  finish(engine->start(sweep));
  EXPECT_TRUE(mirror_text() == portal_text());
}

TEST_F(EngineTest, AnImportAskedForWhileReadingIsDoneByThatRun) {
  source->page_size = 10;
  source->latency = Millis(5);
  fill(100, 4, 0);
  make_engine(*db);
  const auto started = engine->start({});
  StartRequest request;
  request.kind = "import";
  request.import = everything();
  const auto joined = engine->start(request);
  ASSERT_TRUE(joined.ok());
  EXPECT_EQ(joined->id, started->id);
  EXPECT_EQ(engine->start(request)->id, started->id) << "asked for twice, it is one import";
  const store::Run run = finish(joined);
  EXPECT_EQ(run.state, RunState::succeeded) << run.error_detail;
  EXPECT_EQ(totals(run).contacts_created, 100);
}

TEST_F(EngineTest, WithoutAConnectionNothingStarts) {
  db->write([&](store::Tx& tx) {
    store::Connections connections(tx, tenant);
    auto connection = connections.get();
    connection.state = store::ConnectionState::not_connected;
    connections.put(connection);
  });
  make_engine(*db);
  const auto started = engine->start({});
  ASSERT_FALSE(started.ok());
  EXPECT_EQ(started.error().code, Code::not_connected);
}

}  // namespace
}  // namespace every::sync
