// A won deal becomes its invoice. However many people click at once, the database keeps one: whoever loses
// the race for the unique index reads the winner's invoice.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "app/invoice_detail.h"
#include "app/invoices.h"
#include "base/text.h"
#include "domain/deal.h"
#include "store/clients.h"
#include "store/connection.h"
#include "store/mirror.h"

namespace every::app {
namespace {

constexpr std::size_t kBulkMax = 1000;

std::string property(const json::value& record, std::string_view name) {
  const auto* value = record.is_object() ? record.get_object().if_contains(name) : nullptr;
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

// One of HubSpot's line items. Its own `amount` (quantity × price − discount, computed there) wins: when our
// parts do not give the same net, the line is one piece at that amount.
domain::InvoiceLine line_of(const App& app, const json::value& item, Currency currency) {
  domain::InvoiceLine line{
      .id = app.id(), .description = shorten(property(item, "name"), 2000), .unit_price = {0, currency}};
  if (line.description.empty()) line.description = shorten(property(item, "description"), 2000);
  if (line.description.empty()) line.description = "Line item";
  // What is billed again and again must not pass for a one-off price.
  if (const std::string cadence = property(item, "recurringbillingfrequency"); !cadence.empty())
    line.description = shorten(line.description, 1900) + " (" + shorten(cadence, 60) + ")";
  const auto quantity = Decimal::parse(property(item, "quantity"));
  const auto price = Money::parse(property(item, "price"), currency);
  const auto amount = Money::parse(property(item, "amount"), currency);
  const auto percent = Decimal::parse(property(item, "hs_discount_percentage"));
  if (quantity && price) {
    line.quantity = *quantity;
    line.unit_price = *price;
    if (percent && percent->units >= 0 && *percent <= Decimal::whole(100)) line.discount_percent = *percent;
    const auto sums = domain::sum_up({line}, currency);
    if (!amount || (sums.ok() && sums->totals.total == *amount)) return line;
  }
  line.quantity = Decimal::whole(1);
  line.discount_percent = Decimal{};
  line.unit_price = amount.value_or(price.value_or(Money{0, currency}));
  return line;
}

std::vector<domain::InvoiceLine> lines_of(const App& app, store::Tx& tx, const Actor& actor,
                                          const domain::Deal& deal, Currency currency) {
  std::vector<domain::InvoiceLine> lines;
  if (!deal.hubspot) return lines;
  store::Mirror mirror(tx, actor.tenant);
  struct Placed {
    std::int64_t position;
    std::size_t order;
    json::value item;
  };
  std::vector<Placed> items;
  for (const auto& link : mirror.associations("deal", deal.hubspot->object_id, "line_item")) {
    const auto record = mirror.find("line_item", link.to_id);
    if (!record || record->gone_at) continue;
    auto item = parse_json(record->properties);
    if (!item.ok()) continue;
    const std::string own = property(*item, "hs_line_item_currency_code");
    // Lines in another currency than the deal's cannot be summed with it; the deal's own amount is invoiced
    // instead.
    if (!own.empty() && Currency::from(own) != std::optional(currency)) return {};
    const auto position = Decimal::parse(property(*item, "hs_position_on_quote"));
    items.push_back({position ? position->units : std::numeric_limits<std::int64_t>::max(), items.size(),
                     std::move(*item)});
  }
  std::sort(items.begin(), items.end(), [](const Placed& a, const Placed& b) {
    return a.position != b.position ? a.position < b.position : a.order < b.order;
  });
  for (const Placed& placed : items) lines.push_back(line_of(app, placed.item, currency));
  return lines;
}

Currency currency_of(store::Tx& tx, const Actor& actor, const domain::Deal& deal,
                     const std::optional<Money>& amount) {
  if (amount) return amount->currency;
  if (deal.amount) return deal.amount->currency;
  const std::string portal = store::Connections(tx, actor.tenant).get().portal_currency;
  if (const auto currency = Currency::from(portal)) return *currency;
  return *Currency::from(workspace_of(tx, actor).currency);
}

Result<domain::Invoice> draft_of(const App& app, store::Tx& tx, const Actor& actor, const domain::Deal& deal,
                                 const domain::Client& client, const std::optional<Money>& amount) {
  domain::Invoice invoice;
  invoice.id = app.id();
  invoice.created_at = invoice.updated_at = app.now();
  invoice.client_id = client.id;
  invoice.deal_id = deal.id;
  invoice.deal_name = deal.name;
  invoice.deal_url = deal.hubspot ? deal.hubspot->url : "";
  DealLines of_deal = lines_of_deal(app, tx, actor, deal, amount);
  invoice.currency = of_deal.currency;
  invoice.lines = std::move(of_deal.lines);
  invoice.payment_terms_days = client.payment_terms_days.value_or(workspace_of(tx, actor).payment_terms_days);
  const Date today = today_of(app, workspace_of(tx, actor));
  invoice.issue_date = today;
  invoice.due_date = add_days(today, invoice.payment_terms_days);
  EVERY_TRY(sums, domain::sum_up(invoice.lines, invoice.currency));
  invoice.totals = sums.totals;
  invoice.paid = {0, invoice.currency};
  return invoice;
}

Result<DealInvoice> draft_in(const App& app, store::Tx& tx, const Actor& actor, const std::string& deal_id,
                             const std::string& client_id, const std::optional<Money>& amount) {
  store::Invoices invoices(tx, actor.tenant);
  const auto deal = store::Deals(tx, actor.tenant).find(deal_id);
  if (!deal) return Error(Code::not_found, "This deal does not exist.");
  if (const auto known = invoices.of_deal(deal_id))
    return DealInvoice{*load_invoice(tx, actor, known->id), false};
  const auto client = store::Clients(tx, actor.tenant).find(client_id.empty() ? deal->client_id : client_id);
  if (!client) {
    if (!client_id.empty()) return Error(Code::not_found, "This client does not exist.");
    return Error(Code::deal_no_client, "This deal has no client yet.", "Choose a client to invoice.");
  }
  EVERY_TRY(invoice, draft_of(app, tx, actor, *deal, *client, amount));
  if (!invoices.insert(invoice))
    return DealInvoice{*load_invoice(tx, actor, invoices.of_deal(deal_id)->id), false};
  note_invoice(app, tx, actor, invoice, "created",
               "An invoice was drafted from the deal " + deal->name + ".");
  return DealInvoice{*load_invoice(tx, actor, invoice.id), true};
}

}  // namespace

DealLines lines_of_deal(const App& app, store::Tx& tx, const Actor& actor, const domain::Deal& deal,
                        const std::optional<Money>& amount) {
  DealLines out{currency_of(tx, actor, deal, amount), {}};
  if (!amount) out.lines = lines_of(app, tx, actor, deal, out.currency);
  if (out.lines.empty()) {
    const Money price = amount ? *amount : deal.amount.value_or(Money{0, out.currency});
    out.lines.push_back({.id = app.id(),
                         .description = deal.name.empty() ? "Deal" : shorten(deal.name, 2000),
                         .unit_price = price});
  }
  return out;
}

Result<DealInvoice> invoice_deal(const App& app, const Actor& actor, const std::string& deal_id,
                                 const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  std::string client_id;
  std::optional<Money> amount;
  if (!body.is_null()) {
    Fields in(body);
    client_id = in.text("clientId", {.max = 100}).value_or("");
    amount = in.money("amount");
    EVERY_CHECK(in.finish());
  }
  auto made =
      app.db.write([&](store::Tx& tx) { return draft_in(app, tx, actor, deal_id, client_id, amount); });
  if (made.ok() && made->made) {
    tell_invoice(app, actor, made->invoice);
    tell_changed(app, actor, "deal", deal_id);
  }
  return made;
}

Result<BulkDrafts> invoice_deals(const App& app, const Actor& actor, const json::value& body, bool& dry_run) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  auto ids = in.texts("ids", kBulkMax);
  const bool all = in.boolean("wonWithoutInvoice").value_or(false);
  const std::string pipeline = in.text("pipeline", {.max = 200}).value_or("");
  dry_run = in.boolean("dryRun").value_or(false);
  if (!ids && !all) in.complain("ids", "required", "Name the deals, or send wonWithoutInvoice.");
  EVERY_CHECK(in.finish());
  auto drafts = app.db.write([&](store::Tx& tx) -> Result<BulkDrafts> {
    store::Deals deals(tx, actor.tenant);
    const Date today = today_of(app, workspace_of(tx, actor));
    std::vector<store::DealRow> rows;
    BulkDrafts out;
    if (all) {
      for (store::Slice slice{.sort = "", .descending = true, .offset = 0, .limit = 500};
           rows.size() < kBulkMax; slice.offset += 500) {
        auto window = deals.list({.pipeline_id = pipeline,
                                  .stage_id = "",
                                  .q = "",
                                  .owner_id = "",
                                  .client_id = "",
                                  .won_without_invoice = true},
                                 slice, today);
        if (window.items.empty()) break;
        std::move(window.items.begin(), window.items.end(), std::back_inserter(rows));
      }
    } else {
      for (const std::string& id : *ids) {
        if (auto row = deals.row(id, today))
          rows.push_back(std::move(*row));
        else
          out.items.push_back({id, "", "", "", std::nullopt, "not_found", "This deal does not exist."});
      }
    }
    for (const store::DealRow& row : rows) {
      const domain::Deal& d = row.deal;
      BulkItem item{d.id, d.name, d.client_id, d.client_name, d.amount, "", ""};
      const auto leave = [&](std::string_view code, std::string detail) {
        item.code = code;
        item.detail = std::move(detail);
      };
      if (!row.invoice_id.empty())
        leave("has_invoice", "It has its invoice already.");
      else if (!d.won)
        leave("deal_not_won", "The deal is not won.");
      else if (d.client_id.empty())
        leave("deal_no_client", "The deal has no client.");
      else if (!d.amount)
        leave("deal_amount_missing", "The deal has no amount.");
      if (item.code.empty() && !dry_run) {
        EVERY_TRY(made, draft_in(app, tx, actor, d.id, "", std::nullopt));
        if (made.made) out.created.push_back(made.invoice.id);
      }
      out.items.push_back(std::move(item));
    }
    return out;
  });
  if (drafts.ok() && !dry_run)
    app.events.publish(actor.tenant, "records.changed",
                       json::object{{"kinds", json::array{"deal", "invoice"}}, {"ids", "many"}});
  return drafts;
}

}  // namespace every::app
