// The receipt: what came in, when, how, and what it paid.
#include "app/invoice_detail.h"
#include "app/logo.h"
#include "app/payments.h"
#include "render/format.h"
#include "render/letter_pdf.h"
#include "store/payments.h"

namespace every::app {
namespace {

std::string method_words(const std::string& method) {
  if (method == "bank_transfer") return "Bank transfer";
  if (method == "card") return "Card";
  if (method == "cash") return "Cash";
  if (method == "check") return "Check";
  if (method == "direct_debit") return "Direct debit";
  return "Other";
}

}  // namespace

Result<Pdf> receipt_pdf(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::read));
  render::Letter letter;
  EVERY_CHECK(app.db.read([&](store::Tx& tx) -> Status {
    const auto payment = store::Payments(tx, actor.tenant).find(id);
    if (!payment) return Error(Code::not_found, "This payment does not exist.");
    const render::Formatter format(workspace_of(tx, actor).locale);
    domain::Invoice parties;
    parties.client_id = payment->client_id;
    fill_parties(tx, actor, parties);
    letter.title = "Receipt";
    letter.subject = format.date(payment->date);
    letter.stamp = payment->date;
    letter.from = parties.from;
    letter.to = parties.bill_to;
    letter.logo = logo_of(tx, actor);
    letter.facts = {{"Received", format.date(payment->date)},
                    {"Method", method_words(payment->method)},
                    {"Reference", payment->reference}};
    render::Letter::Table table{.head = "",
                                .columns = {{"Paid", 3, false}, {"Amount", 1, true}},
                                .rows = {},
                                .sums = {{"Amount received", format.money(payment->amount)}}};
    for (const domain::Allocation& one : payment->allocations)
      table.rows.push_back({"Invoice " + one.invoice_number, format.money(one.amount)});
    if (payment->credit().minor > 0)
      table.rows.push_back({"Credit for later invoices", format.money(payment->credit())});
    letter.tables.push_back(std::move(table));
    return done();
  }));
  EVERY_TRY(bytes, render::letter_pdf(letter));
  return Pdf{std::move(bytes), "Receipt " + to_text(letter.stamp) + " " + letter.to.name + ".pdf"};
}

}  // namespace every::app
