// Proofs over the API: parity, the log of a run, what needs a person, and taking an import back.
#include "api/hubspot_test_support.h"
#include "store/mirror.h"
#include "store/mirror_damage.h"

namespace every::api {
namespace {

class ProofTest : public HubSpotApiTest {
 protected:
  json::object import_everything() {
    connect();
    later();
    json::object run = import({{"select", json::object{{"all", true}}}, {"includeNoEmail", true}});
    later();
    return run;
  }
  // Between two runs, so that the newest is the newest.
  void later() { clock.advance(Millis(1'000)); }
  json::object certificate() { return ok(get("/api/hubspot/parity")).at("certificate").as_object(); }
};

TEST_F(ProofTest, TheCertificateNamesWhatWasLostAndHealsIt) {
  EXPECT_TRUE(ok(get("/api/hubspot/parity")).at("certificate").is_null());
  EXPECT_EQ(problem(post("/api/hubspot/parity"), 409), "not_connected");
  import_everything();
  EXPECT_EQ(text(certificate(), "state"), "exact") << "the first load read everything";
  const std::string lost =
      db->read([&](store::Tx& tx) { return store::Mirror(tx, tenant).after("contact", "", 1).front().id; });
  db->write([&](store::Tx& tx) { store::MirrorDamage(tx, tenant).lose("contact", lost); });
  ok(post("/api/hubspot/parity"), 202);
  EXPECT_EQ(text(settled(), "kind"), "parity");
  EXPECT_EQ(text(certificate(), "state"), "differences");
  const json::object found = ok(get("/api/hubspot/parity/findings"));
  EXPECT_EQ(number(found, "total"), 1);
  EXPECT_EQ(text(found.at("items").at(0), "objectId"), lost);
  EXPECT_EQ(text(found.at("items").at(0), "kind"), "missing");
  const auto file = get("/api/hubspot/parity/download");
  EXPECT_EQ(file.body, "type,HubSpot id,finding,details,healed\r\ncontact," + lost + ",missing,,no\r\n");
  EXPECT_EQ(get("/api/hubspot/parity/download?format=ndjson").status, 200);
  later();
  ok(post("/api/hubspot/parity", {{"heal", true}}), 202);
  settled();
  EXPECT_EQ(text(certificate(), "state"), "exact");
  EXPECT_EQ(number(certificate(), "healed"), 1);
  EXPECT_EQ(problem(post("/api/hubspot/parity", {{"heal", "x"}}), 422), "validation");
}

TEST_F(ProofTest, ARunTellsWhatItDidRecordByRecord) {
  const json::object run = import_everything();
  const std::string path = "/api/hubspot/runs/" + text(run, "id");
  const json::object records = ok(get(path + "/records?outcome=created&limit=5"));
  EXPECT_EQ(records.at("items").as_array().size(), 5U);
  EXPECT_EQ(number(records, "total"), number(run.at("counts"), "created"));
  const std::string name = text(records.at("items").at(0), "name");
  EXPECT_GE(number(ok(get(path + "/records?q=" + http::percent_encode(name))), "total"), 1);
  EXPECT_EQ(problem(get(path + "/records?outcome=eaten"), 422), "validation");
  const json::object causes = ok(get(path + "/causes"));
  std::int64_t errors = 0;
  for (const auto& cause : causes.at("items").as_array()) errors += number(cause, "count");
  EXPECT_EQ(errors, number(ok(get(path + "/errors")), "total"));
  if (errors > 0) {
    const json::object retry = ok(post(path + "/retry"), 202);
    EXPECT_EQ(text(retry, "kind"), "retry");
    EXPECT_EQ(text(settled(), "id"), text(retry, "id"));
  }
  EXPECT_EQ(problem(post(path + "/retry", {{"code", "nothing_such"}}), 404), "not_found");
  const auto csv = get(path + "/log");
  EXPECT_TRUE(csv.body.starts_with("at,type,HubSpot id,Every id,name,outcome,code,details\r\n"));
  EXPECT_EQ(get(path + "/log?format=ndjson").status, 200);
  ok(get("/api/hubspot/attention?type=deal&q=x"));
  const std::int64_t waiting = number(ok(get("/api/hubspot/attention")), "total");
  const auto file = get("/api/hubspot/attention/download?code=deal_no_contact&type=deal");
  EXPECT_TRUE(file.body.starts_with("since,type,HubSpot id,name,code,what happened,fix,link\r\n"))
      << file.body;
  const auto lines = get("/api/hubspot/attention/download?format=ndjson");
  EXPECT_EQ(std::count(lines.body.begin(), lines.body.end(), '\n'), waiting);
  if (waiting > 0) {
    const json::object again = ok(post("/api/hubspot/attention/retry"), 202);
    EXPECT_EQ(text(again, "kind"), "retry");
    settled();
    EXPECT_NE(text(ok(get("/api/hubspot/runs/" + text(again, "id"))), "state"), "running");
  } else {
    EXPECT_EQ(problem(post("/api/hubspot/attention/retry"), 404), "not_found");
  }
  EXPECT_EQ(problem(post("/api/hubspot/attention/retry", {{"code", "nothing_such"}}), 404), "not_found");
  become("viewer");
  EXPECT_EQ(problem(post("/api/hubspot/attention/retry"), 403), "forbidden");
  become("owner");
  EXPECT_EQ(problem(get("/api/hubspot/runs/nothing/records"), 404), "not_found");
}

TEST_F(ProofTest, AnImportIsTakenBackOnce) {
  const json::object run = import_everything();
  const std::string path = "/api/hubspot/runs/" + text(run, "id") + "/undo";
  const std::int64_t contacts = number(ok(get("/api/contacts?limit=1")), "total");
  ASSERT_GT(contacts, 0);
  const json::object preview = ok(post(path, {{"dryRun", true}}));
  EXPECT_EQ(number(preview.at("removed"), "contacts"), contacts);
  EXPECT_EQ(number(ok(get("/api/contacts?limit=1")), "total"), contacts) << "a preview changes nothing";
  const json::object undo = ok(post(path), 202);
  EXPECT_EQ(text(settled(), "state"), "succeeded");
  EXPECT_EQ(number(ok(get("/api/contacts?limit=1")), "total"), 0);
  EXPECT_EQ(number(ok(get("/api/clients?limit=1")), "total"), 0);
  EXPECT_EQ(number(ok(get("/api/deals?limit=1")), "total"), 0);
  EXPECT_EQ(text(ok(post(path), 202), "id"), text(undo, "id")) << "asked for twice, done once";
  EXPECT_EQ(problem(post(path, {{"dryRun", true}}), 409), "undo_refused");
  EXPECT_EQ(problem(post("/api/hubspot/runs/nothing/undo"), 404), "not_found");
  become("viewer");
  EXPECT_EQ(problem(post(path), 403), "forbidden");
}

TEST_F(ProofTest, ARunSaysHowLongItCanBeUndone) {
  const json::object run = import_everything();
  const std::string path = "/api/hubspot/runs/" + text(run, "id");
  const std::string until = text(run, "undoableUntil");
  EXPECT_EQ(until, text(ok(post(path + "/undo", {{"dryRun", true}})), "until")) << "one rule";
  EXPECT_EQ(text(ok(get(path)), "undoableUntil"), until);
  EXPECT_EQ(text(status().at("sync").at("lastRun"), "undoableUntil"), until);
  const json::array runs = ok(get("/api/hubspot/runs")).at("items").as_array();
  EXPECT_EQ(text(runs[0], "undoableUntil"), until);
  EXPECT_TRUE(runs[1].at("undoableUntil").is_null()) << "the first load imported nothing";

  // A later import stands on it; when that is taken back, it can be again.
  later();
  const json::object again = import({{"select", json::object{{"all", true}}}, {"includeNoEmail", true}});
  later();
  EXPECT_FALSE(again.at("undoableUntil").is_null());
  EXPECT_TRUE(ok(get(path)).at("undoableUntil").is_null());
  ok(post("/api/hubspot/runs/" + text(again, "id") + "/undo"), 202);
  EXPECT_TRUE(settled().at("undoableUntil").is_null()) << "an undo is not undone";
  EXPECT_TRUE(ok(get("/api/hubspot/runs/" + text(again, "id"))).at("undoableUntil").is_null());
  EXPECT_EQ(text(ok(get(path)), "undoableUntil"), until);
  clock.advance(std::chrono::hours(24));
  EXPECT_TRUE(ok(get(path)).at("undoableUntil").is_null());
  EXPECT_EQ(problem(post(path + "/undo", {{"dryRun", true}}), 409), "undo_refused");
}

TEST_F(ProofTest, AnImportWithinAFirstLoadIsTakenBackTheSameWay) {
  network.held = true;
  EXPECT_EQ(go_back(consent(auth_url())), "/settings/integrations/hubspot?hubspot=connected");
  const json::object joined = ok(
      post("/api/hubspot/import", {{"select", json::object{{"all", true}}}, {"includeNoEmail", true}}), 202);
  network.held = false;
  EXPECT_EQ(text(joined, "kind"), "first_load");
  EXPECT_TRUE(joined.at("undoableUntil").is_null()) << "it has not ended";
  const json::object run = settled();
  EXPECT_EQ(text(run, "id"), text(joined, "id"));
  EXPECT_FALSE(run.at("undoableUntil").is_null());
  EXPECT_GT(number(ok(get("/api/clients?limit=1")), "total"), 0);
  later();
  ok(post("/api/hubspot/runs/" + text(run, "id") + "/undo"), 202);
  EXPECT_EQ(text(settled(), "state"), "succeeded");
  EXPECT_EQ(number(ok(get("/api/clients?limit=1")), "total"), 0);
  EXPECT_TRUE(ok(get("/api/hubspot/runs/" + text(run, "id"))).at("undoableUntil").is_null());
}

}  // namespace
}  // namespace every::api
