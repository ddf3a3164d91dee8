// Lists, and who is in them.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "base/text.h"
#include "sandbox/call.h"
#include "sandbox/record_json.h"

namespace every::sandbox {
namespace {

constexpr std::int64_t kCountMost = 500, kOffsetMost = 10'000;
constexpr std::uint64_t kMembersMost = 250;
constexpr std::size_t kBatchMax = 100;

std::string when(std::int64_t ms) {
  return to_rfc3339(from_ms(ms));
}

std::size_t size_of(const Portal& portal, const RecordList& list) {
  return static_cast<std::size_t>(
      std::count_if(list.members.begin(), list.members.end(), [&](const auto& member) {
        const Record* r = portal.find(list.kind, member.first);
        return r != nullptr && r->live();
      }));
}

json::object list_json(const RecordList& list) {
  json::object o{{"listId", std::to_string(list.id)},
                 {"listVersion", list.version},
                 {"name", list.name},
                 {"objectTypeId", json::string(type_id(list.kind))},
                 {"processingType", list.processing_type},
                 {"processingStatus", list.processing_status},
                 {"createdById", "222222"},
                 {"updatedById", "222222"},
                 {"createdAt", when(list.created_ms)},
                 {"updatedAt", when(list.updated_ms)},
                 {"filtersUpdatedAt", when(list.created_ms)}};
  if (list.deleted_ms != 0) o["deletedAt"] = when(list.deleted_ms);
  return o;
}

// As listed: with what was asked for besides. The numbers are texts here.
json::object found_json(const Portal& portal, const RecordList& list, const std::set<std::string>& wanted) {
  json::object more;
  if (wanted.contains("hs_list_size")) more["hs_list_size"] = std::to_string(size_of(portal, list));
  if (wanted.contains("hs_list_reference_count")) more["hs_list_reference_count"] = "0";
  if (wanted.contains("hs_last_record_added_at") && list.last_added_ms != 0)
    more["hs_last_record_added_at"] = std::to_string(list.last_added_ms);
  if (wanted.contains("hs_last_record_removed_at") && list.last_removed_ms != 0)
    more["hs_last_record_removed_at"] = std::to_string(list.last_removed_ms);
  json::object o = list_json(list);
  o["additionalProperties"] = std::move(more);
  return o;
}

struct Wanted {
  std::set<std::string> properties, processing_types, ids;
  std::string query, object_type, sort;
  std::int64_t offset = 0, count = 20;
  RecordId after = 0;
};

Result<Wanted> read(std::string_view body, bool search) {
  const auto wrong = [](std::string text) { return Error(Code::validation, std::move(text)); };
  const auto parsed = parse_json(body);
  if (!parsed.ok() || !parsed->is_object()) return wrong("Invalid input JSON.");
  const json::object& o = parsed->get_object();
  Wanted out;
  const auto texts = [&](const char* name, std::set<std::string>& into, bool required) -> Status {
    const json::value* v = o.if_contains(name);
    if (v == nullptr && !required) return done();
    if (v == nullptr || !v->is_array())
      return wrong(fmt::format("Some required fields were not set: [{}]", name));
    for (const json::value& t : v->get_array())
      if (t.is_string()) into.emplace(t.get_string());
    return done();
  };
  EVERY_CHECK(texts("additionalProperties", out.properties, true));
  EVERY_CHECK(texts("processingTypes", out.processing_types, true));
  EVERY_CHECK(texts("listIds", out.ids, search));
  const auto text = [&](const char* name) {
    const json::value* v = o.if_contains(name);
    return v != nullptr && v->is_string() ? std::string(v->get_string()) : std::string();
  };
  out.query = to_lower_ascii(text("query"));
  out.object_type = text("objectTypeId");
  out.sort = text("sort");
  const json::value* offset = o.if_contains("offset");
  if (search && (offset == nullptr || !offset->is_int64()))
    return wrong("Some required fields were not set: [offset]");
  if (offset != nullptr && offset->is_int64()) out.offset = offset->get_int64();
  if (const json::value* count = o.if_contains("count"); count != nullptr && count->is_int64())
    out.count = count->get_int64();
  if (out.count < 1 || out.count > kCountMost || out.offset < 0)
    return wrong(fmt::format("count must be between 1 and {}", kCountMost));
  if (out.offset > kOffsetMost) return wrong(fmt::format("offset must not exceed {}", kOffsetMost));
  if (const std::string after = text("after"); !after.empty()) {
    const auto id = parse_id(after);
    if (!id) return wrong("The paging cursor is not valid.");
    out.after = *id;
  }
  return out;
}

bool fits(const RecordList& list, const Wanted& w) {
  return list.deleted_ms == 0 && (w.ids.empty() || w.ids.contains(std::to_string(list.id))) &&
         (w.processing_types.empty() || w.processing_types.contains(list.processing_type)) &&
         (w.object_type.empty() || kind_from(w.object_type) == list.kind) &&
         (w.query.empty() || to_lower_ascii(list.name).find(w.query) != std::string::npos);
}

Response search(const Call& call) {
  const auto wanted = read(call.request.body, true);
  if (!wanted.ok()) return call.invalid(wanted.error().detail);
  std::vector<const RecordList*> hits;
  for (const RecordList& list : call.portal.lists().all())
    if (fits(list, *wanted)) hits.push_back(&list);
  // Newest first, unless asked otherwise: an order that moves while one pages.
  if (wanted->sort != "HS_LIST_ID")
    std::sort(hits.begin(), hits.end(), [](const auto* a, const auto* b) {
      return std::tie(b->updated_ms, a->id) < std::tie(a->updated_ms, b->id);
    });
  json::array lists;
  const auto from = std::min(static_cast<std::size_t>(wanted->offset), hits.size()),
             to = std::min(from + static_cast<std::size_t>(wanted->count), hits.size());
  for (std::size_t i = from; i < to; ++i)
    lists.push_back(found_json(call.portal, *hits[i], wanted->properties));
  return json_answer(200, json::serialize(json::object{{"offset", to},
                                                       {"hasMore", to < hits.size()},
                                                       {"lists", std::move(lists)},
                                                       {"total", hits.size()}}));
}

Response all(const Call& call) {
  const auto wanted = read(call.request.body, false);
  if (!wanted.ok()) return call.invalid(wanted.error().detail);
  json::array results;
  json::object out;
  std::size_t total = 0;
  for (const RecordList& list : call.portal.lists().all()) {
    if (!fits(list, *wanted)) continue;
    ++total;
    if (list.id < wanted->after) continue;
    if (results.size() == static_cast<std::size_t>(wanted->count)) {
      if (!out.contains("paging"))
        out["paging"] = json::object{{"next", json::object{{"after", std::to_string(list.id)}}}};
      continue;
    }
    results.push_back(found_json(call.portal, list, wanted->properties));
  }
  out["results"] = std::move(results);
  out["total"] = total;
  return json_answer(200, json::serialize(out));
}

const RecordList* asked(const Call& call) {
  const auto id = parse_id(call.route.id);
  return id ? call.portal.lists().find(*id) : nullptr;
}

Response members(const Call& call) {
  const RecordList* list = asked(call);
  if (list == nullptr || list->deleted_ms != 0) return not_found(call);
  const auto limit = parse_id(call.request.query.get("limit").value_or("100"));
  if (!limit || *limit == 0 || *limit > kMembersMost)
    return call.invalid(fmt::format("limit must be between 1 and {}", kMembersMost));
  std::vector<std::pair<RecordId, std::int64_t>> rows;
  for (const auto& member : list->members)
    if (const Record* r = call.portal.find(list->kind, member.first); r != nullptr && r->live())
      rows.push_back(member);
  const bool by_time = call.route.endpoint == Endpoint::list_join_order;
  if (by_time)
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
      return std::tie(a.second, a.first) < std::tie(b.second, b.first);
    });
  const auto after = call.request.query.get("after"), before = call.request.query.get("before");
  // Only `before`: backwards. The cursor is opaque, here the record of the next page.
  const bool backwards = !after && before.has_value();
  if (backwards) std::reverse(rows.begin(), rows.end());
  auto at = rows.begin();
  if (const auto& cursor = after ? after : before; cursor && !cursor->empty()) {
    const auto id = parse_id(*cursor);
    if (!id) return call.invalid("The paging cursor is not valid.");
    at = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
      return by_time ? row.first == *id : backwards ? row.first <= *id : row.first >= *id;
    });
  }
  json::array results;
  for (; at != rows.end() && results.size() < *limit; ++at)
    results.push_back(
        json::object{{"recordId", std::to_string(at->first)}, {"membershipTimestamp", when(at->second)}});
  json::object out{{"results", std::move(results)}, {"total", rows.size()}};
  if (at != rows.end())
    out["paging"] = backwards ? json::object{{"prev", json::object{{"before", std::to_string(at->first)}}}}
                              : json::object{{"next", json::object{{"after", std::to_string(at->first)}}}};
  return json_answer(200, json::serialize(out));
}

