#include "app/deal_basis.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "app/hubspot_hub.h"
#include "base/sentence.h"
#include "base/text.h"
#include "store/connection.h"
#include "store/deal_billing.h"
#include "store/deals.h"
#include "store/mirror.h"

namespace every::app {
namespace {

constexpr auto kRatesFor = std::chrono::hours(24);
constexpr auto kAskEvery = std::chrono::minutes(5);  // whatever HubSpot's list lacks

std::string property(const json::value& record, std::string_view name) {
  const auto* value = record.is_object() ? record.get_object().if_contains(name) : nullptr;
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool in_percent(const std::optional<Decimal>& percent) {
  return percent && percent->units >= 0 && *percent <= Decimal::whole(100);
}

// One line item becomes one line; what is lost on the way is said.
class LineReader {
 public:
  LineReader(store::Tx& tx, const Actor& actor, Currency currency, std::vector<std::string>& lost)
      : billing_(tx, actor.tenant), currency_(currency), lost_(lost) {}

  // HubSpot's own `amount` (quantity × price − discount, computed there) wins: when our parts do not give the
  // same net, the line is one piece at that amount.
  domain::InvoiceLine read(const std::string& id, const json::value& item) {
    domain::InvoiceLine line{
        .id = id, .description = shorten(property(item, "name"), 2000), .unit_price = {0, currency_}};
    if (line.description.empty()) line.description = shorten(property(item, "description"), 2000);
    if (line.description.empty()) line.description = "Line item";
    name_ = shorten(line.description, 80);
    // What is billed again and again must not pass for a one-off price.
    if (const std::string cadence = property(item, "recurringbillingfrequency"); !cadence.empty()) {
      line.description = shorten(line.description, 1900) + " (" + shorten(cadence, 60) + ")";
      lose("“{}” is billed {} in HubSpot; this invoice bills it once.", shorten(cadence, 60));
    }
    tax(line, item);
    const auto quantity = Decimal::parse(property(item, "quantity"));
    const auto price = Money::parse(property(item, "price"), currency_);
    const auto amount = Money::parse(property(item, "amount"), currency_);
    if (quantity && price) {
      line.quantity = *quantity;
      line.unit_price = *price;
      discount(line, item);
      const auto net = net_of(line);
      if (!amount || net == amount) return line;
      if (net)
        lose("“{}” is {} by its parts and {} in HubSpot; HubSpot's amount is invoiced as one piece.",
             Fact(*net, net->decimal()), Fact(*amount, amount->decimal()));
    }
    line.quantity = Decimal::whole(1);
    line.discount_percent = Decimal{};
    line.discount_amount.reset();
    line.unit_price = amount.value_or(price.value_or(Money{0, currency_}));
    return line;
  }

 private:
  template <class... Facts>
  void lose(std::string_view pattern, const Facts&... facts) {
    lost_.push_back(sentence(pattern, name_, facts...));
  }

  std::optional<Money> net_of(const domain::InvoiceLine& line) const {
    const auto sums = domain::sum_up({line}, currency_);
    if (!sums.ok()) return std::nullopt;
    return sums->lines.front().net;
  }

  // A percentage, or an amount for each unit.
  void discount(domain::InvoiceLine& line, const json::value& item) {
    if (const auto percent = Decimal::parse(property(item, "hs_discount_percentage"));
        in_percent(percent) && percent->units != 0) {
      line.discount_percent = *percent;
      return;
    }
    const auto each = Money::parse(property(item, "discount"), currency_);
    if (!each || each->minor <= 0) return;
    domain::InvoiceLine with = line;
    with.discount_amount = multiply(*each, line.quantity);
    if (net_of(with))
      line.discount_amount = with.discount_amount;
    else
      lose("“{}” has a discount of {} that is more than its price.", Fact(*each, each->decimal()));
  }

  void tax(domain::InvoiceLine& line, const json::value& item) {
    const std::string group = property(item, "hs_tax_rate_group_id");
    if (!group.empty()) {
      const auto rate = billing_.tax_rate(group);
      if (rate && in_percent(rate->percent))
        line.tax_percent = rate->percent;
      else
        lose("“{}” has a tax rate that could not be read from HubSpot; check its tax.");
      return;
    }
    const auto old = Money::parse(property(item, "tax"), currency_);
    if (old && old->minor != 0)
      lose("“{}” has a tax of {} without a rate; check its tax.", Fact(*old, old->decimal()));
  }

  store::DealBilling billing_;
  Currency currency_;
  std::vector<std::string>& lost_;
  std::string name_;
};

struct Item {
  std::int64_t position = 0;
  std::size_t order = 0;
  std::string id;
  json::value values;
};

std::vector<Item> items_of(store::Tx& tx, const Actor& actor, const domain::Deal& deal) {
  std::vector<Item> items;
  if (!deal.hubspot) return items;
  store::Mirror mirror(tx, actor.tenant);
  for (const auto& link : mirror.associations("deal", deal.hubspot->object_id, "line_item")) {
    const auto record = mirror.find("line_item", link.to_id);
    if (!record || record->gone_at) continue;
    auto values = parse_json(record->properties);
    if (!values.ok()) continue;
    const auto position = Decimal::parse(property(*values, "hs_position_on_quote"));
    items.push_back({position ? position->units : std::numeric_limits<std::int64_t>::max(), items.size(),
                     link.to_id, std::move(*values)});
  }
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    return a.position != b.position ? a.position < b.position : a.order < b.order;
  });
  return items;
}

Currency currency_of(store::Tx& tx, const Actor& actor, const domain::Deal& deal,
                     const std::optional<Money>& amount) {
  if (amount) return amount->currency;
  if (deal.amount) return deal.amount->currency;
  const std::string portal = store::Connections(tx, actor.tenant).get().portal_currency;
  if (const auto currency = Currency::from(portal)) return *currency;
  return *Currency::from(workspace_of(tx, actor).currency);
}

void read_lines(store::Tx& tx, const Actor& actor, const domain::Deal& deal, DealBasis& basis) {
  const std::vector<Item> items = items_of(tx, actor, deal);
  // Lines in another currency than the deal's cannot be summed with it; the deal's own amount is invoiced
  // instead.
  for (const Item& item : items) {
    const std::string own = property(item.values, "hs_line_item_currency_code");
    if (own.empty() || Currency::from(own) == std::optional(basis.currency)) continue;
    basis.not_carried.push_back(
        sentence("The line items are in {}, the deal is in {}: the deal's own amount is invoiced.",
                 shorten(own, 10), basis.currency.code()));
    return;
  }
  LineReader reader(tx, actor, basis.currency, basis.not_carried);
  for (const Item& item : items) basis.lines.push_back(reader.read(item.id, item.values));
}

bool lacks_rate(const App& app, store::Tx& tx, const Actor& actor, const std::string& deal_id) {
  const auto deal = store::Deals(tx, actor.tenant).find(deal_id);
  if (!deal) return false;
  store::DealBilling billing(tx, actor.tenant);
  for (const Item& item : items_of(tx, actor, *deal)) {
    const std::string group = property(item.values, "hs_tax_rate_group_id");
    if (group.empty()) continue;
    const auto known = billing.tax_rate(group);
    if (!known || known->read_at + kRatesFor < app.now()) return true;
  }
  return false;
}

}  // namespace

