#include "net/address.h"

#include <arpa/inet.h>

#include "net/origin_detail.h"

namespace every::net {
namespace {

bool is_loopback(const std::string& host) {
  if (host == "localhost") return true;
  in_addr four{};
  if (::inet_pton(AF_INET, host.c_str(), &four) == 1) return (ntohl(four.s_addr) >> 24) == 127;
  return host == "[::1]";
}

}  // namespace

std::optional<std::string> private_origin(const std::string& url) {
  if (url.find_first_of("?#") != std::string::npos) return std::nullopt;
  const auto origin = origin_of(parse_url(url));
  if (!origin || origin->starts_with("https://")) return origin;
  constexpr std::string_view kHttp = "http://";
  const std::string host = origin->substr(kHttp.size(), origin->rfind(':') - kHttp.size());
  return is_loopback(host) ? origin : std::nullopt;
}

}  // namespace every::net
