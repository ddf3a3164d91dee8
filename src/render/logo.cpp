#include "render/logo.h"

#include <optional>

#include "render/page.h"

namespace every::render {
namespace {

Error no_logo(std::string sentence, std::string fix) {
  return Error(Code::validation, std::move(sentence), std::move(fix));
}

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}
unsigned pair_at(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1);
}

struct Size {
  int width = 0, height = 0;
};

// From its first chunk, so that a picture that is too large is never decoded.
std::optional<Size> png_size(std::string_view bytes) {
  if (bytes.size() < 33 || bytes.substr(12, 4) != "IHDR") return std::nullopt;
  const auto side = [&](std::size_t at) {
    const unsigned high = pair_at(bytes, at), low = pair_at(bytes, at + 2);
    return high > 0x7F ? 0 : static_cast<int>(high << 16 | low);
  };
  return Size{side(16), side(20)};
}

// Walks the segments: each inside the file, one frame of 8 bits in one or three parts, a scan, and an end.
std::optional<Size> jpeg_size(std::string_view bytes) {
  std::optional<Size> size;
  std::size_t at = 2;
  while (at + 4 <= bytes.size() && byte_at(bytes, at) == 0xFF) {
    const unsigned marker = byte_at(bytes, at + 1);
    if (marker == 0xFF) {  // a fill byte
      ++at;
      continue;
    }
    const std::size_t length = pair_at(bytes, at + 2);
    if (length < 2 || at + 2 + length > bytes.size()) return std::nullopt;
    if (marker >= 0xC0 && marker <= 0xC2) {
      if (length < 8 || byte_at(bytes, at + 4) != 8) return std::nullopt;
      const unsigned parts = byte_at(bytes, at + 9);
      if (parts != 1 && parts != 3) return std::nullopt;
      size = Size{static_cast<int>(pair_at(bytes, at + 7)), static_cast<int>(pair_at(bytes, at + 5))};
    }
    if (marker == 0xDA) return bytes.find("\xFF\xD9", at) != std::string_view::npos ? size : std::nullopt;
    at += 2 + length;
  }
  return std::nullopt;
}

}  // namespace

Result<Logo> read_logo(std::string bytes) {
  if (bytes.size() > kLogoBytesMax) return no_logo("The picture is larger than 1 MB.", "Make it smaller.");
  Logo logo;
  std::optional<Size> size;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) {
    logo.type = "image/png";
    size = png_size(bytes);
  } else if (bytes.starts_with("\xFF\xD8\xFF")) {
    logo.type = "image/jpeg";
    size = jpeg_size(bytes);
  } else {
    return no_logo("The file is neither a PNG nor a JPEG.", "Choose another file.");
  }
  if (size && (size->width > kLogoPixelsMax || size->height > kLogoPixelsMax))
    return no_logo("The picture has more than 2,000 pixels on a side.", "Make it smaller.");
  if (!size || size->width < 1 || size->height < 1 || (logo.type == "image/png" && !decodes(bytes)))
    return no_logo("The picture cannot be read.", "Save it again as PNG or JPEG.");
  logo.width = size->width;
  logo.height = size->height;
  logo.bytes = std::move(bytes);
  return logo;
}

}  // namespace every::render
