// The Date header: "Wed, 18 Mar 2026 10:53:55 GMT" (RFC 9110's one preferred form).
#pragma once

#include <optional>
#include <string_view>

#include "base/time.h"

namespace every::hubspot {

std::optional<Instant> parse_http_date(std::string_view text);

// Retry-After in either of its forms, as a time from `now` on; nothing for text that is neither. At most two
// days.
std::optional<Millis> parse_retry_after(std::string_view text, Instant now);

}  // namespace every::hubspot
