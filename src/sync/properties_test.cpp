#include "sync/properties.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sync/values.h"

namespace every::sync {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(Properties, AreSortedByNameWithNullAndEmptyApart) {
  Properties all;
  all.emplace_back("zip", "10115");
  all.emplace_back("city", std::nullopt);
  all.emplace_back("address", "");
  EXPECT_EQ(all.sort(), std::nullopt);
  EXPECT_THAT(all,
              ElementsAre(Pair("address", std::optional<std::string_view>("")), Pair("city", std::nullopt),
                          Pair("zip", std::optional<std::string_view>("10115"))));
  EXPECT_EQ(value(all, "zip"), "10115");
  EXPECT_EQ(value(all, "city"), "");
  EXPECT_EQ(value(all, "nowhere"), "");
  EXPECT_EQ(all.find("zi"), std::nullopt);
  EXPECT_EQ(canonical_json(all), R"({"address":"","city":null,"zip":"10115"})");
}

TEST(Properties, TellTheNameThatComesTwice) {
  Properties all = {{"b", "1"}, {"a", "2"}, {"b", "3"}};
  EXPECT_EQ(all.sort(), "b");
}

TEST(Properties, StayWhereTheyAreWhenTheWholeIsMoved) {
  Properties all = {{"a", "1"}};
  const std::string_view seen = value(all, "a");
  const Properties moved = std::move(all);
  EXPECT_EQ(value(moved, "a").data(), seen.data());
}

TEST(Properties, MayBeNoneAndBeWrittenAnew) {
  Properties all;
  EXPECT_EQ(all.sort(), std::nullopt);
  EXPECT_TRUE(all.empty());
  EXPECT_EQ(value(all, ""), "");
  all.emplace_back("a", "1");
  all.clear();
  EXPECT_EQ(all.size(), 0U);
  EXPECT_EQ(canonical_json(all), "{}");
}

}  // namespace
}  // namespace every::sync
