// HubSpot's failures as our errors. Any body is survived: the JSON envelope with any field missing, the token
// endpoint's other envelope, a gateway's HTML, nothing at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "net/http_client.h"

namespace every::hubspot {

// What an answer that is no success says; every text may be empty.
struct Failure {
  int status = 0;
  std::string category;  // "VALIDATION_ERROR", "MISSING_SCOPES"
  std::string sub_category;
  std::string message;              // scrubbed, at most 300 characters
  std::string correlation_id;       // from the body or the header
  std::string policy;               // of a 429: "DAILY", "TEN_SECONDLY_ROLLING", "SECONDLY"
  std::vector<std::string> scopes;  // of a 403: what would have been needed
  std::string oauth_error;          // token endpoint: RFC 6749's "invalid_grant"
  std::string oauth_status;         // token endpoint: HubSpot's own "BAD_REFRESH_TOKEN"
  std::optional<Millis> retry_after;
};

enum class LimitPolicy { daily, ten_secondly, secondly, unknown };

// `secret` (the token used) is cut out of every text, since HubSpot has been seen to echo it.
Failure read_failure(const net::HttpResponse& response, std::string_view secret, Instant now);
// Text without anything that looks like a credential.
std::string scrub(std::string text, std::string_view secret);

// By policyName, else by the words of the message.
LimitPolicy limit_policy(const Failure& failure);

// The typed error of a CRM answer. 401 becomes token_expired; what to do about it is decided where tokens are
// known.
Error to_error(const Failure& failure);
// The typed error of the token endpoint: token_expired only where the connection is surely dead, oauth_failed
// for configuration and for codes, network and hubspot_down for what passes.
Error to_oauth_error(const Failure& failure);

// True for what may be over at the next try: network, 408, 423, 429, 477, 5xx, an unreadable answer.
bool is_transient(Code code);
bool is_transient_status(int status);

}  // namespace every::hubspot
