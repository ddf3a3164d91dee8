// A click that comes while a sync is at work waits for its turn, is seen, and can be taken back.
#include "api/hubspot_test_support.h"
#include "store/leases.h"
#include "store/runs.h"

namespace every::api {
namespace {

class LineTest : public HubSpotApiTest {
 protected:
  // Another process is at work on this workspace.
  void begin_elsewhere() {
    store::Run run;
    run.id = app_->id();
    run.kind = "sweep";
    run.trigger = "schedule";
    run.state = store::RunState::running;
    run.epoch = connection().epoch;
    run.created_at = clock.now();
    run.started_at = clock.now();
    busy = run.id;
    db->write([&](store::Tx& tx) {
      store::Runs(tx, tenant).insert(run);
      store::Leases(tx, tenant).take("elsewhere", clock.now(), std::chrono::minutes(30));
    });
  }
  // It ended, and what it let in is taken up here.
  void end_elsewhere() {
    db->write([&](store::Tx& tx) {
      store::Runs runs(tx, tenant);
      store::Run run = *runs.find(busy);
      run.state = store::RunState::succeeded;
      run.finished_at = clock.now();
      runs.update(run);
      store::Leases leases(tx, tenant);
      leases.give_up(leases.current()->token);
    });
    hub->engine(tenant).look_after();
    EXPECT_TRUE(hub->engine(tenant).wait_idle(std::chrono::seconds(60)));
  }
  std::string busy;
};

TEST_F(LineTest, ARetryWaitsIsShownAndCanBeCancelled) {
  create("deals",
         {{"dealname", "Lonely"}, {"amount", "5"}, {"dealstage", "closedwon"}, {"pipeline", "default"}});
  connect();
  const json::object imported = import({{"select", json::object{{"all", true}}}, {"includeNoEmail", true}});
  EXPECT_EQ(text(imported, "state"), "partial");
  EXPECT_EQ(number(imported.at("counts"), "failed"), number(status().at("sync"), "needAttention"));
  const std::string path = "/api/hubspot/runs/" + text(imported, "id");
  begin_elsewhere();
  const json::object waits = ok(post(path + "/retry"), 202);
  EXPECT_EQ(text(waits, "state"), "queued");
  EXPECT_TRUE(waits.at("inLine").as_bool());
  EXPECT_EQ(text(ok(post(path + "/retry"), 202), "id"), text(waits, "id")) << "two clicks are one retry";
  EXPECT_EQ(text(status().at("run"), "id"), busy);
  EXPECT_EQ(text(status().at("line").at(0), "id"), text(waits, "id"));
  EXPECT_EQ(number(ok(get("/api/hubspot/runs?state=queued")), "total"), 1);
  const json::object attention = ok(post("/api/hubspot/attention/retry"), 202);
  EXPECT_TRUE(attention.at("inLine").as_bool());
  const json::object cancelled = ok(post("/api/hubspot/runs/" + text(waits, "id") + "/cancel"), 202);
  EXPECT_EQ(text(cancelled, "state"), "cancelled");
  const bool one = text(attention, "id") == text(waits, "id");
  EXPECT_EQ(status().at("line").as_array().size(), one ? 0U : 1U);
  const json::object again = ok(post(path + "/retry"), 202);
  clock.advance(std::chrono::seconds(1));
  end_elsewhere();
  const json::object ended = ok(get("/api/hubspot/runs/" + text(again, "id")));
  EXPECT_FALSE(ended.at("inLine").as_bool());
  EXPECT_EQ(text(ended, "kind"), "retry");
  EXPECT_EQ(text(ended, "state"), "partial") << "the deal has no contact, as before";
  EXPECT_TRUE(status().at("line").as_array().empty());
}

TEST_F(LineTest, AnUndoWaitsToo) {
  connect();
  const json::object imported = import({{"select", json::object{{"all", true}}}, {"includeNoEmail", true}});
  clock.advance(std::chrono::seconds(1));
  begin_elsewhere();
  const std::string path = "/api/hubspot/runs/" + text(imported, "id") + "/undo";
  ok(post(path, {{"dryRun", true}}));
  const json::object undo = ok(post(path), 202);
  EXPECT_TRUE(undo.at("inLine").as_bool());
  EXPECT_EQ(text(ok(post(path), 202), "id"), text(undo, "id"));
  EXPECT_GT(number(ok(get("/api/contacts?limit=1")), "total"), 0) << "nothing yet";
  clock.advance(std::chrono::seconds(1));
  end_elsewhere();
  EXPECT_EQ(text(ok(get("/api/hubspot/runs/" + text(undo, "id"))), "state"), "succeeded");
  EXPECT_EQ(number(ok(get("/api/contacts?limit=1")), "total"), 0);
}

TEST_F(LineTest, ACheckWaitsAndDisconnectingEmptiesTheLine) {
  connect();
  clock.advance(std::chrono::seconds(1));
  begin_elsewhere();
  const json::object check = ok(post("/api/hubspot/parity", {{"heal", true}}), 202);
  EXPECT_TRUE(check.at("inLine").as_bool());
  hub->engine(tenant).cancel_and_wait();
  EXPECT_EQ(text(ok(get("/api/hubspot/runs/" + text(check, "id"))), "state"), "cancelled");
}

}  // namespace
}  // namespace every::api
