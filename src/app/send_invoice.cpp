#include "app/send_invoice.h"

#include "app/invoice_detail.h"
#include "app/invoices.h"
#include "app/mail_settings.h"
#include "domain/matching.h"
#include "render/format.h"
#include "store/clients.h"

namespace every::app {
namespace {

constexpr std::size_t kRecipientsMax = 20;
constexpr const char* kSubject = "Invoice {number} from {sender}";
constexpr const char* kText =
    "Hello,\n\nplease find invoice {number} over {total} attached.\nIt is due on {dueDate}.\n\nKind "
    "regards\n{sender}\n";

Result<store::OutboxMail> written(store::Tx& tx, const Actor& actor, const std::string& id) {
  const auto invoice = load_invoice(tx, actor, id);
  if (!invoice) return Error(Code::not_found, "This invoice does not exist.");
  if (invoice->status != domain::DocumentStatus::issued)
    return Error(Code::invoice_not_issued, "Only an issued invoice can be sent.", "Issue the invoice first.");
  const store::Workspace workspace = workspace_of(tx, actor);
  const store::MailSettings settings = store::Outbox(tx, actor.tenant).settings();
  const render::Formatter format(workspace.locale);
  const std::vector<std::pair<std::string, std::string>> values = {
      {"number", invoice->number},
      {"client", invoice->bill_to.name},
      {"total", format.money(invoice->totals.total)},
      {"due", format.money(invoice->due())},
      {"dueDate", invoice->due_date ? format.date(*invoice->due_date) : ""},
      {"sender", settings.from_name.empty() ? workspace.name : settings.from_name}};
  store::OutboxMail mail;
  mail.invoice_id = id;
  mail.client_id = invoice->client_id;
  mail.subject = fill_template(settings.subject.empty() ? kSubject : settings.subject, values);
  mail.text = fill_template(settings.text.empty() ? kText : settings.text, values);
  if (const auto row = store::Clients(tx, actor.tenant).row(invoice->client_id, Date{}))
    if (!row->primary_email.empty()) mail.to.push_back(row->primary_email);
  store::Contacts contacts(tx, actor.tenant);
  for (const domain::Membership& m : contacts.memberships_of_client(invoice->client_id)) {
    if (m.invoice_role != domain::Role::cc) continue;
    const auto contact = contacts.find(m.contact_id);
    if (contact && !contact->email.empty()) mail.cc.push_back(contact->email);
  }
  return mail;
}

void read_recipients(Fields& in, const char* name, std::vector<std::string>& list) {
  if (!in.has(name)) return;
  list = in.texts(name, kRecipientsMax).value_or(std::vector<std::string>{});
  for (const std::string& one : list)
    if (!domain::normal_email(one)) in.complain(name, "format", "This is not an email address: " + one);
}

Error gone() {
  return Error(Code::not_found, "This mail does not exist.");
}

}  // namespace

Result<store::OutboxMail> invoice_mail(const App& app, const Actor& actor, const std::string& invoice_id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) { return written(tx, actor, invoice_id); });
}

Result<store::OutboxMail> send_invoice(const App& app, const Actor& actor, const std::string& invoice_id,
                                       const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  return app.db.write([&](store::Tx& tx) -> Result<store::OutboxMail> {
    EVERY_TRY(mail, written(tx, actor, invoice_id));
    if (!body.is_null()) {
      Fields in(body);
      read_recipients(in, "to", mail.to);
      read_recipients(in, "cc", mail.cc);
      if (const auto subject = in.text("subject", {.required = in.has("subject"), .max = 500}))
        mail.subject = *subject;
      if (const auto text = in.text("text", {.required = in.has("text"), .max = 10'000})) mail.text = *text;
      EVERY_CHECK(in.finish());
    }
    if (mail.to.empty()) {
      Error nobody(Code::validation, "There is nobody to send this to.",
                   "Give the client's contact an email address, or enter one.");
      nobody.fields.push_back({"/to", "required", "Enter an email address."});
      return nobody;
    }
    store::Outbox outbox(tx, actor.tenant);
    EVERY_CHECK(mail_server(app, actor.tenant, outbox.settings()));
    mail.id = app.id();
    mail.created_at = app.now();
    mail.due_at = mail.created_at + kMailHold;
    mail.created_by = actor.name;
    outbox.insert(mail);
    record(app, tx, actor, "invoice", invoice_id, mail.client_id, "mail.queued",
           "Mail to " + mail.to.front() + ": " + mail.subject);
    return *outbox.find(mail.id);
  });
}

Result<std::vector<store::OutboxMail>> mails_of_invoice(const App& app, const Actor& actor,
                                                        const std::string& invoice_id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<std::vector<store::OutboxMail>> {
    if (!store::Invoices(tx, actor.tenant).find(invoice_id))
      return Error(Code::not_found, "This invoice does not exist.");
    return store::Outbox(tx, actor.tenant).of_invoice(invoice_id);
  });
}

Status cancel_mail(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::invoice));
  return app.db.write([&](store::Tx& tx) -> Status {
    store::Outbox outbox(tx, actor.tenant);
    const auto mail = outbox.find(id);
    if (!mail) return gone();
    if (!outbox.move(id, "queued", "cancelled", mail->due_at, ""))
      return Error(Code::stale, "This mail is not waiting any more.", "Load it again.");
    record(app, tx, actor, "invoice", mail->invoice_id, mail->client_id, "mail.cancelled",
           "Taken back: " + mail->subject);
    return done();
  });
}

Result<store::OutboxMail> retry_mail(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::invoice));
  return app.db.write([&](store::Tx& tx) -> Result<store::OutboxMail> {
    store::Outbox outbox(tx, actor.tenant);
    if (!outbox.find(id)) return gone();
    for (const char* state : {"failed", "refused", "unknown"})
      if (outbox.move(id, state, "queued", app.now(), "")) return *outbox.find(id);
    return Error(Code::stale, "This mail is queued, under way or sent.", "Load it again.");
  });
}

}  // namespace every::app
