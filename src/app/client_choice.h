// Clients that were chosen in a list: one by one, or as a question with exceptions.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/context.h"
#include "base/json.h"
#include "store/clients.h"

namespace every::app {

struct ClientChoice {
  std::optional<std::vector<std::string>> ids;
  store::ClientFilter filter;
  std::set<std::string> except;
};

// `ids`, or `filter` with `except`; whoever reads more of the body finishes it.
ClientChoice read_client_choice(Fields& in);

// Before clients are looked for: who is in the HubSpot list that the filter names is known. Errors: as
// know_list (review_filters.h).
Status know_filter(const App& app, const Actor& actor, const store::ClientFilter& filter);

}  // namespace every::app
