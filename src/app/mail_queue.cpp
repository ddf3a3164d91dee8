#include "app/mail_queue.h"

#include <algorithm>

#include "app/invoices.h"
#include "app/mail_settings.h"
#include "app/outgoing_mail.h"
#include "app/proposals.h"
#include "base/sentence.h"
#include "domain/matching.h"
#include "store/clients.h"

namespace every::app {
namespace {

constexpr std::size_t kRecipientsMax = 20;
constexpr std::chrono::hours kScheduleMax{24 * 366};

void read_recipients(Fields& in, const char* name, std::vector<std::string>& list) {
  if (!in.has(name)) return;
  list = in.texts(name, kRecipientsMax).value_or(std::vector<std::string>{});
  for (const std::string& one : list)
    if (!domain::normal_email(one))
      in.complain(name, "format", sentence("This is not an email address: {}", one));
}

void read_send_at(Fields& in, store::OutboxMail& mail) {
  const auto text = in.text("sendAt", {.max = 40});
  if (!text) return;
  const auto at = parse_rfc3339(*text);
  if (at) mail.due_at = *at;
  if (!at) in.complain("sendAt", "format", "A time such as 2026-12-01T08:00:00Z is needed here.");
}

Error gone() {
  return Error(Code::not_found, "This mail does not exist.");
}

}  // namespace

void write_mail(store::Tx& tx, const Actor& actor, store::OutboxMail& mail, const std::string& language) {
  MailTemplate words = template_of(store::Outbox(tx, actor.tenant).settings(), mail.kind, language);
  mail.subject = std::move(words.subject);
  mail.text = std::move(words.text);
  store::Contacts contacts(tx, actor.tenant);
  for (const domain::Membership& m : contacts.memberships_of_client(mail.client_id)) {
    const domain::Role role = mail.proposal_id.empty() ? m.invoice_role : m.proposal_role;
    if (role == domain::Role::none) continue;
    const auto contact = contacts.find(m.contact_id);
    if (!contact || contact->email.empty()) continue;
    (role == domain::Role::primary ? mail.to : mail.cc).push_back(contact->email);
  }
  if (!mail.to.empty()) return;
  if (const auto row = store::Clients(tx, actor.tenant).row(mail.client_id, Date{}))
    if (!row->primary_email.empty()) mail.to.push_back(row->primary_email);
}

std::string sender_name(store::Tx& tx, const Actor& actor) {
  const std::string own = store::Outbox(tx, actor.tenant).settings().from_name;
  return own.empty() ? workspace_of(tx, actor).name : own;
}

void fill_mail(store::Tx& tx, const Actor& actor, store::OutboxMail& mail, MailValues values) {
  values.emplace_back("sender", sender_name(tx, actor));
  mail.subject = fill_template(mail.subject, values);
  mail.text = fill_template(mail.text, values);
}

void fill_sender(const App& app, store::Tx& tx, const Actor& actor, MailPreview& preview) {
  const store::MailSettings settings = store::Outbox(tx, actor.tenant).settings();
  const auto out = outgoing_mail(app, actor.tenant, settings);
  preview.from_address = out.ok() ? out->from.address : settings.from_address;
  preview.from_name = sender_name(tx, actor);
  preview.ready = out.ok();
}

void tell_mail(const App& app, const Actor& actor, const store::OutboxMail& mail) {
  if (!mail.account_id.empty()) return tell_changed(app, actor, "person", mail.account_id);
  if (!mail.proposal_id.empty()) return tell_proposal(app, actor, mail.proposal_id);
  const auto invoice = app.db.read([&](store::Tx& tx) { return load_invoice(tx, actor, mail.invoice_id); });
  if (invoice) tell_invoice(app, actor, *invoice);
}

void record_mail(const App& app, store::Tx& tx, const Actor& actor, const store::OutboxMail& mail,
                 std::string_view kind, const std::string& text) {
  const bool invoice = mail.proposal_id.empty();
  record(app, tx, actor, invoice ? "invoice" : "proposal", invoice ? mail.invoice_id : mail.proposal_id,
         mail.client_id, kind, text);
}

void read_message(Fields& in, store::OutboxMail& mail) {
  read_recipients(in, "to", mail.to);
  read_recipients(in, "cc", mail.cc);
  if (const auto subject = in.text("subject", {.required = in.has("subject"), .max = 500}))
    mail.subject = *subject;
  if (const auto text = in.text("text", {.required = in.has("text"), .max = 10'000})) mail.text = *text;
  read_send_at(in, mail);
}

Result<store::OutboxMail> queue_mail(const App& app, store::Tx& tx, const Actor& actor,
                                     store::OutboxMail mail) {
  if (mail.to.empty()) {
    Error nobody(Code::validation, "There is nobody to send this to.",
                 "Give the client's contact an email address, or enter one.");
    nobody.fields.push_back({"/to", "required", "Enter an email address."});
    return nobody;
  }
  EVERY_CHECK(use_key(app, tx, actor));
  store::Outbox outbox(tx, actor.tenant);
  EVERY_CHECK(outgoing_mail(app, actor.tenant, outbox.settings()));
  mail.id = app.id();
  mail.created_at = app.now();
  if (mail.due_at > mail.created_at + kScheduleMax) {
    Error late(Code::validation, "A mail can wait for a year at most.", "Choose an earlier day.");
    late.fields.push_back({"/sendAt", "range", "Within a year."});
    return late;
  }
  const bool later = mail.due_at > mail.created_at + kMailHold;
  mail.due_at = std::max(mail.due_at, mail.created_at + kMailHold);
  mail.created_by = actor.name;
  outbox.insert(mail);
  record_mail(
      app, tx, actor, mail, "mail.queued",
      later ? sentence("Mail for {} to {}: {}", local_date(mail.due_at, workspace_of(tx, actor).time_zone),
                       mail.to.front(), mail.subject)
            : sentence("Mail to {}: {}", mail.to.front(), mail.subject));
  return *outbox.find(mail.id);
}

std::string recipients(const store::OutboxMail& mail) {
  std::string out;
  for (const auto* list : {&mail.to, &mail.cc})
    for (const std::string& one : *list) out += (out.empty() ? "" : ", ") + one;
  return out;
}

Status cancel_mail(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::invoice));
  const auto taken = app.db.write([&](store::Tx& tx) -> Result<store::OutboxMail> {
    store::Outbox outbox(tx, actor.tenant);
    const auto mail = outbox.find(id);
    if (!mail || !mail->account_id.empty()) return gone();
    if (!outbox.move(id, "queued", "cancelled", mail->due_at, ""))
      return Error(Code::stale, "This mail is not waiting any more.", "Load it again.");
    record_mail(app, tx, actor, *mail, "mail.cancelled", sentence("Taken back: {}", mail->subject));
    return *mail;
  });
  if (!taken.ok()) return taken.error();
  tell_mail(app, actor, *taken);
  return done();
}

Result<store::OutboxMail> retry_mail(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::invoice));
  auto queued = app.db.write([&](store::Tx& tx) -> Result<store::OutboxMail> {
    store::Outbox outbox(tx, actor.tenant);
    const auto mail = outbox.find(id);
    if (!mail || !mail->account_id.empty()) return gone();
    for (const char* state : {"failed", "refused", "unknown"})
      if (outbox.move(id, state, "queued", app.now(), "")) return *outbox.find(id);
    return Error(Code::stale, "This mail is queued, under way or sent.", "Load it again.");
  });
  if (queued.ok()) tell_mail(app, actor, *queued);
  return queued;
}

}  // namespace every::app
