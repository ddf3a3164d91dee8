// Two processes over one database: each run is executed by one of them, and whoever lost it writes nothing
// more.
#include <thread>

#include "store/leases.h"
#include "sync/engine_fixture.h"

namespace every::sync {
namespace {

// Where a process stands still, until the test lets it go on.
class Gate {
 public:
  void block() {
    std::unique_lock lock(mutex_);
    ++held_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void wait_until_held() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return held_ > 0; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int held_ = 0;
  bool open_ = false;
};

class LeaseTest : public EngineTest {
 protected:
  // A process of its own: an engine that sees the same portal through a Source of its own, so that each can
  // be held up alone.
  struct Process {
    std::shared_ptr<FakeSource> source;
    std::atomic<int> finished = 0;
    std::unique_ptr<Engine> engine;
  };
  std::unique_ptr<Process> process(const std::string& owner) {
    auto out = std::make_unique<Process>();
    source = out->source = std::make_shared<FakeSource>(clock);
    fill(250, 20, 30);
    out->engine = std::make_unique<Engine>(Engine::Parts{
        *db,
        tenant,
        [p = out.get()]() -> Result<std::shared_ptr<Source>> { return std::shared_ptr<Source>(p->source); },
        clock,
        random,
        log,
        metrics,
        tasks,
        {},
        [p = out.get()](const store::Run&) { ++p->finished; },
        owner});
    return out;
  }
  // The process stands still before this request, and with it everything that it does.
  void hold(Process& process, const std::string& at) {
    process.source->fault = [this, at](const std::string& call) {
      if (call.starts_with(at)) gate.block();
      return std::optional<Error>();
    };
  }
  // A first load that stands still at its second request, before it has lanes.
  std::string begin_and_hold(Process& process) {
    hold(process, "owners");
    StartRequest request;
    request.kind = "first_load";
    const auto run = process.engine->start(request);
    EXPECT_TRUE(run.ok());
    gate.wait_until_held();
    return run->id;
  }
  // Waits until nobody but the one who is held does anything.
  void wait_until_quiet(const std::string& run_id) {
    std::int64_t before = -1;
    for (int same = 0; same < 5;) {
      std::this_thread::sleep_for(Millis(40));
      const std::int64_t now = row(run_id).requests;
      same = now == before ? same + 1 : 0;
      before = now;
    }
  }
  std::int64_t token() {
    return db->read([&](store::Tx& tx) { return store::Leases(tx, tenant).current()->token; });
  }
  bool idle(Process& process) { return process.engine->wait_idle(Millis(60'000)); }

  Gate gate;
};

TEST_F(LeaseTest, ARunIsExecutedByTheProcessThatHasIt) {
  const auto first = process("first"), second = process("second");
  const std::string run = begin_and_hold(*first);
  const auto joined = second->engine->start({});
  ASSERT_TRUE(joined.ok());
  EXPECT_EQ(joined->id, run);
  EXPECT_TRUE(idle(*second));
  second->engine->look_after();
  EXPECT_TRUE(idle(*second));
  EXPECT_EQ(second->source->traffic().requests, 0);
  gate.open();
  EXPECT_TRUE(idle(*first));
  EXPECT_EQ(row(run).state, store::RunState::succeeded);
  EXPECT_EQ(first->finished, 1);
  EXPECT_EQ(second->finished, 0);
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(LeaseTest, TheRunOfASilentProcessGoesOnElsewhereAndTheOldOneWritesNothing) {
  const auto first = process("first"), second = process("second");
  hold(*first, "list/contact/3");  // the second page
  first->source->page_size = 70;
  StartRequest load;
  load.kind = "first_load";
  const auto run = first->engine->start(load);
  ASSERT_TRUE(run.ok());
  gate.wait_until_held();
  wait_until_quiet(run->id);
  clock.advance(kLeaseLife + Millis(1));
  second->engine->look_after();
  EXPECT_TRUE(idle(*second));
  EXPECT_EQ(row(run->id).state, store::RunState::succeeded);
  EXPECT_EQ(second->finished, 1);
  EXPECT_EQ(mirror_text(), portal_text());
  EXPECT_EQ(second->source->answered()["list/contact/"], 0) << "it went on where the other one stood";

  // Meanwhile HubSpot changes; what the first process read before must not come back.
  second->source->change(ObjectType::contact, "320", {{"lastname", "Changed"}});
  ASSERT_TRUE(second->engine->start(load).ok());
  EXPECT_TRUE(idle(*second));
  const std::string mirror = mirror_text();
  const auto before = row(run->id);
  gate.open();
  EXPECT_TRUE(idle(*first));
  EXPECT_EQ(first->finished, 0) << "it is not the one who ends the run";
  EXPECT_EQ(row(run->id).counts.created, before.counts.created);
  EXPECT_EQ(row(run->id).requests, before.requests);
  EXPECT_EQ(row(run->id).state, store::RunState::succeeded);
  EXPECT_EQ(mirror_text(), mirror);
  // And it is of use again afterwards.
  const auto next = first->engine->start({});
  ASSERT_TRUE(next.ok());
  EXPECT_TRUE(idle(*first));
  EXPECT_EQ(row(next->id).state, store::RunState::succeeded);
}

TEST_F(LeaseTest, AProcessThatWaitsButIsAliveKeepsItsRun) {
  const auto first = process("first"), second = process("second");
  const std::string run = begin_and_hold(*first);
  const auto held = token();
  for (int i = 0; i < 20; ++i) {  // ten minutes of HubSpot's pause
    clock.advance(Millis(30'000));
    first->engine->look_after();
    second->engine->look_after();
  }
  EXPECT_EQ(token(), held);
  EXPECT_EQ(second->source->traffic().requests, 0);
  gate.open();
  EXPECT_TRUE(idle(*first));
  EXPECT_EQ(row(run).state, store::RunState::succeeded);
  EXPECT_EQ(first->finished, 1);
}

TEST_F(LeaseTest, AStoppedProcessIsNotWaitedFor) {
  const auto first = process("first"), second = process("second");
  const std::string run = begin_and_hold(*first);
  std::jthread stopping([&] { first->engine->stop(); });
  gate.open();
  stopping.join();
  EXPECT_EQ(row(run).state, store::RunState::running);
  second->engine->look_after();
  EXPECT_TRUE(idle(*second));
  EXPECT_EQ(row(run).state, store::RunState::succeeded);
  EXPECT_EQ(mirror_text(), portal_text());
}

TEST_F(LeaseTest, AnImportAskedForElsewhereIsDoneByTheRunThatReads) {
  const auto first = process("first"), second = process("second");
  const std::string run = begin_and_hold(*first);
  StartRequest import;
  import.kind = "import";
  import.import = everything();
  const auto joined = second->engine->start(import);
  ASSERT_TRUE(joined.ok()) << joined.error().detail;
  EXPECT_EQ(joined->id, run);
  gate.open();
  EXPECT_TRUE(idle(*first));
  EXPECT_EQ(row(run).percent, 100) << "to its end, whatever needs a person";
  EXPECT_EQ(totals(row(run)).contacts, 250);
}

TEST_F(LeaseTest, ACancelElsewhereReachesWhoeverExecutes) {
  const auto first = process("first"), second = process("second");
  const std::string run = begin_and_hold(*first);
  EXPECT_TRUE(second->engine->cancel(run));
  EXPECT_EQ(row(run).state, store::RunState::running) << "it ends at its next commit, there";
  gate.open();
  EXPECT_TRUE(idle(*first));
  EXPECT_EQ(row(run).state, store::RunState::cancelled);
}

}  // namespace
}  // namespace every::sync