json::array memberships_of(const Portal& portal, Kind kind, RecordId id) {
  json::array out;
  for (const RecordList& list : portal.lists().all()) {
    if (list.kind != kind || list.deleted_ms != 0) continue;
    const auto at = std::find_if(list.members.begin(), list.members.end(),
                                 [&](const auto& member) { return member.first == id; });
    if (at == list.members.end()) continue;
    out.push_back(json::object{{"listId", std::to_string(list.id)},
                               {"listVersion", list.version},
                               {"firstAddedTimestamp", when(at->second)},
                               {"lastAddedTimestamp", when(at->second)},
                               {"isPublicList", false}});
  }
  return out;
}

Response of_record(const Call& call) {
  const auto kind = kind_from(call.route.type);
  const auto id = parse_id(call.route.id);
  if (!kind) return call.invalid(fmt::format("Unable to infer object type from: {}", call.route.type));
  const Record* r = id ? call.portal.find(*kind, *id) : nullptr;
  if (r == nullptr || !r->live()) return not_found(call);
  json::array results = memberships_of(call.portal, *kind, r->id);
  const std::size_t total = results.size();
  return json_answer(200, json::serialize(json::object{{"results", std::move(results)}, {"total", total}}));
}

Response of_records(const Call& call) {
  const auto body = parse_json(call.request.body);
  const json::value* inputs =
      body.ok() && body->is_object() ? body->get_object().if_contains("inputs") : nullptr;
  if (inputs == nullptr || !inputs->is_array() || inputs->get_array().size() > kBatchMax)
    return call.invalid(fmt::format("inputs: between 1 and {} are needed", kBatchMax));
  json::array results;
  for (const json::value& input : inputs->get_array()) {
    const auto member = [&](const char* name) {
      const json::value* v = input.is_object() ? input.get_object().if_contains(name) : nullptr;
      return v != nullptr && v->is_string() ? std::string(v->get_string()) : std::string();
    };
    const auto kind = kind_from(member("objectTypeId"));
    const auto id = parse_id(member("recordId"));
    if (!kind || !id) return call.invalid("inputs: each one needs objectTypeId and recordId");
    results.push_back(json::object{{"objectTypeId", member("objectTypeId")},
                                   {"recordId", member("recordId")},
                                   {"recordListMemberships", memberships_of(call.portal, *kind, *id)}});
  }
  return json_answer(200, json::serialize(json::object{{"status", "COMPLETE"},
                                                       {"results", std::move(results)},
                                                       {"startedAt", to_rfc3339(call.now)},
                                                       {"completedAt", to_rfc3339(call.now)}}));
}

}  // namespace

