#include "sandbox/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "sandbox/call.h"
#include "sandbox/record_json.h"
#include "sandbox/search_values.h"

namespace every::sandbox {

bool is_ordered(ValueType type) {
  return type == ValueType::number || type == ValueType::datetime || type == ValueType::date;
}

std::optional<long double> ordered_value(ValueType type, std::string_view text) {
  if (type != ValueType::number) {
    if (const auto t = parse_rfc3339(text)) return static_cast<long double>(to_ms(*t));
    if (const auto d = parse_date(text))
      return static_cast<long double>(to_ms(Instant(std::chrono::sys_days(*d))));
  }
  long double n = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), n);
  return ec != std::errc() || end != text.data() + text.size() ? std::nullopt : std::optional(n);
}

bool has_token(std::string_view text, std::string_view token) {
  std::string wanted = fold(token);
  const bool open_start = wanted.starts_with("*"), open_end = wanted.size() > 1 && wanted.ends_with("*");
  if (open_end) wanted.pop_back();
  if (open_start) wanted.erase(0, 1);
  const std::string folded = fold(text);
  const auto separates = [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && !std::isalnum(static_cast<unsigned char>(c));
  };
  for (std::size_t at = folded.find(wanted); at != std::string::npos; at = folded.find(wanted, at + 1)) {
    const bool starts = open_start || at == 0 || separates(folded[at - 1]);
    const std::size_t end = at + wanted.size();
    if (starts && (open_end || end == folded.size() || separates(folded[end]))) return true;
  }
  return false;
}

namespace {

// The ordered value of a record without making text of it where that can be avoided.
std::optional<long double> ordered(const Filter& f, const Portal& portal, Kind kind, const Record& r) {
  if (f.name)
    if (const auto packed = r.values.get(*f.name))
      return packed->empty() ? std::nullopt : ordered_value(f.type, *packed);
  if (f.property == "hs_object_id") return static_cast<long double>(r.id);
  if (f.property == modified_property(kind)) return static_cast<long double>(r.modified_ms);
  if (f.property == "createdate") return static_cast<long double>(r.created_ms);
  const auto text = portal.value(kind, r, f.property);
  return text && !text->empty() ? ordered_value(f.type, *text) : std::nullopt;
}

bool compare_ordered(const Filter& f, long double v) {
  const auto any = [&] { return std::find(f.numbers.begin(), f.numbers.end(), v) != f.numbers.end(); };
  switch (f.op) {
    case Operator::lt:
      return v < f.numbers[0];
    case Operator::lte:
      return v <= f.numbers[0];
    case Operator::gt:
      return v > f.numbers[0];
    case Operator::gte:
      return v >= f.numbers[0];
    case Operator::between:
      return v >= f.numbers[0] && v <= f.numbers[1];
    case Operator::eq:
    case Operator::in:
    case Operator::contains_token:
      return any();
    case Operator::neq:
    case Operator::not_in:
    case Operator::not_contains_token:
      return !any();
    case Operator::has:
    case Operator::has_not:
      break;
  }
  return true;
}

bool compare_text(const Filter& f, std::string_view text) {
  const bool exact = f.type == ValueType::enumeration || f.type == ValueType::boolean;
  // Text is compared without case, but the values of IN have to be given in lower case: others never match.
  const auto same = [&](const std::string& wanted, bool folded) {
    return exact ? text == wanted : folded ? fold(text) == fold(wanted) : to_lower_ascii(text) == wanted;
  };
  const auto any = [&] {
    return std::any_of(f.values.begin(), f.values.end(), [&](const auto& v) { return same(v, false); });
  };
  switch (f.op) {
    case Operator::eq:
      return same(f.values[0], true);
    case Operator::neq:
      return !same(f.values[0], true);
    case Operator::in:
      return any();
    case Operator::not_in:
      return !any();
    case Operator::contains_token:
      return has_token(text, f.values[0]);
    case Operator::not_contains_token:
      return !has_token(text, f.values[0]);
    case Operator::lt:
      return fold(text) < fold(f.values[0]);
    case Operator::lte:
      return fold(text) <= fold(f.values[0]);
    case Operator::gt:
      return fold(text) > fold(f.values[0]);
    case Operator::gte:
      return fold(text) >= fold(f.values[0]);
    case Operator::between:
      return fold(text) >= fold(f.values[0]) && fold(text) <= fold(f.values[1]);
    case Operator::has:
    case Operator::has_not:
      break;
  }
  return true;
}

bool matches(const Filter& f, const Portal& portal, Kind kind, const Record& r) {
  if (f.associated)
    return std::any_of(r.links.begin(), r.links.end(), [&](const Link& l) {
      return l.kind == *f.associated &&
             std::find(f.values.begin(), f.values.end(), std::to_string(l.to)) != f.values.end();
    });
  if (is_ordered(f.type)) {
    const auto value = ordered(f, portal, kind, r);
    if (f.op == Operator::has || f.op == Operator::has_not)
      return value.has_value() == (f.op == Operator::has);
    return value && compare_ordered(f, *value);
  }
  const auto text = portal.value(kind, r, f.property);
  const bool has = text && !text->empty();
  if (f.op == Operator::has || f.op == Operator::has_not) return has == (f.op == Operator::has);
  if (f.property == "email" && f.op == Operator::eq)
    for (const std::string& more : split(portal.value(kind, r, "hs_additional_emails").value_or(""), ';'))
      if (fold(more) == fold(f.values[0])) return true;
  return has && compare_text(f, *text);
}

bool found_by_words(const std::string& query, const Portal& portal, Kind kind, const Record& r) {
  static constexpr std::string_view kSearched[] = {"firstname", "lastname", "email",    "phone", "company",
                                                   "name",      "domain",   "dealname", "hs_sku"};
  for (const std::string_view property : kSearched)
    if (portal.definition(kind, property) != nullptr)
      if (const auto text = portal.value(kind, r, property); text && has_token(*text, query + "*"))
        return true;
  return false;
}

}  // namespace

