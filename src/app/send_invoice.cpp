#include "app/send_invoice.h"

#include "app/invoice_detail.h"
#include "app/invoices.h"
#include "app/mail_settings.h"
#include "base/sentence.h"
#include "render/format.h"

namespace every::app {
namespace {

MailValues values_of(store::Tx& tx, const Actor& actor, const domain::Invoice& invoice) {
  const render::Formatter format(invoice.locale.empty() ? workspace_of(tx, actor).locale : invoice.locale);
  MailValues values = {{"client", invoice.bill_to.name},
                       {"total", format.money(invoice.totals.total)},
                       {"due", format.money(invoice.due())},
                       {"dueDate", invoice.due_date ? format.date(*invoice.due_date) : ""}};
  if (!invoice.about_number.empty()) values.emplace_back("about", invoice.about_number);
  // A draft's number is not known before it is issued: the next one may be taken by another.
  if (!invoice.number.empty()) values.emplace_back("number", invoice.number);
  return values;
}

Status may_send(const domain::Invoice& invoice, const std::string& kind) {
  const bool draft = invoice.status == domain::DocumentStatus::draft;
  if (invoice.status == domain::DocumentStatus::voided)
    return Error(Code::invoice_not_issued, sentence("{} is void.", invoice.number),
                 "Send the invoice that replaces it.");
  if (kind == "reminder" && invoice.kind == domain::DocumentKind::credit_note)
    return Error(Code::validation, "A credit note asks for no money.", "There is nothing to remind of.");
  if (draft && kind == "reminder")
    return Error(Code::invoice_not_issued, "Only an issued invoice can be reminded of.",
                 "Issue the invoice first.");
  if (kind == "reminder" && invoice.due().minor <= 0)
    return Error(Code::validation, sentence("Nothing is due on {}.", invoice.number),
                 "There is nothing to remind of.");
  return done();
}

store::OutboxMail written(store::Tx& tx, const Actor& actor, const domain::Invoice& invoice,
                          const std::string& kind) {
  store::OutboxMail mail;
  // A credit note is told as what it is; it asks for nothing and is due on no day.
  mail.kind = invoice.kind == domain::DocumentKind::credit_note ? "credit_note" : kind;
  mail.invoice_id = invoice.id;
  mail.client_id = invoice.client_id;
  write_mail(tx, actor, mail, invoice.locale);
  return mail;
}

Error unknown_invoice() {
  return Error(Code::not_found, "This invoice does not exist.");
}

}  // namespace

Result<MailPreview> invoice_mail(const App& app, const Actor& actor, const std::string& invoice_id,
                                 const std::string& kind) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<MailPreview> {
    auto invoice = load_invoice(tx, actor, invoice_id);
    if (!invoice) return unknown_invoice();
    EVERY_CHECK(may_send(*invoice, kind));
    if (invoice->status == domain::DocumentStatus::draft) set_dates(app, workspace_of(tx, actor), *invoice);
    MailPreview out{.mail = written(tx, actor, *invoice, kind), .from_address = {}, .from_name = {}};
    fill_mail(tx, actor, out.mail, values_of(tx, actor, *invoice));
    fill_sender(app, tx, actor, out);
    return out;
  });
}

Result<store::OutboxMail> send_invoice(const App& app, const Actor& actor, const std::string& invoice_id,
                                       const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  std::optional<domain::Invoice> sent;
  auto queued = app.db.write([&](store::Tx& tx) -> Result<store::OutboxMail> {
    auto invoice = load_invoice(tx, actor, invoice_id);
    if (!invoice) return unknown_invoice();
    static const json::value kNothing = json::object{};
    Fields in(body.is_null() ? kNothing : body);
    const std::string kind = in.choice("kind", {"invoice", "reminder"}).value_or("invoice");
    const bool issue = in.boolean("issue").value_or(false);
    store::OutboxMail mail = written(tx, actor, *invoice, kind);
    read_message(in, mail);
    EVERY_CHECK(in.finish());
    EVERY_CHECK(may_send(*invoice, kind));
    if (invoice->status == domain::DocumentStatus::draft) {
      if (!issue)
        return Error(Code::invoice_not_issued, "Only an issued invoice can be sent.",
                     "Issue the invoice first, or send `issue`.");
      EVERY_TRY(issued, issue_in(app, tx, actor, invoice_id, std::nullopt));
      invoice = issued;
    }
    fill_mail(tx, actor, mail, values_of(tx, actor, *invoice));
    sent = invoice;
    return queue_mail(app, tx, actor, std::move(mail));
  });
  if (queued.ok()) tell_invoice(app, actor, *sent);
  return queued;
}

Result<std::vector<store::OutboxMail>> mails_of_invoice(const App& app, const Actor& actor,
                                                        const std::string& invoice_id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<std::vector<store::OutboxMail>> {
    if (!store::Invoices(tx, actor.tenant).find(invoice_id)) return unknown_invoice();
    return store::Outbox(tx, actor.tenant).of_invoice(invoice_id);
  });
}

Status mark_invoice_sent(const App& app, const Actor& actor, const std::string& invoice_id) {
  EVERY_CHECK(require(actor, Permission::invoice));
  auto marked = app.db.write([&](store::Tx& tx) -> Result<domain::Invoice> {
    store::Invoices invoices(tx, actor.tenant);
    const auto invoice = invoices.find(invoice_id);
    if (!invoice) return unknown_invoice();
    if (invoice->status != domain::DocumentStatus::issued)
      return Error(Code::invoice_not_issued, "Only an issued invoice can be marked as sent.",
                   "Issue the invoice first.");
    if (invoices.mark_sent(invoice_id, app.now()))
      note_invoice(app, tx, actor, *invoice, "marked_sent",
                   sentence("{} was marked as sent.", invoice->number));
    return *invoice;
  });
  if (!marked.ok()) return marked.error();
  tell_invoice(app, actor, *marked);
  return done();
}

void note_sent(const App& app, store::Tx& tx, const store::Tenant& tenant, const store::OutboxMail& mail) {
  store::Invoices invoices(tx, tenant);
  invoices.mark_sent(mail.invoice_id, app.now());
  invoices.add_event(mail.invoice_id, {mail.kind == "reminder" ? "reminded" : "sent", mail.created_by,
                                       "To " + recipients(mail), app.now()});
}

void note_not_sent(const App& app, store::Tx& tx, const store::Tenant& tenant, const store::OutboxMail& mail,
                   const std::string& reply) {
  store::Invoices(tx, tenant).add_event(mail.invoice_id, {"not_sent", mail.created_by, reply, app.now()});
}

}  // namespace every::app
