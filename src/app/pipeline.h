// The board: stages with counts and sums, and the deals in windows.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/context.h"
#include "app/locks.h"
#include "domain/deal.h"
#include "store/deals.h"

namespace every::app {

struct BoardStage {
  domain::Stage stage;
  domain::StageGroup group = domain::StageGroup::other;
  std::int64_t count = 0;
  std::vector<Money> totals, weighted;
};

struct Board {
  std::vector<domain::Pipeline> pipelines;  // live ones
  std::optional<domain::Pipeline> shown;
  std::vector<BoardStage> stages;  // in HubSpot's order; stages that only deals know come last
  std::vector<Money> open, weighted;
  std::int64_t waiting = 0;  // won, no invoice yet
  std::vector<Money> waiting_totals;
  std::vector<std::pair<std::string, std::string>> owners;
};

Board board(const App& app, const Actor& actor, const std::string& pipeline_id, const std::string& q,
            const std::string& owner);

struct Deals {
  struct Item {
    store::DealRow row;
    std::vector<std::pair<std::string, std::string>> contacts;  // id, name
  };
  std::vector<Item> items;
  std::int64_t total = 0;
  std::vector<domain::Pipeline> pipelines;
  Locks locks;
};
Deals deals(const App& app, const Actor& actor, const store::DealFilter& filter, const store::Slice& slice);
Deals deal(const App& app, const Actor& actor, const std::string& id);  // one or none

}  // namespace every::app
