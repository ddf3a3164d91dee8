#include "app/outgoing_mail.h"

#include "app/hubspot_hub.h"
#include "base/text.h"
#include "domain/matching.h"

namespace every::app {
namespace {

Error wrong_setting(const std::string& what, const std::string& fix) {
  return Error(Code::validation, what, fix);
}

}  // namespace

std::optional<Sender> sender_of(const std::string& text) {
  Sender out{.address = std::string(trim(text)), .name = {}};
  if (const auto open = out.address.rfind('<'); open != std::string::npos && out.address.ends_with('>')) {
    out.name = std::string(trim(out.address.substr(0, open)));
    out.address = out.address.substr(open + 1, out.address.size() - open - 2);
    if (out.name.size() >= 2 && out.name.starts_with('"') && out.name.ends_with('"'))
      out.name = out.name.substr(1, out.name.size() - 2);
  }
  if (!domain::normal_email(out.address)) return std::nullopt;
  return out;
}

Status check_installation_mail(const Config& config) {
  if (config.smtp_url.empty() && config.mail_from.empty()) return done();
  if (config.smtp_url.empty())
    return wrong_setting("EVERY_MAIL_FROM is set, but EVERY_SMTP_URL is not.",
                         "Set EVERY_SMTP_URL to the server that mail leaves by.");
  if (const auto server = net::mail_server_of(config.smtp_url); !server.ok())
    return wrong_setting("EVERY_SMTP_URL: " + server.error().detail, server.error().fix);
  if (!sender_of(config.mail_from))
    return wrong_setting("EVERY_MAIL_FROM is not the address that mail comes from.",
                         "Write it as Fieldstone <bills@fieldstone.example>.");
  return done();
}

std::optional<OutgoingMail> installation_mail(const Config& config) {
  if (config.smtp_url.empty()) return std::nullopt;
  auto server = net::mail_server_of(config.smtp_url);
  auto from = sender_of(config.mail_from);
  if (!server.ok() || !from) return std::nullopt;  // a server does not start with such settings
  return OutgoingMail{*std::move(server), *std::move(from)};
}

Result<OutgoingMail> outgoing_mail(const App& app, const store::Tenant& tenant,
                                   const store::MailSettings& settings) {
  const Sender own{settings.from_address, settings.from_name};
  if (settings.host.empty()) {
    if (auto mail = installation_mail(app.config)) {
      if (!own.address.empty()) mail->from.address = own.address;
      if (!own.name.empty() || !own.address.empty()) mail->from.name = own.name;
      return *std::move(mail);
    }
  }
  if (!can_send_mail(app, settings))
    return Error(Code::validation, "Mail is not set up yet.",
                 "Enter the mail server and the sender in settings.");
  net::MailServer server{.host = settings.host,
                         .port = settings.port,
                         .security = settings.security == "none"  ? net::MailSecurity::none
                                     : settings.security == "tls" ? net::MailSecurity::tls
                                                                  : net::MailSecurity::starttls,
                         .user = settings.user,
                         .password = ""};
  if (!settings.password_sealed.empty()) {
    EVERY_TRY(password, app.hubspot.sealer().open(settings.password_sealed, mail_password_context(tenant)));
    server.password = password;
  }
  return OutgoingMail{std::move(server), own};
}

bool can_send_mail(const App& app, const store::MailSettings& settings) {
  if (settings.host.empty()) return installation_mail(app.config).has_value();
  return !settings.from_address.empty();
}

std::string mail_password_context(const store::Tenant& tenant) {
  return std::string(tenant.id()) + "/smtp-password";
}

}  // namespace every::app
