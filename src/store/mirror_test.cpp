// The guard of the mirror: what is equal is not written, what was gone comes back, what was left out stays.
#include "store/mirror.h"

#include "store/test_store.h"

namespace every::store {
namespace {

class MirrorTest : public StoreTest {
 protected:
  static MirrorRecord record(const std::string& id, const std::string& properties) {
    return {.object_type = "contact",
            .id = id,
            .properties = properties,
            .created_at = from_ms(1'000),
            .updated_at = from_ms(2'000),
            .url = {},
            .gone_at = {},
            .gone_as = {}};
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, MirrorTest, testing::Values("sqlite"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(MirrorTest, EqualRowsAreNotWrittenAndGoneOnesComeBack) {
  db->write([&](Tx& tx) {
    Mirror mirror(tx, ours);
    const std::vector<MirrorRecord> rows{record("9", R"({"a":"1"})"), record("10", R"({"a":"2"})")};
    EXPECT_EQ(mirror.upsert(rows).created, 2);
    std::vector<std::string> changed;
    EXPECT_EQ(mirror.upsert(rows, &changed).unchanged, 2);
    EXPECT_TRUE(changed.empty());
    mirror.mark_gone("contact", "9", "archived", from_ms(3'000));
    const auto counts = mirror.upsert(rows, &changed);
    EXPECT_EQ(counts.updated, 1);
    EXPECT_EQ(changed, std::vector<std::string>{"9"});
    EXPECT_FALSE(mirror.find("contact", "9")->gone_at);
  });
}

TEST_P(MirrorTest, WhatIsKeptFromTheKnownRowCountsAsTheRow) {
  db->write([&](Tx& tx) {
    Mirror mirror(tx, ours);
    const std::string known = R"({"a":"1","b":"2"})";
    mirror.upsert(std::vector{record("9", known)});
    int asked = 0;
    const auto keep = [&](std::size_t index, const std::string& properties) {
      EXPECT_EQ(index, 0U);
      EXPECT_EQ(properties, known);
      ++asked;
      return known;
    };
    // The answer left "b" out and changed nothing else: there is nothing to write.
    EXPECT_EQ(mirror.upsert(std::vector{record("9", R"({"a":"1"})")}, nullptr, keep).unchanged, 1);
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(mirror.upsert(std::vector{record("9", known)}, nullptr, keep).unchanged, 1);
    EXPECT_EQ(mirror.upsert(std::vector{record("11", known)}, nullptr, keep).created, 1);
    EXPECT_EQ(asked, 1) << "only a known row that differs is read";
  });
}

}  // namespace
}  // namespace every::store
