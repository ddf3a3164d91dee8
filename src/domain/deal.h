// Deals and the pipelines they move through. Stages belong to HubSpot; what "won" means is said by the
// stage's metadata (or the deal's own flags), never by its label.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "base/time.h"
#include "domain/party.h"

namespace every::domain {

// The five columns people think in. `other` is a stage that no rule could place.
enum class StageGroup { qualified_lead, proposal_sent, negotiation, won, lost, other };
std::string_view name(StageGroup group);

struct Stage {
  std::string id, label;
  int display_order = 0;
  std::optional<Decimal> probability;  // 0 to 1
  bool is_closed = false;
  bool archived = false;
  bool won() const;   // closed at probability 1
  bool lost() const;  // closed at probability 0
};

struct Pipeline {
  std::string id, label;
  int display_order = 0;
  bool archived = false;
  std::vector<Stage> stages;  // by display order, then label
};

// Won and lost by metadata; open stages in thirds of their order within the pipeline's open stages.
StageGroup group_of(const Pipeline& pipeline, const Stage& stage);

struct Deal {
  std::string id;
  std::string name;
  std::optional<Money> amount;
  std::string pipeline_id, stage_id;
  std::optional<Date> close_date;  // in the account's zone
  std::optional<Decimal> probability;
  bool won = false, lost = false;
  std::string owner_id, owner_name;
  std::string client_id, client_name;  // empty: no client yet (name filled when read)
  std::vector<std::string> contact_ids;
  Source source = Source::hubspot;
  std::optional<HubSpotLink> hubspot;
  Instant created_at, updated_at;
  std::int64_t version = 1;
};

}  // namespace every::domain
