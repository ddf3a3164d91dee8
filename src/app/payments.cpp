#include <fmt/format.h>

#include "app/invoice_detail.h"
#include "app/invoices.h"

namespace every::app {

void note_invoice(const App& app, store::Tx& tx, const Actor& actor, const domain::Invoice& invoice,
                  std::string_view event, const std::string& text) {
  store::Invoices(tx, actor.tenant).add_event(invoice.id, {std::string(event), actor.name, text, app.now()});
  const bool payment = event.starts_with("payment_");
  const std::string kind =
      payment ? "payment." + std::string(event.substr(8)) : "invoice." + std::string(event);
  record(app, tx, actor, "invoice", invoice.id, invoice.client_id, kind, text);
}

Result<domain::Payment> record_payment(const App& app, const Actor& actor, const std::string& invoice_id,
                                       const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  const auto amount = in.money("amount", true);
  const auto date = in.date("date", true);
  const auto method =
      in.choice("method", {"bank_transfer", "card", "cash", "check", "direct_debit", "other"}, true);
  domain::Payment payment{.id = app.id(),
                          .invoice_id = invoice_id,
                          .amount = {},
                          .date = date.value_or(Date{}),
                          .method = method.value_or(""),
                          .reference = "",
                          .note = "",
                          .created_at = app.now(),
                          .created_by = actor.name};
  payment.reference = in.text("reference", {.max = 200}).value_or("");
  payment.note = in.text("note", {.max = 2000}).value_or("");
  const bool over = in.boolean("allowOverpayment").value_or(false);
  EVERY_CHECK(in.finish());
  payment.amount = *amount;
  std::optional<domain::Invoice> after;
  auto saved = app.db.write([&](store::Tx& tx) -> Result<domain::Payment> {
    store::Invoices invoices(tx, actor.tenant);
    const auto invoice = invoices.find(invoice_id);
    if (!invoice) return Error(Code::not_found, "This invoice does not exist.");
    EVERY_CHECK(domain::check_payment(*invoice, payment, over));
    invoices.insert_payment(payment);
    note_invoice(app, tx, actor, *invoice, "payment_recorded",
                 fmt::format("{} {} was paid on {}.", payment.amount.decimal(),
                             payment.amount.currency.code(), invoice->number));
    after = invoices.find(invoice_id);
    return payment;
  });
  if (saved.ok()) tell_invoice(app, actor, *after);
  return saved;
}

Status remove_payment(const App& app, const Actor& actor, const std::string& id, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  const auto reason = in.text("reason", {.required = true, .max = 1000});
  EVERY_CHECK(in.finish());
  std::optional<domain::Invoice> after;
  auto removed = app.db.write([&](store::Tx& tx) -> Status {
    store::Invoices invoices(tx, actor.tenant);
    const auto payment = invoices.payment(id);
    if (!payment) return Error(Code::not_found, "This payment does not exist.");
    invoices.remove_payment(id);
    after = invoices.find(payment->invoice_id);
    note_invoice(app, tx, actor, *after, "payment_removed",
                 fmt::format("A payment of {} {} was removed: {}", payment->amount.decimal(),
                             payment->amount.currency.code(), *reason));
    return done();
  });
  if (removed.ok()) tell_invoice(app, actor, *after);
  return removed;
}

}  // namespace every::app
