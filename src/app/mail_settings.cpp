#include "app/mail_settings.h"

#include <algorithm>

#include "app/hubspot_hub.h"
#include "app/outgoing_mail.h"
#include "app/reader.h"
#include "base/sentence.h"
#include "domain/matching.h"

namespace every::app {
namespace {

constexpr std::chrono::seconds kTestTimeout{20};

// What could leave the host's place in a URL, or has no business in a name.
bool is_host(std::string_view host) {
  return std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
}

}  // namespace

MailTemplate template_of(const store::MailSettings& settings, std::string_view kind,
                         std::string_view language) {
  MailTemplate out = default_template(kind, language);
  if (kind == "credit_note") return out;
  const bool reminder = kind == "reminder", proposal = kind == "proposal";
  const std::string& subject = reminder   ? settings.reminder_subject
                               : proposal ? settings.proposal_subject
                                          : settings.subject;
  const std::string& text = reminder   ? settings.reminder_text
                            : proposal ? settings.proposal_text
                                       : settings.text;
  if (!subject.empty()) out.subject = subject;
  if (!text.empty()) out.text = text;
  return out;
}

Result<store::MailSettings> mail_settings(const App& app, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) { return store::Outbox(tx, actor.tenant).settings(); });
}

Result<store::MailSettings> change_mail_settings(const App& app, const Actor& actor, const json::value& body,
                                                 std::int64_t expected_version) {
  EVERY_CHECK(require(actor, Permission::manage));
  return app.db.write([&](store::Tx& tx) -> Result<store::MailSettings> {
    store::Outbox outbox(tx, actor.tenant);
    store::MailSettings s = outbox.settings();
    const std::string host_before = s.host;
    Fields in(body);
    const auto text = [&](const char* name, std::string& field, std::size_t max) {
      if (in.has(name)) field = in.text(name, {.max = max}).value_or("");
    };
    text("host", s.host, 253);
    if (!is_host(s.host))
      in.complain("host", "format", "A host name is needed here, such as smtp.example.com.");
    if (const auto port = in.integer("port", 1, 65535)) s.port = static_cast<int>(*port);
    if (const auto security = in.choice("security", {"none", "starttls", "tls"})) s.security = *security;
    text("user", s.user, 320);
    text("fromAddress", s.from_address, 320);
    if (!s.from_address.empty() && !domain::normal_email(s.from_address))
      in.complain("fromAddress", "format", "This is not an email address.");
    text("fromName", s.from_name, 200);
    text("subject", s.subject, 500);
    text("text", s.text, 10'000);
    text("reminderSubject", s.reminder_subject, 500);
    text("reminderText", s.reminder_text, 10'000);
    text("proposalSubject", s.proposal_subject, 500);
    text("proposalText", s.proposal_text, 10'000);
    const auto password = in.text("password", {.max = 500, .trimmed = false});
    EVERY_CHECK(in.finish());
    // A password is told to the server that it was given for, and to no other.
    if (s.host != host_before && !password) s.password_sealed.clear();
    if (password)
      s.password_sealed =
          password->empty() ? "" : app.hubspot.sealer().seal(*password, mail_password_context(actor.tenant));
    if (!outbox.put_settings(s, app.now(), expected_version))
      return Error(Code::stale, "The mail settings were changed meanwhile.",
                   "Load them again and review the differences.");
    record(app, tx, actor, "workspace", std::string(actor.tenant.id()), "", "mail.updated",
           "Mail settings were changed.");
    if (password)
      record(app, tx, actor, "workspace", std::string(actor.tenant.id()), "", "mail.password_changed",
             password->empty() ? "The mail server's password was taken out."
                               : "The mail server's password was replaced.");
    return outbox.settings();
  });
}

Result<TestMail> send_test_mail(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::manage));
  TestMail out{actor.email, ""};
  if (!body.is_null()) {
    Fields in(body);
    if (const auto to = in.text("to", {.required = in.has("to"), .max = 320})) out.to = *to;
    EVERY_CHECK(in.finish());
  }
  if (!domain::normal_email(out.to)) {
    Error wrong(Code::validation, "This is not an email address.");
    wrong.fields.push_back({"/to", "format", "This is not an email address."});
    return wrong;
  }
  EVERY_TRY(settings, mail_settings(app, actor));
  EVERY_TRY(mail, outgoing_mail(app, actor.tenant, settings));
  const std::string host = mail.from.address.substr(mail.from.address.find('@') + 1);
  const Wording* wording =
      app.db.read([&](store::Tx& tx) { return &wording_of(tx, actor.tenant, actor.user_id); });
  const net::MailOutcome outcome = net::send_mail(
      mail.server,
      {.message_id = app.id() + "@" + host,
       .from = mail.from.address,
       .from_name = mail.from.name,
       .to = {out.to},
       .cc = {},
       .subject = worded(ours("A test from Every"), *wording),
       .text = worded(ours("This is a test. Mail to your clients goes out the same way.\n"), *wording),
       .date = app.now(),
       .attachments = {}},
      kTestTimeout);
  if (outcome.kind != net::MailOutcome::Kind::accepted)
    return Error(Code::mail_not_sent, sentence("The mail server said: {}", outcome.reply),
                 "Check the server, the sign-in and the sender.");
  out.reply = outcome.reply;
  return out;
}

std::string fill_template(const std::string& text,
                          const std::vector<std::pair<std::string, std::string>>& values) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    // A value is not searched again: what a client is called never becomes a placeholder.
    const auto found = std::find_if(values.begin(), values.end(), [&](const auto& value) {
      return text.compare(at, value.first.size() + 2, "{" + value.first + "}") == 0;
    });
    if (found == values.end()) {
      out.push_back(text[at++]);
      continue;
    }
    out += found->second;
    at += found->first.size() + 2;
  }
  return out;
}

}  // namespace every::app
