#include "app/payments.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/books.h"
#include "app/invoice_detail.h"
#include "app/invoices.h"
#include "app/letterhead.h"
#include "base/sentence.h"
#include "store/clients.h"
#include "store/payments.h"

namespace every::app {
namespace {

constexpr std::size_t kAllocationsMax = 200;

struct Asked {
  domain::Payment payment;
  bool keep_credit = false;
};

void read_payment(const App& app, const Actor& actor, Fields& in, Asked& out) {
  domain::Payment& p = out.payment;
  p.id = app.id();
  p.created_at = app.now();
  p.created_by = actor.name;
  if (const auto amount = in.money("amount", true)) p.amount = *amount;
  if (const auto date = in.date("date", true)) p.date = *date;
  p.method = in.choice("method", {"bank_transfer", "card", "cash", "check", "direct_debit", "other"}, true)
                 .value_or("");
  p.reference = in.text("reference", {.max = 200}).value_or("");
  p.note = in.text("note", {.max = 2000}).value_or("");
  out.keep_credit = in.boolean("allowOverpayment").value_or(false);
}

void tell(const App& app, const Actor& actor, const domain::Payment& payment) {
  for (const domain::Allocation& one : payment.allocations) {
    const auto invoice =
        app.db.read([&](store::Tx& tx) { return store::Invoices(tx, actor.tenant).find(one.invoice_id); });
    if (invoice) tell_invoice(app, actor, *invoice);
  }
  tell_changed(app, actor, "client", payment.client_id);
}

// Into the history of each invoice that it paid, and once into the client's: one line, which is found from
// each of them.
void note_payment(const App& app, store::Tx& tx, const Actor& actor, const domain::Payment& payment,
                  std::string_view event, const std::string& text) {
  store::Invoices invoices(tx, actor.tenant);
  std::vector<std::string> also;
  for (const domain::Allocation& one : payment.allocations) {
    invoices.add_event(one.invoice_id, {"payment_" + std::string(event), actor.name, text, app.now()});
    if (one.invoice_id != payment.allocations.front().invoice_id) also.push_back(one.invoice_id);
  }
  const bool none = payment.allocations.empty();
  record(app, tx, actor, none ? "client" : "invoice",
         none ? payment.client_id : payment.allocations.front().invoice_id, payment.client_id,
         "payment." + std::string(event), text, json::serialize(json::object{{"payment", payment.id}}),
         std::move(also));
}

std::string told(const domain::Payment& payment) {
  if (payment.allocations.size() == 1 && payment.credit().minor == 0)
    return sentence("{} was paid on {}.", Fact(payment.amount), payment.allocations.front().invoice_number);
  std::string parts;
  for (const domain::Allocation& one : payment.allocations)
    parts += (parts.empty() ? "" : ", ") + sentence("{} for {}", one.amount, one.invoice_number);
  if (payment.credit().minor > 0)
    parts += (parts.empty() ? "" : ", ") + sentence("{} as credit", payment.credit());
  return sentence("{} came in: {}.", payment.amount, parts);
}

Result<domain::Payment> save(const App& app, store::Tx& tx, const Actor& actor, const Asked& asked,
                             const std::vector<domain::Invoice>& invoices) {
  EVERY_CHECK(domain::check_payment(asked.payment, invoices, asked.keep_credit));
  EVERY_CHECK(check_books(tx, actor, asked.payment.date, "/date"));
  store::Payments payments(tx, actor.tenant);
  domain::Invoice parties;
  parties.client_id = asked.payment.client_id;
  fill_parties(tx, actor, parties);
  domain::Payment payment = asked.payment;
  payment.letterhead = keep_letterhead(tx, actor, parties.from);
  payment.bill_to = std::move(parties.bill_to);
  payment.locale = parties.locale;
  payments.insert(payment);
  const domain::Payment saved = *payments.find(asked.payment.id);
  note_payment(app, tx, actor, saved, "recorded", told(saved));
  return saved;
}

// A payment that came in on a day pays on that day; its credit when it was used, which may be later.
Date day_of_use(const domain::Payment& payment, const std::string& invoice_id,
                const store::Workspace& workspace) {
  for (const domain::Allocation& one : payment.allocations)
    if (one.invoice_id == invoice_id && one.at != payment.created_at)
      return std::max(payment.date, local_date(one.at, workspace.time_zone));
  return payment.date;
}

constexpr const char* kAskOwner = "Ask an owner to open the books again.";

Error no_payment() {
  return Error(Code::not_found, "This payment does not exist.");
}

Error no_invoice() {
  return Error(Code::not_found, "This invoice does not exist.");
}

}  // namespace

void note_invoice(const App& app, store::Tx& tx, const Actor& actor, const domain::Invoice& invoice,
                  std::string_view event, const std::string& text) {
  store::Invoices(tx, actor.tenant).add_event(invoice.id, {std::string(event), actor.name, text, app.now()});
  record(app, tx, actor, "invoice", invoice.id, invoice.client_id, "invoice." + std::string(event), text);
}

Result<domain::Payment> record_payment(const App& app, const Actor& actor, const std::string& invoice_id,
                                       const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  Asked asked;
  read_payment(app, actor, in, asked);
  EVERY_CHECK(in.finish());
  auto saved = app.db.write([&](store::Tx& tx) -> Result<domain::Payment> {
    EVERY_CHECK(use_key(app, tx, actor));
    const auto invoice = store::Invoices(tx, actor.tenant).find(invoice_id);
    if (!invoice) return no_invoice();
    domain::Payment& p = asked.payment;
    p.client_id = invoice->client_id;
    if (!(p.amount.currency == invoice->currency) || invoice->status != domain::DocumentStatus::issued)
      return save(app, tx, actor, asked, {*invoice});  // refused there, with its reason
    const Money part{std::min(p.amount.minor, invoice->due().minor), invoice->currency};
    if (part.minor > 0) p.allocations.push_back({invoice_id, "", part});
    return save(app, tx, actor, asked, {*invoice});
  });
  if (saved.ok()) tell(app, actor, *saved);
  return saved;
}

Result<domain::Payment> record_client_payment(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  Asked asked;
  asked.payment.client_id = in.text("clientId", {.required = true, .max = 100}).value_or("");
  read_payment(app, actor, in, asked);
  if (auto list = in.objects("allocations", kAllocationsMax))
    for (Fields& one : *list) {
      const auto invoice = one.text("invoiceId", {.required = true, .max = 100});
      const auto amount = one.money("amount", true);
      static_cast<void>(one.finish().ok());
      if (invoice && amount) asked.payment.allocations.push_back({*invoice, "", *amount});
    }
  EVERY_CHECK(in.finish());
  auto saved = app.db.write([&](store::Tx& tx) -> Result<domain::Payment> {
    EVERY_CHECK(use_key(app, tx, actor));
    Error wrong(Code::validation);
    if (!store::Clients(tx, actor.tenant).find(asked.payment.client_id))
      wrong.fields.push_back({"/clientId", "format", "There is no such client."});
    std::vector<domain::Invoice> invoices;
    for (std::size_t i = 0; i < asked.payment.allocations.size(); ++i) {
      auto invoice = store::Invoices(tx, actor.tenant).find(asked.payment.allocations[i].invoice_id);
      if (invoice)
        invoices.push_back(std::move(*invoice));
      else
        wrong.fields.push_back(
            {fmt::format("/allocations/{}/invoiceId", i), "format", "There is no such invoice."});
    }
    if (!wrong.fields.empty()) {
      wrong.detail = wrong.fields.front().detail;
      return wrong;
    }
    return save(app, tx, actor, asked, invoices);
  });
  if (saved.ok()) tell(app, actor, *saved);
  return saved;
}

Result<domain::Payment> find_payment(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::read));
  const auto found = app.db.read([&](store::Tx& tx) { return store::Payments(tx, actor.tenant).find(id); });
  if (!found) return no_payment();
  return *found;
}

