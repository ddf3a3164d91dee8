// Syncs over the API: what they bring, what HubSpot's bad days do to them, and what a person sees of it.
#include "api/hubspot_test_support.h"
#include "app/hubspot_status.h"

namespace every::api {
namespace {

class SyncTest : public HubSpotApiTest {
 protected:
  void import_everything() {
    connect();
    import({{"select", json::object{{"all", true}}}, {"includeNoEmail", true}});
    // The next search looks behind what the first load has seen.
    clock.advance(std::chrono::minutes(5));
  }
  json::object sync_now() {
    ok(post("/api/hubspot/sync"), 202);
    return settled();
  }
  std::int64_t contacts() { return number(ok(get("/api/contacts?limit=1")), "total"); }
  std::string first_contact() {
    return std::to_string(sandbox.portal().records(sandbox::Kind::contact)[0].id);
  }
};

// As the button sends it.
TEST_F(SyncTest, SyncNowNeedsNoBody) {
  import_everything();
  ok(call(http::Method::post, "/api/hubspot/sync"), 202);
  EXPECT_EQ(text(settled(), "state"), "succeeded");
}

TEST_F(SyncTest, SyncNowBringsChangedAndNewRecords) {
  import_everything();
  const std::string id = first_contact();
  control("change",
          {{"type", "contacts"}, {"id", id}, {"properties", json::object{{"firstname", "Renamed"}}}});
  control("create",
          {{"type", "contacts"},
           {"properties", json::object{{"email", "new.arrival@example.org"}, {"firstname", "New"}}}});
  clock.advance(std::chrono::minutes(1));
  const json::object run = sync_now();
  EXPECT_EQ(run.at("kind").as_string(), "incremental");
  EXPECT_EQ(run.at("state").as_string(), "succeeded") << json::serialize(run);
  EXPECT_EQ(contacts(), 121);
  const json::object why = ok(get("/api/hubspot/why?id=" + id));
  const json::object contact = ok(get("/api/contacts/" + text(why, "contactId")));
  EXPECT_EQ(text(contact, "firstName"), "Renamed");
}

TEST_F(SyncTest, ASyncWithoutChangesAsksLittleAndChangesNothing) {
  import_everything();
  sync_now();
  clock.advance(std::chrono::minutes(5));
  const int before = network.requests;
  const json::object run = sync_now();
  EXPECT_EQ(run.at("state").as_string(), "succeeded");
  EXPECT_EQ(number(run.at("counts"), "created") + number(run.at("counts"), "updated"), 0);
  EXPECT_LE(network.requests - before, 12);
}

struct BadDay {
  const char* name;
  json::object fault;
  const char* code;
};
void PrintTo(const BadDay& day, std::ostream* out) {
  *out << day.name;
}

class BadDayTest : public SyncTest, public testing::WithParamInterface<BadDay> {};

TEST_P(BadDayTest, TheRunSaysWhatHappenedAndTheDataStays) {
  import_everything();
  const std::string clients = get("/api/clients?limit=500").body;
  control(
      "change",
      {{"type", "contacts"}, {"id", first_contact()}, {"properties", json::object{{"firstname", "Unseen"}}}});
  clock.advance(std::chrono::minutes(1));
  json::object bad = GetParam().fault;
  bad["match"] = json::object{{"path", "/crm/"}};
  bad["count"] = 0;
  fault(bad);
  const json::object run = sync_now();
  EXPECT_EQ(run.at("state").as_string(), "failed");
  ASSERT_TRUE(run.at("error").is_object()) << json::serialize(run);
  EXPECT_EQ(text(run.at("error"), "code"), GetParam().code);
  EXPECT_FALSE(text(run.at("error"), "detail").empty());
  EXPECT_FALSE(text(run.at("error"), "fix").empty());
  EXPECT_EQ(get("/api/clients?limit=500").body, clients);
  const json::object now = status();
  EXPECT_EQ(text(now.at("sync").at("error"), "code"), GetParam().code);

  // The trouble passes and the next sync makes up for it.
  control("faults", {{"schedule", json::array{}}});
  if (text(now.at("connection"), "state") == "needs_reconnection") return;
  clock.advance(std::chrono::hours(25));
  EXPECT_EQ(sync_now().at("state").as_string(), "succeeded");
  EXPECT_NE(get("/api/contacts?q=Unseen").body.find("Unseen"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    , BadDayTest,
    testing::Values(
        BadDay{"refused", {{"do", "status"}, {"status", 401}}, "token_expired"},
        BadDay{"daily_limit", {{"do", "status"}, {"status", 429}, {"policy", "DAILY"}}, "daily_limit"},
        BadDay{"broken", {{"do", "status"}, {"status", 500}}, "hubspot_down"},
        BadDay{"gateway_page", {{"do", "html"}}, "hubspot_down"},
        BadDay{"half_a_json", {{"do", "half_json"}}, "hubspot_bad_answer"},
        BadDay{"nothing", {{"do", "empty"}}, "hubspot_bad_answer"},
        BadDay{"reset", {{"do", "reset"}}, "network"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST_F(SyncTest, APermissionThatWasTakenAwayIsNotedAndTheRestGoesOn) {
  import_everything();
  const std::int64_t before = number(status().at("sync"), "needAttention");
  control("create",
          {{"type", "contacts"}, {"properties", json::object{{"email", "still.read@example.org"}}}});
  clock.advance(std::chrono::minutes(1));
  fault({{"match", json::object{{"path", "/crm/objects/2026-09/deals"}}},
         {"do", "status"},
         {"status", 403},
         {"count", 0}});
  const json::object run = sync_now();
  EXPECT_EQ(text(run, "state"), "partial") << json::serialize(run);
  EXPECT_EQ(contacts(), 121);
  const json::object errors = ok(get("/api/hubspot/runs/" + text(run, "id") + "/errors"));
  ASSERT_EQ(number(errors, "total"), 1) << json::serialize(errors);
  const json::value& error = errors.at("items").at(0);
  EXPECT_EQ(text(error, "code"), "scope_missing");
  EXPECT_EQ(text(error, "objectType"), "deal");
  EXPECT_FALSE(text(error, "fix").empty());
  EXPECT_GT(text(error, "at"), "2026-11-23");
  EXPECT_EQ(number(status().at("sync"), "needAttention"), before + 1)
      << "what the import left is still there";
}

TEST_F(SyncTest, AnExpiredTokenIsRenewedWithoutAnyoneNoticing) {
  import_everything();
  control("expire-tokens", json::object{});
  clock.advance(std::chrono::hours(2));
  EXPECT_EQ(sync_now().at("state").as_string(), "succeeded");
  EXPECT_EQ(text(status().at("connection"), "state"), "connected");
}

TEST_F(SyncTest, AccessTakenAwayInHubSpotAsksForReconnecting) {
  import_everything();
  const auto before = contacts();
  control("revoke", json::object{});
  clock.advance(std::chrono::hours(2));
  const json::object run = sync_now();
  EXPECT_EQ(text(run.at("error"), "code"), "token_expired");
  const json::object now = status();
  EXPECT_EQ(text(now.at("connection"), "state"), "needs_reconnection");
  EXPECT_EQ(text(now.at("connection"), "reason"), "token_expired");
  EXPECT_EQ(text(now.at("sync"), "health"), "failing");
  EXPECT_EQ(contacts(), before);
  const auto refused = post("/api/hubspot/sync");
  EXPECT_EQ(problem(refused, 409), "token_expired");
  EXPECT_EQ(text(parsed(refused), "action"), "reconnect");
  clock.advance(std::chrono::minutes(1));
  connect();
  EXPECT_EQ(contacts(), before);
  EXPECT_EQ(text(status().at("connection"), "state"), "connected");
}

TEST_F(SyncTest, RunsAreKeptWithTheirPhasesAndErrors) {
  import_everything();
  const json::object list = ok(get("/api/hubspot/runs?limit=10"));
  EXPECT_EQ(number(list, "total"), 2);
  const auto found = [&](const std::string& filter) {
    return number(ok(get("/api/hubspot/runs?" + filter)), "total");
  };
  EXPECT_EQ(found("trigger=connect"), 1);
  EXPECT_EQ(found("state=failed"), 0);
  EXPECT_EQ(found("trigger=connect&state=" + text(list.at("items").at(1), "state")), 1);
  EXPECT_EQ(problem(get("/api/hubspot/runs?state=eaten"), 422), "validation");
  EXPECT_EQ(problem(get("/api/hubspot/runs?trigger=eaten"), 422), "validation");
  const std::string id = text(list.at("items").at(1), "id");
  const json::object first = ok(get("/api/hubspot/runs/" + id));
  EXPECT_EQ(text(first, "kind"), "first_load");
  EXPECT_EQ(text(first, "trigger"), "connect");
  EXPECT_EQ(text(first, "startedBy"), "Dana Reyes");
  EXPECT_EQ(text(first, "phase"), "done");
  EXPECT_EQ(number(first, "percent"), 100);
  EXPECT_GT(number(first, "requests"), 0);
  const json::object errors = ok(get("/api/hubspot/runs/" + id + "/errors"));
  EXPECT_EQ(number(errors, "total"), std::ssize(errors.at("items").as_array()));
  EXPECT_EQ(problem(get("/api/hubspot/runs/00000000000000000000000000"), 404), "not_found");
  EXPECT_EQ(problem(get("/api/hubspot/runs/00000000000000000000000000/errors"), 404), "not_found");
  EXPECT_EQ(problem(post("/api/hubspot/runs/00000000000000000000000000/cancel"), 404), "not_found");
  // One that has ended is answered as it is.
  EXPECT_EQ(text(ok(post("/api/hubspot/runs/" + id + "/cancel"), 202), "state"), "succeeded");
}

TEST_F(SyncTest, AStoppedServerGoesOnWhereItStood) {
  EXPECT_EQ(go_back(consent(auth_url())), "/settings/integrations/hubspot?hubspot=connected");
  stop_server();
  start_server();
  hub->start();
  EXPECT_EQ(settled().at("state").as_string(), "succeeded");
  EXPECT_EQ(number(ok(get("/api/hubspot/runs")), "total"), 1);
  EXPECT_EQ(number(status().at("found"), "contacts"), 120);
}

TEST_F(SyncTest, TheRulesOfTheSyncCanBeChangedByAdministrators) {
  EXPECT_EQ(text(ok(get("/api/hubspot/settings")), "frequency"), "hourly");
  const json::object weekly{{"frequency", "weekly"},     {"atTime", "22:15"},     {"weekday", 5},
                            {"duplicatePolicy", "skip"}, {"includeDeals", false}, {"sweepTime", "04:00"},
                            {"quotaSharePercent", 60}};
  const json::object after = ok(put_settings(weekly));
  for (const auto& [key, value] : weekly) EXPECT_EQ(after.at(key), value) << key;
  EXPECT_EQ(ok(get("/api/hubspot/settings")), after);
  EXPECT_EQ(text(status().at("sync"), "frequency"), "weekly");
  // The time and the day stay when nobody speaks of them.
  EXPECT_EQ(
      text(ok(put_settings({{"frequency", "daily"}, {"duplicatePolicy", "ask"}, {"includeDeals", true}})),
           "atTime"),
      "22:15");
  for (const json::object& bad :
       {json::object{{"frequency", "often"}, {"duplicatePolicy", "ask"}, {"includeDeals", true}},
        json::object{
            {"frequency", "daily"}, {"duplicatePolicy", "ask"}, {"includeDeals", true}, {"atTime", "24:00"}},
        json::object{
            {"frequency", "daily"}, {"duplicatePolicy", "ask"}, {"includeDeals", true}, {"weekday", 0}}})
    EXPECT_EQ(problem(put_settings(bad), 422), "validation") << json::serialize(bad);
  become("member");
  EXPECT_EQ(problem(put_settings(weekly), 403), "forbidden");
}

TEST_F(SyncTest, OfTwoWhoChangeTheRulesAtOnceTheSecondIsAsked) {
  const std::string seen = settings_tag();
  ASSERT_FALSE(seen.empty());
  const http::Response saved = put_settings({{"frequency", "daily"}, {"atTime", "06:30"}}, seen);
  const json::object first = ok(saved);
  EXPECT_NE(std::string(saved.headers.get("ETag").value_or("")), seen);
  EXPECT_EQ(std::string(saved.headers.get("ETag").value_or("")), settings_tag());

  EXPECT_EQ(problem(put_settings({{"frequency", "off"}, {"lists", json::array{"1"}}}, seen), 412), "stale");
  EXPECT_EQ(problem(put("/api/hubspot/settings", {{"frequency", "off"}}), 428), "precondition_required");
  EXPECT_EQ(problem(put_settings({{"frequency", "off"}}, "\"other\""), 412), "stale");
  EXPECT_EQ(ok(get("/api/hubspot/settings")), first) << "nothing was changed";

  // Who looked again says what is theirs; the rest stays.
  const json::object second = ok(put_settings({{"duplicatePolicy", "skip"}}));
  EXPECT_EQ(text(second, "duplicatePolicy"), "skip");
  EXPECT_EQ(text(second, "frequency"), "daily");
  EXPECT_EQ(text(second, "atTime"), "06:30");
}

TEST_F(SyncTest, TheNextRunFollowsTheSchedule) {
  connect();
  const json::object run = settled();
  const auto next = parse_rfc3339(text(status().at("sync"), "nextRunAt"));
  ASSERT_TRUE(next);
  EXPECT_EQ(*next - *parse_rfc3339(text(run, "createdAt")),
            std::chrono::hours(1) + jobs::jitter_of(tenant.id()));
  ok(put_settings({{"frequency", "off"}, {"duplicatePolicy", "ask"}, {"includeDeals", true}}));
  EXPECT_TRUE(status().at("sync").at("nextRunAt").is_null());
  EXPECT_EQ(text(status().at("sync"), "health"), "paused");
}

TEST_F(SyncTest, AScheduleThatIsDueSyncsByItself) {
  connect();
  clock.advance(std::chrono::hours(2));
  hub->start();
  for (int i = 0; i < 200 && number(ok(get("/api/hubspot/runs")), "total") < 2; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  const json::object run = settled();
  EXPECT_EQ(text(run, "trigger"), "schedule");
  EXPECT_TRUE(run.at("startedBy").is_null());
}

TEST_F(SyncTest, WhoIsNotSignedInSeesNothing) {
  session.clear();
  for (const char* path :
       {"status", "review", "contacts", "duplicates", "runs", "settings", "why?id=1", "auth/url"})
    EXPECT_EQ(problem(get(std::string("/api/hubspot/") + path), 401), "not_signed_in") << path;
}

TEST_F(SyncTest, AChangeFromAnotherSiteIsRefused) {
  const auto answer =
      call(http::Method::post, "/api/hubspot/disconnect", "{}", {{"Origin", "https://evil.example"}});
  EXPECT_EQ(problem(answer, 403), "bad_origin");
}

TEST(SyncHealth, IsLateAfterTwicePeriodAndFailingAfterAFailure) {
  const Instant now = from_ms(1'795'430'000'000);
  app::HealthFacts facts{.connection = store::ConnectionState::connected,
                         .frequency = "hourly",
                         .connected_at = now - std::chrono::hours(48),
                         .now = now};
  EXPECT_EQ(app::sync_health(facts), "never");
  facts.history.last_success_at = now - std::chrono::minutes(90);
  EXPECT_EQ(app::sync_health(facts), "healthy");
  facts.history.last_success_at = now - std::chrono::minutes(121);
  EXPECT_EQ(app::sync_health(facts), "late");
  facts.frequency = "daily";
  EXPECT_EQ(app::sync_health(facts), "healthy");
  store::Run failed;
  failed.state = store::RunState::failed;
  failed.created_at = now;
  failed.error_code = "network";
  facts.history.last_ended = failed;
  EXPECT_EQ(app::sync_health(facts), "failing");
  facts.history.last_ended->error_code = "daily_limit";
  EXPECT_EQ(app::sync_health(facts), "rate_limited");
  facts.active = store::Run{};
  EXPECT_EQ(app::sync_health(facts), "syncing");
  facts.active->resumes_at = now + std::chrono::minutes(2);
  EXPECT_EQ(app::sync_health(facts), "rate_limited");
}

}  // namespace
}  // namespace every::api
