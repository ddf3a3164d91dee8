#include "sync/read_again.h"

#include <gmock/gmock.h>

#include "store/leases.h"
#include "sync/engine_fixture.h"
#include "sync/incremental.h"
#include "sync/values.h"

namespace every::sync {
namespace {

using testing::ElementsAre;

class ReadAgainTest : public EngineTest {
 protected:
  // What one more run would do: read these, and commit.
  Status again(ObjectType type, const std::vector<std::string>& ids) {
    RunContext run(parts_, row_of_its_own(), {}, lease());
    run.use(source);
    run_id = run.snapshot().id;
    return read_again(run, type, ids);
  }
  store::Run row_of_its_own() {
    store::Run run;
    run.id = new_id(clock, random);
    run.kind = "incremental";
    run.epoch = 1;
    run.state = store::RunState::succeeded;
    run.created_at = clock.now();
    db->write([&](store::Tx& tx) { store::Runs(tx, tenant).insert(run); });
    return run;
  }
  std::int64_t lease() {
    return db->write([&](store::Tx& tx) {
      return store::Leases(tx, tenant).take("", clock.now(), Millis(600'000)).value_or(-1);
    });
  }
  std::string gone_as(ObjectType type, const std::string& id) {
    return db->read(
        [&](store::Tx& tx) { return store::Mirror(tx, tenant).find(std::string(name(type)), id)->gone_as; });
  }
  std::string resolve(ObjectType type, const std::string& id) {
    return db->read(
        [&](store::Tx& tx) { return store::Mirror(tx, tenant).resolve(std::string(name(type)), id); });
  }
  std::set<std::string> touched(ObjectType type) {
    return db->read([&](store::Tx& tx) { return changed_by(tx, tenant, run_id).ids[type]; });
  }

  std::string run_id;

 private:
  Engine::Parts parts_{*db,
                       tenant,
                       [this]() -> Result<std::shared_ptr<Source>> { return std::shared_ptr<Source>(source); },
                       clock,
                       random,
                       log,
                       metrics,
                       tasks,
                       {},
                       {}};
};

TEST_F(ReadAgainTest, WhatLiesInTheBinIsArchivedAndWhatLiesNowhereIsPurged) {
  fill(4, 0, 0);
  sync();
  source->remove(ObjectType::contact, "95");
  source->purge(ObjectType::contact, "98");
  ASSERT_TRUE(again(ObjectType::contact, {"95", "98", "101", "7777"}).ok());
  EXPECT_EQ(gone_as(ObjectType::contact, "95"), "archived");
  EXPECT_EQ(gone_as(ObjectType::contact, "98"), "purged");
  EXPECT_EQ(gone_as(ObjectType::contact, "101"), "");
  EXPECT_EQ(touched(ObjectType::contact), (std::set<std::string>{"95", "98"}));
  EXPECT_EQ(mirror_text(), portal_text());

  source->purge(ObjectType::contact, "95");
  ASSERT_TRUE(again(ObjectType::contact, {"95"}).ok());
  EXPECT_EQ(gone_as(ObjectType::contact, "95"), "purged") << "the bin was emptied";
}

TEST_F(ReadAgainTest, ARestoredRecordComesBackWithItsLinks) {
  fill(4, 2, 2);
  sync();
  import(everything());
  const std::string before = here_text();
  source->remove(ObjectType::contact, "98");
  ASSERT_TRUE(again(ObjectType::contact, {"98"}).ok());
  EXPECT_EQ(gone_as(ObjectType::contact, "98"), "archived");
  source->restore(ObjectType::contact, "98");
  ASSERT_TRUE(again(ObjectType::contact, {"98"}).ok());
  EXPECT_EQ(gone_as(ObjectType::contact, "98"), "");
  EXPECT_EQ(touched(ObjectType::contact), std::set<std::string>{"98"});
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(ReadAgainTest, AChainOfMergesLeadsToItsEndInWhateverOrderItIsLearned) {
  for (const bool newest_first : {true, false}) {
    open_database();
    connect();
    engine.reset();
    source = std::make_shared<FakeSource>(clock);
    fill(6, 0, 4);
    sync();
    Engine::Parts parts{*db, tenant, {}, clock, random, log, metrics, tasks, {}, {}};
    const auto learn = [&](const std::vector<std::string>& ids) {
      RunContext run(parts, row_of_its_own(), {}, lease());
      run.use(source);
      run_id = run.snapshot().id;
      return read_again(run, ObjectType::contact, ids);
    };
    source->merge(ObjectType::contact, "95", "98");
    if (!newest_first) {
      ASSERT_TRUE(learn({"98"}).ok());
    }
    source->merge(ObjectType::contact, "98", "101");
    source->merge(ObjectType::contact, "101", "104");
    ASSERT_TRUE(learn(newest_first ? std::vector<std::string>{"104"} : std::vector<std::string>{"101"}).ok());
    ASSERT_TRUE(learn({"95", "98"}).ok());
    for (const char* old_id : {"95", "98", "101"})
      EXPECT_EQ(resolve(ObjectType::contact, old_id), "104")
          << old_id << (newest_first ? " newest first" : "");
    EXPECT_EQ(mirror_text(), portal_text());
  }
}

TEST_F(ReadAgainTest, ASurvivorThatWasDeletedBeforeAnybodyHeardOfItLeavesNoGhost) {
  fill(3, 0, 0);
  sync();
  import(everything());
  source->put(ObjectType::contact, "500", {{"email", "survivor@x.example"}});
  source->merge(ObjectType::contact, "95", "500");
  source->remove(ObjectType::contact, "500");
  ASSERT_TRUE(again(ObjectType::contact, {"95"}).ok());
  EXPECT_EQ(gone_as(ObjectType::contact, "95"), "merged");
  EXPECT_EQ(gone_as(ObjectType::contact, "500"), "archived");
  EXPECT_EQ(resolve(ObjectType::contact, "95"), "500");
  EXPECT_EQ(mirror_text(), portal_text());

  source->restore(ObjectType::contact, "500");
  ASSERT_TRUE(again(ObjectType::contact, {"500"}).ok());
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(ReadAgainTest, WhatWasLinkedWithAMergedRecordIsLinkedWithItsSurvivorAtOnce) {
  fill(3, 2, 1);
  sync();
  const auto deals = source->links(ObjectType::deal, "5000", ObjectType::contact);
  ASSERT_EQ(deals.size(), 1U);
  source->put(ObjectType::contact, "500", {{"email", "survivor@x.example"}});
  source->merge(ObjectType::contact, deals.front().to_id, "500");
  // The deal itself is not read.
  ASSERT_TRUE(again(ObjectType::contact, {"500"}).ok());
  EXPECT_EQ(touched(ObjectType::deal), std::set<std::string>{"5000"});
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(ReadAgainTest, AnAssociationThatChangedAloneIsRead) {
  fill(3, 2, 1);
  sync();
  source->dissociate(ObjectType::deal, "5000", ObjectType::company);
  source->associate(ObjectType::deal, "5000", ObjectType::company, "807", true);
  ASSERT_TRUE(again(ObjectType::deal, {"5000"}).ok());
  EXPECT_EQ(touched(ObjectType::deal), std::set<std::string>{"5000"});
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(ReadAgainTest, WhatTheCallerWritesMovesWithTheRecords) {
  fill(3, 0, 0);
  sync();
  source->change(ObjectType::contact, "95", {{"phone", "1"}});
  Engine::Parts parts{*db, tenant, {}, clock, random, log, metrics, tasks, {}, {}};
  RunContext run(parts, row_of_its_own(), {}, lease());
  run.use(source);
  std::vector<std::string> seen;
  const std::vector<std::string> ids{"95"};
  ASSERT_TRUE(read_again(run, ObjectType::contact, ids,
                         [&](store::Tx& tx, Step&, std::span<const std::string> batch) {
                           seen.assign(batch.begin(), batch.end());
                           EXPECT_THAT(store::Mirror(tx, tenant).find("contact", "95")->properties,
                                       testing::HasSubstr(R"("phone":"1")"));
                         })
                  .ok());
  EXPECT_THAT(seen, ElementsAre("95"));
}

}  // namespace
}  // namespace every::sync
