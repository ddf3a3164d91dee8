// Which clients a list is narrowed to, as row numbers out of the indexes of each question. Private to store/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/clients.h"
#include "store/search.h"

namespace every::store {

// Those that fit the search and all filters but source, status and "in sync" (a condition of the walk);
// nothing when none of these is asked for.
std::optional<Finds> client_finds(Tx& tx, const Tenant& tenant, const ClientFilter& filter, Date today);

// How many clients are in the word of their last invoice that the filter asks for, when it asks for nothing
// else and the word is none that a day makes ("overdue").
std::optional<std::int64_t> in_last_word(Tx& tx, const Tenant& tenant, const ClientFilter& filter);

// Linked and as HubSpot has it: not gone there, and nothing about it waits for a person. `client` is the
// row's name in the statement.
std::string in_sync(std::string_view client);
// How many of those that are linked are not.
std::int64_t not_in_sync(Tx& tx, const Tenant& tenant, const ClientFilter& filter);

}  // namespace every::store
