#include "store/listing.h"

#include <algorithm>
#include <variant>

namespace every::store {
namespace {

// Up to so many finds are looked up one by one and sorted; more are picked out of a walk along the sort's index.
constexpr std::size_t kFewMax = 1'000;

std::string order(const Listing& listing) {
  const std::string direction = listing.descending ? " DESC NULLS LAST, " : " ASC NULLS FIRST, ";
  std::string out = " ORDER BY ";
  for (const std::string_view key : listing.keys) out.append(key).append(direction);
  return out.append(listing.id).append(listing.descending ? " DESC" : "");
}

using Key = std::variant<std::monostate, std::int64_t, std::string>;

Key key_at(const Rows& rows, int column) {
  if (rows.is_null(column)) return {};
  if (rows.is_integer(column)) return rows.integer(column);
  return rows.text(column);
}

Window<std::string> of_all(Tx& tx, const Tenant& tenant, const Listing& listing, const Slice& slice) {
  Window<std::string> out;
  out.total = listing.total ? *listing.total : tx.number(tenant, listing.where.about("SELECT count(*)"));
  Query query = listing.where.about("SELECT " + std::string(listing.id));
  Rows rows = tx.rows(tenant, query.add(order(listing) + " LIMIT ? OFFSET ?", limit_of(slice), offset_of(slice)));
  while (rows.next()) out.items.push_back(rows.text(0));
  return out;
}

Window<std::string> of_few(Tx& tx, const Tenant& tenant, const Listing& listing, const Slice& slice) {
  std::string columns = "SELECT " + std::string(listing.id);
  for (const std::string_view key : listing.keys) columns.append(", ").append(key);
  std::vector<std::pair<std::vector<Key>, std::string>> rows;
  for (const std::string& id : *listing.among) {
    Query query = listing.where.about(columns);
    Rows r = tx.rows(tenant, query.add(" AND " + std::string(listing.id) + " = ?", id));
    if (!r.next()) continue;
    std::vector<Key> keys;
    for (int i = 0; i < static_cast<int>(listing.keys.size()); ++i) keys.push_back(key_at(r, i + 1));
    rows.emplace_back(std::move(keys), r.text(0));
  }
  std::sort(rows.begin(), rows.end());
  if (listing.descending) std::reverse(rows.begin(), rows.end());
  Window<std::string> out;
  out.total = static_cast<std::int64_t>(rows.size());
  for (std::int64_t i = offset_of(slice); i < std::min(out.total, offset_of(slice) + limit_of(slice)); ++i)
    out.items.push_back(std::move(rows[static_cast<std::size_t>(i)].second));
  return out;
}

Window<std::string> of_many(Tx& tx, const Tenant& tenant, const Listing& listing, const Slice& slice) {
  const std::int64_t first = offset_of(slice), end = first + limit_of(slice);
  Window<std::string> out;
  Query query = listing.where.about("SELECT " + std::string(listing.id));
  Rows rows = tx.rows(tenant, query.add(order(listing)));
  while ((!listing.total || out.total < end) && rows.next()) {
    if (!listing.among->contains(rows.view(0))) continue;
    if (out.total >= first && out.total < end) out.items.push_back(rows.text(0));
    ++out.total;
  }
  if (listing.total) out.total = *listing.total;
  return out;
}

}  // namespace

Window<std::string> ids_of(Tx& tx, const Tenant& tenant, const Listing& listing, const Slice& slice) {
  if (!listing.among) return of_all(tx, tenant, listing, slice);
  return listing.among->size() <= kFewMax ? of_few(tx, tenant, listing, slice)
                                          : of_many(tx, tenant, listing, slice);
}

}  // namespace every::store
