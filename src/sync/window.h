// Which part of the search index one run looks at. HubSpot's index is late: seconds as a rule, up to an hour
// on a busy portal. So every change is looked for more than once:
//
//   the near window   from a little before the last look to HubSpot's now, in every run
//   the far window    an hour wide, an hour behind now, once in half an hour: each change is in two of them,
//                     and after a pause it is as wide as the pause
//
// Both are asked for in one scan (a search takes several spans), so a look that finds nothing costs one
// request a type whether the far window is due or not. Pure: times in, spans out. All times are HubSpot's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/source.h"

namespace every::sync {

struct Window {
  std::vector<Span> spans;  // ascending, apart from each other; closed: nothing is in them from now on
  Instant watermark;        // of the near window, when the scan is through
  std::optional<Instant> far_mark;  // the end of the far window, where it is due
};

// `mark`: the watermark of the last look. `far_mark`: the end of the last far window, if there was one.
Window window_of(Instant mark, std::optional<Instant> far_mark, Instant hubspot_now);

// As a cursor keeps it, so that a killed run goes on in the very same window. nullopt: not such a text.
std::string to_text(const Window& window);
std::optional<Window> window_from(std::string_view text);

// The watermark that keeps `far_mark` of a type.
std::string far_mark_name(ObjectType type);

}  // namespace every::sync
