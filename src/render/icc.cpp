#include "render/icc.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace every::render {
namespace {

void put(std::string& out, std::uint32_t value, int bytes = 4) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
    out.push_back(static_cast<char>((value >> shift) & 0xFF));
}

// s15Fixed16Number, given as its 32 bits.
std::string xyz(std::array<std::uint32_t, 3> values) {
  std::string out = "XYZ ";
  put(out, 0);
  for (const std::uint32_t value : values) put(out, value);
  return out;
}

std::string text(std::string_view words) {
  std::string out = "text";
  put(out, 0);
  return out.append(words).append(1, '\0');
}

// textDescriptionType: ASCII, then no Unicode and no Macintosh text.
std::string description(std::string_view words) {
  std::string out = "desc";
  put(out, 0);
  put(out, static_cast<std::uint32_t>(words.size() + 1));
  out.append(words).append(1, '\0');
  put(out, 0);
  put(out, 0);
  return out.append(2 + 1 + 67, '\0');
}

std::string gamma() {
  std::string out = "curv";
  put(out, 0);
  put(out, 1);
  put(out, 0x0233, 2);  // 2.2 as u8Fixed8Number
  return out;
}

}  // namespace

std::string rgb_profile() {
  const std::vector<std::pair<const char*, std::string>> tags = {
      {"desc", description("sRGB primaries, gamma 2.2")},
      {"cprt", text("No copyright, use freely")},
      {"wtpt", xyz({0x0000F351, 0x00010000, 0x000116CC})},  // D65
      {"rXYZ", xyz({0x00006FA2, 0x000038F5, 0x00000390})},
      {"gXYZ", xyz({0x00006299, 0x0000B785, 0x000018DA})},
      {"bXYZ", xyz({0x000024A0, 0x00000F84, 0x0000B6CF})},
      {"rTRC", gamma()},
      {"gTRC", gamma()},
      {"bTRC", gamma()}};
  std::string table, data;
  put(table, static_cast<std::uint32_t>(tags.size()));
  const std::size_t start = 128 + 4 + tags.size() * 12;
  for (const auto& [name, bytes] : tags) {
    table.append(name);
    put(table, static_cast<std::uint32_t>(start + data.size()));
    put(table, static_cast<std::uint32_t>(bytes.size()));
    data.append(bytes).append((4 - bytes.size() % 4) % 4, '\0');
  }
  std::string out;
  put(out, static_cast<std::uint32_t>(start + data.size()));
  put(out, 0);
  put(out, 0x02100000);  // version 2.1
  out.append("mntrRGB XYZ ");
  for (const std::uint32_t part : {2026U, 1U, 1U, 0U, 0U, 0U}) put(out, part, 2);
  out.append("acsp");
  out.append(28, '\0');  // platform, flags, manufacturer, model, attributes, intent
  for (const std::uint32_t part : {0x0000F6D6U, 0x00010000U, 0x0000D32DU}) put(out, part);  // D50
  out.append(128 - out.size(), '\0');
  return out + table + data;
}

}  // namespace every::render
