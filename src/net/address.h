// Where a secret may be sent.
#pragma once

#include <optional>
#include <string>

namespace every::net {

// "https://api.example.com:443": the origin of an address on whose way nobody else can read, which is https,
// or http to this very machine. Nothing for any other, for one with a user name, a query or a fragment, and
// for what is no address.
std::optional<std::string> private_origin(const std::string& url);

}  // namespace every::net