Result<DealBasis> deal_basis(store::Tx& tx, const Actor& actor, const domain::Deal& deal,
                             const std::string& client_id, const std::optional<Money>& amount) {
  DealBasis basis{.amount = deal.amount,
                  .currency = currency_of(tx, actor, deal, amount),
                  .client_id = client_id,
                  .lines = {},
                  .total = {},
                  .not_carried = {}};
  if (!amount) read_lines(tx, actor, deal, basis);
  if (basis.lines.empty())
    basis.lines.push_back({.id = {},
                           .description = deal.name.empty() ? "Deal" : shorten(deal.name, 2000),
                           .unit_price = amount ? *amount : deal.amount.value_or(Money{0, basis.currency})});
  EVERY_TRY(sums, domain::sum_up(basis.lines, basis.currency));
  basis.total = sums.totals.total;
  return basis;
}

bool has_lines(store::Tx& tx, const Actor& actor, const domain::Deal& deal) {
  return !items_of(tx, actor, deal).empty();
}

std::string encode_basis(const DealBasis& b) {
  json::array lines, lost;
  for (const domain::InvoiceLine& l : b.lines)
    lines.push_back(
        json::object{{"id", l.id},
                     {"description", l.description},
                     {"quantity", l.quantity.text()},
                     {"price", l.unit_price.decimal()},
                     {"discountPercent", l.discount_percent.text()},
                     {"discount", l.discount_amount ? json::value(l.discount_amount->decimal()) : nullptr},
                     {"tax", l.tax_percent.text()}});
  for (const std::string& one : b.not_carried) lost.emplace_back(one);
  return json::serialize(json::object{{"amount", to_json(b.amount)},
                                      {"currency", json::string(b.currency.code())},
                                      {"clientId", b.client_id},
                                      {"lines", std::move(lines)},
                                      {"notCarried", std::move(lost)}});
}

