// What the review shows stays true although it is derived behind the mirror.
#include "sync/engine_fixture.h"

namespace every::sync {
namespace {

class ReviewLaneTest : public EngineTest {
 protected:
  store::ReviewRow review(const std::string& id) {
    return db->read([&](store::Tx& tx) { return *store::Review(tx, tenant).find(id); });
  }
  store::Run sweep() {
    clock.advance(Millis(60'000));
    source->set_time(clock.now());
    StartRequest request;
    request.kind = "sweep";
    return finish(engine->start(request));
  }
  std::size_t due() {
    return db->read([&](store::Tx& tx) { return store::Review(tx, tenant).due().hubspot_ids.size(); });
  }
};

TEST_F(ReviewLaneTest, ASweepShowsRenamedOwnersAndCompaniesAndLostDeals) {
  fill(3, 1, 1);
  source->change(ObjectType::contact, "98", {{"hubspot_owner_id", "9001"}});
  source->associate(ObjectType::deal, "5000", ObjectType::contact, "95");
  ASSERT_EQ(sync().state, store::RunState::succeeded);
  EXPECT_EQ(review("98").owner_name, "Dana Ito");
  EXPECT_EQ(review("98").company, "Company 0");
  const auto deals = review("95").deals;
  EXPECT_GE(deals, 1);

  source->owners_.front().last_name = "Reyes";
  source->change(ObjectType::company, "800", {{"name", "Renamed"}});
  source->dissociate(ObjectType::deal, "5000", ObjectType::contact);
  ASSERT_EQ(sweep().state, store::RunState::succeeded);
  EXPECT_EQ(review("98").owner_name, "Dana Reyes");
  EXPECT_EQ(review("98").company, "Renamed");
  EXPECT_EQ(review("95").deals, 0);
  EXPECT_EQ(due(), 0U);
}

TEST_F(ReviewLaneTest, WhatAKilledRunLeftDueTheNextOneDerivesFirst) {
  fill(2, 0, 0);
  ASSERT_EQ(sync().state, store::RunState::succeeded);
  // As a process leaves it that dies between the page and its review.
  db->write([&](store::Tx& tx) {
    store::Mirror mirror(tx, tenant);
    auto record = *mirror.find("contact", "95");
    record.properties = R"({"email":"p0@x.example","firstname":"Changed","lastname":"Ito"})";
    std::vector<std::string> changed;
    mirror.upsert(std::span(&record, 1), &changed);
    store::Review(tx, tenant).put_due(changed);
  });
  EXPECT_EQ(due(), 1U);
  EXPECT_EQ(review("95").name, "P0 Ñandú");
  // An import reads nothing from HubSpot, and still decides by what the mirror says.
  EXPECT_EQ(import(everything()).state, store::RunState::succeeded);
  EXPECT_EQ(review("95").name, "Changed Ito");
  EXPECT_EQ(review("95").state, "imported");
  EXPECT_EQ(due(), 0U);
}

TEST_F(ReviewLaneTest, WhatIsDueIsEachContactOnceInTheOrderOfItsNumbers) {
  db->write([&](store::Tx& tx) {
    store::Review(tx, tenant).put_due(std::vector<std::string>{"100", "7"});
    store::Review(tx, tenant).put_due(std::vector<std::string>{"20", "100"});
    store::Review(tx, tenant).put_due({});
    store::Review(tx, store::Tenant("another")).put_due(std::vector<std::string>{"1"});
  });
  const auto due = db->read([&](store::Tx& tx) { return store::Review(tx, tenant).due(); });
  EXPECT_EQ(due.hubspot_ids, (std::vector<std::string>{"7", "20", "100"}));
  db->write([&](store::Tx& tx) {
    store::Review review(tx, tenant);
    review.put_due(std::vector<std::string>{"8"});
    review.drop_due(due.upto);
    EXPECT_EQ(review.due().hubspot_ids, std::vector<std::string>{"8"});
  });
}

}  // namespace
}  // namespace every::sync
