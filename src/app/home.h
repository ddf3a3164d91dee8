// What needs a decision, and finding things.
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "base/money.h"

namespace every::app {

struct HomeDecision {
  std::string kind;  // won_without_invoice, accepted_proposals, overdue_invoices, deals_changed, …
  std::int64_t count = 0;
  std::vector<Money> totals;
  std::string only_id, only_name;  // of one proposal: its id, and its client
};

struct Home {
  std::vector<Money> outstanding, overdue, paid_this_month;
  std::vector<HomeDecision> decisions;
  bool connected = false, imported = false, invoiced = false, sent = false, paid = false;
};

Home home(const App& app, const Actor& actor);

struct Hit {
  std::string id, title, subtitle;
};
struct Hits {
  std::vector<Hit> clients, deals, invoices, proposals;  // at most eight of each
};
Hits search(const App& app, const Actor& actor, const std::string& q);

}  // namespace every::app