Status remove_payment(const App& app, const Actor& actor, const std::string& id, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  const auto reason = in.text("reason", {.required = true, .max = 1000});
  EVERY_CHECK(in.finish());
  auto removed = app.db.write([&](store::Tx& tx) -> Result<domain::Payment> {
    store::Payments payments(tx, actor.tenant);
    const auto payment = payments.find(id);
    if (!payment) return no_payment();
    EVERY_CHECK(check_books(tx, actor, payment->date, "/date", kAskOwner));
    payments.remove(id);
    note_payment(app, tx, actor, *payment, "removed",
                 sentence("A payment of {} was removed: {}", Fact(payment->amount), *reason));
    return *payment;
  });
  if (!removed.ok()) return removed.error();
  tell(app, actor, *removed);
  return done();
}

Status use_credit(const App& app, const Actor& actor, const std::string& invoice_id,
                  const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  std::optional<Money> asked;
  if (!body.is_null()) {
    Fields in(body);
    asked = in.money("amount");
    EVERY_CHECK(in.finish());
  }
  auto used = app.db.write([&](store::Tx& tx) -> Result<domain::Invoice> {
    EVERY_CHECK(use_key(app, tx, actor));
    store::Invoices invoices(tx, actor.tenant);
    store::Payments payments(tx, actor.tenant);
    const auto invoice = invoices.find(invoice_id);
    if (!invoice) return no_invoice();
    const store::Workspace workspace = workspace_of(tx, actor);
    EVERY_CHECK(
        domain::check_open(workspace.books_closed_until, today_of(app, workspace), "/date", kAskOwner));
    const auto sources = payments.with_credit(invoice->client_id, invoice->currency);
    Money available{0, invoice->currency};
    for (const domain::Payment& one : sources) available = available + one.credit();
    EVERY_TRY(amount, domain::credit_to_use(*invoice, available, asked));
    Money left = amount;
    for (const domain::Payment& one : sources) {
      const Money part{std::min(left.minor, one.credit().minor), left.currency};
      if (part.minor <= 0) break;
      payments.allocate(one.id, invoice_id, part, app.now(), actor.name);
      left = left - part;
    }
    note_invoice(app, tx, actor, *invoice, "credit_used",
                 sentence("{} of credit was used on {}.", Fact(amount), invoice->number));
    return *invoices.find(invoice_id);
  });
  if (!used.ok()) return used.error();
  tell_invoice(app, actor, *used);
  return done();
}

