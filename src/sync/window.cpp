#include "sync/window.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace every::sync {
namespace {

constexpr Millis kOverlap{5 * 60'000};  // the near window begins this much before the watermark
constexpr Millis kSettled{30'000};      // what is younger is taken along, and looked at again
constexpr Millis kAhead{1'000};         // the index may be ahead of the Date header by rounding
constexpr Millis kFarBehind{60 * 60'000}, kFarWidth{60 * 60'000}, kFarEvery{30 * 60'000};
constexpr std::size_t kSpansMax = 2;

std::optional<Instant> instant(std::string_view text) {
  std::int64_t ms = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ms);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return Instant(Millis(ms));
}

}  // namespace

Window window_of(Instant mark, std::optional<Instant> far_mark, Instant hubspot_now) {
  Window window;
  window.watermark = std::max(mark, hubspot_now - kSettled);
  Span near{mark - kOverlap, hubspot_now + kAhead};
  const Instant far_end = hubspot_now - kFarBehind;
  if (!far_mark || far_end - *far_mark >= kFarEvery) {
    const Span far{std::min(far_mark.value_or(far_end), far_end - kFarWidth), far_end};
    window.far_mark = far_end;
    if (far.to >= near.from)
      near.from = std::min(near.from, far.from);
    else
      window.spans.push_back(far);
  }
  window.spans.push_back(near);
  return window;
}

std::string to_text(const Window& window) {
  std::string out = std::to_string(to_ms(window.watermark)) + " " +
                    (window.far_mark ? std::to_string(to_ms(*window.far_mark)) : "-");
  for (const Span& span : window.spans)
    out += " " + std::to_string(to_ms(span.from)) + " " + std::to_string(to_ms(span.to));
  return out;
}

std::optional<Window> window_from(std::string_view text) {
  const auto parts = split(text, ' ');
  if (parts.size() < 4 || parts.size() % 2 != 0 || parts.size() > 2 + 2 * kSpansMax) return std::nullopt;
  Window window;
  const auto mark = instant(parts[0]);
  window.far_mark = instant(parts[1]);
  if (!mark || (!window.far_mark && parts[1] != "-")) return std::nullopt;
  window.watermark = *mark;
  for (std::size_t i = 2; i < parts.size(); i += 2) {
    const auto from = instant(parts[i]), to = instant(parts[i + 1]);
    if (!from || !to) return std::nullopt;
    window.spans.push_back({*from, *to});
  }
  return window;
}

std::string far_mark_name(ObjectType type) {
  return "far/" + std::string(name(type));
}

}  // namespace every::sync
