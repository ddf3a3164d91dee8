#include "store/listing.h"

#include <algorithm>
#include <variant>

namespace every::store {
namespace {

// Up to so many finds are looked up one by one and sorted; more are picked out of a walk along the sort's
// index.
constexpr std::size_t kFewMax = 1'000;

std::string order(const Listing& listing, bool descending) {
  const std::string direction = descending ? " DESC NULLS LAST, " : " ASC NULLS FIRST, ";
  std::string out = " ORDER BY ";
  for (const std::string_view key : listing.keys) out.append(key).append(direction);
  return out.append(listing.seq).append(descending ? " DESC" : "");
}

using Key = std::variant<std::monostate, std::int64_t, std::string>;

Key key_at(const Rows& rows, int column) {
  if (rows.is_null(column)) return {};
  if (rows.is_integer(column)) return rows.integer(column);
  return rows.text(column);
}

Window<std::int64_t> of_all(Tx& tx, const Tenant& tenant, const Listing& listing, const Slice& slice) {
  Window<std::int64_t> out;
  out.total = listing.total ? *listing.total : tx.number(tenant, listing.where.about("SELECT count(*)"));
  // What lies in the second half is nearer from the other end.
  const std::int64_t first = std::min(offset_of(slice), out.total);
  const std::int64_t count = std::min(limit_of(slice), out.total - first);
  const std::int64_t behind = out.total - first - count;
  const bool turned = behind < first;
  Query query = listing.where.about("SELECT " + std::string(listing.seq));
  query.add(order(listing, listing.descending != turned) + " LIMIT ? OFFSET ?", count,
            turned ? behind : first);
  Rows rows = tx.rows(tenant, query);
  while (rows.next()) out.items.push_back(rows.integer(0));
  if (turned) std::reverse(out.items.begin(), out.items.end());
  return out;
}

Window<std::int64_t> of_few(Tx& tx, const Tenant& tenant, const Listing& listing, const Slice& slice) {
  std::string columns = "SELECT " + std::string(listing.seq);
  for (const std::string_view key : listing.keys) columns.append(", ").append(key);
  std::vector<std::pair<std::vector<Key>, std::int64_t>> rows;
  for (const std::int64_t seq : listing.among->seqs()) {
    Query query = listing.where.about(columns);
    Rows r = tx.rows(tenant, query.add(" AND " + std::string(listing.seq) + " = ?", seq));
    if (!r.next()) continue;
    std::vector<Key> keys;
    for (int i = 0; i < static_cast<int>(listing.keys.size()); ++i) keys.push_back(key_at(r, i + 1));
    rows.emplace_back(std::move(keys), seq);
  }
  std::sort(rows.begin(), rows.end());
  if (listing.descending) std::reverse(rows.begin(), rows.end());
  Window<std::int64_t> out;
  out.total = static_cast<std::int64_t>(rows.size());
  for (std::int64_t i = offset_of(slice); i < std::min(out.total, offset_of(slice) + limit_of(slice)); ++i)
    out.items.push_back(rows[static_cast<std::size_t>(i)].second);
  return out;
}

Window<std::int64_t> of_many(Tx& tx, const Tenant& tenant, const Listing& listing, const Slice& slice) {
  const std::int64_t first = offset_of(slice), end = first + limit_of(slice);
  Window<std::int64_t> out;
  Query query = listing.where.about("SELECT " + std::string(listing.seq));
  Rows rows = tx.rows(tenant, query.add(order(listing, listing.descending)));
  while ((!listing.total || out.total < end) && rows.next()) {
    const std::int64_t seq = rows.integer(0);
    if (!listing.among->contains(seq)) continue;
    if (out.total >= first && out.total < end) out.items.push_back(seq);
    ++out.total;
  }
  if (listing.total) out.total = *listing.total;
  return out;
}

}  // namespace

Window<std::int64_t> rows_of(Tx& tx, const Tenant& tenant, const Listing& listing, const Slice& slice) {
  if (!listing.among) return of_all(tx, tenant, listing, slice);
  return listing.among->size() <= kFewMax ? of_few(tx, tenant, listing, slice)
                                          : of_many(tx, tenant, listing, slice);
}

}  // namespace every::store
