#include "domain/viewer.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace every::domain {

bool looks_like_a_robot(std::string_view user_agent) {
  // Every browser says Mozilla, for historical reasons; hardly any program does.
  if (user_agent.find("Mozilla") == std::string_view::npos) return true;
  constexpr std::array<std::string_view, 16> kRobots = {
      "bot",       "crawl",      "spider",   "preview", "scan",       "facebookexternalhit",
      "slack",     "whatsapp",   "telegram", "discord", "skypeuripr", "embedly",
      "barracuda", "proofpoint", "mimecast", "headless"};
  const std::string text = to_lower_ascii(user_agent);
  return std::any_of(kRobots.begin(), kRobots.end(),
                     [&](std::string_view robot) { return text.find(robot) != std::string::npos; });
}

}  // namespace every::domain
