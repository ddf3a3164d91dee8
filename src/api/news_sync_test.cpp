// What people are mailed of HubSpot: errors, failures, reconnection, matches, won deals, long imports.
#include "api/news_test_support.h"
#include "app/draft_entered.h"
#include "domain/news.h"
#include "store/connection.h"
#include "store/run_records.h"
#include "store/runs.h"

namespace every::api {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class NewsSyncTest : public NewsTest {
 protected:
  // Only this kind, so that a test says what it is about.
  void only(const char* kind) {
    nothing_for_dana();
    ok(choose(kind, true));
    begin();
  }
  void sign_in() {
    session = app::sign_in(*app_, json::object{{"email", "dana@fieldstone.example"}, {"password", kPassword}},
                           "192.0.2.3")
                  ->token;
  }
  void go_to(const char* time) { clock.advance(*parse_rfc3339(time) - clock.now()); }
  json::object sync_now() {
    ok(post("/api/hubspot/sync"), 202);
    return settled();
  }
  void broken(bool is) {
    control("faults", {{"schedule", json::array{}}});
    if (is)
      fault({{"match", json::object{{"path", "/crm/"}}}, {"do", "status"}, {"status", 500}, {"count", 0}});
  }
  // A run as the engine leaves it.
  void ran(const char* kind, store::RunState state, Millis took, std::int64_t created = 0) {
    clock.advance(took);
    db->write([&](store::Tx& tx) {
      store::Run run;
      run.id = app_->id();
      run.kind = kind;
      run.trigger = "manual";
      run.state = state;
      run.counts.created = created;
      run.created_at = clock.now() - took;
      run.started_at = run.created_at;
      run.finished_at = clock.now();
      store::Runs runs(tx, tenant);
      runs.insert(run);
      runs.update(run);
    });
  }
  void needs_attention(const char* id) {
    db->write([&](store::Tx& tx) {
      store::AttentionRow row;
      row.error = {"contact",  id, "Ada",      "contact_bad_email", "This is no address.",
                   "Mend it.", "", clock.now()};
      row.first_at = clock.now();
      store::Attention(tx, tenant).put(row);
    });
  }
};

TEST_F(NewsSyncTest, ErrorsAreToldAfterASyncAndOnceADay) {
  go_to("2026-11-24T17:00:00Z");
  only("attention");
  needs_attention("1");
  EXPECT_THAT(subjects(minutes(1)), IsEmpty()) << "the sync is not over";
  go_to("2026-11-24T18:00:10Z");  // 10:00:10 in Los Angeles
  ran("incremental", store::RunState::partial, seconds(20));
  const auto mails = after(seconds(5));
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails[0].subject, "1 record needs attention after the 10:00 sync.");
  EXPECT_THAT(mails[0].data,
              HasSubstr("Fix: " + std::string(kOrigin) + "/settings/integrations/hubspot/attention"));

  for (const char* id : {"2", "3"}) {
    clock.advance(hours(1));
    needs_attention(id);
    ran("incremental", store::RunState::partial, seconds(20));
    EXPECT_THAT(subjects(seconds(5)), IsEmpty()) << "daily at most";
  }
  stop_server();
  start_server();
  go_to("2026-11-25T15:59:00Z");
  EXPECT_THAT(subjects(seconds(0)), IsEmpty());
  EXPECT_THAT(subjects(minutes(1)), ElementsAre("dana 3 records need attention after the 12:01 sync."));
  // The next day nothing is new.
  clock.advance(hours(25));
  ran("incremental", store::RunState::succeeded, seconds(20));
  EXPECT_THAT(subjects(seconds(5)), IsEmpty());
}

