// What the pull promises, on the whole application in front of the sandbox: what a run costs, and how records
// that go, come back and become others are followed.
#include "api/hubspot_test_support.h"
#include "store/clients.h"
#include "store/mirror.h"

namespace every::api {
namespace {

using sandbox::Kind;

class PullTest : public HubSpotApiTest {
 protected:
  using HubSpotApiTest::HubSpotApiTest;
  json::object sync(bool full = false) {
    control("reset-counters", {});
    ok(post("/api/hubspot/sync", json::object{{"full", full}}), 202);
    json::object run = settled();
    EXPECT_EQ(text(run, "state"), "succeeded") << json::serialize(run);
    clock.advance(std::chrono::minutes(6));
    return run;
  }
  std::int64_t requests(const char* kind) {
    const json::object all = parsed(hubspot(http::Method::get, "/sandbox/state"));
    const json::object kinds = all.at("requests").at("byKind").as_object();
    return kinds.contains(kind) ? number(kinds, kind) : 0;
  }
  std::string merge(const std::string& primary, const std::string& secondary) {
    return std::string(
        control("merge", {{"type", "contacts"}, {"primary", primary}, {"secondary", secondary}})
            .at("id")
            .as_string());
  }
  std::optional<domain::Contact> here(const std::string& contact) {
    return db->read([&](store::Tx& tx) { return store::Contacts(tx, tenant).by_hubspot(contact); });
  }
  std::string gone_as(const std::string& contact) {
    return db->read(
        [&](store::Tx& tx) { return store::Mirror(tx, tenant).find("contact", contact)->gone_as; });
  }
};

TEST_F(PullTest, ARunWithoutChangesCostsFiveRequests) {
  import_everything();
  sync();
  for (int i = 0; i < 6; ++i) EXPECT_LE(number(sync(), "requests"), 5) << i;
  EXPECT_EQ(requests("search"), 4);
}

TEST_F(PullTest, ARestoredContactTakesUpTheRecordThatWasItsOwn) {
  import_everything();
  const std::string contact = id(Kind::contact, 3);
  const std::string record = here(contact)->id;
  control("archive", {{"type", "contacts"}, {"id", contact}});
  sync(true);
  EXPECT_TRUE(here(contact)->hubspot->gone_at);
  EXPECT_EQ(gone_as(contact), "archived");
  control("restore", {{"type", "contacts"}, {"id", contact}});
  sync(true);
  EXPECT_EQ(here(contact)->id, record);
  EXPECT_FALSE(here(contact)->hubspot->gone_at);
  EXPECT_EQ(gone_as(contact), "");
}

TEST_F(PullTest, WhatIsDeletedForGoodIsNotTakenForTheRecycleBin) {
  import_everything();
  const std::string contact = id(Kind::contact, 4);
  control("purge", {{"type", "contacts"}, {"id", contact}});
  sync(true);
  EXPECT_EQ(gone_as(contact), "purged");
}

TEST_F(PullTest, AChainOfMergesEndsAtOneRecordAndOneContactHere) {
  import_everything();
  const std::string a = id(Kind::contact, 5), b = id(Kind::contact, 6), c = id(Kind::contact, 7);
  const std::string first = merge(a, b);
  const std::string last = merge(c, first);
  sync();
  db->read([&](store::Tx& tx) {
    store::Mirror mirror(tx, tenant);
    for (const std::string& old_id : {a, b, c, first}) EXPECT_EQ(mirror.resolve("contact", old_id), last);
    for (const std::string& old_id : {a, b, c}) {
      EXPECT_EQ(mirror.find("contact", old_id)->gone_as, "merged");
      EXPECT_TRUE(mirror.associated_from("deal", "contact", old_id).empty());
    }
    return 0;
  });
  ASSERT_TRUE(here(last));
  EXPECT_FALSE(here(last)->hubspot->gone_at);
}

class LargePullTest : public PullTest {
 protected:
  LargePullTest() : PullTest(large()) {}
  static sandbox::Options large() {
    sandbox::Options o = small();
    o.contacts = 2'400;
    return o;
  }
};

TEST_F(LargePullTest, ChangesAreFoundByTwoHundredsReadByHundredsAndLinkedByThousands) {
  connect();
  clock.advance(std::chrono::minutes(6));
  sandbox.portal().touch_all(Kind::contact, clock.now());
  clock.advance(std::chrono::minutes(1));
  const json::object run = sync();
  EXPECT_EQ(number(run.at("counts"), "updated"), 2'400);
  EXPECT_LE(requests("search"), 2'400 / 200 + 4);
  EXPECT_EQ(requests("batch_read"), 24);
  EXPECT_EQ(requests("association_batch"), 3);
  EXPECT_LE(number(run, "requests"), 2'400 / 200 + 4 + 24 + 3 + 2);
}

}  // namespace
}  // namespace every::api
