// What invoicing keeps about deals: the parts that a deal is invoiced in, which invoiced deals changed since
// somebody looked, and HubSpot's tax rates as they were read last.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/deal_parts.h"
#include "store/database.h"

namespace every::store {

struct StoredTaxRate {
  std::string id, label;
  Decimal percent;
  Instant read_at;
};

class DealBilling {
 public:
  DealBilling(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  std::vector<domain::DealPart> parts(const std::string& deal_id);  // in their order
  // Replaces the plan; a part that is invoiced has to stay as it is, or the database refuses.
  void put_parts(const std::string& deal_id, const std::vector<domain::DealPart>& parts, Instant at,
                 const std::string& by);

  // Deals with a live invoice that changed in what an invoice says; noted by the database. In the order of
  // their ids, those that come after one.
  std::vector<std::string> changed(const std::string& after, std::int64_t limit);
  void settle(const std::string& deal_id);
  void note_changed(const std::string& deal_id);

  std::optional<StoredTaxRate> tax_rate(const std::string& id);
  void put_tax_rate(const StoredTaxRate& rate);
  std::optional<Instant> tax_rates_asked_at();  // when HubSpot was asked for its list last
  void ask_tax_rates(Instant at);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
