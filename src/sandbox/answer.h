// Answers in HubSpot's envelopes, and the small pieces of JSON that they are made of.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace every::sandbox {

using http::Response;

// Appends a JSON string, quotes included.
void quote(std::string& out, std::string_view text);
std::string json_text(std::string_view text);

struct Problem {
  int status = 400;
  std::string category;  // empty: none, as HubSpot's 404 of a single record
  std::string message;
  std::string sub_category;
  std::string context_json;  // an object, or empty
  std::string errors_json;   // an array, or empty
};

// `correlation` is also set as a header by the caller (stamp).
Response problem(const Problem& problem, std::string_view correlation);
Response validation(std::string_view message, std::string_view correlation);
// 403 in either of the two shapes that HubSpot uses.
enum class ScopeShape { in_errors, in_context };
Response missing_scopes(const std::vector<std::string>& scopes, ScopeShape shape,
                        std::string_view correlation);

Response json_answer(int status, std::string body);
// "Mon, 23 Nov 2026 10:04:05 GMT"
std::string http_date(std::int64_t ms);

}  // namespace every::sandbox
