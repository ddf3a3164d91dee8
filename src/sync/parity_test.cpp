// The certificate names exactly what was damaged, calls nothing a difference that is none, and heals.
#include "sync/parity.h"

#include <gmock/gmock.h>

#include "store/mirror_damage.h"
#include "store/parity.h"
#include "sync/engine_fixture.h"

namespace every::sync {
namespace {

using store::RunState;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Found = std::set<std::pair<std::string, std::string>>;  // (type/id, kind)

class ParityTest : public EngineTest {
 protected:
  ParityTest() { source->page_size = 20; }

  store::Certificate check(bool heal = false) {
    StartRequest start;
    start.kind = "parity";
    if (heal) start.subject = kHeal;
    const store::Run run = finish(engine->start(start));
    EXPECT_EQ(run.state, RunState::succeeded) << run.error_code << run.error_detail;
    return *db->read([&](store::Tx& tx) { return store::Parity(tx, tenant).find(run.id); });
  }
  std::vector<store::ParityFinding> findings(const store::Certificate& certificate) {
    std::vector<store::ParityFinding> out;
    db->read([&](store::Tx& tx) {
      store::Parity parity(tx, tenant);
      for (auto window = parity.after(certificate.id, 0, 500); !window.empty();
           window = parity.after(certificate.id, window.back().seq, 500))
        out.insert(out.end(), window.begin(), window.end());
      return 0;
    });
    return out;
  }
  Found found(const store::Certificate& certificate) {
    Found out;
    for (const auto& f : findings(certificate)) out.insert({f.object_type + "/" + f.object_id, f.kind});
    return out;
  }
  static bool sums_equal(const store::Certificate& certificate) {
    for (const auto& line : certificate.lines)
      if (!(line.hubspot_sum == line.here_sum)) return false;
    return true;
  }

  // Damages `count` records or associations, each once, in one way of many.
  Found damage(SeededRandom& dice, int count) {
    std::vector<std::pair<ObjectType, std::string>> all;
    for (const ObjectType type : {ObjectType::contact, ObjectType::company, ObjectType::deal})
      for (const auto& [id, record] : source->records(type)) all.emplace_back(type, id);
    for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[dice.next() % i]);
    Found out;
    db->write([&](store::Tx& tx) {
      store::MirrorDamage damage(tx, tenant);
      store::Mirror mirror(tx, tenant);
      for (const auto& [kind, id] : all) {
        if (std::ssize(out) >= count) return;
        const std::string type(name(kind)), key = type + "/" + id;
        const auto record = mirror.find(type, id);
        switch (dice.next() % 8) {
          case 0:
            damage.lose(type, id);
            out.insert({key, "missing"});
            break;
          case 1:
            damage.hide(type, id, clock.now());
            out.insert({key, "missing"});
            break;
          case 2: {  // one value, behind the checksum's back
            std::string text = record->properties;
            text.insert(text.find(":\"") + 2, "x");
            damage.rewrite(type, id, text);
            out.insert({key, "stale"});
            break;
          }
          case 3:  // a property more than HubSpot tells
            damage.rewrite(type, id,
                           record->properties.substr(0, record->properties.size() - 1) + ",\"zz\":\"1\"}");
            out.insert({key, "stale"});
            break;
          case 4: {  // a wrong value, written as the engine would write it
            auto wrong = *record;
            wrong.properties.insert(wrong.properties.find(":\"") + 2, "y");
            mirror.upsert({{wrong}});
            out.insert({key, "stale"});
            break;
          }
          case 5: {
            const std::string ghost = std::to_string(900'000 + ghosts_++);
            damage.invent(type, ghost, clock.now());
            out.insert({type + "/" + ghost, "extra"});
            break;
          }
          case 6:
            if (kind != ObjectType::company && damage.cut_link(type, id, "company"))
              out.insert({key, "links"});
            break;
          default:
            if (kind == ObjectType::company) break;
            damage.invent_link(type, id, "company", "777777");
            out.insert({key, "links"});
        }
      }
    });
    EXPECT_EQ(std::ssize(out), count);
    return out;
  }

 private:
  int ghosts_ = 0;
};

TEST_F(ParityTest, NamesExactlyWhatWasDamagedAndHealsIt) {
  fill(420, 60, 190);
  sync();
  for (const int count : {0, 1, 7, 50, 200, 500}) {
    SCOPED_TRACE(count);
    SeededRandom dice(static_cast<std::uint64_t>(count) + 1);
    const Found planted = damage(dice, count);
    const store::Certificate certificate = check();
    EXPECT_EQ(certificate.state, count == 0 ? "exact" : "differences");
    EXPECT_EQ(certificate.findings, count);
    EXPECT_EQ(found(certificate), planted);
    const store::Certificate healed = check(true);
    EXPECT_EQ(healed.state, "exact");
    EXPECT_EQ(healed.healed, count);
    EXPECT_EQ(found(healed), planted);
    const store::Certificate after = check();
    EXPECT_EQ(after.state, "exact");
    EXPECT_TRUE(sums_equal(after));
    ASSERT_EQ(mirror_text(), portal_text());
  }
}

TEST_F(ParityTest, SaysInWhatARecordDiffers) {
  fill(3, 1, 0);
  sync();
  db->write([&](store::Tx& tx) {
    auto record = *store::Mirror(tx, tenant).find("contact", "98");
    const auto at = record.properties.find("p1@x.example");
    record.properties.replace(at, 2, "q1");
    store::Mirror(tx, tenant).upsert({{record}});
    store::MirrorDamage(tx, tenant).invent_link("contact", "98", "company", "4711");
  });
  const auto all = findings(check());
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].kind, "stale");
  EXPECT_EQ(all[0].detail, "email");
  EXPECT_EQ(all[1].kind, "links");
  EXPECT_EQ(all[1].detail, "company: extra 4711");
}

