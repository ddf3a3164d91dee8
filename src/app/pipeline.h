// The board: stages with counts and sums, and the deals in windows.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/context.h"
#include "app/locks.h"
#include "domain/deal.h"
#include "store/deal_clients.h"
#include "store/deal_history.h"
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
  std::vector<BoardStage> stages;  // in HubSpot's order; what no rule places comes last
  std::vector<Money> open, weighted;
  std::int64_t waiting = 0;  // won, no invoice yet
  std::vector<Money> waiting_totals;
  std::vector<std::pair<std::string, std::string>> owners;
};

// Of the filter: pipeline, search, owner, close dates. No pipeline: the first.
Board board(const App& app, const Actor& actor, store::DealFilter filter);

struct ClientBoard {
  store::Window<store::ClientDeals> clients;
  std::vector<domain::Pipeline> pipelines;
};
// Who has open deals there, by the same filter.
ClientBoard client_board(const App& app, const Actor& actor, store::DealFilter filter,
                         const store::Slice& slice);

struct DealPast {
  std::vector<store::DealMove> moves;  // oldest first
  store::Window<store::Activity> activity;
  std::vector<domain::Pipeline> pipelines;
};
// Error: not_found.
Result<DealPast> deal_past(const App& app, const Actor& actor, const std::string& id,
                           const store::Slice& slice);

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
