// Pages of records and of associations. Whatever both readers accept has to mean the same to them: simdjson's
// streaming reader, which skips what it does not need, and Boost.JSON, which builds the whole tree.
#include <string>

#include "base/json.h"
#include "fuzz.h"
#include "hubspot/parse.h"

namespace {

using namespace every;
using fuzz::expect;

// Numbers keep their own spelling in one reader and not in the other.
bool comparable(const json::value& v) {
  return v.is_string() || v.is_null();
}

void compare_record(const json::value& expected, const sync::Record& record) {
  if (!expected.is_object()) return expect(false, "a record that is no object");
  const json::object& object = expected.get_object();
  if (const json::value* id = object.if_contains("id"); id != nullptr && id->is_string())
    expect(std::string_view(id->get_string()) == record.id, "the same id");
  const json::value* properties = object.if_contains("properties");
  if (properties == nullptr || !properties->is_object()) return;
  for (const auto& [name, value] : record.properties) {
    const json::value* other = properties->get_object().if_contains(name);
    expect(other != nullptr, "a property that both see");
    if (!comparable(*other)) continue;
    expect(other->is_null() == !value.has_value(), "null in both");
    if (value) expect(std::string_view(other->get_string()) == *value, "the same value");
  }
  for (const auto& [name, value] : properties->get_object()) {
    if (!comparable(value)) continue;
    bool found = false;
    for (const auto& mine : record.properties) found = found || mine.first == std::string_view(name);
    expect(found, "no property lost");
  }
}

void compare(const json::object& tree, const hubspot::RecordsPage& page) {
  const json::value* results = tree.if_contains("results");
  expect(results != nullptr && results->is_array(), "results");
  expect(results->get_array().size() == page.records.size(), "as many records");
  for (std::size_t i = 0; i < page.records.size(); ++i)
    compare_record(results->get_array()[i], page.records[i]);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body = every::fuzz::text(data, size);
  const auto page = hubspot::parse_records(body);
  if (page) {
    const auto tree = parse_json(body);
    if (tree.ok() && tree->is_object()) compare(tree->get_object(), *page);
    for (const sync::Record& record : page->records) {
      fuzz::expect(hubspot::is_record_id(record.id), "an id of digits");
      for (std::size_t i = 1; i < record.properties.size(); ++i)
        fuzz::expect(record.properties[i - 1].first < record.properties[i].first,
                     "each property once, in order");
    }
  }
  const auto links = hubspot::parse_links(body, 5);
  if (links)
    for (const auto& from : links->results)
      for (const auto& link : from.links)
        fuzz::expect(hubspot::is_record_id(link.to_id), "a target of digits");
  return 0;
}
