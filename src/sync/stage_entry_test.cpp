// Which deals enter the stage of a rule: those that move there, or are new in HubSpot and arrive there; not
// what a first load, a reading of everything, other rules, an undo or a reconnection brings.
#include "sync/stage_entry.h"

#include "store/deal_entries.h"
#include "store/deal_rules.h"
#include "sync/engine_fixture.h"
#include "sync/project_run.h"
#include "sync/undo.h"

namespace every::sync {
namespace {

class StageEntryTest : public EngineTest {
 protected:
  StageEntryTest() {
    source->put(ObjectType::company, "900", {{"name", "Pinecrest"}, {"domain", "pinecrest.example"}});
    source->put(ObjectType::contact, "501", {{"email", "sofia@pinecrest.example"}});
    source->associate(ObjectType::contact, "501", ObjectType::company, "900", true);
    put("7000", "contractsent");
    put("7001", "closedwon");
    pipelines({"contractsent", "signed", "closedwon"});
    clock.advance(Millis(1'000));
  }
  void pipelines(const std::vector<std::string>& stages) {
    domain::Pipeline sales{.id = "default", .label = "Sales"};
    for (const std::string& id : stages)
      sales.stages.push_back({.id = id,
                              .label = id,
                              .probability = id == "closedwon" ? Decimal::whole(1) : Decimal::parse("0.5"),
                              .is_closed = id == "closedwon"});
    source->pipelines_ = {sales};
  }
  void put(const std::string& id, const std::string& stage) {
    source->put(
        ObjectType::deal, id,
        {{"dealname", "Deal " + id}, {"amount", "100"}, {"pipeline", "default"}, {"dealstage", stage}});
    source->associate(ObjectType::deal, id, ObjectType::company, "900", true);
  }
  void connected_since(Instant at) {
    db->write([&](store::Tx& tx) {
      store::Connections connections(tx, tenant);
      auto connection = connections.get();
      connection.connected_at = at;
      connections.put(connection);
    });
  }
  void start() {
    connected_since(clock.now());
    sync();
    import(everything());
  }
  void move(const std::string& id, const std::string& stage) {
    clock.advance(Millis(60'000));
    source->set_time(clock.now());
    source->change(ObjectType::deal, id, {{"dealstage", stage}});
    sync();
  }
  void rule(const std::string& id, const std::string& pipeline, const std::string& stage, bool on = true) {
    clock.advance(Millis(1'000));
    domain::DealRule made{.id = id, .pipeline_id = pipeline, .stage_id = stage, .on = on};
    made.since = made.created_at = made.updated_at = clock.now();
    db->write([&](store::Tx& tx) { EXPECT_TRUE(store::DealRules(tx, tenant).insert(made)); });
  }
  domain::Deal deal(const std::string& record) {
    return *db->read([&](store::Tx& tx) { return store::Deals(tx, tenant).by_hubspot(record); });
  }
  // The rule for which the deal is noted, "" when it is not.
  std::string noted(const std::string& record) {
    return db->read([&](store::Tx& tx) {
      const auto here = store::Deals(tx, tenant).by_hubspot(record);
      const auto entry = here ? store::DealEntries(tx, tenant).find(here->id) : std::nullopt;
      return entry ? entry->rule_id : "";
    });
  }
  std::size_t notes() {
    return db->read([&](store::Tx& tx) { return store::due_entries(tx, 1'000).size(); });
  }
  std::size_t moves() {
    return db->read([&](store::Tx& tx) { return store::DealMoves(tx, tenant).since(Instant{}).size(); });
  }
  void forget_notes() {
    db->write([&](store::Tx& tx) {
      for (const auto& one : store::due_entries(tx, 1'000))
        store::DealEntries(tx, tenant).remove(one.deal_id);
    });
  }
};

TEST_F(StageEntryTest, ADealThatMovesThereIsNotedAndOneThatIsThereIsNot) {
  start();
  rule("r", "default", "closedwon");
  sync();
  EXPECT_EQ(notes(), 0U);
  move("7000", "closedwon");
  EXPECT_EQ(noted("7000"), "r");
  EXPECT_EQ(noted("7001"), "") << "it was there before";
  EXPECT_EQ(moves(), 1U);
  forget_notes();
  sync();
  source->change(ObjectType::deal, "7000", {{"amount", "200"}});
  sync();
  EXPECT_EQ(notes(), 0U) << "it stays there";
  move("7000", "contractsent");
  EXPECT_EQ(notes(), 0U);
  move("7000", "closedwon");
  EXPECT_EQ(noted("7000"), "r") << "it left and came again";
}

TEST_F(StageEntryTest, TheMostExactRuleNotesItAndOneThatIsOffDoesNot) {
  start();
  rule("any", "", "");
  rule("off", "default", "signed", false);
  rule("exact", "default", "closedwon");
  move("7000", "signed");
  EXPECT_EQ(notes(), 0U);
  move("7000", "closedwon");
  EXPECT_EQ(noted("7000"), "exact");
}

TEST_F(StageEntryTest, TheFirstLoadAndItsImportNoteNothing) {
  rule("r", "", "");
  // Made after the rule, and before HubSpot was connected.
  clock.advance(Millis(5'000));
  source->set_time(clock.now());
  put("7002", "closedwon");
  clock.advance(Millis(5'000));
  start();
  EXPECT_EQ(notes(), 0U);
  EXPECT_EQ(moves(), 0U);
  StartRequest again;
  again.kind = "sweep";
  finish(engine->start(again));
  EXPECT_EQ(notes(), 0U) << "nor does reading everything again";
  db->write([&](store::Tx& tx) {
    store::Connections connections(tx, tenant);
    auto settings = connections.settings();
    ++settings.rules;
    connections.put_settings(settings);
  });
  sync();
  EXPECT_EQ(notes(), 0U) << "nor do other rules of the sync";
}

TEST_F(StageEntryTest, ANewDealArrivesWhenItIsNewInHubSpotToo) {
  start();
  clock.advance(Millis(60'000));
  source->set_time(clock.now());
  put("7002", "closedwon");
  clock.advance(Millis(60'000));
  rule("r", "default", "closedwon");
  sync();
  EXPECT_NE(deal("7002").id, "");
  EXPECT_EQ(noted("7002"), "") << "it was there before the rule was made";
  clock.advance(Millis(60'000));
  source->set_time(clock.now());
  put("7003", "closedwon");
  put("7004", "contractsent");
  sync();
  EXPECT_EQ(noted("7003"), "r");
  EXPECT_EQ(noted("7004"), "");
}

TEST_F(StageEntryTest, ADealThatIsMadeHereEntersWhereItIsMade) {
  start();
  rule("r", "default", "signed");
  clock.advance(Millis(1'000));
  const auto made = [&](const char* id, const char* stage) {
    db->write([&](store::Tx& tx) {
      domain::Deal deal;
      deal.id = deal.name = id;
      deal.pipeline_id = "default";
      deal.stage_id = stage;
      deal.source = domain::Source::manual;
      store::Deals(tx, tenant).insert(deal);
      StageEntry(tx, tenant, source->pipelines_, {}).made_here(deal, clock.now());
    });
    return db->read([&](store::Tx& tx) {
      const auto entry = store::DealEntries(tx, tenant).find(id);
      return entry ? entry->rule_id : "";
    });
  };
  EXPECT_EQ(made("there", "signed"), "r");
  EXPECT_EQ(made("elsewhere", "contractsent"), "");
}

TEST_F(StageEntryTest, AnUndoNotesNothingAndNeitherDoesWhatComesBackAfterIt) {
  start();
  move("7000", "signed");
  // Somebody had moved it by hand meanwhile: the import puts it where HubSpot has it.
  clock.advance(Millis(1'000));
  const auto by_hand = deal("7000");
  db->write([&](store::Tx& tx) {
    auto moved = by_hand;
    moved.stage_id = "contractsent";
    store::Deals(tx, tenant).update(moved, 0);
    StageEntry(tx, tenant, source->pipelines_, {}).moved_here(by_hand, moved, clock.now());
  });
  rule("r", "default", "signed");
  ImportRequest request = everything();
  const auto run = import(request);
  EXPECT_EQ(deal("7000").stage_id, "signed");
  EXPECT_EQ(notes(), 0U) << "HubSpot had it there all the time";
  StartRequest undo;
  undo.kind = "undo";
  undo.subject = run.id;
  undo.by = "Dana";
  finish(engine->start(undo));
  EXPECT_EQ(deal("7000").stage_id, "contractsent");
  EXPECT_EQ(notes(), 0U);
  source->change(ObjectType::deal, "7000", {{"amount", "300"}});
  sync();
  EXPECT_EQ(deal("7000").stage_id, "signed");
  EXPECT_EQ(notes(), 0U);
  move("7000", "contractsent");
  move("7000", "signed");
  EXPECT_EQ(noted("7000"), "r") << "HubSpot moved it";
}

TEST_F(StageEntryTest, AReconnectionNotesWhatMovedMeanwhileAndNotWhatWasThere) {
  start();
  rule("r", "default", "closedwon");
  clock.advance(Millis(60'000));
  // Disconnected: a person moves one away that HubSpot has as won, and another one is won in HubSpot.
  const auto was = deal("7001");
  db->write([&](store::Tx& tx) {
    auto moved = was;
    moved.stage_id = "contractsent";
    store::Deals(tx, tenant).update(moved, 0);
    StageEntry(tx, tenant, source->pipelines_, {}).moved_here(was, moved, clock.now());
  });
  source->set_time(clock.now());
  source->change(ObjectType::deal, "7000", {{"dealstage", "closedwon"}});
  put("7005", "closedwon");
  clock.advance(Millis(60'000));
  connected_since(clock.now());
  StartRequest all;
  all.kind = "sweep";
  finish(engine->start(all));
  sync();
  EXPECT_EQ(deal("7001").stage_id, "closedwon");
  EXPECT_EQ(noted("7001"), "") << "HubSpot had it there all the time";
  EXPECT_EQ(noted("7005"), "") << "it was there when HubSpot was connected again";
  EXPECT_EQ(noted("7000"), "r");
}

TEST_F(StageEntryTest, KilledAtAnyCommitWhatMovedIsNotedOnceWithIt) {
  start();
  rule("r", "default", "closedwon");
  clock.advance(Millis(60'000));
  source->set_time(clock.now());
  source->change(ObjectType::deal, "7000", {{"dealstage", "closedwon"}});
  clock.advance(Millis(60'000));
  for (int commits = 0;; ++commits) {
    bool died = false;
    {
      MortalDatabase mortal(*db, commits);
      make_engine(mortal);
      try {
        if (!engine->resume()) static_cast<void>(engine->start({}).ok());
      } catch (const store::StorageError&) {
      }
      engine->wait_idle(Millis(60'000));
      engine.reset();
      died = mortal.died();
    }
    const bool moved = deal("7000").stage_id == "closedwon";
    EXPECT_EQ(noted("7000"), moved ? "r" : "") << "in one transaction, after " << commits << " commits";
    if (!died) break;
    ASSERT_LT(commits, 200);
  }
  make_engine(*db).resume();
  engine->wait_idle(Millis(60'000));
  sync();
  EXPECT_EQ(noted("7000"), "r");
  EXPECT_EQ(moves(), 1U);
}

TEST_F(StageEntryTest, ADeletedDealTakesItsNoteAlongAndAMergedOneLeavesIt) {
  start();
  rule("r", "default", "closedwon");
  move("7000", "closedwon");
  ASSERT_EQ(noted("7000"), "r");
  const std::string id = deal("7000").id;
  source->merge(ObjectType::deal, "7000", "7001");
  clock.advance(Millis(60'000));
  sync();
  const auto gone = *db->read([&](store::Tx& tx) { return store::Deals(tx, tenant).find(id); });
  EXPECT_TRUE(gone.hubspot->gone_at);
  EXPECT_EQ(noted("7001"), "") << "the survivor was there all the time";
  db->write([&](store::Tx& tx) { store::Deals(tx, tenant).remove(id); });
  EXPECT_EQ(notes(), 0U);
  EXPECT_EQ(moves(), 0U);
}

TEST_F(StageEntryTest, APreviewOfRulesNotesNothing) {
  start();
  rule("r", "default", "closedwon");
  clock.advance(Millis(60'000));
  source->set_time(clock.now());
  source->change(ObjectType::deal, "7000", {{"dealstage", "closedwon"}});
  ImportRequest request = everything();
  db->read([&](store::Tx& tx) {
    static_cast<void>(preview_import(tx, tenant, request, clock, random));
    return true;
  });
  EXPECT_EQ(notes(), 0U);
}

}  // namespace
}  // namespace every::sync
