#include "app/deal_drift.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/deal_basis.h"
#include "app/invoice_detail.h"
#include "app/invoices.h"
#include "base/sentence.h"
#include "base/text.h"
#include "store/clients.h"
#include "store/deal_billing.h"
#include "store/deals.h"

namespace every::app {
namespace {

constexpr std::size_t kDriftsMax = 200;
constexpr std::int64_t kLook = 200;  // notes that are read, or forgotten, in one transaction

std::string words(Money money) {
  return sentence("{}", money);
}

std::string words(const domain::InvoiceLine& line) {
  std::string out = sentence("{} × {}, {}", line.quantity, line.description, line.unit_price);
  if (line.discount_percent.units != 0) out = sentence("{}, {} % off", out, line.discount_percent);
  if (line.discount_amount) out = sentence("{}, {} off", out, *line.discount_amount);
  if (line.tax_percent.units != 0) out = sentence("{}, {} % tax", out, line.tax_percent);
  return out;
}

std::string client_words(store::Tx& tx, const Actor& actor, const std::string& id) {
  const auto client = store::Clients(tx, actor.tenant).find(id);
  return client ? client->name : "";
}

void compare_lines(const DealBasis& was, const DealBasis& now, std::vector<DriftChange>& changes) {
  const auto find = [](const DealBasis& in, const domain::InvoiceLine& line) -> const domain::InvoiceLine* {
    for (const domain::InvoiceLine& one : in.lines)
      if (one.id == line.id) return &one;
    return nullptr;
  };
  // The deal's own amount, in place of lines, is compared as that; its name is no change of what is owed.
  const auto own = [](const DealBasis& b) { return b.lines.size() == 1 && b.lines.front().id.empty(); };
  if (own(was) && own(now)) return;
  for (const domain::InvoiceLine& line : was.lines) {
    const auto* then = find(now, line);
    const std::string before = words(line), after = then == nullptr ? "" : words(*then);
    if (before != after) changes.push_back({"line", before, after});
  }
  for (const domain::InvoiceLine& line : now.lines)
    if (find(was, line) == nullptr) changes.push_back({"line", "", words(line)});
}

struct Compared {
  domain::Deal deal;
  DealBasis was, now;
};

// The invoice that stands for its deal, and both states of that.
std::optional<Compared> compared(store::Tx& tx, const Actor& actor, const domain::Invoice& invoice) {
  if (invoice.deal_id.empty() || invoice.part_id.starts_with("+") ||
      invoice.status == domain::DocumentStatus::voided)
    return std::nullopt;
  auto was = decode_basis(invoice.deal_state);
  if (!was) return std::nullopt;
  const auto first = store::Invoices(tx, actor.tenant).of_deal(invoice.deal_id);
  if (!first || first->id != invoice.id) return std::nullopt;
  auto deal = store::Deals(tx, actor.tenant).find(invoice.deal_id);
  // A deal that HubSpot lost says nothing new.
  if (!deal || (deal->hubspot && deal->hubspot->gone_at)) return std::nullopt;
  auto now = deal_basis(tx, actor, *deal, deal->client_id, std::nullopt);
  if (!now.ok()) return std::nullopt;
  return Compared{std::move(*deal), std::move(*was), std::move(*now)};
}

std::vector<domain::Invoice> supplements(store::Tx& tx, const Actor& actor, const std::string& deal_id) {
  const store::InvoiceFilter all{.status = "", .q = "", .client_id = "", .deal_id = deal_id};
  auto found = store::Invoices(tx, actor.tenant).list(all, {"", false, 0, 500}, Date{}).items;
  std::erase_if(found, [](const domain::Invoice& one) {
    return !one.part_id.starts_with("+") || one.status == domain::DocumentStatus::voided;
  });
  return found;
}

std::string proposal_of(store::Tx& tx, const Actor& actor, const domain::Invoice& invoice,
                        const Compared& c) {
  if (invoice.status == domain::DocumentStatus::draft && invoice.part_id.empty() &&
      supplements(tx, actor, invoice.deal_id).empty())
    return "renew";
  if (!(c.was.currency == c.now.currency) || c.was.client_id != c.now.client_id) return "replace";
  if (!invoice.part_id.empty()) {
    store::Invoices invoices(tx, actor.tenant);
    for (const domain::DealPart& part : store::DealBilling(tx, actor.tenant).parts(invoice.deal_id))
      if (!invoices.of_part(invoice.deal_id, part.id)) return "parts";
  }
  const std::int64_t more = c.now.total.minor - c.was.total.minor;
  return more > 0 ? "supplement" : more < 0 ? "credit_note" : "none";
}

std::optional<DriftedDeal> drifted_deal(store::Tx& tx, const Actor& actor, const std::string& deal_id) {
  auto invoice = store::Invoices(tx, actor.tenant).of_deal(deal_id);
  if (!invoice) return std::nullopt;
  auto drift = drift_of(tx, actor, *invoice);
  if (!drift) return std::nullopt;
  return DriftedDeal{std::move(*invoice), std::move(*drift)};
}

Error nothing() {
  return Error(Code::stale, "The deal says what the invoice says.", "Load it again.");
}

}  // namespace

std::optional<Drift> drift_of(store::Tx& tx, const Actor& actor, const domain::Invoice& invoice) {
  const auto c = compared(tx, actor, invoice);
  if (!c) return std::nullopt;
  Drift out;
  if (c->was.amount != c->now.amount)
    out.changes.push_back(
        {"amount", c->was.amount ? words(*c->was.amount) : "", c->now.amount ? words(*c->now.amount) : ""});
  const bool same = c->was.currency == c->now.currency;
  if (!same)
    out.changes.push_back(
        {"currency", std::string(c->was.currency.code()), std::string(c->now.currency.code())});
  if (c->was.client_id != c->now.client_id)
    out.changes.push_back(
        {"client", client_words(tx, actor, c->was.client_id), client_words(tx, actor, c->now.client_id)});
  compare_lines(c->was, c->now, out.changes);
  if (out.changes.empty()) return std::nullopt;
  if (same) out.difference = c->now.total - c->was.total;
  out.proposal = proposal_of(tx, actor, invoice, *c);
  return out;
}

Result<std::optional<Drift>> invoice_drift(const App& app, const Actor& actor,
                                           const std::string& invoice_id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<std::optional<Drift>> {
    const auto invoice = store::Invoices(tx, actor.tenant).find(invoice_id);
    if (!invoice) return Error(Code::not_found, "This invoice does not exist.");
    return drift_of(tx, actor, *invoice);
  });
}

