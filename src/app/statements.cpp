#include "app/statements.h"

#include <algorithm>

#include "app/invoice_detail.h"
#include "app/invoices.h"
#include "app/logo.h"
#include "base/csv.h"
#include "render/format.h"
#include "render/letter_pdf.h"
#include "render/words.h"
#include "store/clients.h"
#include "store/payments.h"

namespace every::app {
namespace {

Result<ClientStatement> load(const App& app, store::Tx& tx, const Actor& actor, const std::string& client_id,
                             const Period& period) {
  const auto client = store::Clients(tx, actor.tenant).find(client_id);
  if (!client) return Error(Code::not_found, "This client does not exist.");
  const store::Workspace workspace = workspace_of(tx, actor);
  EVERY_TRY(days, days_of(app, workspace, period));
  ClientStatement out{
      client_id, client->name, days.from, days.to,
      domain::statement(store::Payments(tx, actor.tenant).entries(client_id, days.to), days.from, days.to)};
  const auto main = std::find_if(out.currencies.begin(), out.currencies.end(),
                                 [&](const auto& one) { return one.currency.code() == workspace.currency; });
  if (main != out.currencies.end()) std::rotate(out.currencies.begin(), main, main + 1);
  return out;
}

// A balance in two columns without a sign: a cell that begins with one would be taken for a formula.
std::string due(Money balance) {
  return Money{std::max<std::int64_t>(balance.minor, 0), balance.currency}.decimal();
}
std::string in_credit(Money balance) {
  return Money{std::max<std::int64_t>(-balance.minor, 0), balance.currency}.decimal();
}

std::string_view title(domain::EntryKind kind, const render::Words& words) {
  switch (kind) {
    case domain::EntryKind::invoice:
      return words.invoice;
    case domain::EntryKind::credit_note:
      return words.credit_note;
    case domain::EntryKind::payment:
      return words.payment;
  }
  return words.payment;
}

render::Letter::Table table_of(const domain::CurrencyStatement& s, const render::Formatter& format,
                               const render::Words& words, Date from) {
  render::Letter::Table table{
      .head = std::string(s.currency.code()),
      .columns = {{words.date.text(), 2, false},
                  {words.document.text(), 4, false},
                  {words.invoiced.text(), 2, true},
                  {words.money_received.text(), 2, true},
                  {words.balance.text(), 2, true}},
      .rows = {{format.date(from), words.balance_before.text(), "", "", format.money(s.opening)}},
      .sums = {}};
  for (const domain::StatementEntry& one : s.entries) {
    std::string what(title(one.kind, words));
    if (!one.number.empty()) what += " " + one.number;
    const bool asks = one.kind == domain::EntryKind::invoice;
    table.rows.push_back({format.date(one.date), what, asks ? format.money(one.amount) : "",
                          asks ? "" : format.money(one.amount), format.money(one.balance)});
  }
  table.sums = {{words.invoiced.text(), format.money(s.invoiced)},
                {words.credited.text(), format.money(s.credited)},
                {words.paid.text(), format.money(s.paid)},
                {(s.closing.minor < 0 ? words.in_your_favour : words.balance_due).text(),
                 format.money(s.closing.minor < 0 ? -s.closing : s.closing)}};
  return table;
}

}  // namespace

Result<ClientStatement> client_statement(const App& app, const Actor& actor, const std::string& client_id,
                                         const Period& period) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) { return load(app, tx, actor, client_id, period); });
}

Result<std::string> statement_csv(const App& app, const Actor& actor, const std::string& client_id,
                                  const Period& period) {
  EVERY_TRY(s, client_statement(app, actor, client_id, period));
  std::string out =
      csv_line({"date", "document", "number", "currency", "invoiced", "received", "due", "in credit"});
  for (const domain::CurrencyStatement& one : s.currencies) {
    out += csv_line({to_text(s.from), "opening balance", "", one.currency.code(), "", "", due(one.opening),
                     in_credit(one.opening)});
    for (const domain::StatementEntry& entry : one.entries) {
      const bool asks = entry.kind == domain::EntryKind::invoice;
      out += csv_line({to_text(entry.date), domain::name(entry.kind), entry.number, one.currency.code(),
                       asks ? entry.amount.decimal() : "", asks ? "" : entry.amount.decimal(),
                       due(entry.balance), in_credit(entry.balance)});
    }
    out += csv_line({to_text(s.to), "closing balance", "", one.currency.code(), one.invoiced.decimal(),
                     (one.credited + one.paid).decimal(), due(one.closing), in_credit(one.closing)});
  }
  return out;
}

Result<Pdf> statement_pdf(const App& app, const Actor& actor, const std::string& client_id,
                          const Period& period) {
  EVERY_CHECK(require(actor, Permission::read));
  render::Letter letter;
  EVERY_CHECK(app.db.read([&](store::Tx& tx) -> Status {
    EVERY_TRY(s, load(app, tx, actor, client_id, period));
    domain::Invoice parties;
    parties.client_id = client_id;
    fill_parties(tx, actor, parties);
    const render::Formatter format(parties.locale);
    const render::Words& words = render::words_of(parties.locale);
    letter.language = parties.locale;
    letter.title = words.statement.text();
    letter.subject = words.period(format.date(s.from), format.date(s.to));
    letter.stamp = s.to;
    letter.from = parties.from;
    letter.to = parties.bill_to;
    letter.logo = logo_of(tx, actor);
    for (const domain::CurrencyStatement& one : s.currencies)
      letter.tables.push_back(table_of(one, format, words, s.from));
    if (s.currencies.empty()) letter.closing = words.nothing_happened.text();
    return done();
  }));
  EVERY_TRY(bytes, render::letter_pdf(letter));
  return Pdf{std::move(bytes), letter.title + " " + to_text(letter.stamp) + " " + letter.to.name + ".pdf"};
}

}  // namespace every::app
