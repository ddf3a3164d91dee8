#include "app/deal_parts.h"

#include <algorithm>
#include <array>

#include "app/deal_basis.h"
#include "app/deal_drift.h"
#include "base/sentence.h"
#include "store/deal_billing.h"
#include "store/deals.h"
#include "store/invoices.h"
#include "store/proposals.h"

namespace every::app {
namespace {

constexpr std::size_t kPartsMax = 50;

// Oldest first.
std::vector<domain::Invoice> live_invoices(store::Tx& tx, const Actor& actor, const std::string& deal_id) {
  const store::InvoiceFilter all{.status = "", .q = "", .client_id = "", .deal_id = deal_id};
  auto found = store::Invoices(tx, actor.tenant).list(all, {"createdAt", false, 0, 500}, Date{}).items;
  std::erase_if(found,
                [](const domain::Invoice& one) { return one.status == domain::DocumentStatus::voided; });
  return found;
}

Result<DealPlan> load(store::Tx& tx, const Actor& actor, const std::string& deal_id) {
  const auto deal = store::Deals(tx, actor.tenant).find(deal_id);
  if (!deal) return Error(Code::not_found, "This deal does not exist.");
  EVERY_TRY(basis, deal_basis(tx, actor, *deal, deal->client_id, std::nullopt));
  store::Invoices invoices(tx, actor.tenant);
  DealPlan out{.whole = basis.total,
               .in_whole = invoices.of_part(deal_id, ""),
               .parts = {},
               .shares = {},
               .supplements = {}};
  for (const domain::DealPart& part : store::DealBilling(tx, actor.tenant).parts(deal_id))
    out.parts.push_back({part, invoices.of_part(deal_id, part.id)});
  for (domain::Invoice& one : live_invoices(tx, actor, deal_id))
    if (one.part_id.starts_with("+"))
      out.supplements.push_back(std::move(one));
    else if (!domain::proposal_of_part(one.part_id).empty())
      out.shares.push_back(std::move(one));
  return out;
}

std::vector<domain::PartWish> read_wishes(Fields& in) {
  std::vector<domain::PartWish> out;
  auto list = in.objects("parts", kPartsMax, true);
  if (!list) return out;
  for (Fields& one : *list) {
    domain::PartWish wish;
    wish.id = one.text("id", {.max = 100}).value_or("");
    wish.label = one.text("label", {.required = true, .max = 200}).value_or("");
    wish.amount = one.money("amount");
    wish.percent = one.decimal("percent");
    static_cast<void>(one.finish().ok());
    out.push_back(std::move(wish));
  }
  return out;
}

}  // namespace

Error billed_already(store::Tx& tx, const Actor& actor, Code code, const domain::Deal& deal) {
  std::string documents;
  std::string proposal, first;
  for (const domain::Invoice& one : live_invoices(tx, actor, deal.id)) {
    if (documents.empty()) {
      proposal = domain::proposal_of_part(one.part_id);
      first = one.id;
    }
    documents +=
        (documents.empty() ? "" : ", ") + (one.number.empty() ? ours("a draft invoice") : one.number);
  }
  const auto by = store::Proposals(tx, actor.tenant).find(proposal);
  Error error(code,
              by ? sentence("The deal {} is billed by shares of {}: {}.", deal.name, by->number, documents)
                 : sentence("The deal {} is billed already: {}.", deal.name, documents),
              "Open it, or void or delete it first.");
  if (!first.empty()) error.extra["invoiceId"] = first;
  return error;
}

Result<DealPlan> deal_plan(const App& app, const Actor& actor, const std::string& deal_id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) { return load(tx, actor, deal_id); });
}

Result<DealPlan> plan_deal(const App& app, const Actor& actor, const std::string& deal_id,
                           const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  std::vector<domain::PartWish> wishes = read_wishes(in);
  EVERY_CHECK(in.finish());
  refresh_tax_rates(app, actor, std::array{deal_id});
  auto planned = app.db.write([&](store::Tx& tx) -> Result<DealPlan> {
    EVERY_TRY(before, load(tx, actor, deal_id));
    if (before.in_whole)
      return Error(Code::deal_invoiced, "This deal is invoiced as a whole.",
                   "Delete the draft, or void the invoice, to invoice it in parts.");
    if (!before.shares.empty())
      return billed_already(tx, actor, Code::deal_invoiced, *store::Deals(tx, actor.tenant).find(deal_id));
    for (domain::PartWish& wish : wishes)
      if (std::none_of(before.parts.begin(), before.parts.end(),
                       [&](const DealPlan::Part& known) { return known.part.id == wish.id; }))
        wish.id = app.id();
    std::vector<domain::DealPart> parts;
    if (!wishes.empty()) {
      EVERY_TRY(made, domain::plan_parts(before.whole, wishes));
      parts = std::move(made);
    }
    for (const DealPlan::Part& known : before.parts) {
      if (!known.invoice) continue;
      const auto now = std::find_if(parts.begin(), parts.end(),
                                    [&](const domain::DealPart& part) { return part.id == known.part.id; });
      if (now == parts.end() || !(now->amount == known.part.amount))
        return Error(Code::deal_invoiced,
                     sentence("The part “{}” is invoiced and stays as it is.", known.part.label),
                     "Change the parts that are not invoiced yet.");
    }
    if (!before.supplements.empty())
      return Error(Code::deal_invoiced, "A supplement bills what this deal became more.",
                   "Delete or void the supplement first.");
    store::DealBilling(tx, actor.tenant).put_parts(deal_id, parts, app.now(), actor.name);
    // The parts are the deal as it is: what is not invoiced yet bills how it changed.
    if (const auto first = store::Invoices(tx, actor.tenant).of_deal(deal_id); first && !parts.empty())
      if (const auto drift = drift_of(tx, actor, *first); drift && drift->proposal != "replace")
        settle_in(tx, actor, *first);
    const auto deal = store::Deals(tx, actor.tenant).find(deal_id);
    record(app, tx, actor, "deal", deal_id, deal->client_id, "deal.parts_planned",
           parts.empty() ? sentence("{} is invoiced as a whole.", deal->name)
                         : sentence("{} is invoiced in {} parts.", deal->name, parts.size()));
    return load(tx, actor, deal_id);
  });
  if (planned.ok()) tell_changed(app, actor, "deal", deal_id);
  return planned;
}

}  // namespace every::app