Response lists(const Call& call) {
  const auto lock = call.portal.reading();
  switch (call.route.endpoint) {
    case Endpoint::lists_all:
      return all(call);
    case Endpoint::lists_search:
      return search(call);
    case Endpoint::list_by_id: {
      const RecordList* list = asked(call);  // deleted ones as well, with the time of it
      if (list == nullptr) return not_found(call);
      return json_answer(200, json::serialize(json::object{{"list", list_json(*list)}}));
    }
    case Endpoint::list_id_mapping: {
      const auto legacy = parse_id(call.request.query.get("legacyListId").value_or(""));
      const RecordList* list = legacy ? call.portal.lists().find(*legacy) : nullptr;
      if (list == nullptr) return not_found(call);
      return json_answer(200, json::serialize(json::object{{"legacyListId", std::to_string(*legacy)},
                                                           {"listId", std::to_string(list->id)}}));
    }
    default: {
      json::array found;
      for (const std::string& text : comma_list(call.request.query.all("listIds")))
        if (const auto id = parse_id(text))
          if (const RecordList* list = call.portal.lists().find(*id)) found.push_back(list_json(*list));
      return json_answer(200, json::serialize(json::object{{"lists", std::move(found)}}));
    }
  }
}

Response list_memberships(const Call& call) {
  const auto lock = call.portal.reading();
  if (call.route.endpoint == Endpoint::lists_of_record) return of_record(call);
  if (call.route.endpoint == Endpoint::lists_of_records) return of_records(call);
  return members(call);
}

}  // namespace every::sandbox
