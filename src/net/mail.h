// Outgoing mail: one message to one SMTP server, through libcurl. Nothing is retried here; who calls keeps
// the message until it knows what became of it (app/outbox).
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "base/time.h"

namespace every::net {

enum class MailSecurity { none, starttls, tls };  // starttls: refused when the server does not offer it

struct MailServer {
  std::string host;
  int port = 587;
  MailSecurity security = MailSecurity::starttls;
  std::string user, password;  // empty: without signing in
};

// smtp://user:password@host:port, or smtps:// for TLS from the first byte (port 465). smtp:// (port 587)
// wants STARTTLS, but on this machine itself, which nobody listens in on; ?security=none|starttls|tls says
// otherwise. Error: validation, without the password.
Result<MailServer> mail_server_of(const std::string& url);

struct MailAttachment {
  std::string name, type, bytes;
};

struct Mail {
  std::string message_id;  // without angle brackets; the same for every try of one message
  std::string from, from_name;
  std::vector<std::string> to, cc;
  std::string subject, text;  // UTF-8
  std::string html;           // the same for whom can see it; "": only the text
  bool automatic = false;     // nobody asked for it: no out-of-office note may answer it
  Instant date;
  std::vector<MailAttachment> attachments;
};

// What became of it. `unknown`: the message was handed over, but the connection broke before the server's
// answer; whether it arrived is not known, and sending again might make two of it.
struct MailOutcome {
  enum class Kind { accepted, refused, failed, unknown } kind = Kind::failed;
  std::string reply;  // the server's last words, or why there are none; no secrets
};

// Blocks. A server that accepts only some of the recipients gets none of it: `refused`.
MailOutcome send_mail(const MailServer& server, const Mail& mail, Millis timeout);

// "=?utf-8?B?…?=" by RFC 2047 where it is needed; line breaks become blanks, so that no header can be added.
std::string mail_header(std::string_view utf8);
// The name in front of an address: quoted, or encoded, so that nothing in it is taken for another address.
std::string mail_name(std::string_view utf8);

}  // namespace every::net
