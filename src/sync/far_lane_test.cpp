#include "sync/far_lane.h"

#include "sync/engine_fixture.h"

namespace every::sync {
namespace {

using store::RunState;

class FarLaneTest : public EngineTest {
 protected:
  FarLaneTest() { source->latency = Millis(2); }
  int calls(const std::string& beginning) {
    int n = 0;
    for (const auto& [call, times] : source->answered())
      if (call.starts_with(beginning)) n += times;
    return n;
  }
};

TEST_F(FarLaneTest, ALongTypeIsReadFromBothEndsAndEachRecordOnce) {
  fill(3'000, 40, 30);
  const store::Run run = sync();
  EXPECT_EQ(run.state, RunState::succeeded) << run.error_detail;
  EXPECT_EQ(mirror_text(), portal_text());
  EXPECT_EQ(run.counts.created, 3'070);
  const int listed = calls("list/contact/"), far = calls("read/contact");
  EXPECT_LT(listed, 30);
  EXPECT_GE(far, 1);
  EXPECT_LE(100 * listed + 200 * far, 3'000 + 600)
      << "a page of each end at most comes twice where they meet";
  EXPECT_EQ(calls("list/company/"), 1);
  EXPECT_EQ(calls("last/company/"), 1) << "how many there are, and no more";
  EXPECT_EQ(calls("count/"), 0);
}

TEST_F(FarLaneTest, AShortTypeIsListed) {
  fill(300, 4, 3);
  sync();
  EXPECT_EQ(calls("list/contact/"), 3);
  EXPECT_EQ(calls("read/"), 0);
}

TEST_F(FarLaneTest, WhatTheIndexDoesNotShowYetComesWithTheNextLook) {
  source->set_time(clock.now() - Millis(90 * 60'000));
  fill(3'000, 0, 0);
  // Scattered over the far half.
  for (int i = 1'600; i < 3'000; i += 100) source->unindexed.insert(std::to_string(95 + i * 3));
  sync();
  source->unindexed.clear();
  sync();
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(FarLaneTest, WhatTheIndexStillShowsAndIsGoneStaysAway) {
  fill(2'500, 0, 0);
  source->ghosts = {"999999", "999998"};
  const store::Run run = sync();
  EXPECT_EQ(run.state, RunState::succeeded);
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(FarLaneTest, ARecordMadeBetweenTheEndsComesWithTheNextLook) {
  fill(3'000, 0, 0);
  std::atomic<bool> made = false;
  source->fault = [&](const std::string& call) -> std::optional<Error> {
    if (call.starts_with("read/contact") && !made.exchange(true)) {
      source->set_time(clock.now());
      source->put(ObjectType::contact, "4596", {{"email", "between@x.example"}});
      source->put(ObjectType::contact, "99095", {{"email", "beyond@x.example"}});
    }
    return std::nullopt;
  };
  sync();
  source->fault = nullptr;
  sync();
  EXPECT_TRUE(made);
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(FarLaneTest, ASearchThatFailsLeavesAllOfItToTheList) {
  fill(2'500, 0, 0);
  source->fault = [](const std::string& call) -> std::optional<Error> {
    if (call.starts_with("last/")) return Error(Code::hubspot_down, "HubSpot answers 503.");
    return std::nullopt;
  };
  EXPECT_EQ(sync().state, RunState::succeeded);
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(FarLaneTest, ASweepListsFromEndToEnd) {
  fill(2'500, 0, 0);
  sync();
  source->unindexed.insert("95");  // never shown by any search
  source->change(ObjectType::contact, "95", {{"phone", "1"}});
  source->forget_answers();
  StartRequest sweep;
  sweep.kind = "sweep";
  finish(engine->start(sweep));
  EXPECT_EQ(calls("list/contact/"), 25);
  EXPECT_EQ(calls("last/"), 0);
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(FarLaneTest, KilledItGoesOnFromBothEnds) {
  fill(2'300, 3, 5);
  for (const int commits : {9, 14, 21, 30}) {
    open_database();
    connect();
    source->forget_answers();
    std::string id;
    {
      MortalDatabase mortal(*db, commits);
      make_engine(mortal);
      if (auto started = engine->start({}); started.ok()) id = started->id;
      engine->wait_idle(Millis(60'000));
      engine.reset();
      ASSERT_TRUE(mortal.died());
    }
    make_engine(*db);
    engine->resume();
    ASSERT_TRUE(engine->wait_idle(Millis(60'000)));
    EXPECT_EQ(row(id).state, RunState::succeeded);
    EXPECT_EQ(mirror_text(), portal_text()) << "killed at commit " << commits;
    for (const auto& [call, times] : source->answered())
      if (call.starts_with("list/contact/") || call.starts_with("associations/"))
        EXPECT_LE(times, 2) << call << ", killed at commit " << commits;
    // One page of either end, and the one at which they meet.
    EXPECT_LE(100 * calls("list/contact/") + 200 * calls("read/contact"), 2'300 + 100 + 200 + 600);
  }
}

}  // namespace
}  // namespace every::sync