TEST_F(NewsSyncTest, TwoFailuresInARowAreToldOnceWithTheNextTry) {
  import_everything();
  only("sync_failing");
  broken(true);
  EXPECT_EQ(text(sync_now(), "state"), "failed");
  EXPECT_THAT(subjects(seconds(1)), IsEmpty());
  const json::object second = sync_now();
  EXPECT_EQ(text(second, "state"), "failed");
  const Instant next = *parse_rfc3339(text(status().at("sync"), "nextRunAt"));
  const auto mails = after(seconds(0));
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails[0].subject,
            "HubSpot sync failed twice. Next try " + domain::clock_time(next, "America/Los_Angeles") + ".");
  EXPECT_THAT(mails[0].data,
              HasSubstr("Check connection: " + std::string(kOrigin) + "/settings/integrations/hubspot\n"));
  EXPECT_THAT(mails[0].data, HasSubstr(text(second.at("error"), "detail")));
  // A third failure of the same series is no news; a new series is.
  clock.advance(minutes(20));
  sync_now();
  EXPECT_THAT(subjects(seconds(1)), IsEmpty());
  broken(false);
  clock.advance(minutes(20));
  EXPECT_EQ(text(sync_now(), "state"), "succeeded");
  broken(true);
  clock.advance(minutes(20));
  EXPECT_EQ(text(sync_now(), "state"), "failed");
  EXPECT_THAT(subjects(seconds(1)), IsEmpty());
  EXPECT_EQ(text(sync_now(), "state"), "failed");
  EXPECT_THAT(subjects(seconds(1)), SizeIs(1));
}

TEST_F(NewsSyncTest, ReconnectionIsToldToWhoCanReconnect) {
  import_everything();
  nothing_for_dana();
  ok(choose("connection_lost", true));
  const std::string kim = join("kim@fieldstone.example", "member", "Kim Park");
  join("ada@fieldstone.example", "admin", "Ada Byron");
  begin();
  control("revoke", json::object{});
  clock.advance(hours(2));
  EXPECT_EQ(text(sync_now(), "state"), "failed");
  EXPECT_THAT(subjects(seconds(5)),
              ElementsAre("ada HubSpot needs reconnection.", "dana HubSpot needs reconnection."));
  EXPECT_THAT(subjects(hours(1)), IsEmpty());
}

TEST_F(NewsSyncTest, AConnectionThatIsBackAgainIsNoNews) {
  import_everything();
  only("connection_lost");
  control("revoke", json::object{});
  clock.advance(hours(2));
  sync_now();
  connect();
  EXPECT_THAT(subjects(seconds(5)), IsEmpty());
}

TEST_F(NewsSyncTest, MatchesAreToldOnMondays) {
  go_to("2026-11-24T12:00:00Z");  // Tuesday
  only("matches_waiting");
  connect();
  // Somebody here who is in HubSpot too.
  const json::object found = ok(get("/api/hubspot/contacts?limit=50&state=new"));
  std::vector<std::string> emails;
  for (const auto& one : found.at("items").as_array())
    if (one.at("email").is_string()) emails.emplace_back(one.at("email").as_string());
  ASSERT_GE(emails.size(), 3U);
  const auto here = [&](std::size_t n) {
    ok(post("/api/contacts", {{"firstName", "Made"}, {"email", emails.at(n)}}), 201);
    clock.advance(minutes(10));
    EXPECT_EQ(text(sync_now(), "state"), "succeeded");
  };
  here(0);
  ASSERT_EQ(number(ok(get("/api/hubspot/duplicates?decided=false")), "total"), 1);
  EXPECT_THAT(subjects(hours(1)), IsEmpty()) << "not on a Tuesday";
  go_to("2026-11-30T15:59:00Z");
  EXPECT_THAT(subjects(seconds(0)), IsEmpty());
  const auto mails = after(minutes(1));
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails[0].subject, "1 new match is waiting.");
  EXPECT_THAT(mails[0].data, HasSubstr("Review: " + std::string(kOrigin) +
                                       "/settings/integrations/hubspot?import=1&step=resolve"));
  sign_in();
  go_to("2026-12-07T16:00:00Z");
  EXPECT_THAT(subjects(seconds(0)), IsEmpty()) << "told already";
  sign_in();
  here(1);
  here(2);
  go_to("2026-12-14T16:00:00Z");
  EXPECT_THAT(subjects(seconds(0)), ElementsAre("dana 2 new matches are waiting."));
}

