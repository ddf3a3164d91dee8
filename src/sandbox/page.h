// The sandbox's own HTML: one plain, readable, accessible shell for its few pages.
#pragma once

#include <string>
#include <string_view>

#include "sandbox/answer.h"

namespace every::sandbox {

// `body` is HTML that goes into <main>.
Response page(int status, std::string_view title, std::string_view body);

}  // namespace every::sandbox