bool matches(const Search& search, const Portal& portal, Kind kind, const Record& record) {
  if (!record.live()) return false;
  if (!search.query.empty() && !found_by_words(search.query, portal, kind, record)) return false;
  return search.groups.empty() ||
         std::any_of(search.groups.begin(), search.groups.end(), [&](const auto& group) {
           return std::all_of(group.begin(), group.end(),
                              [&](const Filter& f) { return matches(f, portal, kind, record); });
         });
}

Hits run(const Search& search, const Portal& portal, Kind kind, Instant now) {
  struct Hit {
    const Record* record;  // as the index sees it
    long double number;
    std::string text;
  };
  Filter key;  // only to read the sorted value the way a filter does
  key.property = search.sort.empty() ? "createdate" : search.sort;
  key.type = portal.definition(kind, key.property)->type;
  key.name = portal.names().find(key.property);
  const bool by_id = key.property == "hs_object_id";  // the order in which they lie, or its reverse
  const SearchIndex& index = portal.search_index();
  if (by_id && index.up_to_date()) {
    Hits out{0, {}};
    const auto take = [&](const Record& r) {
      if (!matches(search, portal, kind, r)) return;
      if (out.total++ >= search.after && out.page.size() < search.limit) out.page.push_back(&r);
    };
    const auto& all = portal.records(kind);
    if (search.descending)
      std::for_each(all.rbegin(), all.rend(), take);
    else
      std::for_each(all.begin(), all.end(), take);
    return out;
  }
  std::vector<Hit> hits;
  const auto consider = [&](const Record& r) {
    if (!matches(search, portal, kind, r)) return;
    Hit hit{&r, 0, {}};
    if (!by_id && is_ordered(key.type)) hit.number = ordered(key, portal, kind, r).value_or(-1);
    if (!by_id && !is_ordered(key.type)) hit.text = fold(portal.value(kind, r, key.property).value_or(""));
    hits.push_back(std::move(hit));
  };
  for (const Record& r : portal.records(kind))
    if (index.up_to_date() || index.find(kind, r.id, to_ms(now)) == nullptr) consider(r);
  if (!index.up_to_date()) {
    index.each(kind, to_ms(now), [&](RecordId, const SearchIndex::Stale& stale) {
      if (stale.was) consider(*stale.was);
    });
    if (by_id)
      std::sort(hits.begin(), hits.end(),
                [](const Hit& a, const Hit& b) { return a.record->id < b.record->id; });
  }
  if (by_id && search.descending) std::reverse(hits.begin(), hits.end());
  if (!by_id)
    std::sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) {
      const Hit &x = search.descending ? b : a, &y = search.descending ? a : b;
      if (x.number != y.number) return x.number < y.number;
      return x.text != y.text ? x.text < y.text : x.record->id < y.record->id;
    });
  Hits out{hits.size(), {}};
  for (std::size_t i = search.after; i < std::min(hits.size(), search.after + search.limit); ++i)
    out.page.push_back(portal.find(kind, hits[i].record->id));
  return out;
}

Response search_records(const Call& call, Kind kind) {
  const auto body = parse_json(call.request.body);
  if (!body.ok()) return call.invalid("Invalid input JSON.");
  const auto lock = call.portal.reading();
  const auto search = read_search(*body, call.portal, kind);
  if (!search.ok()) return call.invalid(search.error().detail);
  if (search->from_the_epoch) return problem({.status = 500, .message = "internal error"}, call.correlation);
  const Hits hits = run(*search, call.portal, kind, call.now);
  const Projection projection(call.portal, kind, search->properties, call.ui_url);
  std::string out = fmt::format(R"({{"total":{},"results":[)", hits.total);
  bool first = true;
  for (const Record* record : hits.page) {
    // Deleted or merged since it was indexed: counted, not shown.
    if (record == nullptr || !record->live()) continue;
    if (!std::exchange(first, false)) out.push_back(',');
    projection.write(out, *record);
  }
  out.push_back(']');
  if (const std::size_t next = search->after + hits.page.size(); next < hits.total && !hits.page.empty())
    out += fmt::format(R"(,"paging":{{"next":{{"after":"{}"}}}})", next);
  return json_answer(200, out + "}");
}

}  // namespace every::sandbox
