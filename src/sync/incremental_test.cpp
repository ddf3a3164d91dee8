#include "sync/incremental.h"

#include <gmock/gmock.h>

#include "sync/engine_fixture.h"
#include "sync/surroundings.h"
#include "sync/window.h"

namespace every::sync {
namespace {

using store::RunState;

constexpr Millis kMinute{60'000};

class IncrementalTest : public EngineTest {
 protected:
  int calls(const std::string& beginning) {
    int n = 0;
    for (const auto& [call, times] : source->answered())
      if (call.starts_with(beginning)) n += times;
    return n;
  }
  store::Run poll() {
    source->forget_answers();
    clock.advance(kMinute);
    StartRequest request;
    request.trigger = "schedule";
    return finish(engine->start(request));
  }
};

TEST_F(IncrementalTest, ARunWithoutChangesCostsFiveRequestsWhateverIsDue) {
  fill(40, 5, 30);
  source->put(ObjectType::line_item, "7000", {{"name", "Design"}});
  sync();
  clock.advance(Millis(4 * 60 * 60'000));
  for (int i = 0; i < 60; ++i) {
    const store::Run run = poll();
    ASSERT_EQ(run.kind, "incremental");
    EXPECT_LE(run.requests, 5) << i;
    EXPECT_EQ(calls("search/"), 4);
  }
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(IncrementalTest, ThousandsOfChangesInOneMillisecondAllArrive) {
  fill(2'600, 3, 5);
  sync();
  const Instant moment = clock.now();
  for (int i = 0; i < 2'600; ++i) {
    source->set_time(moment - Millis(1));  // a change adds one
    source->change(ObjectType::contact, std::to_string(95 + i * 3), {{"phone", std::to_string(i)}});
  }
  source->forget_answers();
  const store::Run run = sync();
  EXPECT_EQ(run.state, RunState::succeeded) << run.error_detail;
  EXPECT_EQ(run.counts.updated, 2'600);
  EXPECT_EQ(mirror_text(), portal_text());
  EXPECT_LE(calls("associations/contact/company"), 4) << "a thousand ids a request";
  EXPECT_EQ(calls("list/"), 0);
}

TEST_F(IncrementalTest, AChangeThatTheIndexShowsAnHourLateIsFound) {
  fill(10, 0, 0);
  sync();
  source->set_time(clock.now());
  source->change(ObjectType::contact, "95", {{"phone", "1"}});
  source->unindexed.insert("95");
  for (int i = 0; i < 55; ++i) poll();
  EXPECT_NE(mirror_text(), portal_text());
  source->unindexed.clear();
  for (int i = 0; i < 65; ++i) poll();
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(IncrementalTest, AWatermarkMovesOnlyWithItsRecords) {
  fill(30, 0, 0);
  sync();
  source->set_time(clock.now());
  source->change(ObjectType::contact, "95", {{"phone", "1"}});
  source->fault = [](const std::string& call) -> std::optional<Error> {
    if (call == "read/contact") return Error(Code::hubspot_down, "HubSpot answers 503.");
    return std::nullopt;
  };
  EXPECT_EQ(sync().state, RunState::failed);
  source->fault = nullptr;
  clock.advance(Millis(30 * 60'000));
  sync();
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(IncrementalTest, KilledInAWindowItGoesOnInTheVerySameOne) {
  for (int commits = 0; commits < 40; ++commits) {
    open_database();
    connect();
    engine.reset();
    source = std::make_shared<FakeSource>(clock);
    source->page_size = 200;
    fill(1'400, 2, 10);
    sync();
    source->set_time(clock.now());
    for (int i = 0; i < 1'300; ++i)
      source->change(ObjectType::contact, std::to_string(95 + i * 3), {{"phone", std::to_string(i)}});
    source->change(ObjectType::company, "800", {{"name", "Renamed"}});
    clock.advance(kMinute);
    std::string id;
    bool died = false;
    {
      MortalDatabase mortal(*db, commits);
      make_engine(mortal);
      try {
        if (auto started = engine->start({}); started.ok()) id = started->id;
      } catch (const store::StorageError&) {
      }
      engine->wait_idle(Millis(60'000));
      died = mortal.died();
      engine.reset();
    }
    make_engine(*db);
    clock.advance(Millis(20 * 60'000));
    if (id.empty() || !engine->resume()) finish(engine->start({}));
    ASSERT_TRUE(engine->wait_idle(Millis(60'000)));
    ASSERT_EQ(mirror_text(), portal_text()) << "killed at commit " << commits;
    if (!died) return;
  }
  FAIL() << "the run has more commits than this test tries";
}

TEST_F(IncrementalTest, ANewRecordBringsTheLinksThatMovedNoDate) {
  fill(6, 2, 3);
  sync();
  import(everything());
  source->set_time(clock.now());
  // HubSpot makes a company for a contact, and a person adds a line to a deal: neither date moves.
  source->put(ObjectType::company, "900", {{"name", "Made by itself"}});
  source->associate(ObjectType::contact, "95", ObjectType::company, "900", true);
  source->put(ObjectType::line_item, "7000", {{"name", "Design"}});
  source->associate(ObjectType::deal, "5011", ObjectType::line_item, "7000");
  const store::Run run = sync();
  EXPECT_EQ(run.state, RunState::succeeded) << run.error_detail;
  EXPECT_EQ(mirror_text(), portal_text());
  EXPECT_THAT(here_text(), testing::HasSubstr("client Made by itself @900"));
}

TEST_F(IncrementalTest, ALinkThatChangedAloneIsSeenWithinFourQuietRuns) {
  fill(6, 3, 3);
  for (const char* id : {"5000", "5011", "5022"})
    source->change(ObjectType::deal, id, {{"hs_is_closed", "false"}});
  sync();
  import(everything());
  for (int i = 0; i < 6; ++i) poll();
  source->dissociate(ObjectType::deal, "5000", ObjectType::company);
  source->associate(ObjectType::deal, "5000", ObjectType::company, "814", true);
  for (int i = 0; i < 4; ++i) poll();
  EXPECT_EQ(mirror_text(), portal_text());
  EXPECT_THAT(here_text(), testing::HasSubstr("deal Deal 0 100.50 of Company 2"));
}

TEST_F(IncrementalTest, AStageThatNobodyKnowsIsAskedForAtOnce) {
  fill(3, 1, 1);
  sync();
  poll();
  poll();
  source->set_time(clock.now());
  source->change(ObjectType::deal, "5000", {{"dealstage", "brand_new"}});
  poll();
  EXPECT_EQ(calls("pipelines"), 1);
}

TEST(Surroundings, WhatIsLongestDueComesFirstAndNothingStarves) {
  const Instant start = *parse_rfc3339("2026-11-25T12:00:00Z");
  for (const auto& [every, asked] :
       {std::pair{kMinute, false}, {Millis(60 * 60'000), false}, {kMinute, true}}) {
    ChoresDone done;
    std::array<int, std::size(kChores)> times{};
    std::array<Millis, std::size(kChores)> longest{};
    for (Instant now = start; now < start + std::chrono::hours(72); now += every) {
      const auto chore = longest_due(done, now, asked);
      if (!chore) continue;
      const auto i = static_cast<std::size_t>(*chore);
      if (done[i]) longest[i] = std::max(longest[i], now - *done[i]);
      done[i] = now;
      ++times[i];
    }
    for (const auto chore : kChores) EXPECT_GE(times[static_cast<std::size_t>(chore)], 2);
    EXPECT_LE(longest[0], std::max(every * 4, Millis(17 * 60'000)));
    EXPECT_LE(longest[1], asked ? std::chrono::hours(25) : std::max(every * 4, Millis(17 * 60'000)));
    EXPECT_LE(longest[3], std::chrono::hours(28));
  }
}

}  // namespace
}  // namespace every::sync
