#include "render/characters.h"

namespace every::render {

std::string interchangeable(std::string_view utf8) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(i < utf8.size() ? utf8[i] : 0); };
  std::string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const unsigned char first = at(i);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    // U+FFFE and U+FFFF of each plane end so; the others are a block of the first plane.
    const bool last_two = length > 2 && (at(i + length - 3) & 0x0F) == 0x0F && at(i + length - 2) == 0xBF &&
                          at(i + length - 1) >= 0xBE;
    const bool block = first == 0xEF && at(i + 1) == 0xB7 && at(i + 2) >= 0x90 && at(i + 2) <= 0xAF;
    out += last_two || block ? std::string_view("\xEF\xBF\xBD") : utf8.substr(i, length);
    i += length;
  }
  return out;
}

}  // namespace every::render
