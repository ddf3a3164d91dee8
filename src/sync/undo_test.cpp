// Undo: after an import and its undo everything is as if the import had never been, and what a person has
// built on since stays.
#include "sync/undo.h"

#include <gmock/gmock.h>

#include <boost/json/value_from.hpp>

#include "store/invoices.h"
#include "store/journal.h"
#include "store/notes.h"
#include "store/run_records.h"
#include "sync/engine_fixture.h"

namespace every::sync {
namespace {

using store::RunState;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class UndoTest : public EngineTest {
 protected:
  UndoTest() { make_engine(*db); }

  store::Run undo(const std::string& run_id) {
    StartRequest start;
    start.kind = "undo";
    start.by = "Dana";
    start.subject = run_id;
    return finish(engine->start(start));
  }
  std::string refusal(const std::string& run_id) {
    StartRequest start;
    start.kind = "undo";
    start.subject = run_id;
    const auto started = engine->start(start);
    EXPECT_FALSE(started.ok());
    return started.ok() ? "" : std::string(name(started.error().code)) + ": " + started.error().detail;
  }
  UndoPreview preview(const std::string& run_id) {
    const auto out = db->read([&](store::Tx& tx) { return preview_undo(tx, tenant, run_id, clock.now()); });
    EXPECT_TRUE(out.ok()) << (out.ok() ? "" : out.error().detail);
    return out.ok() ? *out : UndoPreview{};
  }

  static std::string text(const std::optional<domain::HubSpotLink>& link) {
    if (!link) return " -";
    return " @" + link->object_type + "/" + link->object_id + "/" + link->portal_id + "/" + link->url +
           text(link->gone_at) + text(link->synced_at);
  }
  static std::string text(std::optional<Instant> at) { return " " + (at ? to_rfc3339(*at) : "-"); }

  // Everything that an import can touch, but for the versions of rows, which never go back.
  std::string state() {
    return db->read([&](store::Tx& tx) {
      std::string out;
      store::Contacts contacts(tx, tenant);
      store::Review review(tx, tenant);
      const Date day = *parse_date("2026-01-01");
      for (const auto& row : store::Clients(tx, tenant).list({}, {"name", false, 0, 500}, day).items) {
        const auto& c = row.client;
        out += "client " + c.id + c.name + c.legal_name + c.email + c.phone + c.website + c.tax_id +
               c.address.one_line() + c.currency + c.owner_name + (c.is_person ? " person" : "") +
               std::string(domain::name(c.source)) + text(c.hubspot) + text(c.unlocked_at) +
               text(c.created_at) + text(c.updated_at) + row.primary_email + "\n";
        for (const auto& m : contacts.memberships_of_client(c.id))
          out += "  member " + m.contact_id + std::string(domain::name(m.invoice_role)) +
                 std::string(domain::name(m.proposal_role)) + (m.from_hubspot ? " hubspot\n" : "\n");
      }
      for (const auto& c : contacts.list({}, {"name", false, 0, 500}).items)
        out += "contact " + c.id + c.display_name() + c.email +
               json::serialize(json::value_from(c.more_emails)) + c.phone + c.mobile + c.job_title +
               c.address.one_line() + std::string(domain::name(c.source)) + text(c.hubspot) +
               text(c.unlocked_at) + text(c.created_at) + text(c.updated_at) + "\n";
      for (const auto& row : store::Deals(tx, tenant).list({}, {"name", false, 0, 500}, day).items)
        out += "deal " + row.deal.id + row.deal.name + row.deal.client_id + text(row.deal.hubspot) +
               text(row.deal.updated_at) + std::to_string(row.deal.contact_ids.size()) + "\n";
      for (const auto& stage : store::Deals(tx, tenant).stage_totals({}))
        if (stage.count > 0) out += "stage " + stage.stage_id + " " + std::to_string(stage.count) + "\n";
      for (const auto& row : review.list({}, {"name", false, 0, 500}).items) {
        const auto decision = review.decision(row.hubspot_id);
        out += "review " + row.hubspot_id + row.state + row.cluster_id + " " + row.contact_id +
               row.client_id + (review.selected(row.hubspot_id) ? " selected" : "") +
               (decision ? std::string(domain::name(decision->decision)) + decision->target_id +
                               decision->decided_by + text(decision->decided_at)
                         : "") +
               "\n";
      }
      for (const auto& id : review.cluster_ids({})) {
        const auto cluster = review.cluster(id);
        out += "cluster " + id + cluster->name + cluster->target_id + cluster->decided_by + "\n";
      }
      const auto s = store::Connections(tx, tenant).settings();
      out += std::to_string(s.imported_once) + std::to_string(s.select_all) +
             std::to_string(s.include_deals) + std::to_string(s.include_no_email);
      return out;
    });
  }

  // People here, some with the addresses of HubSpot contacts.
  void people(SeededRandom& dice, int count) {
    for (int i = 0; i < count; ++i)
      person_here("Here " + std::to_string(i),
                  dice.next() % 2 == 0 ? "p" + std::to_string(dice.next() % 25) + "@x.example"
                                       : "own" + std::to_string(i) + "@y.example",
                  "Studio " + std::to_string(i));
  }
  ImportRequest any_import(SeededRandom& dice) {
    static constexpr MatchPolicy kPolicies[] = {MatchPolicy::ask, MatchPolicy::replace, MatchPolicy::skip};
    static constexpr domain::Decision kDecisions[] = {domain::Decision::replace, domain::Decision::skip,
                                                      domain::Decision::create};
    ImportRequest request = everything(kPolicies[dice.next() % 3]);
    request.include_deals = dice.next() % 4 != 0;
    request.include_no_email = dice.next() % 2 == 0;
    if (dice.next() % 2 == 0) {
      request.all = false;
      for (int i = 0; i < 25; ++i)
        if (dice.next() % 2 == 0) request.ids.push_back(std::to_string(95 + i * 3));
    }
    for (int i = 0; i < 5; ++i)
      request.decisions[std::to_string(95 + static_cast<int>(dice.next() % 25) * 3)] = {
          kDecisions[dice.next() % 3], ""};
    return request;
  }
};

TEST_F(UndoTest, AnyImportUndoneLeavesEverythingAsItWas) {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    SeededRandom dice(seed);
    open_database();
    connect();
    source = std::make_shared<FakeSource>(clock);
    fill(25, static_cast<int>(dice.next() % 6), static_cast<int>(dice.next() % 20));
    make_engine(*db);
    sync();
    people(dice, static_cast<int>(dice.next() % 8));
    // In every second history an earlier import stands, which is none of the undo's business.
    if (dice.next() % 2 == 0) import(any_import(dice));
    clock.advance(Millis(5'000));
    const std::string before = state();
    const store::Run imported = import(any_import(dice));
    ASSERT_EQ(imported.percent, 100) << imported.error_detail;
    clock.advance(Millis(5'000));
    const UndoPreview told = preview(imported.id);
    const store::Run undone = undo(imported.id);
    ASSERT_EQ(undone.state, RunState::succeeded) << undone.error_detail;
    ASSERT_EQ(state(), before);
    EXPECT_EQ(told.staying, 0);
    EXPECT_EQ(undone.counts.deleted, told.clients_removed + told.contacts_removed + told.deals_removed);
    EXPECT_EQ(undone.counts.updated, told.clients_restored + told.contacts_restored + told.deals_restored);
  }
}

TEST_F(UndoTest, WhatAPersonBuiltOnStaysAndIsListed) {
  fill(9, 3, 6);
  sync();
  const store::Run imported = import(everything());
  std::string billed, noted, edited;
  db->write([&](store::Tx& tx) {
    const auto clients =
        store::Clients(tx, tenant).list({}, {"name", false, 0, 500}, *parse_date("2026-01-01")).items;
    ASSERT_GE(clients.size(), 5U);
    billed = clients[0].client.id;
    noted = clients[1].client.id;
    edited = clients[4].client.id;
    domain::Invoice invoice;
    invoice.id = new_id(clock, random);
    invoice.client_id = billed;
    invoice.currency = *Currency::from("USD");
    invoice.totals = domain::totals({}, invoice.currency);
    invoice.paid = {0, invoice.currency};
    invoice.created_at = invoice.updated_at = clock.now();
    store::Invoices(tx, tenant).insert(invoice);
    store::Notes(tx, tenant)
        .insert({new_id(clock, random), noted, "Likes blue", "Dana", clock.now(), clock.now()});
    auto changed = clients[4].client;
    changed.tax_id = "TAX-77";
    store::Clients(tx, tenant).update(changed, changed.version);
  });
  const UndoPreview told = preview(imported.id);
  std::map<std::string, std::string> why;
  for (const auto& one : told.stays) why[one.id] = one.reason;
  EXPECT_EQ(why[billed], "documents");
  EXPECT_EQ(why[noted], "notes");
  EXPECT_EQ(why[edited], "edited");
  const store::Run undone = undo(imported.id);
  EXPECT_EQ(undone.state, RunState::succeeded) << undone.error_detail;
  db->read([&](store::Tx& tx) {
    for (const auto& id : {billed, noted, edited}) {
      EXPECT_TRUE(store::Clients(tx, tenant).find(id)) << id;
      const auto members = store::Contacts(tx, tenant).memberships_of_client(id);
      if (members.empty()) continue;
      EXPECT_EQ(std::count_if(members.begin(), members.end(),
                              [](const auto& m) { return m.invoice_role == domain::Role::primary; }),
                1);
    }
    EXPECT_EQ(store::Clients(tx, tenant).list({}, {}, *parse_date("2026-01-01")).total, 3);
    EXPECT_EQ(store::UndoLog(tx, tenant).staying(imported.id, {}).total, told.staying);
    const auto counted = store::RunRecords(tx, tenant).counts(undone.id);
    EXPECT_EQ(counted.at("skipped"), told.staying);
    EXPECT_EQ(counted.at("removed"), undone.counts.deleted);
    return 0;
  });
  // What stays goes on following HubSpot.
  EXPECT_TRUE(
      db->read([&](store::Tx& tx) { return store::Connections(tx, tenant).settings().imported_once; }));
}

TEST_F(UndoTest, ALaterSyncDoesNotCountAsAPersonsEdit) {
  fill(12, 3, 4);
  sync();
  const std::string before = state();
  const store::Run imported = import(everything());
  source->change(ObjectType::contact, "98", {{"jobtitle", "Director"}});
  source->change(ObjectType::company, "800", {{"name", "Renamed"}});
  ASSERT_EQ(sync().state, RunState::succeeded);
  EXPECT_EQ(preview(imported.id).staying, 0);
  undo(imported.id);
  db->read([&](store::Tx& tx) {
    EXPECT_EQ(store::Clients(tx, tenant).list({}, {}, *parse_date("2026-01-01")).total, 0);
    EXPECT_EQ(store::Contacts(tx, tenant).list({}, {}).total, 0);
    EXPECT_EQ(store::Deals(tx, tenant).list({}, {}, *parse_date("2026-01-01")).total, 0);
    return 0;
  });
}

TEST_F(UndoTest, RefusedAfterADayAfterALaterImportAndForOtherRuns) {
  fill(9, 2, 2);
  const store::Run read = sync();
  EXPECT_THAT(refusal(read.id), HasSubstr("not_found"));
  EXPECT_THAT(refusal("nothing"), HasSubstr("not_found"));
  ImportRequest one = everything();
  one.all = false;
  one.ids = {"95"};
  const store::Run first = import(one);
  clock.advance(Millis(1'000));
  const store::Run second = import(everything());
  EXPECT_THAT(refusal(first.id), HasSubstr("undo_refused: A later import"));
  EXPECT_EQ(undo(second.id).state, RunState::succeeded);
  EXPECT_THAT(refusal(second.id), HasSubstr("already"));
  clock.advance(std::chrono::hours(25));
  EXPECT_THAT(refusal(first.id), HasSubstr("24 hours"));
}

TEST_F(UndoTest, KilledAtAnyCommitItGoesOn) {
  fill(30, 4, 8);
  for (int commits = 1; commits < 60; ++commits) {
    open_database();
    connect();
    make_engine(*db);
    sync();
    const std::string before = state();
    const store::Run imported = import(everything());
    std::string id;
    bool died = false;
    {
      MortalDatabase mortal(*db, commits);
      make_engine(mortal);
      StartRequest start;
      start.kind = "undo";
      start.subject = imported.id;
      if (const auto started = engine->start(start); started.ok()) id = started->id;
      engine->wait_idle(Millis(60'000));
      died = mortal.died();
      engine.reset();
    }
    make_engine(*db);
    engine->resume();
    ASSERT_TRUE(engine->wait_idle(Millis(60'000)));
    ASSERT_EQ(row(id).state, RunState::succeeded) << "killed at commit " << commits;
    ASSERT_EQ(state(), before) << "killed at commit " << commits;
    if (!died) return;
  }
  FAIL() << "the undo has more commits than this test tries";
}

TEST_F(UndoTest, ACancelledImportStaysAndCanBeUndone) {
  fill(900, 0, 0);
  sync();
  const std::string before = state();
  on_progress = [&](const store::Run& run) {
    clock.advance(Millis(1'000));  // it is told at most so often
    if (run.counts.created > 0) engine->cancel(run.id);
  };
  const store::Run cancelled = import(everything());
  on_progress = nullptr;
  EXPECT_EQ(cancelled.state, RunState::cancelled);
  const auto stays = db->read([&](store::Tx& tx) { return store::Contacts(tx, tenant).list({}, {}).total; });
  EXPECT_GT(stays, 0);
  EXPECT_EQ(cancelled.counts.created, stays) << "what it imported is told";
  EXPECT_EQ(undo(cancelled.id).state, RunState::succeeded);
  EXPECT_EQ(db->read([&](store::Tx& tx) { return store::Contacts(tx, tenant).list({}, {}).total; }), 0);
}

}  // namespace
}  // namespace every::sync
