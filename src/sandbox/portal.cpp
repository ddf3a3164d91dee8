#include "sandbox/portal.h"

#include <algorithm>
#include <numeric>

namespace every::sandbox {

Portal::Portal(Account account, std::int64_t id) : id_(id), account_(std::move(account)) {
  for (const Kind kind : kKinds)
    for (PropertyDefinition& d : catalogue(kind)) define(kind, std::move(d));
}

void Portal::define(Kind kind, PropertyDefinition definition) {
  names_.intern(definition.name);
  auto& all = definitions_[index(kind)];
  auto& by_name = definition_index_[index(kind)];
  if (const auto known = by_name.find(definition.name); known != by_name.end()) {
    all[known->second] = std::move(definition);
    return;
  }
  by_name.emplace(definition.name, all.size());
  all.push_back(std::move(definition));
}

Record& Portal::append(Kind kind, RecordId id, std::int64_t created_ms, std::int64_t modified_ms) {
  Record& record = records_[index(kind)].emplace_back();
  record.id = id;
  record.created_ms = created_ms;
  record.modified_ms = modified_ms;
  return record;
}

void Portal::set(Record& record, std::string_view name, std::string_view value) {
  if (const auto id = names_.intern(name)) record.values.set(*id, value);
}

void Portal::sort() {
  for (auto& all : records_) {
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return all[a].id != all[b].id ? all[a].id < all[b].id : a < b;
    });
    std::vector<Record> kept;
    kept.reserve(all.size());
    for (const std::size_t i : order) {
      all[i].values.shrink();
      if (!kept.empty() && kept.back().id == all[i].id)
        kept.back() = std::move(all[i]);
      else
        kept.push_back(std::move(all[i]));
    }
    all = std::move(kept);
  }
}

const Record* Portal::find(Kind kind, RecordId id) const {
  const auto& all = records_[index(kind)];
  const auto at =
      std::lower_bound(all.begin(), all.end(), id, [](const Record& r, RecordId i) { return r.id < i; });
  return at == all.end() || at->id != id ? nullptr : &*at;
}

Record* Portal::edit(Kind kind, RecordId id) {
  return const_cast<Record*>(find(kind, id));
}

const Record* Portal::resolve(Kind kind, RecordId id) const {
  const Record* record = find(kind, id);
  // A survivor always has a greater id than what went into it, so this ends.
  while (record != nullptr && record->merged_into != 0) record = find(kind, record->merged_into);
  return record;
}

const PropertyDefinition* Portal::definition(Kind kind, std::string_view name) const {
  const auto& by_name = definition_index_[index(kind)];
  const auto known = by_name.find(name);
  if (known == by_name.end()) return nullptr;
  const PropertyDefinition& found = definitions_[index(kind)][known->second];
  return found.archived_ms != 0 ? nullptr : &found;
}

std::optional<std::string> Portal::value(Kind kind, const Record& record, std::string_view name) const {
  if (const auto id = names_.find(name))
    if (const auto packed = record.values.get(*id)) return std::string(*packed);
  if (name == "hs_object_id") return std::to_string(record.id);
  if (name == "createdate" || (name == "hs_createdate" && kind == Kind::deal))
    return to_rfc3339(from_ms(record.created_ms));
  if (name == modified_property(kind)) return to_rfc3339(from_ms(record.modified_ms));
  return std::nullopt;
}

Values Portal::values(Kind kind, const Record& record) const {
  Values out;
  record.values.each([&](NameId id, std::string_view value) { out.emplace(names_.name(id), value); });
  for (const std::string_view name : {std::string_view("hs_object_id"), std::string_view("createdate"),
                                      std::string_view("hs_createdate"), modified_property(kind)})
    if (auto v = value(kind, record, name)) out.emplace(name, std::move(*v));
  return out;
}

std::vector<Link> Portal::links(const Record& record, Kind to) const {
  std::vector<Link> out;
  for (const Link& link : record.links) {
    if (link.kind != to) continue;
    // A recording may name records that are not in it; those stand as they were recorded.
    const Record* target = find(to, link.to);
    if (target == nullptr || target->live()) out.push_back(link);
  }
  std::sort(out.begin(), out.end(), [](const Link& a, const Link& b) { return a.to < b.to; });
  return out;
}

Portal::Counts Portal::counts(Kind kind) const {
  Counts counts;
  for (const Record& r : records(kind))
    ++(r.merged_into != 0 ? counts.merged : r.live() ? counts.live : counts.archived);
  return counts;
}

std::size_t Portal::bytes(Kind kind) const {
  std::size_t sum = 0;
  for (const Record& r : records(kind))
    sum += sizeof r + r.values.capacity() + r.links.capacity() * sizeof(Link);
  return sum;
}

}  // namespace every::sandbox