std::optional<DealBasis> decode_basis(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto value = parse_json(text);
  if (!value.ok() || !value->is_object()) return std::nullopt;
  const auto currency = Currency::from(property(*value, "currency"));
  const auto* lines = value->get_object().if_contains("lines");
  if (!currency || lines == nullptr || !lines->is_array()) return std::nullopt;
  DealBasis b{.amount = std::nullopt,
              .currency = *currency,
              .client_id = property(*value, "clientId"),
              .lines = {},
              .total = {},
              .not_carried = {}};
  if (const auto* amount = value->get_object().if_contains("amount");
      amount != nullptr && amount->is_object())
    if (const auto own = Currency::from(property(*amount, "currency")))
      b.amount = Money::parse(property(*amount, "amount"), *own);
  for (const json::value& l : lines->get_array())
    b.lines.push_back(
        {.id = property(l, "id"),
         .description = property(l, "description"),
         .quantity = Decimal::parse(property(l, "quantity")).value_or(Decimal{}),
         .unit_price = Money::parse(property(l, "price"), *currency).value_or(Money{0, *currency}),
         .discount_percent = Decimal::parse(property(l, "discountPercent")).value_or(Decimal{}),
         .tax_percent = Decimal::parse(property(l, "tax")).value_or(Decimal{}),
         .discount_amount = Money::parse(property(l, "discount"), *currency)});
  if (const auto* lost = value->get_object().if_contains("notCarried"); lost != nullptr && lost->is_array())
    for (const json::value& one : lost->get_array())
      if (one.is_string()) b.not_carried.emplace_back(one.get_string());
  const auto sums = domain::sum_up(b.lines, b.currency);
  if (!sums.ok()) return std::nullopt;
  b.total = sums->totals.total;
  return b;
}

void refresh_tax_rates(const App& app, const Actor& actor, std::span<const std::string> deal_ids) {
  const bool due = app.db.read([&](store::Tx& tx) {
    const auto asked = store::DealBilling(tx, actor.tenant).tax_rates_asked_at();
    if (asked && *asked + kAskEvery > app.now()) return false;
    return std::any_of(deal_ids.begin(), deal_ids.end(),
                       [&](const std::string& id) { return lacks_rate(app, tx, actor, id); });
  });
  if (!due) return;
  const auto portal = app.hubspot.portal(actor.tenant);
  if (!portal.ok()) return;
  app.db.write([&](store::Tx& tx) { store::DealBilling(tx, actor.tenant).ask_tax_rates(app.now()); });
  hubspot::Client client(*portal, hubspot::Priority::interactive);
  const auto rates = client.tax_rates({});
  if (!rates.ok()) {
    app.log.warn("invoice.tax_rates", {{"detail", rates.error().detail}});
    return;
  }
  app.db.write([&](store::Tx& tx) {
    store::DealBilling billing(tx, actor.tenant);
    for (const hubspot::TaxRate& one : *rates)
      billing.put_tax_rate({one.id, one.label, one.percent, app.now()});
  });
}

}  // namespace every::app
