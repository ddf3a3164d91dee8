// What a run did is told record by record, its counts add up, and what failed is tried again.
#include <gmock/gmock.h>

#include "store/run_records.h"
#include "sync/engine_fixture.h"
#include "sync/retry.h"

namespace every::sync {
namespace {

using store::RunState;
using testing::HasSubstr;

class RunLogTest : public EngineTest {
 protected:
  std::vector<store::RunRecord> log(const store::Run& run, const std::string& outcome = "") {
    return db->read([&](store::Tx& tx) {
      return store::RunRecords(tx, tenant).list(run.id, {outcome, ""}, {"", false, 0, 500}).items;
    });
  }
  std::vector<store::AttentionRow> attention() {
    return db->read(
        [&](store::Tx& tx) { return store::Attention(tx, tenant).list({}, {"", false, 0, 500}).items; });
  }
  static std::int64_t sum(const store::Run& run) {
    const auto& c = run.counts;
    return c.created + c.updated + c.unchanged + c.skipped;
  }
};

TEST_F(RunLogTest, CountsAddUpToWhatWasLookedAt) {
  for (std::uint64_t seed = 1; seed <= 15; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    SeededRandom dice(seed);
    open_database();
    connect();
    source = std::make_shared<FakeSource>(clock);
    const int contacts = static_cast<int>(dice.below(40)), companies = static_cast<int>(dice.below(8)),
              deals = static_cast<int>(dice.below(15));
    fill(contacts, companies, deals);
    make_engine(*db);
    const store::Run load = sync();
    EXPECT_EQ(sum(load), contacts + companies + deals);
    for (int i = 0; i < 5; ++i)
      person_here("Here", "p" + std::to_string(dice.below(40)) + "@x.example", "Studio");
    clock.advance(Millis(1'000));
    static constexpr MatchPolicy kPolicies[] = {MatchPolicy::ask, MatchPolicy::replace, MatchPolicy::skip};
    const store::Run imported = import(everything(kPolicies[dice.below(3)]));
    // Deals of nobody need a person; contacts without a decision only wait.
    ASSERT_EQ(imported.state, imported.counts.failed > 0 ? RunState::partial : RunState::succeeded);
    // Everything was chosen: each contact, each company, and each deal.
    const std::int64_t left_out = static_cast<std::int64_t>(log(imported, "skipped").size());
    EXPECT_EQ(imported.counts.skipped, left_out);
    EXPECT_EQ(imported.counts.created, std::ssize(log(imported, "created")));
    const auto t = totals(imported);
    EXPECT_EQ(sum(imported), t.contacts + t.companies + t.deals);
    EXPECT_EQ(t.contacts, contacts);
    clock.advance(Millis(1'000));
    const store::Run again = import(everything(MatchPolicy::skip));
    EXPECT_EQ(sum(again), totals(again).contacts + totals(again).companies + totals(again).deals);
  }
}

TEST_F(RunLogTest, AChangeIsToldFieldByField) {
  fill(4, 2, 2);
  sync();
  import(everything());
  source->change(ObjectType::contact, "98", {{"firstname", "Renamed"}, {"phone", "+1 555 999"}});
  const store::Run run = sync();
  const auto records = log(run, "updated");
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].object_type, "contact");
  EXPECT_EQ(records[0].object_id, "98");
  EXPECT_FALSE(records[0].every_id.empty());
  EXPECT_THAT(records[0].changes, HasSubstr(R"("from":"P1","to":"Renamed")"));
  EXPECT_THAT(records[0].changes, HasSubstr(R"("field":"phone")"));
}

TEST_F(RunLogTest, WhatFailedStaysOnTheListUntilItIsMendedOrGone) {
  source->put(ObjectType::contact, "95", {{"email", "a@x.example"}});
  source->put(ObjectType::deal, "500", {{"dealname", "Lonely"}, {"amount", "5"}, {"dealstage", "open"}});
  source->put(ObjectType::deal, "501", {{"dealname", "Doomed"}, {"amount", "5"}, {"dealstage", "open"}});
  sync();
  const store::Run run = import(everything());
  ASSERT_EQ(attention().size(), 2U);
  EXPECT_EQ(attention()[0].error.code, "deal_no_contact");
  EXPECT_EQ(attention()[0].run_id, run.id);
  // A run that does not look at them says nothing about them, and they stay.
  source->change(ObjectType::contact, "95", {{"firstname", "Ada"}});
  sync();
  EXPECT_EQ(attention().size(), 2U);
  const auto failed = db->read(
      [&](store::Tx& tx) { return store::RunRecords(tx, tenant).failed(run.id, "deal_no_contact"); });
  ASSERT_EQ(failed.size(), 2U);
  // Mended in HubSpot, where associations move no date; and one deleted there.
  source->associate(ObjectType::deal, "500", ObjectType::contact, "95");
  source->remove(ObjectType::deal, "501");
  StartRequest start;
  start.kind = "retry";
  start.subject = retry_subject(failed);
  const store::Run retried = finish(engine->start(start));
  EXPECT_EQ(retried.state, RunState::succeeded) << retried.error_detail;
  EXPECT_EQ(retried.kind, "retry");
  EXPECT_TRUE(attention().empty());
  db->read([&](store::Tx& tx) {
    EXPECT_FALSE(store::Deals(tx, tenant).by_hubspot("500")->client_id.empty());
    return 0;
  });
}

// What the state says, the counts say, and the log says, record by record.
TEST_F(RunLogTest, ARunThatNamesErrorsDoesNotSayItIsComplete) {
  const std::string long_name(600, 'x');
  source->put(ObjectType::contact, "95",
              {{"email", "a@x.example"}, {"firstname", long_name}, {"lastname", long_name}});
  source->put(ObjectType::contact, "96", {{"email", ""}, {"firstname", "Nameless"}});
  for (int i = 0; i < 3; ++i)
    source->put(ObjectType::deal, std::to_string(500 + i),
                {{"dealname", "Lonely"}, {"amount", "5"}, {"dealstage", "open"}});
  person_here("Here", "here@x.example", "Studio");
  source->put(ObjectType::contact, "97", {{"email", "here@x.example"}});
  sync();
  const store::Run run = import(everything());
  EXPECT_EQ(run.state, RunState::partial);
  EXPECT_EQ(run.counts.failed, 4) << "three deals, and one contact for both of its names";
  EXPECT_EQ(run.counts.waiting, 2) << "no email, and a match";
  EXPECT_EQ(run.counts.skipped, 2) << "who waits is left out, and counted as that";
  EXPECT_EQ(row(run.id).counts.failed, 4);
  const auto causes =
      db->read([&](store::Tx& tx) { return store::RunRecords(tx, tenant).causes(run.id, 3); });
  std::int64_t failed = 0, waiting = 0;
  for (const auto& cause : causes) (cause.waits ? waiting : failed) += cause.count;
  EXPECT_EQ(failed, run.counts.failed);
  EXPECT_EQ(waiting, run.counts.waiting);
  EXPECT_EQ(db->read([&](store::Tx& tx) { return store::Attention(tx, tenant).total(); }), run.counts.failed);
}

TEST_F(RunLogTest, ARunWithNothingButDecisionsToMakeIsComplete) {
  source->put(ObjectType::contact, "95", {{"email", "a@x.example"}});
  source->put(ObjectType::contact, "96", {{"email", ""}, {"firstname", "Nameless"}});
  sync();
  const store::Run run = import(everything());
  EXPECT_EQ(run.state, RunState::succeeded);
  EXPECT_EQ(run.counts.failed, 0);
  EXPECT_EQ(run.counts.waiting, 1);
}

TEST_F(RunLogTest, ARetryOfWhatIsNotMendedEndsWithErrors) {
  source->put(ObjectType::deal, "500", {{"dealname", "Lonely"}, {"amount", "5"}, {"dealstage", "open"}});
  source->put(ObjectType::deal, "501", {{"dealname", "Other"}, {"amount", "5"}, {"dealstage", "open"}});
  source->put(ObjectType::contact, "95", {{"email", "a@x.example"}});
  sync();
  const store::Run run = import(everything());
  ASSERT_EQ(attention().size(), 2U);
  source->associate(ObjectType::deal, "501", ObjectType::contact, "95");
  const auto failed = db->read(
      [&](store::Tx& tx) { return store::RunRecords(tx, tenant).failed(run.id, "deal_no_contact"); });
  StartRequest start;
  start.kind = "retry";
  start.subject = retry_subject(failed);
  const store::Run retried = finish(engine->start(start));
  EXPECT_EQ(retried.state, RunState::partial);
  EXPECT_EQ(retried.counts.failed, 1);
  EXPECT_EQ(retried.counts.updated, 1);
  const auto told = errors(retried);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].object_id, "500");
  EXPECT_EQ(told[0].code, "deal_no_contact");
  EXPECT_EQ(attention().size(), 1U);
}

TEST_F(RunLogTest, WhatFailedUnderOtherRulesIsTriedAgainByItself) {
  source->put(ObjectType::deal, "500", {{"dealname", "Lonely"}, {"amount", "5"}, {"dealstage", "open"}});
  sync();
  import(everything());
  ASSERT_EQ(attention().size(), 1U);
  const std::string before = attention()[0].rules;
  db->write([&](store::Tx& tx) {
    store::Connections connections(tx, tenant);
    connections.put_settings(connections.settings());
  });
  sync();
  ASSERT_EQ(attention().size(), 1U);
  EXPECT_NE(attention()[0].rules, before) << "it was looked at again";
}

TEST_F(RunLogTest, ErrorsAreGroupedByCauseAndOldLogsAreForgotten) {
  for (int i = 0; i < 5; ++i)
    source->put(ObjectType::deal, std::to_string(500 + i),
                {{"dealname", "Lonely"}, {"amount", "5"}, {"dealstage", "open"}});
  source->put(ObjectType::contact, "95", {{"email", ""}});
  sync();
  const store::Run run = import(everything());
  const auto causes =
      db->read([&](store::Tx& tx) { return store::RunRecords(tx, tenant).causes(run.id, 3); });
  ASSERT_EQ(causes.size(), 2U);
  EXPECT_EQ(causes[0].code, "deal_no_contact");
  EXPECT_EQ(causes[0].count, 5);
  EXPECT_EQ(causes[0].examples.size(), 3U);
  EXPECT_FALSE(causes[0].fix.empty());
  EXPECT_FALSE(log(run).empty());
  const auto cursors = [&] {
    return db->read([&](store::Tx& tx) { return store::Runs(tx, tenant).cursors(run.id).size(); });
  };
  EXPECT_GT(cursors(), 0U);
  while (db->write([&](store::Tx& tx) {
    return store::RunRecords(tx, tenant).forget(clock.now() + Millis(1), 100, 10'000);
  })) {
  }
  EXPECT_TRUE(log(run).empty());
  EXPECT_EQ(cursors(), 0U);
}

}  // namespace
}  // namespace every::sync
