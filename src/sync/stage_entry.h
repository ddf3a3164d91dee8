// What a deal's move means for the rules that make drafts (domain/deal_rule.h): where it moved is kept, and
// when it entered the stage of a rule that is on, that is noted in the same transaction. The drafts are made
// afterwards (app/draft_entered.h).
//
// Only what happened counts. A deal that comes back to where HubSpot had it all the time (after an undo, or
// when a person had moved it here while HubSpot was disconnected) did not enter. A deal that is new here did
// only when it is new in HubSpot too, or made here by a person.
#pragma once

#include <optional>
#include <vector>

#include "domain/deal_rule.h"
#include "store/database.h"

namespace every::sync {

class StageEntry {
 public:
  StageEntry(store::Tx& tx, const store::Tenant& tenant, const std::vector<domain::Pipeline>& pipelines,
             const domain::Mapping& mapping)
      : tx_(tx), tenant_(tenant), pipelines_(pipelines), mapping_(mapping) {}

  // Before and after; each is called after the deal is written, and does nothing when it did not move.
  void moved_in_hubspot(const domain::Deal& was, const domain::Deal& now, Instant at);
  void moved_here(const domain::Deal& was, const domain::Deal& now, Instant at);
  // A person made it here, in this stage.
  void made_here(const domain::Deal& deal, Instant at);
  // `made_at`: when HubSpot made it; `connected_at`: since when HubSpot is watched. What was there before is
  // nobody's arrival.
  void arrived(const domain::Deal& deal, Instant made_at, std::optional<Instant> connected_at, Instant at);

 private:
  void note(const domain::Deal& deal, const domain::StagePlace& from, Instant at, Instant happened);

  store::Tx& tx_;
  const store::Tenant& tenant_;
  const std::vector<domain::Pipeline>& pipelines_;
  const domain::Mapping& mapping_;
};

}  // namespace every::sync