std::vector<DriftedDeal> drifted_deals(const App& app, const Actor& actor) {
  std::vector<DriftedDeal> out;
  std::string after;
  for (bool more = true; more && out.size() < kDriftsMax;) {
    const std::vector<std::string> equal = app.db.read([&](store::Tx& tx) {
      std::vector<std::string> said;
      const auto noted = store::DealBilling(tx, actor.tenant).changed(after, kLook);
      more = std::ssize(noted) == kLook;
      for (const std::string& deal_id : noted) {
        after = deal_id;
        auto found = drifted_deal(tx, actor, deal_id);
        if (!found)
          said.push_back(deal_id);
        else if (out.size() < kDriftsMax)
          out.push_back(std::move(*found));
      }
      return said;
    });
    if (equal.empty()) continue;
    // A deal may have changed since it was read.
    app.db.write([&](store::Tx& tx) {
      for (const std::string& deal_id : equal)
        if (!drifted_deal(tx, actor, deal_id)) store::DealBilling(tx, actor.tenant).settle(deal_id);
    });
  }
  return out;
}

void settle_in(store::Tx& tx, const Actor& actor, const domain::Invoice& invoice) {
  const auto c = compared(tx, actor, invoice);
  if (!c) return;
  store::Invoices(tx, actor.tenant).settle_deal(invoice.deal_id, encode_basis(c->now));
  store::DealBilling(tx, actor.tenant).settle(invoice.deal_id);
}

Status check_last(store::Tx& tx, const Actor& actor, const domain::Invoice& leaving) {
  store::Invoices invoices(tx, actor.tenant);
  const auto first = invoices.of_deal(leaving.deal_id);
  if (!first) return done();
  const bool supplement = leaving.part_id.starts_with("+");
  // `numbered` has the number of the document.
  const auto builds_on = [&](std::string_view draft, std::string_view numbered, const std::string& number) {
    return Error(Code::has_documents, number.empty() ? sentence(draft) : sentence(numbered, number),
                 leaving.status == domain::DocumentStatus::draft ? "Issue this one, then credit it."
                                                                 : "Make a credit note instead.");
  };
  for (const domain::Invoice& one : supplements(tx, actor, leaving.deal_id))
    if (one.id != leaving.id &&
        (supplement ? one.created_at >= leaving.created_at : first->id == leaving.id)) {
      Error later = builds_on("The supplement builds on this invoice.",
                              "The supplement {} builds on this invoice.", one.number);
      later.fix = "Delete or void that one first.";
      return later;
    }
  if (!supplement || first->id == leaving.id) return done();
  for (const domain::Invoice& note : invoices.credit_notes(first->id))
    if (note.created_at >= leaving.created_at)
      return builds_on("The credit note builds on this invoice.",
                       "The credit note {} builds on this invoice.", note.number);
  return done();
}

