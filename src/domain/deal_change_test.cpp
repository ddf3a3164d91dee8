#include "domain/deal_change.h"

#include <gtest/gtest.h>

namespace every::domain {
namespace {

Stage stage(std::string id, const char* probability, bool closed, bool archived = false) {
  return {.id = id,
          .label = id,
          .probability = Decimal::parse(probability),
          .is_closed = closed,
          .archived = archived};
}

const std::vector<Pipeline> kPipelines = {
    {.id = "sales",
     .label = "Sales",
     .stages = {stage("lead", "0.2", false), stage("talks", "0.6", false), stage("old", "0.5", false, true),
                stage("won", "1.0", true), stage("lost", "0.0", true), stage("parked", "0.4", true)}},
    {.id = "renewals", .label = "Renewals", .stages = {stage("renewed", "1.0", true)}}};

Deal lead() {
  Deal d;
  d.name = "Support plan";
  d.amount = Money{50'000, *Currency::from("USD")};
  d.pipeline_id = "sales";
  d.stage_id = "lead";
  d.probability = Decimal::parse("0.2");
  return d;
}

TEST(ChangeDeal, AStageSaysWhetherADealIsWonAndHowLikelyItIs) {
  Deal d = lead();
  ASSERT_TRUE(change_deal(d, {.stage_id = "won"}, kPipelines, {}).ok());
  EXPECT_EQ(d.stage_id, "won");
  EXPECT_TRUE(d.won);
  EXPECT_FALSE(d.lost);
  EXPECT_EQ(d.probability, Decimal::whole(1));
  ASSERT_TRUE(change_deal(d, {.stage_id = "lost"}, kPipelines, {}).ok());
  EXPECT_FALSE(d.won);
  EXPECT_TRUE(d.lost);
  // Closed is not won: HubSpot's own flags say the same of such a stage.
  ASSERT_TRUE(change_deal(d, {.stage_id = "parked"}, kPipelines, {}).ok());
  EXPECT_FALSE(d.won);
  EXPECT_TRUE(d.lost);
  ASSERT_TRUE(change_deal(d, {.stage_id = "talks"}, kPipelines, {}).ok());
  EXPECT_FALSE(d.won || d.lost);
  EXPECT_EQ(d.probability, Decimal::parse("0.6"));
}

TEST(NewDeal, IsWhatItsStageMakesOfIt) {
  const NewDeal wanted{.name = "Support plan",
                       .client_id = "c1",
                       .pipeline_id = "sales",
                       .stage_id = "talks",
                       .amount = Money{50'000, *Currency::from("USD")},
                       .close_date = Date{}};
  const auto open = new_deal(wanted, kPipelines, {});
  ASSERT_TRUE(open.ok());
  EXPECT_EQ(open->name, "Support plan");
  EXPECT_EQ(open->client_id, "c1");
  EXPECT_EQ(open->amount, wanted.amount);
  EXPECT_EQ(open->close_date, wanted.close_date);
  EXPECT_EQ(open->probability, Decimal::parse("0.6"));
  EXPECT_FALSE(open->won || open->lost);
  EXPECT_EQ(open->source, Source::manual);
  EXPECT_FALSE(open->hubspot);
  NewDeal won = wanted;
  won.stage_id = "won";
  EXPECT_TRUE(new_deal(won, kPipelines, {})->won);
  Mapping mapping;
  mapping.stages[{"sales", "talks"}] = StageGroup::lost;
  EXPECT_TRUE(new_deal(wanted, kPipelines, mapping)->lost) << "what a person says about a stage counts first";
}

TEST(NewDeal, HasToBeginInAStageThatIsInUse) {
  auto pipelines = kPipelines;
  pipelines.push_back(
      {.id = "former", .label = "Former", .archived = true, .stages = {stage("on", "0.5", false)}});
  const auto wrong = [&](const char* pipeline, const char* in) {
    const auto made =
        new_deal({.name = "x", .client_id = "", .pipeline_id = pipeline, .stage_id = in}, pipelines, {});
    return made.ok() ? std::string()
                     : made.error().fields.at(0).pointer + " " + made.error().fields.at(0).code;
  };
  EXPECT_EQ(wrong("sales", "lead"), "");
  EXPECT_EQ(wrong("nowhere", "lead"), "/pipeline no_such_pipeline");
  EXPECT_EQ(wrong("former", "on"), "/pipeline no_such_pipeline");
  EXPECT_EQ(wrong("sales", "nowhere"), "/stage no_such_stage");
  EXPECT_EQ(wrong("sales", "renewed"), "/stage no_such_stage") << "of another pipeline";
  EXPECT_EQ(wrong("sales", "old"), "/stage no_such_stage") << "HubSpot gave it up";
}

TEST(ChangeDeal, WhatAPersonSaidAboutAStageCountsFirst) {
  Mapping mapping;
  mapping.stages[{"sales", "parked"}] = StageGroup::won;
  mapping.stages[{"sales", "won"}] = StageGroup::negotiation;
  Deal d = lead();
  ASSERT_TRUE(change_deal(d, {.stage_id = "parked"}, kPipelines, mapping).ok());
  EXPECT_TRUE(d.won);
  ASSERT_TRUE(change_deal(d, {.stage_id = "won"}, kPipelines, mapping).ok());
  EXPECT_FALSE(d.won || d.lost);
}

TEST(ChangeDeal, OnlyStagesOfItsOwnPipelineThatAreInUseTakeIt) {
  for (const char* nowhere : {"renewed", "old", "nothing", ""}) {
    Deal d = lead();
    const Status refused = change_deal(d, {.name = "Other", .stage_id = nowhere}, kPipelines, {});
    ASSERT_FALSE(refused.ok()) << nowhere;
    EXPECT_EQ(refused.error().code, Code::validation);
    ASSERT_EQ(refused.error().fields.size(), 1U);
    EXPECT_EQ(refused.error().fields[0].pointer, "/stage");
    EXPECT_EQ(d.name, "Support plan") << "nothing is changed";
    EXPECT_EQ(d.stage_id, "lead");
  }
  // What is in a stage that is used no more may say that it is there.
  Deal d = lead();
  d.stage_id = "old";
  d.probability = Decimal::parse("0.3");
  EXPECT_TRUE(change_deal(d, {.name = "Other", .stage_id = "old"}, kPipelines, {}).ok());
  EXPECT_EQ(d.probability, Decimal::parse("0.3")) << "it has not entered a stage";
  Deal lost = lead();
  lost.pipeline_id = "gone";
  EXPECT_FALSE(change_deal(lost, {.stage_id = "won"}, kPipelines, {}).ok());
}

TEST(ChangeDeal, AProbabilityOfItsOwnComesWithTheStageOrAlone) {
  Deal d = lead();
  DealChange change{.stage_id = "talks"};
  change.probability = Decimal::parse("0.35");
  ASSERT_TRUE(change_deal(d, change, kPipelines, {}).ok());
  EXPECT_EQ(d.probability, Decimal::parse("0.35"));
  for (const char* beyond : {"-0.1", "1.000001"}) {
    change.probability = Decimal::parse(beyond);
    EXPECT_EQ(change_deal(d, change, kPipelines, {}).error().fields.at(0).pointer, "/probability");
  }
  DealChange none;
  none.probability.emplace();
  ASSERT_TRUE(change_deal(d, none, kPipelines, {}).ok());
  EXPECT_FALSE(d.probability);
}

TEST(ChangeDeal, NamesWhatWouldBeAnotherValue) {
  const Deal d = lead();
  DealChange change{.name = "Support plan", .stage_id = "won"};
  change.amount.emplace();
  change.close_date.emplace();
  EXPECT_EQ(changed_fields(d, change), (std::vector<std::string>{"stage", "amount"}));
  EXPECT_TRUE(changed_fields(d, {}).empty());
}

}  // namespace
}  // namespace every::domain
