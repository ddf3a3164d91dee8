// From the body of a search to a Search, with HubSpot's limits.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "sandbox/record_json.h"
#include "sandbox/search.h"
#include "sandbox/search_values.h"

namespace every::sandbox {
namespace {

Error wrong(std::string detail) {
  return Error(Code::validation, std::move(detail));
}

std::optional<Operator> operator_from(std::string_view text) {
  static constexpr std::pair<std::string_view, Operator> kOperators[] = {
      {"LT", Operator::lt},
      {"LTE", Operator::lte},
      {"GT", Operator::gt},
      {"GTE", Operator::gte},
      {"EQ", Operator::eq},
      {"NEQ", Operator::neq},
      {"BETWEEN", Operator::between},
      {"IN", Operator::in},
      {"NOT_IN", Operator::not_in},
      {"HAS_PROPERTY", Operator::has},
      {"NOT_HAS_PROPERTY", Operator::has_not},
      {"CONTAINS_TOKEN", Operator::contains_token},
      {"NOT_CONTAINS_TOKEN", Operator::not_contains_token}};
  for (const auto& [name, op] : kOperators)
    if (name == text) return op;
  return std::nullopt;
}

// Text as it came, or the digits of a number.
std::optional<std::string> scalar(const json::object& o, std::string_view name) {
  const json::value* v = o.if_contains(name);
  if (v == nullptr || v->is_null()) return std::nullopt;
  if (v->is_string()) return std::string(v->get_string());
  return json::serialize(*v);
}

Status read_values(const json::object& o, Filter& f) {
  switch (f.op) {
    case Operator::has:
    case Operator::has_not:
      return done();
    case Operator::in:
    case Operator::not_in: {
      const json::value* list = o.if_contains("values");
      if (list == nullptr || !list->is_array() || list->get_array().empty())
        return wrong(fmt::format("operator {} requires values", scalar(o, "operator").value_or("")));
      for (const json::value& v : list->get_array())
        f.values.push_back(v.is_string() ? std::string(v.get_string()) : json::serialize(v));
      return done();
    }
    default:
      break;
  }
  const auto value = scalar(o, "value"), high = scalar(o, "highValue");
  if (!value) return wrong(fmt::format("operator {} requires a value", scalar(o, "operator").value_or("")));
  f.values = {*value};
  if (f.op != Operator::between) return done();
  if (!high) return wrong("operator BETWEEN requires value and highValue");
  f.values.push_back(*high);
  return done();
}

Result<Filter> read_filter(const json::value& v, const Portal& portal, Kind kind) {
  if (!v.is_object()) return wrong("A filter has to be an object.");
  const json::object& o = v.get_object();
  Filter f;
  f.property = scalar(o, "propertyName").value_or("");
  const auto op = operator_from(scalar(o, "operator").value_or(""));
  if (!op) return wrong(fmt::format("\"{}\" is not an operator.", scalar(o, "operator").value_or("")));
  f.op = *op;
  EVERY_CHECK(read_values(o, f));
  if (f.property.starts_with("associations.")) {
    f.associated = kind_from(std::string_view(f.property).substr(13));
    if (!f.associated)
      return wrong(
          fmt::format("There was a problem with the request: {} is not an association.", f.property));
    if (f.op != Operator::eq && f.op != Operator::in)
      return wrong("associations can be filtered with EQ and IN.");
    return f;
  }
  const PropertyDefinition* d = portal.definition(kind, f.property);
  if (d == nullptr)
    return wrong(
        fmt::format("There was a problem with the request: property {} does not exist.", f.property));
  f.type = d->type;
  f.name = portal.names().find(f.property);
  if (!is_ordered(f.type)) return f;
  for (const std::string& text : f.values) {
    const auto n = ordered_value(f.type, text);
    if (!n) return wrong(fmt::format("\"{}\" is not a {} value of {}.", text, name(f.type), f.property));
    f.numbers.push_back(*n);
  }
  return f;
}

Result<std::vector<Filter>> read_group(const json::value& filters, const Portal& portal, Kind kind) {
  if (!filters.is_array()) return wrong("filters has to be an array.");
  if (filters.get_array().size() > Search::kFiltersInGroup)
    return wrong(fmt::format("A filter group may hold at most {} filters.", Search::kFiltersInGroup));
  std::vector<Filter> group;
  for (const json::value& v : filters.get_array()) {
    EVERY_TRY(filter, read_filter(v, portal, kind));
    group.push_back(std::move(filter));
  }
  return group;
}

Status read_groups(const json::object& o, const Portal& portal, Kind kind, Search& search) {
  if (const json::value* filters = o.if_contains("filters"); filters != nullptr && !filters->is_null()) {
    EVERY_TRY(group, read_group(*filters, portal, kind));
    if (!group.empty()) search.groups.push_back(std::move(group));
  }
  if (const json::value* groups = o.if_contains("filterGroups"); groups != nullptr && !groups->is_null()) {
    if (!groups->is_array()) return wrong("filterGroups has to be an array.");
    for (const json::value& v : groups->get_array()) {
      const json::value* filters = v.is_object() ? v.get_object().if_contains("filters") : nullptr;
      if (filters == nullptr) return wrong("A filter group needs filters.");
      EVERY_TRY(group, read_group(*filters, portal, kind));
      if (!group.empty()) search.groups.push_back(std::move(group));
    }
  }
  std::size_t all = 0;
  for (const auto& group : search.groups) all += group.size();
  if (search.groups.size() > Search::kGroups)
    return wrong(fmt::format("At most {} filter groups are allowed.", Search::kGroups));
  if (all > Search::kFilters)
    return wrong(fmt::format("At most {} filters are allowed in all.", Search::kFilters));
  return done();
}

Status read_sort(const json::object& o, const Portal& portal, Kind kind, Search& search) {
  const json::value* sorts = o.if_contains("sorts");
  if (sorts == nullptr || sorts->is_null()) return done();
  if (!sorts->is_array()) return wrong("sorts has to be an array.");
  if (sorts->get_array().size() > 1) return wrong("Only one sort is allowed.");
  if (sorts->get_array().empty()) return done();
  const json::value& sort = sorts->get_array().front();
  if (sort.is_string()) {
    std::string_view name = sort.get_string();
    search.descending = name.starts_with("-");
    search.sort = name.substr(search.descending ? 1 : 0);
  } else if (sort.is_object()) {
    search.sort = scalar(sort.get_object(), "propertyName").value_or("");
    search.descending = scalar(sort.get_object(), "direction").value_or("ASCENDING") == "DESCENDING";
  }
  if (portal.definition(kind, search.sort) == nullptr)
    return wrong(fmt::format("Cannot sort by \"{}\": it does not exist.", search.sort));
  return done();
}

Status read_page(const json::object& o, Search& search) {
  if (const auto text = scalar(o, "limit")) {
    const auto n = parse_id(*text);
    if (!n || *n > Search::kPage) return wrong(fmt::format("limit must be between 0 and {}", Search::kPage));
    search.limit = *n;
  }
  if (const auto text = scalar(o, "after"); text && !text->empty()) {
    const auto n = parse_id(*text);
    if (!n) return wrong("The paging cursor is not an integer.");
    search.after = *n;
  }
  if (search.after + search.limit > Search::kReach)
    return wrong(fmt::format("There was a problem with the request: results beyond {} cannot be reached.",
                             Search::kReach));
  return done();
}

}  // namespace

Result<Search> read_search(const json::value& body, const Portal& portal, Kind kind) {
  if (!body.is_object()) return wrong("Invalid input JSON.");
  const json::object& o = body.get_object();
  Search search;
  search.query = trim(scalar(o, "query").value_or(""));
  if (length(search.query) > Search::kQuery)
    return wrong(fmt::format("query is longer than {} characters.", Search::kQuery));
  EVERY_CHECK(read_groups(o, portal, kind, search));
  EVERY_CHECK(read_sort(o, portal, kind, search));
  EVERY_CHECK(read_page(o, search));
  if (const json::value* names = o.if_contains("properties"); names != nullptr && names->is_array())
    for (const json::value& n : names->get_array())
      if (n.is_string()) search.properties.emplace_back(n.get_string());
  for (const auto& group : search.groups)
    for (const Filter& f : group)
      if (f.type == ValueType::datetime && (f.op == Operator::gte || f.op == Operator::gt) &&
          f.numbers.at(0) <= 0)
        search.from_the_epoch = true;
  return search;
}

}  // namespace every::sandbox
