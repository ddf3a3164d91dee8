// Counts that are kept instead of counted: how many rows of a kind are in which bucket. They move in the
// transaction that moves the rows, so a list of 100,000 knows its total at once. Private to store/.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "store/tx.h"

namespace every::store {

void add_to_counter(Tx& tx, const Tenant& tenant, std::string_view kind, std::string_view bucket,
                    std::int64_t by);
// The sum over the buckets that `wanted` accepts.
std::int64_t counted(Tx& tx, const Tenant& tenant, std::string_view kind,
                     const std::function<bool(std::string_view bucket)>& wanted);
// Whatever was linked with HubSpot is free now.
void free_counters(Tx& tx, const Tenant& tenant);
// What a list's source filter means: "" all, "here" all but hubspot, else that one.
inline bool is_of_source(std::string_view filter, std::string_view source) {
  return filter.empty() || (filter == "here" ? source != "hubspot" : source == filter);
}

}  // namespace every::store
