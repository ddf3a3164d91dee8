#include "app/bulk_invoices.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "app/audit.h"
#include "app/deal_drift.h"
#include "app/invoice_detail.h"
#include "base/csv.h"
#include "base/sentence.h"
#include "render/merged_pdf.h"

namespace every::app {
namespace {

using domain::DocumentStatus;
using Act = std::function<Result<domain::Invoice>(store::Tx& tx, const domain::Invoice& invoice)>;

Error unknown_invoice() {
  return Error(Code::not_found, "This invoice does not exist.");
}

// Each once, in the order given.
std::vector<std::string> distinct(const std::vector<std::string>& ids) {
  std::vector<std::string> out;
  std::set<std::string, std::less<>> seen;
  for (const std::string& id : ids)
    if (seen.insert(id).second) out.push_back(id);
  return out;
}

BulkOutcome about(const App& app, const Actor& actor, const std::string& id) {
  BulkOutcome out{.invoice_id = id, .number = {}, .client = {}, .draft = false, .problem = {}};
  const auto invoice = app.db.read([&](store::Tx& tx) { return load_invoice(tx, actor, id); });
  if (!invoice) return out;
  out.number = invoice->number;
  out.client = invoice->bill_to.name;
  out.draft = invoice->status == DocumentStatus::draft;
  return out;
}

// What a request did before Every was killed in the middle of it is done.
Result<domain::Invoice> act_on(const App& app, const Actor& actor, const std::string& id, const Act& act) {
  Actor once = actor;
  if (!once.key.empty()) once.key += "/" + id;
  auto changed = app.db.write([&](store::Tx& tx) -> Result<domain::Invoice> {
    const auto invoice = store::Invoices(tx, actor.tenant).find(id);
    if (!invoice) return unknown_invoice();
    return use_key(app, tx, once).ok() ? act(tx, *invoice) : Result<domain::Invoice>(*invoice);
  });
  if (changed.ok()) tell_invoice(app, actor, *changed);
  return changed;
}

// One after the other, as they would be done, then all of it is taken back.
std::vector<Result<domain::Invoice>> try_all(const App& app, const Actor& actor,
                                             const std::vector<std::string>& ids, const Act& act) {
  std::vector<Result<domain::Invoice>> out;
  static_cast<void>(app.db
                        .write([&](store::Tx& tx) -> Status {
                          for (const std::string& id : ids) {
                            const auto invoice = store::Invoices(tx, actor.tenant).find(id);
                            out.push_back(invoice ? act(tx, *invoice) : unknown_invoice());
                          }
                          return Error(Code::internal, "Only tried.");
                        })
                        .ok());
  return out;
}

BulkOutcomes act_on_all(const App& app, const Actor& actor, const std::vector<std::string>& given,
                        bool dry_run, const Act& act) {
  const std::vector<std::string> ids = distinct(given);
  BulkOutcomes out;
  out.tried = dry_run;
  std::vector<Result<domain::Invoice>> tried;
  if (dry_run) tried = try_all(app, actor, ids, act);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    BulkOutcome one = about(app, actor, ids[i]);
    const Result<domain::Invoice> outcome = dry_run ? std::move(tried[i]) : act_on(app, actor, ids[i], act);
    if (!outcome.ok())
      one.problem = outcome.error();
    else if (!dry_run)
      one.number = outcome->number;
    (outcome.ok() ? out.done : out.left_out).push_back(std::move(one));
  }
  return out;
}

std::string day(const std::optional<Date>& date) {
  return date ? to_text(*date) : "";
}

std::string csv_head() {
  return csv_line({"number", "kind", "status", "client", "deal", "issued", "due", "currency", "subtotal",
                   "discount", "tax", "total", "paid", "credited", "due now", "po number", "credits",
                   "void reason"});
}

std::string csv_row(const domain::Invoice& i, Date today) {
  const domain::Totals& t = i.totals;
  const Money none{0, i.currency};
  const bool void_now = i.status == DocumentStatus::voided;
  return csv_line({i.number, domain::name(i.kind), store::display_status(i, today), i.client_name,
                   i.deal_name, day(i.issue_date), day(i.due_date), i.currency.code(), t.subtotal.decimal(),
                   t.discount.decimal(), t.tax.decimal(), t.total.decimal(), i.paid.decimal(),
                   i.credited.value_or(none).decimal(), (void_now ? none : i.due()).decimal(), i.po_number,
                   i.about_number, i.void_reason});
}

}  // namespace

Result<BulkOutcomes> mark_invoices_sent(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  const auto ids = in.texts("ids", kBulkMax, true);
  const bool issue = in.boolean("issue").value_or(false);
  const bool dry_run = in.boolean("dryRun").value_or(false);
  EVERY_CHECK(in.finish());
  return act_on_all(
      app, actor, *ids, dry_run, [&](store::Tx& tx, const domain::Invoice& found) -> Result<domain::Invoice> {
        domain::Invoice invoice = found;
        if (invoice.status == DocumentStatus::draft && issue) {
          EVERY_TRY(issued, issue_in(app, tx, actor, invoice.id, std::nullopt));
          invoice = std::move(issued);
        }
        if (invoice.status != DocumentStatus::issued)
          return Error(Code::invoice_not_issued, invoice.status == DocumentStatus::draft
                                                     ? ours("It is a draft.")
                                                     : sentence("{} is void.", invoice.number));
        store::Invoices invoices(tx, actor.tenant);
        if (!invoices.mark_sent(invoice.id, app.now()))
          return Error(Code::invoice_not_issued, sentence("{} was sent already.", invoice.number));
        note_invoice(app, tx, actor, invoice, "marked_sent",
                     sentence("{} was marked as sent.", invoice.number));
        return *invoices.find(invoice.id);
      });
}

