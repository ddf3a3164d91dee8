// Leases: one owner at a time, a new number for each taking, nothing for whoever lost it.
#include "store/leases.h"

#include "store/test_store.h"

namespace every::store {
namespace {

class LeaseTest : public StoreTest {
 protected:
  std::optional<std::int64_t> take(const std::string& owner) {
    return db->write([&](Tx& tx) { return Leases(tx, ours).take(owner, now, Millis(90'000)); });
  }
  bool renew(std::int64_t token) {
    return db->write([&](Tx& tx) { return Leases(tx, ours).renew(token, now, Millis(90'000)); });
  }
  bool holds(std::int64_t token) {
    return db->read([&](Tx& tx) { return Leases(tx, ours).holds(token); });
  }
  Instant now = from_ms(1'795'430'000'000);
};

INSTANTIATE_TEST_SUITE_P(Engines, LeaseTest, testing::Values("sqlite"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(LeaseTest, OneProcessHasItUntilItGivesItUp) {
  EXPECT_EQ(take("first"), 1);
  EXPECT_FALSE(take("second"));
  db->write([&](Tx& tx) { Leases(tx, ours).give_up(1); });
  EXPECT_EQ(take("second"), 2);
  EXPECT_FALSE(holds(1));
  EXPECT_TRUE(holds(2));
  EXPECT_TRUE(db->write([&](Tx& tx) { return Leases(tx, theirs).take("first", now, Millis(1)); }))
      << "each workspace has its own";
}

TEST_P(LeaseTest, WhoIsSilentForTooLongLosesIt) {
  const auto token = take("first");
  now += Millis(89'999);
  EXPECT_FALSE(take("second"));
  EXPECT_TRUE(renew(*token));
  now += Millis(89'999);
  EXPECT_FALSE(take("second")) << "it was made longer";
  now += Millis(1);
  EXPECT_EQ(take("second"), 2);
  EXPECT_FALSE(renew(*token));
  db->write([&](Tx& tx) { Leases(tx, ours).give_up(*token); });
  EXPECT_TRUE(holds(2)) << "what is lost cannot be given up";
}

TEST_P(LeaseTest, AnOwnerTakesItsOwnAgainUnderANewNumber) {
  EXPECT_EQ(take("first"), 1);
  EXPECT_EQ(take("first"), 2);
  EXPECT_FALSE(holds(1));
}

TEST_P(LeaseTest, AfterAKillTheNextStartWaitsForNobody) {
  EXPECT_EQ(take("killed"), 1);
  db.reset();
  open();  // the database's own lock says that there is no other process
  EXPECT_EQ(take("next"), 2);
  EXPECT_FALSE(renew(1));
}

}  // namespace
}  // namespace every::store
