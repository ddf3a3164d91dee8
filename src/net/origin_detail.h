// One reading of a URL for the check and for the request: the handle that was checked is the one that is
// fetched.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <optional>
#include <string>

namespace every::net {

struct UrlDeleter {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, UrlDeleter>;

// Null for what is no http(s) URL, or carries a user name or password.
Url parse_url(const std::string& text);

// "https://api.hubapi.com:443", in lower case, the port always there.
std::optional<std::string> origin_of(const Url& url);

}  // namespace every::net
