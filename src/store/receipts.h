// Receipts: what was done that cannot be undone, and what it left. Kept for ever; a receipt holds no personal
// data.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

struct Receipt {
  std::string id;
  std::string kind;     // disconnect, privacy_delete
  std::string subject;  // "portal/147893001", "contact/512": what in HubSpot it is about
  std::string by;       // a user's name, or "HubSpot sync"
  std::string data;     // JSON object with the particulars
  Instant at;
};

class Receipts {
 public:
  Receipts(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void insert(const Receipt& receipt);
  std::optional<Receipt> find(const std::string& id);
  // A person is erased once: the receipt of this HubSpot contact, if there is one.
  std::optional<Receipt> of_erasure(const std::string& hubspot_id);
  // Which of these HubSpot contacts were erased. Cheap when nobody ever was.
  std::vector<std::string> erased(std::span<const std::string> hubspot_ids);
  Window<Receipt> list(const std::string& kind, const Slice& slice);  // newest first; "" = every kind

 private:
  Tx& tx_;
  Tenant tenant_;
};

// Whether an erasure happened after which the file was not scrubbed yet (Database::scrub), in any workspace.
bool scrub_waits(Tx& tx);
void scrubbed(Tx& tx, Instant before, Instant at);  // of erasures until `before`

}  // namespace every::store
