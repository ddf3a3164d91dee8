// The colour profile that PDF/A asks for: sRGB's primaries and white, with a gamma of 2.2. Everything that
// Every draws is grey, which is the same in any of them.
#pragma once

#include <string>

namespace every::render {

// An ICC profile of version 2 (ICC.1:2001-04), always the same bytes.
std::string rgb_profile();

}  // namespace every::render
