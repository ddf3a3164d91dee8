// Deals of the pipeline.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/deal.h"
#include "store/database.h"

namespace every::store {

struct DealFilter {
  std::string pipeline_id, stage_id, q, owner_id, client_id;
  bool won_without_invoice = false;
  std::string state;                           // open, won, lost; "" = all
  std::optional<std::int64_t> over, under;     // minor units, both inclusive
  std::string currency;                        // of the amount; "" = any
  std::optional<Date> closes_from, closes_to;  // both inclusive
  std::optional<Date> overdue_on;              // with quiet_since: open ones whose close date is past,
  std::optional<Instant> quiet_since;          // or that nothing moved since then
};

struct DealRow {
  domain::Deal deal;
  std::string invoice_id, invoice_number;  // the live (not void) invoice of the deal, if any
  std::string invoice_status;              // display status: draft, sent, paid, …
};

struct StageTotal {
  std::string stage_id;
  std::int64_t count = 0;
  std::vector<Money> totals;    // per currency
  std::vector<Money> weighted;  // amount × probability, rounded per deal
};

class Deals {
 public:
  Deals(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void insert(const domain::Deal& deal);
  bool update(const domain::Deal& deal, std::int64_t expected_version);
  bool remove(const std::string& id);
  std::optional<domain::Deal> find(const std::string& id);
  std::optional<domain::Deal> by_hubspot(const std::string& object_id);
  std::optional<DealRow> row(const std::string& id, Date today);
  // Sorts: closeDate (default, newest first), amount, name.
  Window<DealRow> list(const DealFilter& filter, const Slice& slice, Date today);
  std::vector<StageTotal> stage_totals(const DealFilter& filter);  // stage_id of the filter is ignored
  std::vector<std::pair<std::string, std::string>> owners(const std::string& pipeline_id);  // id, name
  std::int64_t count_hubspot();
  std::int64_t count_of_client(const std::string& client_id);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
