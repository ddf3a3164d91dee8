// The search language: groups of filters, one sort, pages by offset, never past 10,000.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/json.h"
#include "sandbox/portal.h"

namespace every::sandbox {

enum class Operator {
  lt,
  lte,
  gt,
  gte,
  eq,
  neq,
  between,
  in,
  not_in,
  has,
  has_not,
  contains_token,
  not_contains_token,
};

struct Filter {
  std::string property;
  std::optional<NameId> name;      // of the property, where any record has it
  std::optional<Kind> associated;  // "associations.company": `values` are ids
  ValueType type = ValueType::string;
  Operator op = Operator::eq;
  std::vector<std::string> values;   // between: low, high
  std::vector<long double> numbers;  // the same for numbers and times (ms)
};

struct Search {
  static constexpr std::size_t kGroups = 5, kFiltersInGroup = 6, kFilters = 18, kPage = 200, kReach = 10'000,
                               kQuery = 3000;
  std::vector<std::vector<Filter>> groups;  // any group, all of its filters
  std::string query;
  std::string sort;  // empty: by creation
  bool descending = false;
  std::vector<std::string> properties;
  std::size_t limit = 10, after = 0;
  bool from_the_epoch = false;  // HubSpot fails on a lower bound of 0
};

struct Hits {
  std::size_t total = 0;
  std::vector<const Record*> page;
};

// Error: validation, in words for the caller. The portal is being read.
Result<Search> read_search(const json::value& body, const Portal& portal, Kind kind);
bool matches(const Search& search, const Portal& portal, Kind kind, const Record& record);
// `page` holds the records as they are now, or null for what is gone; `now` decides what the index knows.
Hits run(const Search& search, const Portal& portal, Kind kind, Instant now);

}  // namespace every::sandbox
