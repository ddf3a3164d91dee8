// Whether it is a person that looks at a document by its link, as far as the request says so.
#pragma once

#include <string_view>

namespace every::domain {

// Crawlers, the previews of chats and mail scanners by their User-Agent, and programs without one. Who
// pretends to be a browser is not known from one.
bool looks_like_a_robot(std::string_view user_agent);

}  // namespace every::domain
