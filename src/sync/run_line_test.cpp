// What the run at work cannot do waits for its end: no click is lost, whatever happens meanwhile.
#include <gmock/gmock.h>

#include "sync/engine_fixture.h"
#include "sync/retry.h"
#include "sync/undo.h"

namespace every::sync {
namespace {

using store::RunState;

class RunLineTest : public EngineTest {
 protected:
  RunLineTest() {
    fill(100, 4, 3);
    source->put(ObjectType::deal, "500", {{"dealname", "Lonely"}, {"amount", "5"}, {"dealstage", "open"}});
    sync();
  }
  // A run that takes its time.
  store::Run long_run() {
    source->page_size = 10;
    source->latency = Millis(5);
    clock.advance(Millis(1'000));
    StartRequest sweep;
    sweep.kind = "sweep";
    return *engine->start(sweep);
  }
  static StartRequest retry(const std::string& deal = "500") {
    StartRequest out;
    out.kind = "retry";
    out.subject = retry_subject(std::vector<std::pair<std::string, std::string>>{{"deal", deal}});
    return out;
  }
  Result<store::Run> later(const StartRequest& request) {
    clock.advance(Millis(10));  // first come, first served
    return engine->start(request);
  }
  std::vector<store::Run> line() {
    return db->read([&](store::Tx& tx) { return store::Runs(tx, tenant).in_line(); });
  }
};

TEST_F(RunLineTest, ARetryAndAnUndoBeginWhenTheSyncIsDone) {
  const store::Run imported = import(everything());
  const store::Run busy = long_run();
  const auto again = later(retry());
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->in_line);
  EXPECT_EQ(again->state, RunState::queued);
  EXPECT_NE(again->id, busy.id);
  StartRequest undo;
  undo.kind = "undo";
  undo.subject = imported.id;
  const auto back = later(undo);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(later(retry())->id, again->id) << "asked for twice, done once";
  EXPECT_EQ(later(undo)->id, back->id);
  EXPECT_EQ(line().size(), 2U);
  ASSERT_TRUE(engine->wait_idle(Millis(60'000)));
  EXPECT_EQ(row(busy.id).state, RunState::succeeded);
  EXPECT_EQ(row(again->id).state, RunState::partial) << "the deal has no contact, as before";
  EXPECT_EQ(row(back->id).state, RunState::succeeded) << row(back->id).error_detail;
  EXPECT_GE(*row(again->id).started_at, *row(busy.id).finished_at);
  EXPECT_GE(*row(back->id).started_at, *row(again->id).finished_at);
  EXPECT_FALSE(row(back->id).in_line);
  EXPECT_TRUE(line().empty());
}

TEST_F(RunLineTest, OneInLineCanBeCancelledAndTheOthersGoOn) {
  const store::Run busy = long_run();
  const auto first = later(retry()), second = later(retry("501"));
  EXPECT_TRUE(engine->cancel(first->id));
  EXPECT_EQ(row(first->id).state, RunState::cancelled);
  EXPECT_TRUE(row(first->id).finished_at);
  EXPECT_NE(row(busy.id).state, RunState::cancelled) << "the run at work is another one";
  // Cancelling the run at work lets the next one begin.
  EXPECT_TRUE(engine->cancel(busy.id));
  ASSERT_TRUE(engine->wait_idle(Millis(60'000)));
  EXPECT_EQ(row(busy.id).state, RunState::cancelled);
  EXPECT_EQ(row(second->id).state, RunState::succeeded) << row(second->id).error_detail;
}

TEST_F(RunLineTest, TheLineOutlivesTheProcess) {
  const store::Run busy = long_run();
  const auto waits = later(retry());
  engine->stop();
  EXPECT_FALSE(row(busy.id).finished_at);
  make_engine(*db);
  EXPECT_TRUE(engine->resume());
  ASSERT_TRUE(engine->wait_idle(Millis(60'000)));
  EXPECT_EQ(row(busy.id).state, RunState::succeeded);
  EXPECT_TRUE(row(waits->id).finished_at);
}

TEST_F(RunLineTest, ASecondImportStartsAfterTheFirst) {
  source->page_size = 10;
  source->latency = Millis(5);
  const store::Run busy = long_run();
  StartRequest first;
  first.kind = "import";
  first.import = everything();
  EXPECT_EQ(later(first)->id, busy.id);
  StartRequest other = first;
  other.import = everything(MatchPolicy::replace);
  const auto second = later(other);
  ASSERT_TRUE(second.ok());
  EXPECT_TRUE(second->in_line);
  EXPECT_EQ(later(other)->id, second->id);
  ASSERT_TRUE(engine->wait_idle(Millis(60'000)));
  EXPECT_EQ(row(second->id).kind, "import");
  EXPECT_TRUE(row(second->id).finished_at);
}

TEST_F(RunLineTest, DisconnectingCancelsTheLineToo) {
  const store::Run busy = long_run();
  const auto waits = later(retry());
  engine->cancel_and_wait();
  EXPECT_EQ(row(busy.id).state, RunState::cancelled);
  EXPECT_EQ(row(waits->id).state, RunState::cancelled);
  EXPECT_FALSE(row(waits->id).started_at);
}

TEST_F(RunLineTest, ALineHasAnEnd) {
  long_run();
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(later(retry(std::to_string(600 + i))).ok());
  const auto refused = later(retry("700"));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, Code::run_conflict);
  engine->cancel_and_wait();
}

}  // namespace
}  // namespace every::sync
