// The receipt: what came in, when, how, and what it paid.
#include "app/invoice_detail.h"
#include "app/letterhead.h"
#include "app/payments.h"
#include "render/format.h"
#include "render/letter_pdf.h"
#include "render/words.h"
#include "store/payments.h"

namespace every::app {
namespace {

std::string method_words(const std::string& method, const render::Words& words) {
  if (method == "bank_transfer") return words.bank_transfer.text();
  if (method == "card") return words.card.text();
  if (method == "cash") return words.cash.text();
  if (method == "check") return words.check.text();
  if (method == "direct_debit") return words.direct_debit.text();
  return words.other_method.text();
}

}  // namespace

Result<Pdf> receipt_pdf(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::read));
  render::Letter letter;
  EVERY_CHECK(app.db.read([&](store::Tx& tx) -> Status {
    const auto payment = store::Payments(tx, actor.tenant).find(id);
    if (!payment) return Error(Code::not_found, "This payment does not exist.");
    domain::Invoice parties;
    parties.client_id = payment->client_id;
    fill_parties(tx, actor, parties);
    const domain::Letterhead head = letterhead_of(tx, actor, payment->letterhead);
    const std::string& locale = payment->locale.empty() ? parties.locale : payment->locale;
    const render::Formatter format(locale);
    const render::Words& words = render::words_of(locale);
    letter.language = locale;
    letter.title = words.receipt.text();
    letter.subject = format.date(payment->date);
    letter.stamp = payment->date;
    letter.from = head.from;
    letter.to = payment->bill_to.name.empty() ? parties.bill_to : payment->bill_to;
    letter.logo = logo_on(tx, actor, head);
    letter.facts = {{words.received.text(), format.date(payment->date)},
                    {words.method.text(), method_words(payment->method, words)},
                    {words.reference.text(), payment->reference}};
    render::Letter::Table table{.head = "",
                                .columns = {{words.paid.text(), 3, false}, {words.amount.text(), 1, true}},
                                .rows = {},
                                .sums = {{words.amount_received.text(), format.money(payment->amount)}}};
    for (const domain::Allocation& one : payment->allocations)
      table.rows.push_back({words.invoice_number(one.invoice_number), format.money(one.amount)});
    if (payment->credit().minor > 0)
      table.rows.push_back({words.credit_for_later.text(), format.money(payment->credit())});
    letter.tables.push_back(std::move(table));
    return done();
  }));
  EVERY_TRY(bytes, render::letter_pdf(letter));
  return Pdf{std::move(bytes), letter.title + " " + to_text(letter.stamp) + " " + letter.to.name + ".pdf"};
}

}  // namespace every::app