TEST_F(NewsSyncTest, WonDealsAreToldTogetherWithWhatThereIsToInvoice) {
  import_everything();
  clock.advance(minutes(1));
  only("won_without_invoice");
  EXPECT_THAT(subjects(minutes(2)), IsEmpty()) << "what was won before is known";
  won_deal("alpha", {{"amount", "60000.00"}, {"deal_currency_code", "USD"}});
  won_deal("beta", {{"amount", "1000.00"}, {"deal_currency_code", "USD"}});
  clock.advance(minutes(6));
  sync_now();
  EXPECT_THAT(subjects(seconds(5)), IsEmpty());  // noted, and told by the next look
  const auto mails = after(seconds(5));
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails[0].subject, "2 deals were won. $61,000.00 to invoice.");
  EXPECT_THAT(mails[0].data, HasSubstr("Create drafts…: " + std::string(kOrigin) + "/clients/pipeline"));
  won_deal("gamma", {{"deal_currency_code", "USD"}});
  clock.advance(minutes(6));
  sync_now();
  EXPECT_THAT(subjects(seconds(5)), IsEmpty());
  EXPECT_THAT(subjects(minutes(20)), IsEmpty()) << "hourly at most";
  EXPECT_THAT(subjects(hours(1)), ElementsAre("dana 1 deal was won. $500.00 to invoice."));
  EXPECT_THAT(subjects(hours(2)), IsEmpty());
}

TEST_F(NewsSyncTest, WhatRulesDraftedIsToldTogether) {
  import_everything();
  clock.advance(minutes(1));
  only("drafts_made");
  EXPECT_THAT(subjects(minutes(2)), IsEmpty());
  ok(post("/api/deal-rules", {{"pipeline", nullptr}, {"stage", nullptr}}), 201);
  const auto won = [&](const char* name, const char* amount) {
    clock.advance(minutes(1));
    return won_deal(name, {{"amount", amount}, {"deal_currency_code", "USD"}});
  };
  won("alpha", "60000.00");
  won("beta", "1000.00");
  clock.advance(minutes(6));
  sync_now();
  EXPECT_EQ(app::draft_entered_deals(*app_), 2);
  const auto mails = after(seconds(5));
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails[0].subject, "2 drafts were made by your rules: $61,000.00.");
  EXPECT_THAT(mails[0].data, HasSubstr("Show them: " + std::string(kOrigin) + "/invoices?status=draft"));
  EXPECT_THAT(subjects(hours(2)), IsEmpty());
  won("gamma", "500.00");
  clock.advance(minutes(6));
  sync_now();
  EXPECT_EQ(app::draft_entered_deals(*app_), 1);
  EXPECT_THAT(subjects(seconds(5)), ElementsAre("dana 1 draft was made by your rules: $500.00."));
}

TEST_F(NewsSyncTest, ADealThatIsWonHereIsToldAsOneThatWasWonThere) {
  import_everything();
  const std::string record = won_deal("alpha", {{"amount", "700.00"}, {"deal_currency_code", "USD"}});
  change("deals", record, {{"dealstage", "qualifiedtobuy"}});
  sync_now();
  clock.advance(minutes(1));
  only("won_without_invoice");
  ok(post("/api/hubspot/disconnect"));
  EXPECT_THAT(subjects(minutes(2)), IsEmpty());
  const std::string path = "/api/deals/" + deal_id(record);
  const auto move = [&](const char* stage) {
    ok(call(http::Method::patch, path, json::serialize(json::object{{"stage", stage}}),
            {{"If-Match", std::string(get(path).headers.get("ETag").value_or(""))}}));
  };
  move("closedwon");
  EXPECT_THAT(subjects(seconds(5)), IsEmpty());
  EXPECT_THAT(subjects(seconds(5)), ElementsAre("dana 1 deal was won. $700.00 to invoice."));
}

TEST_F(NewsSyncTest, OnlyALongImportIsTold) {
  only("import_done");
  ran("import", store::RunState::succeeded, minutes(5), 10);
  EXPECT_THAT(subjects(seconds(1)), IsEmpty());
  ran("import", store::RunState::failed, minutes(50), 10);
  EXPECT_THAT(subjects(seconds(1)), IsEmpty());
  ran("import", store::RunState::partial, minutes(6), 11'702);
  const auto mails = after(seconds(1));
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails[0].subject, "Import complete: 11,702 created.");
  EXPECT_THAT(mails[0].data,
              HasSubstr("View: " + std::string(kOrigin) + "/settings/integrations/hubspot/runs/"));
  EXPECT_THAT(subjects(minutes(20)), IsEmpty());
}

}  // namespace
}  // namespace every::api
