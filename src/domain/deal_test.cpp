#include "domain/deal.h"

#include <gtest/gtest.h>

namespace every::domain {
namespace {

Stage stage(std::string id, const char* probability, bool closed) {
  return {.id = id, .label = id, .probability = Decimal::parse(probability), .is_closed = closed};
}

TEST(StageGroup, BelievesMetadataAndNotTheLabel) {
  Pipeline sales{.id = "p", .label = "Sales"};
  sales.stages = {stage("a", "0.2", false),           stage("b", "0.4", false), stage("c", "0.6", false),
                  stage("Closed Lost", "0.1", false), stage("x", "1.0", true),  stage("y", "0.0", true)};
  EXPECT_EQ(group_of(sales, sales.stages[0]), StageGroup::qualified_lead);
  EXPECT_EQ(group_of(sales, sales.stages[2]), StageGroup::proposal_sent);
  EXPECT_EQ(group_of(sales, sales.stages[3]), StageGroup::negotiation);
  EXPECT_EQ(group_of(sales, sales.stages[4]), StageGroup::won);
  EXPECT_EQ(group_of(sales, sales.stages[5]), StageGroup::lost);
  EXPECT_EQ(group_of(sales, stage("gone", "0.5", false)), StageGroup::other);
}

}  // namespace
}  // namespace every::domain
