#include "domain/deal.h"

#include <algorithm>

namespace every::domain {

std::string_view name(StageGroup group) {
  switch (group) {
    case StageGroup::qualified_lead:
      return "qualified_lead";
    case StageGroup::proposal_sent:
      return "proposal_sent";
    case StageGroup::negotiation:
      return "negotiation";
    case StageGroup::won:
      return "won";
    case StageGroup::lost:
      return "lost";
    case StageGroup::other:
      return "other";
  }
  return "other";
}

bool Stage::won() const {
  return is_closed && probability == Decimal::whole(1);
}
bool Stage::lost() const {
  return is_closed && probability == Decimal::whole(0);
}

StageGroup group_of(const Pipeline& pipeline, const Stage& stage) {
  if (stage.won()) return StageGroup::won;
  if (stage.lost()) return StageGroup::lost;
  if (stage.is_closed) return StageGroup::other;
  std::size_t open = 0, before = 0;
  bool found = false;
  for (const Stage& s : pipeline.stages) {
    if (s.is_closed || s.archived) continue;
    found = found || s.id == stage.id;
    if (!found) ++before;
    ++open;
  }
  if (!found) return StageGroup::other;
  switch (before * 3 / open) {
    case 0:
      return StageGroup::qualified_lead;
    case 1:
      return StageGroup::proposal_sent;
    default:
      return StageGroup::negotiation;
  }
}

}  // namespace every::domain
