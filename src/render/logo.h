// The picture at the head of a document.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace every::render {

inline constexpr std::size_t kLogoBytesMax = 1024 * 1024;
inline constexpr int kLogoPixelsMax = 2000;  // each side

struct Logo {
  std::string type;  // image/png or image/jpeg
  int width = 0, height = 0;
  std::string bytes;  // the file
};

// A PNG that can be decoded, or a whole JPEG in grey or colour. Error: validation, saying what is wrong.
Result<Logo> read_logo(std::string bytes);

}  // namespace every::render
