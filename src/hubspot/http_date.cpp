#include "hubspot/http_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace every::hubspot {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr Millis kRetryAfterMax = std::chrono::hours(48);

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

}  // namespace

std::optional<Instant> parse_http_date(std::string_view text) {
  if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT") return std::nullopt;
  const auto month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
  const auto day = number(text.substr(5, 2)), year = number(text.substr(12, 4)),
             hour = number(text.substr(17, 2)), minute = number(text.substr(20, 2)),
             second = number(text.substr(23, 2));
  if (month == kMonths.end() || !day || !year || !hour || !minute || !second) return std::nullopt;
  const Date date{std::chrono::year(static_cast<int>(*year)),
                  std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1),
                  std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return Instant(std::chrono::sys_days(date)) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
         std::chrono::seconds(*second);
}

std::optional<Millis> parse_retry_after(std::string_view text, Instant now) {
  if (const auto seconds = number(text)) {
    // Compared before it becomes milliseconds, so that an absurd number cannot overflow.
    return *seconds > kRetryAfterMax / std::chrono::seconds(1) ? kRetryAfterMax
                                                               : Millis(std::chrono::seconds(*seconds));
  }
  if (const auto when = parse_http_date(text))
    return std::clamp(Millis(*when - now), Millis(0), kRetryAfterMax);
  return std::nullopt;
}

}  // namespace every::hubspot