TEST_F(ParityTest, WhatChangesMeanwhileIsNoDifference) {
  fill(120, 10, 10);
  sync();
  clock.advance(Millis(600'000));
  source->set_time(clock.now());
  source->change(ObjectType::contact, "98",
                 {{"email", "new@x.example"}});  // before the check, after the sync
  source->remove(ObjectType::contact, "107");
  int pages = 0;
  source->fault = [&](const std::string& call) -> std::optional<Error> {
    // Between two pages: one is changed behind the cursor, one before it, one is made.
    if (call.starts_with("list/contact/") && ++pages == 3) {
      source->change(ObjectType::contact, "101", {{"email", "behind@x.example"}});
      source->change(ObjectType::contact, "398", {{"email", "before@x.example"}});
      source->put(ObjectType::contact, "99000", {{"email", "fresh@x.example"}});
    }
    return std::nullopt;
  };
  const store::Certificate certificate = check();
  EXPECT_THAT(found(certificate), IsEmpty());
  EXPECT_EQ(certificate.state, "exact");
  EXPECT_TRUE(sums_equal(certificate));
  ASSERT_EQ(certificate.lines.front().object_type, "contact");
  EXPECT_EQ(certificate.lines.front().waiting, 4) << "one of them was deleted";
  source->fault = nullptr;
  StartRequest sweep;
  sweep.kind = "sweep";
  finish(engine->start(sweep));
  const store::Certificate after = check();
  EXPECT_EQ(after.lines.front().waiting, 0);
  EXPECT_EQ(after.lines.front().hubspot, after.lines.front().here);
}

TEST_F(ParityTest, ARunThatReadEverythingCertifiesItForFree) {
  fill(30, 4, 5);
  const store::Run load = sync();
  const auto latest = [&] {
    return *db->read([&](store::Tx& tx) { return store::Parity(tx, tenant).latest(); });
  };
  EXPECT_EQ(latest().id, load.id);
  EXPECT_EQ(latest().state, "exact");
  EXPECT_EQ(latest().lines.front().here, 30);
  // The sums of a check over the same records are the same.
  const store::Certificate checked = check();
  for (std::size_t i = 0; i < checked.lines.size(); ++i) {
    const auto& line = checked.lines[i];
    for (const auto& other :
         db->read([&](store::Tx& tx) { return *store::Parity(tx, tenant).find(load.id); }).lines)
      if (other.object_type == line.object_type) {
        EXPECT_EQ(other.here_sum.hex(), line.here_sum.hex());
      }
  }
}

TEST_F(ParityTest, KilledAtAnyCommitItGoesOn) {
  fill(90, 10, 20);
  for (int commits = 1; commits < 60; ++commits) {
    open_database();
    connect();
    make_engine(*db);
    sync();
    SeededRandom dice(3);
    const Found planted = damage(dice, 12);
    std::string id;
    bool died = false;
    {
      MortalDatabase mortal(*db, commits);
      make_engine(mortal);
      StartRequest start;
      start.kind = "parity";
      if (const auto started = engine->start(start); started.ok()) id = started->id;
      engine->wait_idle(Millis(60'000));
      died = mortal.died();
      engine.reset();
    }
    make_engine(*db);
    engine->resume();
    ASSERT_TRUE(engine->wait_idle(Millis(60'000)));
    const auto certificate = *db->read([&](store::Tx& tx) { return store::Parity(tx, tenant).find(id); });
    ASSERT_EQ(certificate.state, "differences") << "killed at commit " << commits;
    ASSERT_EQ(found(certificate), planted) << "killed at commit " << commits;
    ASSERT_EQ(certificate.findings, 12);
    if (!died) return;
  }
  FAIL() << "the check has more commits than this test tries";
}

TEST_F(ParityTest, AMissingScopeIsSaidAndTheRestIsProved) {
  source->scopes_missing = {"deal"};
  fill(10, 2, 3);
  sync();
  const store::Certificate certificate = check();
  EXPECT_EQ(certificate.state, "exact");
  for (const auto& line : certificate.lines)
    EXPECT_EQ(line.off, line.object_type == "deal") << line.object_type;
}

TEST_F(ParityTest, AnUnfinishedCheckSaysSo) {
  fill(50, 2, 3);
  sync();
  source->fault = [](const std::string& call) -> std::optional<Error> {
    if (call.starts_with("list/deal")) return Error(Code::hubspot_down, "HubSpot answers 503.", "");
    return std::nullopt;
  };
  StartRequest start;
  start.kind = "parity";
  const store::Run run = finish(engine->start(start));
  EXPECT_EQ(run.state, RunState::failed);
  EXPECT_EQ(db->read([&](store::Tx& tx) { return store::Parity(tx, tenant).latest()->state; }), "unfinished");
}

}  // namespace
}  // namespace every::sync