Status release_credit(const App& app, const Actor& actor, const std::string& invoice_id,
                      const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  const auto payment_id = in.text("paymentId", {.required = true, .max = 100});
  const auto reason = in.text("reason", {.required = true, .max = 1000});
  EVERY_CHECK(in.finish());
  auto released = app.db.write([&](store::Tx& tx) -> Result<domain::Invoice> {
    store::Invoices invoices(tx, actor.tenant);
    store::Payments payments(tx, actor.tenant);
    const auto invoice = invoices.find(invoice_id);
    if (!invoice) return no_invoice();
    const auto payment = payments.find(*payment_id);
    const Money part = payment ? payment->paid_on(invoice_id) : Money{0, invoice->currency};
    if (part.minor == 0) return Error(Code::not_found, "This payment paid nothing of the invoice.");
    const store::Workspace workspace = workspace_of(tx, actor);
    EVERY_CHECK(domain::check_open(workspace.books_closed_until, day_of_use(*payment, invoice_id, workspace),
                                   "/date", kAskOwner));
    payments.release(*payment_id, invoice_id, part);
    note_invoice(app, tx, actor, *invoice, "credit_released",
                 sentence("{} of {} became credit again: {}", Fact(part), invoice->number, *reason));
    return *invoices.find(invoice_id);
  });
  if (!released.ok()) return released.error();
  tell_invoice(app, actor, *released);
  return done();
}

void free_payments(store::Tx& tx, const Actor& actor, const domain::Invoice& invoice, Money credit) {
  std::int64_t beyond = credit.minor - invoice.due().minor;
  store::Payments payments(tx, actor.tenant);
  auto paid = payments.of_invoice(invoice.id);
  std::reverse(paid.begin(), paid.end());
  for (const domain::Payment& one : paid) {
    if (beyond <= 0) return;
    const Money part{std::min(beyond, one.paid_on(invoice.id).minor), invoice.currency};
    payments.release(one.id, invoice.id, part);
    beyond -= part.minor;
  }
}

}  // namespace every::app
