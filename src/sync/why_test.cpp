// Each cause of absence, planted, is named rightly: its code, its sentence and the trail that leads to it.
#include "sync/why.h"

#include <gmock/gmock.h>

#include "base/sentence.h"
#include "store/mirror_damage.h"
#include "store/run_records.h"
#include "sync/engine_fixture.h"

namespace every::sync {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

class WhyTest : public EngineTest {
 protected:
  WhyTest() { make_engine(*db); }

  // As a person gets it: what our copy does not have is asked of HubSpot.
  Why why_of(const std::string& what) {
    auto answers = db->read([&](store::Tx& tx) { return why(tx, tenant, what); });
    EXPECT_TRUE(answers.ok());
    if (answers->front().code == "unknown") {
      const HubSpotSays says = ask_hubspot(*source, what, {});
      answers = db->read([&](store::Tx& tx) { return why(tx, tenant, what, &says); });
    }
    const Why& out = answers->front();
    EXPECT_FALSE(out.text.empty());
    EXPECT_FALSE(out.trail.empty()) << what;
    EXPECT_EQ(out.trail.back().text, out.text) << "the trail ends with the answer";
    return out;
  }
  void expect(const std::string& what, const std::string& code, const std::string& sentence) {
    SCOPED_TRACE(what);
    const Why answer = why_of(what);
    EXPECT_EQ(answer.code, code) << answer.text;
    EXPECT_THAT(english(answer.text), HasSubstr(sentence));
  }
  void contact(const std::string& id, const std::string& email) {
    source->put(ObjectType::contact, id, {{"firstname", "C" + id}, {"email", email}});
  }
  ImportRequest chosen(std::vector<std::string> ids) {
    ImportRequest request = everything();
    request.all = false;
    request.ids = std::move(ids);
    return request;
  }
  void review_state(const std::string& id, const std::string& state) {
    db->write([&](store::Tx& tx) {
      auto row = *store::Review(tx, tenant).find(id);
      row.state = state;
      store::Review(tx, tenant).put({{row}});
    });
  }
};

TEST_F(WhyTest, NamesEachPlantedCause) {
  contact("101", "in@x.example");
  contact("102", "unselected@x.example");
  contact("103", "");
  contact("104", "not an address");
  contact("105", "same@here.example");
  contact("106", "decided@here.example");
  contact("107", "skipped@x.example");
  contact("108", "survivor@x.example");
  contact("109", "deleted@x.example");
  contact("110", "erased@x.example");
  contact("111", "phone@x.example");
  contact("112", "filtered@x.example");
  contact("113", "left@x.example");
  contact("115", "failing@x.example");
  source->put(ObjectType::company, "201", {{"name", "Lonely"}});
  source->put(ObjectType::deal, "301", {{"dealname", "Orphan"}, {"amount", "5"}});
  source->put(ObjectType::deal, "302", {{"dealname", "Foreign"}, {"amount", "5"}});
  source->associate(ObjectType::deal, "302", ObjectType::contact, "102");
  source->put(ObjectType::deal, "303", {{"dealname", "Fine"}, {"amount", "5"}});
  source->associate(ObjectType::deal, "303", ObjectType::contact, "101");
  source->put(ObjectType::line_item, "401", {{"name", "Design"}});
  source->associate(ObjectType::deal, "303", ObjectType::line_item, "401");
  sync();
  expect("101", "not_selected", "Nothing was imported yet.");
  const std::string possible = person_here("Phil", "phil@here.example", "Phil Works");
  person_here("Sam", "same@here.example", "Sam Studio");
  person_here("Dee", "decided@here.example", "Dee Studio");
  ImportRequest request = chosen({"101", "105", "106", "107", "108", "109", "110", "113"});
  request.decisions["106"] = {domain::Decision::skip, ""};
  request.decisions["107"] = {domain::Decision::skip, ""};
  ASSERT_EQ(import(request).percent, 100);
  db->write([&](store::Tx& tx) {
    store::Mirror mirror(tx, tenant);
    mirror.put_alias("contact", "99", "108");
    mirror.mark_gone("contact", "109", "archived", clock.now());
    mirror.mark_gone("contact", "110", "purged", clock.now());
    store::Review review(tx, tenant);
    review.put_matches({{"111"}}, {{store::ReviewMatch{"111", possible, "phone"}}});
    review.select({{"115"}});
    store::AttentionRow row;
    row.error = {"contact",     "115", "C115",     "currency_unknown", "The currency XQX is not known.",
                 "Correct it.", "",    clock.now()};
    store::Attention(tx, tenant).put(row);
  });
  review_state("112", "filtered");
  review_state("113", "left");

  expect("101", "in_step", "It is here: C101.");
  expect("in@x.example", "in_step", "It is here: C101.");
  expect("https://app.hubspot.example/contacts/77/record/0-1/101?x=1", "in_step", "C101");
  expect("102", "not_selected", "Was not selected for the import.");
  expect("103", "no_email", "Has no email in HubSpot.");
  expect("104", "no_email", "\"not an address\" is not an email address.");
  expect("105", "undecided", "Matches Sam (Sam Studio), and nobody decided yet.");
  expect("106", "skipped_duplicate", "Skipped as a duplicate of Dee (Dee Studio) on 2026-11-23 by Dana.");
  expect("107", "skipped", "Skipped on 2026-11-23 by Dana.");
  EXPECT_THAT(english(why_of("99").trail.at(1).text), HasSubstr("Merged in HubSpot into 108"));
  expect("99", "in_step", "It is here: C108.");
  expect("109", "gone", "Deleted in HubSpot; noticed on 2026-11-23.");
  expect("110", "purged", "Erased in HubSpot for privacy; noticed on 2026-11-23.");
  expect("111", "possible_duplicate", "May be Phil (Phil Works) (same phone), and nobody decided yet.");
  expect("112", "filtered", "Is in none of the lists that are synced.");
  expect("113", "left_list", "It left the lists that are synced");
  expect("115", "failed", "The currency XQX is not known. Correct it.");
  EXPECT_EQ(why_of("115").problem, "currency_unknown");
  expect("201", "not_selected", "companies come with their contacts");
  expect("301", "waiting_client", "it has no contact and no company in HubSpot.");
  expect("302", "not_selected", "None of its contacts and companies is here.");
  expect("303", "in_step", "It is here: Fine.");
  expect("https://app.hubspot.example/contacts/77/record/0-8/401", "in_step", "As its deal Fine: It is here");
}

TEST_F(WhyTest, WhatOurCopyDoesNotHaveIsAskedOfHubSpot) {
  for (const char* id : {"101", "102", "103"}) contact(id, std::string("c") + id + "@x.example");
  source->put(ObjectType::deal, "301", {{"dealname", "Secret"}});
  sync();
  clock.advance(Millis(600'000));
  source->set_time(clock.now());
  contact("900", "fresh@x.example");
  expect("900", "not_read", "after the last sync; the next one brings it.");
  expect("fresh@x.example", "not_read", "after the last sync");
  EXPECT_THAT(why_of("900").trail.front().text, HasSubstr("asked just now"));
  expect("901", "not_in_hubspot", "HubSpot has no such record (asked just now).");
  expect("nobody@x.example", "not_in_hubspot", "HubSpot has no such record");
  source->merged["950"] = "101";
  expect("950", "not_selected", "Nothing was imported yet.");
  EXPECT_EQ(why_of("950").hubspot_id, "101");
  db->write([&](store::Tx& tx) { store::MirrorDamage(tx, tenant).lose("contact", "102"); });
  expect("102", "not_read", "older than the last sync and should be here. Check parity and heal.");
  source->scopes_missing = {"deal"};
  source->fault = [](const std::string& call) -> std::optional<Error> {
    if (call == "read/deal")
      return Error(Code::scope_missing, "The permission to read deals is missing.", "");
    return std::nullopt;
  };
  expect("https://app.hubspot.example/contacts/77/record/0-3/999", "scope_missing",
         "The permission to read deals is missing.");
  source->fault = [](const std::string&) -> std::optional<Error> {
    return Error(Code::network, "The network is down.", "");
  };
  expect("902", "unreachable", "HubSpot could not be asked: The network is down.");
}

TEST_F(WhyTest, WhileHubSpotIsBeingReadItSaysSo) {
  for (int i = 0; i < 60; ++i) contact(std::to_string(100 + i), "c" + std::to_string(i) + "@x.example");
  source->page_size = 10;
  source->latency = Millis(100);
  const auto started = engine->start({});
  ASSERT_TRUE(started.ok());
  expect("159", "not_read", "HubSpot is being read just now");
  ASSERT_TRUE(engine->wait_idle(Millis(60'000)));
  expect("159", "not_selected", "Nothing was imported yet.");
}

TEST_F(WhyTest, WithoutAConnectionItSaysSo) {
  contact("101", "in@x.example");
  sync();
  import(everything());
  const auto set = [&](bool once) {
    db->write([&](store::Tx& tx) {
      auto c = store::Connections(tx, tenant).get();
      c.state = store::ConnectionState::not_connected;
      c.disconnected_at = once ? std::optional(clock.now()) : std::nullopt;
      store::Connections(tx, tenant).put(c);
    });
  };
  set(true);
  expect("101", "disconnected", "HubSpot was disconnected on 2026-11-23");
  EXPECT_FALSE(why_of("101").contact_id.empty());
  expect("555", "disconnected", "HubSpot was disconnected on 2026-11-23.");
  set(false);
  expect("555", "not_connected", "HubSpot is not connected.");
}

TEST_F(WhyTest, ASelectedContactThatIsNotHereYetArrivesWithTheNextSync) {
  contact("101", "in@x.example");
  sync();
  import(everything());
  contact("102", "late@x.example");
  db->write([&](store::Tx& tx) {
    auto record = *store::Mirror(tx, tenant).find("contact", "101");
    record.id = "102";
    record.properties = R"({"email":"late@x.example"})";
    store::Mirror(tx, tenant).upsert({{record}});
  });
  expect("102", "waiting", "Arrives with the next sync.");
}

}  // namespace
}  // namespace every::sync
