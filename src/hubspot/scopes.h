// Which permissions (scopes) Every asks for, what each is for, and what is off without it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/source.h"

namespace every::hubspot {

// An app has to declare these as required; without one of them connecting makes no sense.
std::span<const std::string_view> required_scopes();
// Dropped silently by HubSpot where the account has no such product.
std::span<const std::string_view> optional_scopes();

struct MissingScope {
  std::string scope;
  bool required = false;
  std::string off;  // what does not work: "Line items of deals are not read."
  std::string why;  // how that can be and what to do
};
// What was wanted and is not among `granted`, required ones first.
std::vector<MissingScope> missing_scopes(std::span<const std::string> granted);
// How a connection was made decides what HubSpot offers it besides records.
struct WayIn {
  bool webhooks = false;     // HubSpot can call us
  std::string why;           // a sentence about it for the person who connected
  bool daily_limit = false;  // shared with the account's other private apps
};
WayIn way_in(bool oauth);
bool can_read(sync::ObjectType type, std::span<const std::string> granted);

// A pasted token does not tell its scopes: tries each kind of data once through an interactive Source. The
// answer is what granted would say, as far as it can be tried. Errors: token_invalid, network, …
Result<std::vector<std::string>> probe_scopes(sync::Source& source, std::stop_token stop);

}  // namespace every::hubspot
