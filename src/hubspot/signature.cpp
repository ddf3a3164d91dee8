#include "hubspot/signature.h"

#include <charconv>
#include <string>

#include "crypto/crypto.h"

namespace every::hubspot {
namespace {

constexpr std::size_t kTimestampMax = 15;  // digits: far beyond any date, far below an overflow

// HubSpot signs the address with these escapes, and no others, taken for what they stand for.
char plain(std::string_view code) {
  static constexpr std::pair<std::string_view, char> kEscapes[] = {
      {"3A", ':'},  {"2F", '/'}, {"3F", '?'}, {"40", '@'}, {"21", '!'}, {"24", '$'},
      {"27", '\''}, {"28", '('}, {"29", ')'}, {"2A", '*'}, {"2C", ','}, {"3B", ';'}};
  const auto same = [](char a, char b) { return (a >= 'a' && a <= 'f' ? a - 'a' + 'A' : a) == b; };
  for (const auto& [known, character] : kEscapes)
    if (code.size() == 2 && same(code[0], known[0]) && same(code[1], known[1])) return character;
  return '\0';
}

std::string signed_uri(std::string_view uri) {
  std::string out;
  out.reserve(uri.size());
  for (std::size_t i = 0; i < uri.size(); ++i) {
    const char c = uri[i] == '%' ? plain(uri.substr(i + 1, 2)) : '\0';
    out.push_back(c == '\0' ? uri[i] : c);
    if (c != '\0') i += 2;
  }
  return out;
}

std::optional<Instant> read_timestamp(std::string_view text) {
  if (text.empty() || text.size() > kTimestampMax ||
      text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  std::int64_t ms = 0;
  std::from_chars(text.data(), text.data() + text.size(), ms);
  return from_ms(ms);
}

}  // namespace

Status verify_signature(const SignedCall& call, std::string_view client_secret, Instant now) {
  const auto refused = [](const char* detail) { return Error(Code::not_signed_in, detail); };
  if (client_secret.empty()) return refused("This installation has no HubSpot app that could have signed.");
  if (call.signature.empty()) return refused("The call carries no v3 signature.");
  const auto time = read_timestamp(call.timestamp);
  if (!time || now - *time > kSignatureLife || *time - now > kSignatureLife)
    return refused("The call's time is missing or too far from now.");
  std::string message(call.method);
  message.append(signed_uri(call.uri)).append(call.body).append(call.timestamp);
  const std::string expected = crypto::base64(crypto::hmac_sha256(client_secret, message));
  if (!crypto::equal_constant_time(expected, call.signature)) return refused("The signature does not match.");
  return done();
}

}  // namespace every::hubspot
