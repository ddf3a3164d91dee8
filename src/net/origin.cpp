#include <algorithm>

#include "net/origin_detail.h"

namespace every::net {
namespace {

std::optional<std::string> part(const Url& url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return std::nullopt;
  std::string out(text);
  curl_free(text);
  return out;
}

}  // namespace

Url parse_url(const std::string& text) {
  if (text.find('\0') != std::string::npos) return nullptr;
  Url url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) return nullptr;
  const auto scheme = part(url, CURLUPART_SCHEME);
  if (scheme != "https" && scheme != "http") return nullptr;
  if (part(url, CURLUPART_USER) || part(url, CURLUPART_PASSWORD)) return nullptr;
  return url;
}

std::optional<std::string> origin_of(const Url& url) {
  if (!url) return std::nullopt;
  const auto scheme = part(url, CURLUPART_SCHEME);
  const auto host = part(url, CURLUPART_HOST);
  const auto port = part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  if (!scheme || !host || !port || host->empty()) return std::nullopt;
  std::string origin = *scheme + "://" + *host + ":" + *port;
  std::transform(origin.begin(), origin.end(), origin.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return origin;
}

}  // namespace every::net
