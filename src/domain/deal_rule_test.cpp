#include "domain/deal_rule.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/sentence.h"

namespace every::domain {
namespace {

Stage stage(std::string id, const char* probability, bool closed, bool archived = false) {
  return {.id = id,
          .label = "Stage " + id,
          .probability = Decimal::parse(probability),
          .is_closed = closed,
          .archived = archived};
}

const std::vector<Pipeline> kPipelines = {
    {.id = "sales",
     .label = "Sales",
     .stages = {stage("lead", "0.2", false), stage("signed", "0.9", false), stage("old", "0.5", false, true),
                stage("won", "1.0", true), stage("paid", "1.0", true), stage("lost", "0.0", true)}},
    {.id = "renewals", .label = "Renewals", .stages = {stage("renewed", "1.0", true)}},
    {.id = "former", .label = "Former", .archived = true, .stages = {stage("kept", "1.0", true)}}};

DealRule rule(const char* pipeline, const char* stage_id) {
  return {.id = "r", .pipeline_id = pipeline, .stage_id = stage_id};
}

std::string wrong(const DealRule& r, const Mapping& mapping = {}) {
  const Status checked = check_rule(r, kPipelines, mapping);
  if (checked.ok()) return "";
  EXPECT_EQ(checked.error().code, Code::validation);
  return checked.error().fields.at(0).pointer + " " + checked.error().fields.at(0).code;
}

TEST(DealRule, NamesOneStageOrEveryOneThatCountsAsWon) {
  using Places = std::set<StagePlace>;
  EXPECT_EQ(places_of(rule("sales", "signed"), kPipelines, {}), (Places{{"sales", "signed"}}));
  EXPECT_EQ(places_of(rule("sales", ""), kPipelines, {}), (Places{{"sales", "won"}, {"sales", "paid"}}));
  EXPECT_EQ(places_of(rule("", ""), kPipelines, {}),
            (Places{{"sales", "won"}, {"sales", "paid"}, {"renewals", "renewed"}, {"former", "kept"}}));
  Mapping mapping;
  mapping.stages[{"sales", "signed"}] = StageGroup::won;
  mapping.stages[{"sales", "paid"}] = StageGroup::other;
  EXPECT_EQ(places_of(rule("sales", ""), kPipelines, mapping),
            (Places{{"sales", "won"}, {"sales", "signed"}}));
  EXPECT_EQ(places_of(rule("gone", "gone"), kPipelines, {}), (Places{{"gone", "gone"}}))
      << "what is not read yet is known by its id";
}

TEST(DealRule, EnteringMeansThatItWasOutside) {
  const auto won = places_of(rule("sales", ""), kPipelines, {});
  EXPECT_TRUE(enters(won, {"sales", "lead"}, {"sales", "won"}));
  EXPECT_TRUE(enters(won, {"", ""}, {"sales", "won"})) << "it arrived there";
  EXPECT_TRUE(enters(won, {"renewals", "renewed"}, {"sales", "won"}));
  EXPECT_FALSE(enters(won, {"sales", "won"}, {"sales", "paid"})) << "it was won already";
  EXPECT_FALSE(enters(won, {"sales", "won"}, {"sales", "lead"}));
  EXPECT_FALSE(enters(won, {"sales", "lead"}, {"renewals", "won"})) << "a stage is one of its pipeline";
}

TEST(DealRule, OnlyWhatCanBeEnteredAndInvoicedIsAllowed) {
  EXPECT_EQ(wrong(rule("", "")), "");
  EXPECT_EQ(wrong(rule("sales", "")), "");
  EXPECT_EQ(wrong(rule("sales", "signed")), "") << "an invoice before the deal is won, for a deposit";
  EXPECT_EQ(wrong(rule("", "won")), "/pipeline required");
  EXPECT_EQ(wrong(rule("nowhere", "")), "/pipeline no_such_pipeline");
  EXPECT_EQ(wrong(rule("former", "kept")), "/pipeline no_such_pipeline");
  EXPECT_EQ(wrong(rule("sales", "renewed")), "/stage no_such_stage");
  EXPECT_EQ(wrong(rule("sales", "old")), "/stage no_such_stage");
  EXPECT_EQ(wrong(rule("sales", "lost")), "/stage lost");
  Mapping mapping;
  mapping.stages[{"sales", "signed"}] = StageGroup::lost;
  EXPECT_EQ(wrong(rule("sales", "signed"), mapping), "/stage lost");
}

TEST(DealRule, SaysWhyNothingComesOfIt) {
  EXPECT_EQ(rule_problem(rule("sales", "won"), kPipelines, {}).code, "");
  EXPECT_EQ(rule_problem(rule("", ""), kPipelines, {}).code, "");
  EXPECT_EQ(rule_problem(rule("former", ""), kPipelines, {}).code, "pipeline_archived");
  EXPECT_EQ(rule_problem(rule("nowhere", ""), kPipelines, {}).code, "pipeline_archived");
  EXPECT_EQ(rule_problem(rule("sales", "old"), kPipelines, {}).code, "stage_archived");
  EXPECT_EQ(rule_problem(rule("sales", "lost"), kPipelines, {}).code, "stage_lost");
}

TEST(DealRule, TheMostExactCountsThenTheOldest) {
  DealRule any = rule("", ""), one = rule("sales", ""), exact = rule("sales", "won"), later = exact;
  any.created_at = Instant(Millis(1));
  one.created_at = Instant(Millis(2));
  exact.created_at = Instant(Millis(3));
  later.created_at = Instant(Millis(4));
  std::vector<DealRule> all{any, later, one, exact};
  std::sort(all.begin(), all.end(), counts_before);
  EXPECT_EQ(all.at(0).created_at, exact.created_at);
  EXPECT_EQ(all.at(1).created_at, later.created_at);
  EXPECT_EQ(all.at(2).created_at, one.created_at);
  EXPECT_EQ(all.at(3).created_at, any.created_at);
}

TEST(DealRule, IsSaidInASentence) {
  EXPECT_EQ(english(rule_sentence(rule("sales", "won"), kPipelines)),
            "When a deal enters Stage won in Sales, draft its invoice.");
  EXPECT_EQ(english(rule_sentence(rule("sales", ""), kPipelines)),
            "When a deal is won in Sales, draft its invoice.");
  EXPECT_EQ(english(rule_sentence(rule("", ""), kPipelines)),
            "When a deal is won in any pipeline, draft its invoice.");
  EXPECT_EQ(english(rule_sentence(rule("nowhere", "x"), kPipelines)),
            "When a deal enters x in nowhere, draft its invoice.");
}

}  // namespace
}  // namespace every::domain
