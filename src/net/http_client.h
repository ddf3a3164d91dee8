// Outgoing HTTP. The interface is small so that tests and the simulation can put a fake behind it; the real
// one is libcurl on one thread with a keep-alive pool (HTTP/1.1: this curl loses requests on an HTTP/2
// GOAWAY).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace every::net {

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::chrono::milliseconds timeout{60'000};
};

struct HttpResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;

  std::optional<std::string_view> header(std::string_view lower_case_name) const;
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  // Blocks until the whole answer is there. Any status is an answer; the error (Code::network) is for what
  // never became one: refused, reset, timed out, cut short, over the size limit, a host that is not allowed.
  virtual Result<HttpResponse> send(const HttpRequest& request) = 0;
};

struct CurlOptions {
  std::vector<std::string> allowed_origins;  // "https://api.hubapi.com"; anything else is refused
  std::size_t body_bytes_max = 64 * 1024 * 1024;
  std::chrono::milliseconds connect_timeout{10'000};
  int connections_per_host_max = 32;
  std::string user_agent = "Every/" EVERY_VERSION;
};

// Thread-safe. Redirects are not followed. Destruction fails what is still in flight with Code::cancelled.
std::unique_ptr<HttpClient> make_curl_client(CurlOptions options);

}  // namespace every::net
