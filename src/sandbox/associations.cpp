// Who belongs to whom: batches of 1,000, each record with its own paging.
#include <fmt/format.h>

#include <algorithm>

#include "sandbox/call.h"
#include "sandbox/record_json.h"

namespace every::sandbox {
namespace {

constexpr std::size_t kInputsMax = 1000;
constexpr std::uint64_t kLimitMax = 500;
constexpr std::size_t kOldPage = 100;  // of v3

struct Input {
  std::string id;
  RecordId after = 0;
};

Result<std::vector<Input>> read_inputs(std::string_view text) {
  const auto wrong = [](std::string detail) { return Error(Code::validation, std::move(detail)); };
  const auto parsed = parse_json(text);
  if (!parsed.ok() || !parsed->is_object()) return wrong("Invalid input JSON.");
  const json::value* list = parsed->get_object().if_contains("inputs");
  if (list == nullptr || !list->is_array()) return wrong("inputs: may not be null");
  if (list->get_array().size() > kInputsMax)
    return wrong(fmt::format("The number of inputs must not exceed {}.", kInputsMax));
  std::vector<Input> inputs;
  for (const json::value& v : list->get_array()) {
    const json::value* id = v.is_object() ? v.get_object().if_contains("id") : nullptr;
    if (id == nullptr || !(id->is_string() || id->is_int64())) return wrong("inputs: each one needs an id");
    Input input{id->is_string() ? std::string(id->get_string()) : std::to_string(id->get_int64())};
    if (const json::value* after = v.get_object().if_contains("after");
        after != nullptr && after->is_string()) {
      const auto n = from_cursor(std::string_view(after->get_string()));
      if (!n) return wrong("The paging cursor is not valid.");
      input.after = *n;
    }
    inputs.push_back(std::move(input));
  }
  return inputs;
}

// What v3 says of a pair: "contact_to_company", twice where it is the primary one.
struct OldWords {
  Kind from, to;
};

// One page of targets, from `after` on: "[{toObjectId…}]" (in v3: "[{id,type}]") and, where there are more,
// the cursor.
void write_page(std::string& out, const std::vector<Link>& links, AssociationTypes types, RecordId after,
                std::size_t limit, std::optional<OldWords> v3) {
  auto at = std::lower_bound(links.begin(), links.end(), after,
                             [](const Link& l, RecordId id) { return l.to < id; });
  out.push_back('[');
  for (std::size_t n = 0; n < limit && at != links.end(); ++n, ++at) {
    if (n > 0) out.push_back(',');
    if (v3) {
      const std::string type = fmt::format("{}_to_{}", singular(v3->from), singular(v3->to));
      const auto entry = [&](std::string_view suffix) {
        return fmt::format(R"({{"id":"{}","type":"{}{}"}})", at->to, type, suffix);
      };
      if (at->primary) out += entry("") + ",";
      out += entry(types.primary != 0 ? "_unlabeled" : "");
      continue;
    }
    out += fmt::format(R"({{"toObjectId":{},"associationTypes":[)", at->to);
    out += fmt::format(R"({{"category":"HUBSPOT_DEFINED","typeId":{},"label":null}})", types.plain);
    if (at->primary && types.primary != 0)
      out += fmt::format(R"(,{{"category":"HUBSPOT_DEFINED","typeId":{},"label":"Primary"}})", types.primary);
    out += "]}";
  }
  out.push_back(']');
  if (at != links.end()) out += fmt::format(R"(,"paging":{{"next":{{"after":"{}"}}}})", cursor(at->to));
}

std::string no_pair(Kind from, Kind to) {
  return fmt::format("There are no association types between {} and {}.", singular(from), singular(to));
}

}  // namespace

Response association_batch(const Call& call, Kind from, Kind to) {
  const auto types = association_types(from, to);
  if (!types) return call.invalid(no_pair(from, to));
  const auto inputs = read_inputs(call.request.body);
  if (!inputs.ok()) return call.invalid(inputs.error().detail);
  std::string results, errors;
  std::size_t failed = 0;
  const bool old = call.route.version == Version::v3;
  const auto lock = call.portal.reading();
  for (const Input& input : *inputs) {
    if (call.commits(FaultKind::partial) && failed == 0) {
      ++failed;
      errors = fmt::format(
          R"({{"status":"error","category":"INTERNAL_ERROR","message":"Could not read the associations right now.","context":{{"fromObjectId":[{}]}}}})",
          json_text(input.id));
      continue;
    }
    const auto id = parse_id(input.id);
    const Record* record = id ? call.portal.resolve(from, *id) : nullptr;
    const auto links = record == nullptr ? std::vector<Link>{} : call.portal.links(*record, to);
    if (links.empty()) {
      ++failed;
      errors += fmt::format(
          R"({}{{"status":"error","category":"OBJECT_NOT_FOUND","subCategory":"crm.associations.NO_ASSOCIATIONS_FOUND","message":{},"context":{{"fromObjectId":[{}],"fromObjectType":["{}"],"toObjectType":["{}"]}}}})",
          errors.empty() ? "" : ",",
          json_text(fmt::format("No {} is associated with {} {}.", singular(to), singular(from), input.id)),
          json_text(input.id), singular(from), singular(to));
      continue;
    }
    results +=
        fmt::format(R"({}{{"from":{{"id":{}}},"to":)", results.empty() ? "" : ",", json_text(input.id));
    // v3 takes no notice of the cursor: whoever follows it gets the first page for ever.
    if (old)
      write_page(results, links, *types, 0, kOldPage, OldWords{from, to});
    else
      write_page(results, links, *types, input.after, static_cast<std::size_t>(call.association_page), {});
    results.push_back('}');
  }
  const std::string now = to_rfc3339(call.now);
  std::string out = fmt::format(R"({{"status":"COMPLETE","results":[{}],"startedAt":"{}","completedAt":"{}")",
                                results, now, now);
  if (failed == 0) return json_answer(200, out + "}");
  return json_answer(207, out + fmt::format(R"(,"numErrors":{},"errors":[{}]}})", failed, errors));
}

Response record_associations(const Call& call, Kind from, Kind to) {
  const auto types = association_types(from, to);
  if (!types) return call.invalid(no_pair(from, to));
  const bool old = call.route.version == Version::v3;
  const auto limit = parse_id(call.request.query.get("limit").value_or("500"));
  if (!limit || *limit == 0 || *limit > kLimitMax) return call.invalid("limit must be between 1 and 500");
  const auto after_text = call.request.query.get("after").value_or("");
  const auto after = after_text.empty() ? std::optional<RecordId>(0) : from_cursor(after_text);
  if (!after) return call.invalid("The paging cursor is not valid.");
  const auto lock = call.portal.reading();
  const auto id = parse_id(call.route.id);
  const Record* record = id ? call.portal.resolve(from, *id) : nullptr;
  if (record == nullptr || !record->live()) return not_found(call);
  std::string out = "{\"results\":";
  write_page(out, call.portal.links(*record, to), *types, *after, *limit,
             old ? std::optional(OldWords{from, to}) : std::nullopt);
  return json_answer(200, out + "}");
}

Response association_labels(const Call& call, Kind from, Kind to) {
  const auto types = association_types(from, to);
  if (!types) return call.invalid(no_pair(from, to));
  std::string out =
      fmt::format(R"({{"results":[{{"category":"HUBSPOT_DEFINED","typeId":{},"label":null}})", types->plain);
  if (types->primary != 0)
    out += fmt::format(R"(,{{"category":"HUBSPOT_DEFINED","typeId":{},"label":"Primary"}})", types->primary);
  return json_answer(200, out + "]}");
}

}  // namespace every::sandbox
