#include <charconv>
#include <map>

#include "net/mail.h"
#include "net/origin_detail.h"

namespace every::net {
namespace {

constexpr int kTlsPort = 465, kSubmissionPort = 587;

Error not_a_mail_server(const std::string& what) {
  return Error(Code::validation, what, "Write it as smtp://user:password@smtp.example.com:587.");
}

bool is_this_machine(const std::string& host) {
  return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

}  // namespace

Result<MailServer> mail_server_of(const std::string& text) {
  Url url(curl_url());
  if (text.find('\0') != std::string::npos || !url ||
      curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
    return not_a_mail_server("This is no URL of a mail server.");
  const auto part = [&](CURLUPart which, unsigned flags) {
    char* found = nullptr;
    if (curl_url_get(url.get(), which, &found, flags) != CURLUE_OK) return std::string();
    std::string out(found);
    curl_free(found);
    return out;
  };
  const std::string scheme = part(CURLUPART_SCHEME, 0);
  if (scheme != "smtp" && scheme != "smtps")
    return not_a_mail_server("A mail server's URL begins with smtp:// or smtps://.");
  MailServer out{.host = part(CURLUPART_HOST, 0),
                 .port = scheme == "smtps" ? kTlsPort : kSubmissionPort,
                 .security = scheme == "smtps" ? MailSecurity::tls : MailSecurity::starttls,
                 .user = part(CURLUPART_USER, CURLU_URLDECODE),
                 .password = part(CURLUPART_PASSWORD, CURLU_URLDECODE)};
  if (scheme == "smtp" && is_this_machine(out.host)) out.security = MailSecurity::none;
  if (const std::string port = part(CURLUPART_PORT, 0); !port.empty())
    std::from_chars(port.data(), port.data() + port.size(), out.port);
  if (const std::string query = part(CURLUPART_QUERY, 0); !query.empty()) {
    static const std::map<std::string, MailSecurity> kSaid{{"security=none", MailSecurity::none},
                                                           {"security=starttls", MailSecurity::starttls},
                                                           {"security=tls", MailSecurity::tls}};
    const auto said = kSaid.find(query);
    if (said == kSaid.end()) return not_a_mail_server("Only ?security=none, starttls or tls is known here.");
    out.security = said->second;
  }
  return out;
}

}  // namespace every::net
