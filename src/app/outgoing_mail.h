// How a workspace's mail leaves: by its own server and sender (Settings > Email), else by the installation's
// (EVERY_SMTP_URL, EVERY_MAIL_FROM).
#pragma once

#include <optional>
#include <string>

#include "app/context.h"
#include "net/mail.h"
#include "store/outbox.h"

namespace every::app {

struct Sender {
  std::string address, name;  // name may be empty
};
struct OutgoingMail {
  net::MailServer server;
  Sender from;
};

// "bills@example.com" or "Fieldstone <bills@example.com>".
std::optional<Sender> sender_of(const std::string& text);
// Both settings or none, and both well written. Error: validation, with the setting's name.
Status check_installation_mail(const Config& config);
// The installation's; nothing where none is set.
std::optional<OutgoingMail> installation_mail(const Config& config);

// Ready to send with: a workspace that has no server sends by the installation's, under its own address where
// it has one. Error: validation, when there is no server or no sender.
Result<OutgoingMail> outgoing_mail(const App& app, const store::Tenant& tenant,
                                   const store::MailSettings& settings);
// The same of what is set, without opening the password.
bool can_send_mail(const App& app, const store::MailSettings& settings);

// What a workspace's password of its mail server is sealed for.
std::string mail_password_context(const store::Tenant& tenant);

}  // namespace every::app
