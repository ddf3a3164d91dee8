#include "store/listing.h"

#include <fmt/format.h>

#include <algorithm>
#include <compare>
#include <iterator>
#include <limits>
#include <span>
#include <tuple>
#include <variant>

#include "store/list_marks.h"

namespace every::store {
namespace {

// Up to so many finds are looked up one by one and sorted; more are picked out of a walk along the sort's
// index.
constexpr std::size_t kFewMax = 1'000;
// So many rows are walked before finds are looked for where they may lie together.
constexpr std::int64_t kNearMax = 4'000;
// Where those many have met some, so many are walked rather than looked for elsewhere.
constexpr std::int64_t kFarMax = 40'000, kEnd = std::numeric_limits<std::int64_t>::max();

// More finds than these are spread over the list, and the walk meets them soon.
constexpr std::size_t kTogetherMax = 50'000;

std::string order(const Listing& listing, bool descending) {
  const std::string direction = descending ? " DESC NULLS LAST, " : " ASC NULLS FIRST, ";
  std::string out = " ORDER BY ";
  for (const std::string_view key : listing.keys) out.append(key).append(direction);
  return out.append(listing.seq).append(descending ? " DESC" : "");
}

SortKey key_at(const Rows& rows, int column) {
  if (rows.is_null(column)) return {};
  if (rows.is_integer(column)) return rows.integer(column);
  return rows.text(column);
}

std::vector<SortKey> keys_at(const Rows& rows, int column, std::size_t count) {
  std::vector<SortKey> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(key_at(rows, column + static_cast<int>(i)));
  return out;
}

std::vector<std::int64_t> numbers(Rows rows) {
  std::vector<std::int64_t> out;
  while (rows.next()) out.push_back(rows.integer(0));
  return out;
}

// The list from a row on, that row included, its keys and its row number in order. Rows that share the first
// keys are asked for by themselves: a comparison of all keys at once uses an index for the first alone, and
// walks over all that share it (most clients owe nothing).
Query from(const Listing& listing, const std::optional<ListMark>& mark, bool descending) {
  std::string head = "SELECT ", sorted = " ORDER BY ";
  const std::size_t count = listing.keys.size();
  for (std::size_t i = 0; i <= count; ++i) {
    head.append(i == 0 ? "" : ", ").append(i < count ? listing.keys[i] : listing.seq);
    sorted.append(i == 0 ? "" : ", ").append(std::to_string(i + 1)).append(descending ? " DESC" : "");
  }
  Query query = listing.where.about(head);
  if (!mark) return query.add(sorted);
  const auto compare = [&](std::string_view key, std::string_view how, const SortKey& value) {
    const std::string condition = fmt::format(" AND {} {} ?", key, how);
    if (const auto* number = std::get_if<std::int64_t>(&value))
      query.add(condition, *number);
    else
      query.add(condition, std::get<std::string>(value));
  };
  const std::string_view behind = descending ? "<" : ">";
  for (std::size_t same = count + 1; same-- > 0;) {
    if (same < count) query.add(" UNION ALL " + head + listing.where.sql());
    for (std::size_t i = 0; i < same; ++i) compare(listing.keys[i], "=", mark->keys[i]);
    if (same < count)
      compare(listing.keys[same], behind, mark->keys[same]);
    else
      compare(listing.seq, descending ? "<=" : ">=", SortKey(mark->seq));
  }
  return query.add(sorted);
}

// What names a list and its order.
std::string name_of(const Tenant& tenant, const Listing& listing, bool descending) {
  std::string out = tenant.id() + listing.where.sql() + order(listing, descending);
  for (const Query::Argument& argument : listing.where.arguments())
    out += std::visit([](const auto& value) { return fmt::format("\x1f{}", value); }, argument);
  return out;
}

// From the nearest mark, leaving marks on the way.
std::vector<std::int64_t> by_marks(Tx& tx, const Tenant& tenant, const Listing& listing, bool descending,
                                   std::int64_t first, std::int64_t count) {
  const std::string list = name_of(tenant, listing, descending);
  const auto number = static_cast<int>(listing.keys.size());  // the column of the row number
  std::int64_t offset = 0;
  std::optional<ListMark> mark;
  if (auto known = tx.marks()->nearest(list, listing.marked, tx.moment(), first))
    std::tie(offset, mark) = std::move(*known);
  while (first - offset >= ListMarks::kStep) {
    Rows r = tx.rows(tenant, from(listing, mark, descending).add(" LIMIT 1 OFFSET ?", ListMarks::kStep));
    if (!r.next()) return {};
    offset += ListMarks::kStep;
    mark = ListMark{keys_at(r, 0, listing.keys.size()), r.integer(number)};
    tx.marks()->put(list, listing.marked, tx.moment(), offset, *mark);
  }
  std::vector<std::int64_t> out;
  Rows r = tx.rows(tenant, from(listing, mark, descending).add(" LIMIT ? OFFSET ?", count, first - offset));
  while (r.next()) out.push_back(r.integer(number));
  return out;
}

Window<std::int64_t> of_all(Tx& tx, const Tenant& tenant, const Listing& listing, const Slice& slice) {
  Window<std::int64_t> out;
  out.total = listing.total ? *listing.total : tx.number(tenant, listing.where.about("SELECT count(*)"));
  // What lies in the second half is nearer from the other end.
  const std::int64_t first = std::min(offset_of(slice), out.total);
  const std::int64_t count = std::min(limit_of(slice), out.total - first);
  const std::int64_t behind = out.total - first - count;
  const bool turned = behind < first, descending = listing.descending != turned;
  const std::int64_t skipped = turned ? behind : first;
  if (tx.marks() != nullptr && !listing.marked.empty() && skipped >= ListMarks::kStep) {
    out.items = by_marks(tx, tenant, listing, descending, skipped, count);
  } else {
    Query query = listing.where.about("SELECT " + std::string(listing.seq));
    query.add(order(listing, descending) + " LIMIT ? OFFSET ?", count, skipped);
    out.items = numbers(tx.rows(tenant, query));
  }
  if (turned) std::reverse(out.items.begin(), out.items.end());
  return out;
}

struct Found {
  std::vector<SortKey> keys;
  std::int64_t seq = 0;
  auto operator<=>(const Found&) const = default;
};

// Finds looked up one by one, in order.
std::vector<Found> looked_up(Tx& tx, const Tenant& tenant, const Listing& listing,
                             std::span<const std::int64_t> seqs) {
  std::string columns = "SELECT " + std::string(listing.seq);
  for (const std::string_view key : listing.keys) columns.append(", ").append(key);
  std::vector<Found> rows;
  for (const std::int64_t seq : seqs) {
    Query query = listing.where.about(columns);
    Rows r = tx.rows(tenant, query.add(" AND " + std::string(listing.seq) + " = ?", seq));
    if (r.next()) rows.push_back({keys_at(r, 1, listing.keys.size()), seq});
  }
  std::sort(rows.begin(), rows.end());
  if (listing.descending) std::reverse(rows.begin(), rows.end());
  return rows;
}

Window<std::int64_t> window_of(const std::vector<std::int64_t>& seqs, const Slice& slice) {
  Window<std::int64_t> out;
  out.total = std::ssize(seqs);
  for (std::int64_t i = offset_of(slice); i < std::min(out.total, offset_of(slice) + limit_of(slice)); ++i)
    out.items.push_back(seqs[static_cast<std::size_t>(i)]);
  return out;
}

Window<std::int64_t> of_few(Tx& tx, const Tenant& tenant, const Listing& listing, const Slice& slice) {
  std::vector<std::int64_t> seqs;
  for (const Found& one : looked_up(tx, tenant, listing, listing.among->seqs())) seqs.push_back(one.seq);
  return window_of(seqs, slice);
}

// The finds picked out of the sort's index, from its end on. Nothing when it walked `most` rows and met so
// few that the rest is far.
std::optional<Window<std::int64_t>> walked(Tx& tx, const Tenant& tenant, const Listing& listing,
                                           const Slice& slice, std::int64_t most) {
  const std::int64_t first = offset_of(slice), end = first + limit_of(slice);
  Window<std::int64_t> out;
  std::int64_t seen = 0;
  Query query = listing.where.about("SELECT " + std::string(listing.seq));
  Rows rows = tx.rows(tenant, query.add(order(listing, listing.descending)));
  while ((!listing.total || out.total < end) && rows.next()) {
    if (++seen > most) {
      if (!listing.total || end * most > kFarMax * std::max<std::int64_t>(out.total, 1)) return std::nullopt;
      most = kFarMax;
    }
    const std::int64_t seq = rows.integer(0);
    if (!listing.among->contains(seq)) continue;
    if (out.total >= first && out.total < end) out.items.push_back(seq);
    ++out.total;
  }
  if (listing.total) out.total = *listing.total;
  return out;
}

// The finds that lie together, where the first key begins as was searched for, and the others around them.
// Nothing when the others are many: then some are near the end.
std::optional<Window<std::int64_t>> together(Tx& tx, const Tenant& tenant, const Listing& listing,
                                             const Slice& slice) {
  const std::string key(listing.keys.front()), behind = listing.begins + "\xf4\x8f\xbf\xbf";  // U+10FFFF
  Query query = listing.where.about("SELECT " + std::string(listing.seq));
  query.add(" AND " + key + " >= ? AND " + key + " < ?", listing.begins, behind);
  std::vector<std::int64_t> seqs = numbers(tx.rows(tenant, query.add(order(listing, listing.descending))));
  std::erase_if(seqs, [&](std::int64_t seq) { return !listing.among->contains(seq); });
  if (listing.among->size() > seqs.size() + kFewMax) return std::nullopt;
  std::vector<std::int64_t> others, here = seqs;
  std::sort(here.begin(), here.end());
  std::set_difference(listing.among->seqs().begin(), listing.among->seqs().end(), here.begin(), here.end(),
                      std::back_inserter(others));
  std::vector<std::int64_t> before, after;
  for (const Found& one : looked_up(tx, tenant, listing, others))
    ((one.keys.front() < SortKey(listing.begins)) != listing.descending ? before : after).push_back(one.seq);
  seqs.insert(seqs.begin(), before.begin(), before.end());
  seqs.insert(seqs.end(), after.begin(), after.end());
  return window_of(seqs, slice);
}

Window<std::int64_t> of_many(Tx& tx, const Tenant& tenant, const Listing& listing, const Slice& slice) {
  if (!listing.begins.empty()) {
    if (auto near = walked(tx, tenant, listing, slice, kNearMax)) return *std::move(near);
    if (listing.among->size() <= kTogetherMax)
      if (auto found = together(tx, tenant, listing, slice)) return *std::move(found);
  }
  return *walked(tx, tenant, listing, slice, kEnd);
}

}  // namespace

Window<std::int64_t> rows_of(Tx& tx, const Tenant& tenant, const Listing& listing, const Slice& slice) {
  if (!listing.among) return of_all(tx, tenant, listing, slice);
  return listing.among->size() <= kFewMax ? of_few(tx, tenant, listing, slice)
                                          : of_many(tx, tenant, listing, slice);
}

}  // namespace every::store
