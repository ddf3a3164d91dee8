#include "app/events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace every::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Reader final : public http::EventWriter {
 public:
  bool send(std::string_view id, std::string_view event, std::string_view data) override {
    last = std::stoull(std::string(id));
    heard.push_back(std::string(event) + (event == "records.changed" ? std::string(data) : ""));
    return true;
  }
  bool comment(std::string_view) override { return true; }
  bool open() const override { return true; }
  void close() override {}
  // What was heard since it was asked last.
  std::vector<std::string> fresh() { return std::exchange(heard, {}); }

  std::uint64_t last = 0;
  std::vector<std::string> heard;
};

class Events : public testing::Test {
 protected:
  static std::shared_ptr<Reader> reads(EventHub& hub, const store::Tenant& tenant,
                                       std::optional<std::uint64_t> after = std::nullopt) {
    auto reader = std::make_shared<Reader>();
    hub.subscribe(tenant, reader, after);
    return reader;
  }
  void happens(EventHub& hub, int n) { hub.publish(ours, "records.changed", n); }

  const store::Tenant ours{"ours"}, theirs{"theirs"};
};

TEST_F(Events, AStreamSaysItsVersionAndWhereItStandsBeforeAnythingHappens) {
  EventHub hub(std::chrono::seconds(15), "1.2", 5'000);
  const auto first = reads(hub, ours);
  EXPECT_THAT(first->fresh(), ElementsAre("version"));
  EXPECT_EQ(first->last, 5'000);
  happens(hub, 1);
  EXPECT_THAT(first->fresh(), ElementsAre("records.changed1"));
  EXPECT_EQ(reads(hub, theirs)->last, 5'000);
}

TEST_F(Events, WhoTakesOverMissesNothingInBetween) {
  EventHub hub;
  const auto first = reads(hub, ours);
  happens(hub, 1);
  const std::uint64_t heard = first->last;
  happens(hub, 2);
  happens(hub, 3);
  const auto second = reads(hub, ours, heard);
  EXPECT_THAT(second->fresh(), ElementsAre("version", "records.changed2", "records.changed3"));
  happens(hub, 4);
  EXPECT_THAT(second->fresh(), ElementsAre("records.changed4"));
  EXPECT_THAT(reads(hub, ours, second->last)->fresh(), ElementsAre("version"));
}

TEST_F(Events, WhatIsNotKeptAnyMoreIsSaidToBeMissed) {
  EventHub hub;
  const auto first = reads(hub, ours);
  const std::uint64_t before = first->last;
  for (int i = 0; i < 1'000; ++i) happens(hub, i);
  EXPECT_EQ(reads(hub, ours, before)->fresh().size(), 1'001) << "all are kept";
  happens(hub, 1'000);
  const auto late = reads(hub, ours, before);
  EXPECT_THAT(late->fresh(), ElementsAre("version", "resync"));
  EXPECT_EQ(late->last, first->last);
}

TEST_F(Events, WhatWasHeardFromTheProcessBeforeIsOld) {
  EventHub before({std::chrono::seconds(15)}, "1.2", 5'000);
  const auto reader = reads(before, ours);
  happens(before, 1);
  EventHub now({std::chrono::seconds(15)}, "1.3", 65'000);
  EXPECT_THAT(reads(now, ours, reader->last)->fresh(), ElementsAre("version", "resync"));
  happens(now, 2);
  EXPECT_THAT(reads(now, ours, reader->last)->fresh(), ElementsAre("version", "resync"));
}

}  // namespace
}  // namespace every::app
