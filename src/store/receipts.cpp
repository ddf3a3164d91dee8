#include "store/receipts.h"

#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kErasure = "privacy_delete";
constexpr std::string_view kColumns = "SELECT id, kind, subject, by_, data, at FROM receipts ";

Receipt read(const Rows& r) {
  return {r.text(0), r.text(1), r.text(2), r.text(3), r.text(4), r.time(5)};
}

std::optional<Receipt> first(Rows rows) {
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

}  // namespace

void Receipts::insert(const Receipt& r) {
  tx_.run(tenant_,
          "INSERT INTO receipts (workspace_id, id, kind, subject, by_, data, at, scrubbed_at) VALUES ($1, "
          "$2, $3, "
          "$4, $5, $6, $7, NULL)",
          r.id, r.kind, r.subject, r.by, r.data, r.at);
}

std::optional<Receipt> Receipts::find(const std::string& id) {
  return first(tx_.rows(tenant_, std::string(kColumns) + "WHERE workspace_id = $1 AND id = $2", id));
}

std::optional<Receipt> Receipts::of_erasure(const std::string& hubspot_id) {
  return first(tx_.rows(
      tenant_, std::string(kColumns) + "WHERE workspace_id = $1 AND subject = $2 AND kind = 'privacy_delete'",
      "contact/" + hubspot_id));
}

std::vector<std::string> Receipts::erased(std::span<const std::string> hubspot_ids) {
  std::vector<std::string> out;
  if (tx_.number(tenant_,
                 "SELECT 1 FROM receipts WHERE workspace_id = $1 AND kind = 'privacy_delete' LIMIT 1") == 0)
    return out;
  for (const std::string& id : hubspot_ids)
    if (tx_.number(tenant_,
                   "SELECT 1 FROM receipts WHERE workspace_id = $1 AND subject = $2 AND kind = "
                   "'privacy_delete'",
                   "contact/" + id) != 0)
      out.push_back(id);
  return out;
}

Window<Receipt> Receipts::list(const std::string& kind, const Slice& slice) {
  Window<Receipt> out;
  out.total = tx_.number(
      tenant_, "SELECT count(*) FROM receipts WHERE workspace_id = $1 AND ($2 = '' OR kind = $2)", kind);
  Rows r =
      tx_.rows(tenant_,
               std::string(kColumns) +
                   "WHERE workspace_id = $1 AND ($2 = '' OR kind = $2) ORDER BY at DESC, id DESC LIMIT $3 "
                   "OFFSET $4",
               kind, limit_of(slice), offset_of(slice));
  while (r.next()) out.items.push_back(read(r));
  return out;
}

bool scrub_waits(Tx& tx) {
  return tx.number(Tenant::system(),
                   "SELECT 1 FROM receipts WHERE kind = $2 AND scrubbed_at IS NULL AND $1 = $1 LIMIT 1",
                   kErasure) != 0;
}

void scrubbed(Tx& tx, Instant before, Instant at) {
  tx.run(
      Tenant::system(),
      "UPDATE receipts SET scrubbed_at = $2 WHERE kind = $3 AND at <= $4 AND scrubbed_at IS NULL AND $1 = $1",
      at, kErasure, before);
}

}  // namespace every::store