Status unsettle_in(store::Tx& tx, const Actor& actor, const domain::Invoice& leaving) {
  EVERY_CHECK(check_last(tx, actor, leaving));
  store::Invoices invoices(tx, actor.tenant);
  const auto first = invoices.of_deal(leaving.deal_id);
  if (!first) return done();
  if (leaving.part_id.starts_with("+") && first->id != leaving.id)
    invoices.settle_deal(leaving.deal_id, leaving.deal_state);
  store::DealBilling(tx, actor.tenant).note_changed(leaving.deal_id);
  return done();
}

Status settle_drift(const App& app, const Actor& actor, const std::string& invoice_id,
                    const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  const auto action = in.choice("action", {"keep", "renew"}, true);
  EVERY_CHECK(in.finish());
  auto settled = app.db.write([&](store::Tx& tx) -> Result<domain::Invoice> {
    store::Invoices invoices(tx, actor.tenant);
    auto invoice = invoices.find(invoice_id);
    if (!invoice) return Error(Code::not_found, "This invoice does not exist.");
    const auto drift = drift_of(tx, actor, *invoice);
    if (!drift) return nothing();
    if (*action == "renew") {
      if (drift->proposal != "renew")
        return Error(Code::invoice_not_draft, sentence("{} is issued and cannot change.", invoice->number),
                     "Make a credit note or a supplement.");
      const auto c = compared(tx, actor, *invoice);
      if (c->now.client_id.empty()) return Error(Code::deal_no_client, "This deal has no client any more.");
      invoice->client_id = c->now.client_id;
      invoice->currency = c->now.currency;
      invoice->lines = c->now.lines;
      for (domain::InvoiceLine& line : invoice->lines) line.id = app.id();
      invoice->pricing = {};
      EVERY_TRY(sums, domain::sum_up(invoice->lines, invoice->currency));
      invoice->totals = sums.totals;
      invoice->updated_at = app.now();
      invoices.update_draft(*invoice, 0);
    }
    settle_in(tx, actor, *invoice);
    note_invoice(app, tx, actor, *invoice, *action == "renew" ? "deal_renewed" : "deal_kept",
                 *action == "renew" ? "The draft took over what the deal says now."
                                    : "The deal changed; the invoice stays as it is.");
    return *invoices.find(invoice_id);
  });
  if (!settled.ok()) return settled.error();
  tell_invoice(app, actor, *settled);
  return done();
}

Result<domain::Invoice> supplement_invoice(const App& app, const Actor& actor,
                                           const std::string& invoice_id) {
  EVERY_CHECK(require(actor, Permission::invoice));
  auto made = app.db.write([&](store::Tx& tx) -> Result<domain::Invoice> {
    store::Invoices invoices(tx, actor.tenant);
    const auto first = invoices.find(invoice_id);
    if (!first) return Error(Code::not_found, "This invoice does not exist.");
    const auto drift = drift_of(tx, actor, *first);
    if (!drift) return nothing();
    if (drift->proposal != "supplement") {
      Error wrong(Code::validation, "The deal has not become more than was invoiced.",
                  drift->proposal == "credit_note" ? "Make a credit note instead." : "");
      wrong.fields.push_back({"/proposal", "range", wrong.detail});
      return wrong;
    }
    const auto c = compared(tx, actor, *first);
    domain::Invoice draft;
    draft.id = app.id();
    draft.created_at = draft.updated_at = app.now();
    draft.client_id = first->client_id;
    draft.deal_id = first->deal_id;
    draft.deal_name = c->deal.name;
    draft.deal_url = first->deal_url;
    draft.part_id = "+" + draft.id;
    draft.deal_state = first->deal_state;  // what comes back when this draft goes
    draft.currency = first->currency;
    draft.payment_terms_days = first->payment_terms_days;
    draft.po_number = first->po_number;
    draft.language = first->language;
    begin_texts(workspace_of(tx, actor), draft);
    draft.lines = domain::lines_of_difference(
        domain::sums_by_rate(c->was.lines, c->was.currency, {}),
        domain::sums_by_rate(c->now.lines, c->now.currency, {}),
        (c->deal.name.empty() ? "Deal" : shorten(c->deal.name, 1500)) + ": change after " +
            (first->number.empty() ? "the first invoice" : first->number));
    for (domain::InvoiceLine& line : draft.lines) line.id = app.id();
    draft.pricing.tax_inclusive = true;
    EVERY_TRY(sums, domain::sum_up(draft.lines, draft.currency, draft.pricing));
    draft.totals = sums.totals;
    draft.paid = {0, draft.currency};
    invoices.insert(draft);
    settle_in(tx, actor, *first);
    note_invoice(app, tx, actor, draft, "created",
                 sentence("A supplement to {} was drafted.", first->number));
    return *load_invoice(tx, actor, draft.id);
  });
  if (made.ok()) tell_invoice(app, actor, *made);
  return made;
}

}  // namespace every::app