Result<BulkOutcomes> void_invoices(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  const auto ids = in.texts("ids", kBulkMax, true);
  const bool dry_run = in.boolean("dryRun").value_or(false);
  const auto reason = in.text("reason", {.required = !dry_run, .max = 1000});
  EVERY_CHECK(in.finish());
  return act_on_all(app, actor, *ids, dry_run,
                    [&](store::Tx& tx, const domain::Invoice& found) -> Result<domain::Invoice> {
                      domain::Invoice invoice = found;
                      EVERY_CHECK(unsettle_in(tx, actor, invoice));
                      EVERY_CHECK(void_in(app, tx, actor, invoice, reason.value_or("")));
                      return *store::Invoices(tx, actor.tenant).find(invoice.id);
                    });
}

Result<Pdf> invoices_pdf(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::read));
  Fields in(body);
  const auto ids = in.texts("ids", kBulkMax, true);
  if (ids && ids->empty()) in.complain("ids", "range", "Choose one at least.");
  EVERY_CHECK(in.finish());
  std::vector<render::NamedPdf> documents;
  for (const std::string& id : distinct(*ids)) {
    EVERY_TRY(pdf, invoice_pdf(app, actor, id));
    const std::string name = pdf.file_name.substr(0, pdf.file_name.rfind(".pdf"));
    documents.push_back({name, std::move(pdf.bytes)});
  }
  const std::string today =
      to_text(app.db.read([&](store::Tx& tx) { return today_of(app, workspace_of(tx, actor)); }));
  if (documents.size() == 1) return Pdf{std::move(documents[0].bytes), documents[0].name + ".pdf"};
  const std::string title = fmt::format("{} documents {}", documents.size(), today);
  EVERY_TRY(bytes, render::merged_pdf(documents, title));
  note_export(app, actor, "invoices", sentence("Downloaded {} documents as one PDF.", documents.size()));
  return Pdf{std::move(bytes), title + ".pdf"};
}

Result<std::string> invoices_csv(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::read));
  constexpr std::size_t kIdsMax = 500;
  constexpr std::int64_t kBatch = 500;
  Fields in(body);
  const auto ids = in.texts("ids", kIdsMax);
  const bool all = in.boolean("all").value_or(false);
  const auto left = in.texts("except", kIdsMax).value_or(std::vector<std::string>{});
  store::InvoiceFilter filter;
  filter.q = in.text("q", {.max = 200}).value_or("");
  filter.client_id = in.text("client", {.max = 100}).value_or("");
  filter.status = in.choice("status", {"draft", "issued", "sent", "viewed", "partial", "overdue", "paid",
                                       "credited", "void", "open"})
                      .value_or("");
  const std::string kind = in.choice("kind", {"invoice", "credit_note", "any"}).value_or("invoice");
  filter.kind = kind == "any" ? "" : kind;
  filter.due_from = in.date("from");
  filter.due_to = in.date("to");
  if (const auto currency = in.currency("currency")) filter.currency = std::string(currency->code());
  const auto amount = [&](const char* name) -> std::optional<std::int64_t> {
    if (!in.has(name)) return std::nullopt;
    const auto in_currency = Currency::from(filter.currency);
    const std::string given = in.text(name, {.required = true, .max = 40}).value_or("");
    const auto parsed = in_currency ? Money::parse(given, *in_currency) : std::nullopt;
    if (!parsed) in.complain(name, "format", "An amount such as 1234.50 is needed here.");
    return parsed ? std::optional(parsed->minor) : std::nullopt;
  };
  filter.least = amount("least");
  filter.most = amount("most");
  if (ids.has_value() == all) in.complain("ids", "required", "Name ids, or all.");
  EVERY_CHECK(in.finish());
  const std::set<std::string, std::less<>> except(left.begin(), left.end());
  return app.db.read([&](store::Tx& tx) -> Result<std::string> {
    const Date today = today_of(app, workspace_of(tx, actor));
    store::Invoices invoices(tx, actor.tenant);
    std::string out = csv_head();
    if (ids) {
      for (const std::string& id : distinct(*ids)) {
        const auto one = invoices.find(id);
        if (!one) return unknown_invoice();
        out += csv_row(*one, today);
      }
      return out;
    }
    for (store::Slice slice{.sort = "createdAt", .descending = true, .offset = 0, .limit = kBatch};;
         slice.offset += kBatch) {
      const auto window = invoices.list(filter, slice, today);
      if (window.items.empty()) return out;
      for (const domain::Invoice& one : window.items)
        if (!except.contains(one.id)) out += csv_row(one, today);
    }
  });
}

}  // namespace every::app
