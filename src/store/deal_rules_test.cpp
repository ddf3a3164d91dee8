// Rules, the notes of deals that entered, and the drafts that came of them, as every engine has to keep them.
#include "store/deal_rules.h"

#include "store/deal_billing.h"
#include "store/deal_entries.h"
#include "store/mirror.h"
#include "store/test_store.h"
#include "store/tx.h"

namespace every::store {
namespace {

class DealRulesStoreTest : public StoreTest {
 protected:
  static domain::DealRule rule(const std::string& id, const std::string& pipeline, const std::string& stage) {
    domain::DealRule out{.id = id, .pipeline_id = pipeline, .stage_id = stage};
    out.since = out.created_at = out.updated_at = kNow;
    out.created_by = "Dana";
    return out;
  }
  bool due(const std::string& deal_id) {
    return db->read([&](Tx& tx) {
      const auto entry = DealEntries(tx, ours).find(deal_id);
      EXPECT_TRUE(entry);
      return entry && entry->due;
    });
  }
  // Waits for `code`, until something makes it due again.
  void wait(const std::string& deal_id, const std::string& code) {
    db->write([&](Tx& tx) {
      DealEntries(tx, ours).put({deal_id, "r", {"default", "closedwon"}, kNow, false, code, "Why"});
    });
  }
  template <class Change>
  void change(const std::string& deal_id, const Change& how) {
    db->write([&](Tx& tx) {
      Deals deals(tx, ours);
      auto deal = *deals.find(deal_id);
      how(deal);
      deals.update(deal, 0);
    });
  }
  static inline const Instant kNow = from_ms(1'795'430'000'000);
};
INSTANTIATE_TEST_SUITE_P(Engines, DealRulesStoreTest, testing::Values("sqlite"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(DealRulesStoreTest, AStageHasOneRuleAndAVersionChangesOnce) {
  db->write([&](Tx& tx) {
    DealRules rules(tx, ours);
    EXPECT_TRUE(rules.insert(rule("a", "default", "closedwon")));
    EXPECT_FALSE(rules.insert(rule("b", "default", "closedwon"))) << "there is one for this stage";
    EXPECT_TRUE(rules.insert(rule("c", "", "")));
    EXPECT_TRUE(DealRules(tx, theirs).insert(rule("d", "default", "closedwon")));
    auto moved = rule("c", "default", "closedwon");
    EXPECT_FALSE(rules.update(moved, 1)) << "two rules for one stage";
    moved = rule("c", "default", "");
    moved.on = false;
    EXPECT_FALSE(rules.update(moved, 2)) << "another version";
    EXPECT_TRUE(rules.update(moved, 1));
  });
  db.reset();
  open();
  db->write([&](Tx& tx) {
    DealRules rules(tx, ours);
    ASSERT_EQ(rules.all().size(), 2U);
    const auto kept = *rules.find("c");
    EXPECT_EQ(kept.pipeline_id, "default");
    EXPECT_EQ(kept.stage_id, "");
    EXPECT_FALSE(kept.on);
    EXPECT_EQ(kept.since, kNow);
    EXPECT_EQ(kept.created_by, "Dana");
    EXPECT_EQ(kept.version, 2);
    ASSERT_EQ(rules.on().size(), 1U);
    EXPECT_EQ(rules.on()[0].id, "a");
    EXPECT_FALSE(DealRules(tx, theirs).find("a"));
    EXPECT_FALSE(DealRules(tx, theirs).remove("a"));
    EXPECT_TRUE(rules.remove("a"));
    EXPECT_FALSE(rules.remove("a"));
    EXPECT_TRUE(DealRules(tx, theirs).find("d"));
  });
}

TEST_P(DealRulesStoreTest, WhatEnteredIsDueUntilItIsLookedAtAndAgainWhenItsCauseMayBeGone) {
  db->write([&](Tx& tx) {
    Clients(tx, ours).insert(client("c", "Acme"));
    Deals(tx, ours).insert(deal("d", "1"));
    Deals(tx, theirs).insert(deal("d", "1"));
    DealEntries(tx, ours).put({"d", "r", {"default", "closedwon"}, kNow, true, "", ""});
    DealEntries(tx, theirs).put({"d", "r", {"default", "closedwon"}, kNow, false, "deal_no_client", "Why"});
    const auto found = due_entries(tx, 9);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].workspace_id, ours.id());
    EXPECT_EQ(found[0].deal_id, "d");
    EXPECT_EQ(DealEntries(tx, ours).waiting_for("r", 9).total, 0) << "not looked at yet";
  });
  wait("d", "deal_no_client");
  EXPECT_FALSE(due("d"));
  db->read([&](Tx& tx) {
    const auto waiting = DealEntries(tx, ours).waiting_for("r", 9);
    EXPECT_EQ(waiting.total, 1);
    EXPECT_EQ(waiting.items.at(0).code, "deal_no_client");
    return true;
  });
  change("d", [](auto& one) { one.name = "Renamed"; });
  EXPECT_FALSE(due("d")) << "a name is no cause";
  change("d", [](auto& one) { one.client_id = "c"; });
  EXPECT_TRUE(due("d"));
  wait("d", "deal_amount_missing");
  change("d", [](auto& one) { one.amount.reset(); });
  EXPECT_TRUE(due("d"));
  wait("d", "deal_gone");
  change("d", [](auto& one) { one.hubspot->gone_at = kNow; });
  EXPECT_TRUE(due("d"));
  wait("d", "deal_no_client");
  change("d", [](auto& one) { one.stage_id = "open"; });
  EXPECT_TRUE(due("d")) << "it left: whoever looks forgets it";
  wait("d", "deal_in_parts");
  db->write([&](Tx& tx) {
    DealBilling billing(tx, ours);
    billing.put_parts("d", {{"p", "All", {100'00, *Currency::from("USD")}}}, kNow, "Dana");
    billing.put_parts("d", {}, kNow, "Dana");
  });
  EXPECT_TRUE(due("d"));
  wait("d", "pipeline_archived");
  const domain::Pipeline pipeline{
      .id = "default", .label = "Sales", .stages = {{.id = "closedwon", .label = "Won"}}};
  db->write([&](Tx& tx) { Mirror(tx, ours).put_pipelines({}); });
  EXPECT_FALSE(due("d"));
  db->write([&](Tx& tx) { Mirror(tx, ours).put_pipelines(std::vector{pipeline}); });
  db->write([&](Tx& tx) { Mirror(tx, ours).put_pipelines({}); });
  EXPECT_FALSE(due("d")) << "it was not there before, so it did not come back";
  db->write([&](Tx& tx) { Mirror(tx, ours).put_pipelines(std::vector{pipeline}); });
  EXPECT_TRUE(due("d")) << "it came back";
  wait("d", "deal_no_client");
  db->write([&](Tx& tx) { DealEntries(tx, ours).look_again("r"); });
  EXPECT_TRUE(due("d"));
  db->read([&](Tx& tx) {
    EXPECT_FALSE(DealEntries(tx, theirs).find("d")->due) << "nothing of theirs changed";
    return true;
  });
}

TEST_P(DealRulesStoreTest, MovesTellWhereHubSpotHadADealAndGoWithIt) {
  using domain::StagePlace;
  const StagePlace a{"default", "a"}, b{"default", "b"}, c{"default", "c"};
  db->write([&](Tx& tx) {
    Deals(tx, ours).insert(deal("d", "1"));
    Deals(tx, ours).insert(deal("e", "2"));
    DealMoves moves(tx, ours);
    EXPECT_FALSE(moves.last_told("d")) << "it never moved";
    moves.add({"d", a, b, false, kNow});
    EXPECT_EQ(moves.last_told("d"), a) << "a person took it from there";
    moves.add({"d", b, c, false, kNow + Millis(1)});
    EXPECT_EQ(moves.last_told("d"), a);
    moves.add({"d", c, b, true, kNow + Millis(2)});
    EXPECT_EQ(moves.last_told("d"), b);
    moves.add({"e", {}, c, true, kNow + Millis(2)});
    DealEntries(tx, ours).put({"d", "r", b, kNow, true, "", ""});
    const auto since = moves.since(kNow + Millis(1));
    ASSERT_EQ(since.size(), 3U);
    EXPECT_EQ(since[0].from, b);
    EXPECT_EQ(since[2].deal_id, "e");
    EXPECT_TRUE(DealMoves(tx, theirs).since(Instant{}).empty());
    EXPECT_EQ(moves.known_since(), deal("d", "1").created_at);
    EXPECT_FALSE(DealMoves(tx, theirs).known_since());
    Deals(tx, ours).remove("d");
    EXPECT_FALSE(DealEntries(tx, ours).find("d"));
    ASSERT_EQ(moves.since(Instant{}).size(), 1U);
    EXPECT_TRUE(due_entries(tx, 9).empty());
  });
}

TEST_P(DealRulesStoreTest, TellsTheDraftsOfRulesThatAreStillDrafts) {
  db->write([&](Tx& tx) {
    Clients(tx, ours).insert(client("c", "Acme"));
    Invoices invoices(tx, ours);
    RuleDrafts drafts(tx, ours);
    for (int n = 0; n < 3; ++n) {
      const std::string id = "i" + std::to_string(n);
      Deals(tx, ours).insert(deal("d" + std::to_string(n), std::to_string(n)));
      ASSERT_TRUE(invoices.insert(invoice(id, "c", "d" + std::to_string(n))));
      drafts.insert(
          {id, n == 2 ? "other" : "r", "d" + std::to_string(n), "Sales", "Won", kNow, kNow + Millis(n)});
    }
    const auto all = drafts.made(kNow - Millis(1), kNow + Millis(9));
    EXPECT_EQ(all.count, 3);
    EXPECT_EQ(all.totals, (std::vector<Money>{{300'00, *Currency::from("USD")}}));
    EXPECT_EQ(all.last, kNow + Millis(2));
    EXPECT_EQ(all.only_id, "");
    const auto one = drafts.made(kNow, kNow + Millis(1));
    EXPECT_EQ(one.count, 1) << "after the one, until the other";
    EXPECT_EQ(one.only_id, "i1");
    EXPECT_EQ(drafts.counts(), (std::map<std::string, std::int64_t>{{"other", 1}, {"r", 2}}));
    EXPECT_EQ(drafts.of_invoice("i2")->stage, "Won");
    EXPECT_FALSE(RuleDrafts(tx, theirs).of_invoice("i2"));
    tx.run(ours, "DELETE FROM invoices WHERE workspace_id = $1 AND id = $2", "i1");
    EXPECT_EQ(drafts.made(kNow - Millis(1), kNow + Millis(9)).count, 2);
    EXPECT_EQ(drafts.counts().at("r"), 2) << "that it was made stays true";
    const auto standing =
        standing_in(tx, ours, {{"default", "closedwon"}, {"default", "nowhere"}, {"other", "closedwon"}});
    EXPECT_EQ(standing.deals, 3);
    EXPECT_EQ(standing.without_invoice, 1);
    EXPECT_EQ(standing.totals, (std::vector<Money>{{100'00, *Currency::from("USD")}}));
  });
}

}  // namespace
}  // namespace every::store
