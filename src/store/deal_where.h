// The deals that a filter lets through, for all who list or add them up. Private to store/.
#pragma once

#include "store/deals.h"
#include "store/encode.h"
#include "store/query.h"

namespace every::store {

inline Query where_of(const DealFilter& f) {
  Query where(" FROM deals d WHERE d.workspace_id = $1");
  if (!f.pipeline_id.empty()) where.add(" AND d.pipeline_id = ?", f.pipeline_id);
  if (!f.stage_id.empty()) where.add(" AND d.stage_id = ?", f.stage_id);
  if (!f.owner_id.empty()) where.add(" AND d.owner_id = ?", f.owner_id);
  if (!f.client_id.empty()) where.add(" AND d.client_id = ?", f.client_id);
  if (f.state == "won") where.add(" AND d.won = 1");
  if (f.state == "lost") where.add(" AND d.lost = 1");
  if (f.state == "open" || f.overdue_on) where.add(" AND d.won = 0 AND d.lost = 0");
  if (f.over) where.add(" AND d.amount >= ?", *f.over);
  if (f.under) where.add(" AND d.amount <= ?", *f.under);
  if (!f.currency.empty()) where.add(" AND d.currency = ?", f.currency);
  if (f.closes_from) where.add(" AND d.close_date >= ?", to_text(*f.closes_from));
  if (f.closes_to) where.add(" AND d.close_date <= ?", to_text(*f.closes_to));
  if (f.overdue_on)
    where.add(" AND (d.close_date < ? OR d.updated_at < ?)", to_text(*f.overdue_on),
              to_ms(f.quiet_since.value_or(Instant{})));
  if (f.won_without_invoice) where.add(" AND d.won = 1 AND d.billed = 0");
  return where;
}

}  // namespace every::store
