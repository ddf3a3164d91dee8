#include "sync/stage_entry.h"

#include "store/deal_entries.h"
#include "store/deal_rules.h"

namespace every::sync {

void StageEntry::moved_in_hubspot(const domain::Deal& was, const domain::Deal& now, Instant at) {
  const domain::StagePlace from = place_of(was), to = place_of(now);
  if (from == to) return;
  store::DealMoves moves(tx_, tenant_);
  if (moves.last_told(now.id) == to) return;
  moves.add({now.id, from, to, true, at});
  note(now, from, at, at);
}

void StageEntry::moved_here(const domain::Deal& was, const domain::Deal& now, Instant at) {
  const domain::StagePlace from = place_of(was), to = place_of(now);
  if (from == to) return;
  store::DealMoves(tx_, tenant_).add({now.id, from, to, false, at});
  note(now, from, at, at);
}

void StageEntry::made_here(const domain::Deal& deal, Instant at) {
  store::DealMoves(tx_, tenant_).add({deal.id, {}, place_of(deal), false, at});
  note(deal, {}, at, at);
}

void StageEntry::arrived(const domain::Deal& deal, Instant made_at, std::optional<Instant> connected_at,
                         Instant at) {
  if (connected_at && made_at <= *connected_at) return;
  store::DealMoves(tx_, tenant_).add({deal.id, {}, place_of(deal), true, at});
  note(deal, {}, at, made_at);
}

void StageEntry::note(const domain::Deal& deal, const domain::StagePlace& from, Instant at,
                      Instant happened) {
  for (const domain::DealRule& rule : store::DealRules(tx_, tenant_).on()) {
    if (happened < rule.since) continue;
    if (!domain::enters(domain::places_of(rule, pipelines_, mapping_), from, place_of(deal))) continue;
    store::DealEntries(tx_, tenant_).put({deal.id, rule.id, place_of(deal), at, true, "", ""});
    return;
  }
}

}  // namespace every::sync
