// Currencies, exchange rates and tax rates of the account.
#include <fmt/format.h>

#include <array>

#include "sandbox/call.h"

namespace every::sandbox {
namespace {

constexpr std::uint64_t kRatesMax = 100;

std::string rate_json(const ExchangeRate& r) {
  // The rate is a JSON number of six decimals.
  return fmt::format(
      R"({{"id":"{}","fromCurrencyCode":"{}","toCurrencyCode":"{}","conversionRate":{},"effectiveAt":"{}",)"
      R"("createdAt":"{}","updatedAt":"{}","visibleInUI":true}})",
      r.id, r.from, r.to, r.rate, to_rfc3339(from_ms(r.effective_ms)), to_rfc3339(from_ms(r.effective_ms)),
      to_rfc3339(from_ms(r.effective_ms)));
}

std::string name_of(std::string_view code) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"EUR", "Euro"},         {"USD", "US Dollar"},     {"GBP", "British Pound"},
      {"JPY", "Japanese Yen"}, {"KWD", "Kuwaiti Dinar"}, {"CHF", "Swiss Franc"}};
  for (const auto& [known, name] : kNames)
    if (known == code) return std::string(name);
  return std::string(code);
}

Response rates(const Call& call, const Account& account) {
  const auto page = page_query(call, kRatesMax, kRatesMax);
  if (!page.ok()) return call.invalid(page.error().detail);
  const auto from = call.request.query.get("fromCurrencyCode"), to = call.request.query.get("toCurrencyCode");
  std::string list, next;
  std::uint64_t n = 0;
  for (const ExchangeRate& r : account.exchange_rates) {
    if (r.id < page->after || (from && *from != r.from) || (to && *to != r.to)) continue;
    if (n++ == page->limit) {
      next = fmt::format(R"(,"paging":{{"next":{{"after":"{}"}}}})", r.id);
      break;
    }
    list += (list.empty() ? "" : ",") + rate_json(r);
  }
  return json_answer(200, fmt::format(R"({{"results":[{}]{}}})", list, next));
}

// The newest rate of each pair.
Response current(const Account& account) {
  std::map<std::pair<std::string, std::string>, const ExchangeRate*> newest;
  for (const ExchangeRate& r : account.exchange_rates) {
    const ExchangeRate*& known = newest[{r.from, r.to}];
    if (known == nullptr || known->effective_ms <= r.effective_ms) known = &r;
  }
  std::string list;
  for (const auto& [pair, rate] : newest) list += (list.empty() ? "" : ",") + rate_json(*rate);
  return json_answer(200, fmt::format(R"({{"results":[{}]}})", list));
}

std::string tax_json(const TaxRate& t) {
  return fmt::format(R"({{"id":"{}","name":{},"label":{},"percentageRate":{},"active":{}}})", t.id,
                     json_text(t.name), json_text(t.label), t.percent, t.active);
}

}  // namespace

Response currencies(const Call& call) {
  const auto lock = call.portal.reading();
  const Account& account = call.portal.account();
  switch (call.route.endpoint) {
    case Endpoint::company_currency:
      return json_answer(200, json::serialize(json::object{{"id", account.company_currency},
                                                           {"createdAt", "2021-01-14T14:20:00.000Z"}}));
    case Endpoint::currency_codes: {
      json::array results;
      for (const std::string_view code : {"EUR", "USD", "GBP", "JPY", "KWD", "CHF"})
        results.push_back(json::object{{"currencyCode", code}, {"currencyName", name_of(code)}});
      return json_answer(200, json::serialize(json::object{{"results", std::move(results)}}));
    }
    case Endpoint::current_exchange_rates:
      return current(account);
    case Endpoint::exchange_rate:
      for (const ExchangeRate& r : account.exchange_rates)
        if (std::to_string(r.id) == call.route.id) return json_answer(200, rate_json(r));
      return not_found(call);
    default:
      return rates(call, account);
  }
}

Response tax_rates(const Call& call) {
  const auto lock = call.portal.reading();
  std::string list;
  for (const TaxRate& t : call.portal.account().tax_rates) {
    if (call.route.endpoint == Endpoint::tax_rate && t.id == call.route.id)
      return json_answer(200, tax_json(t));
    list += (list.empty() ? "" : ",") + tax_json(t);
  }
  if (call.route.endpoint == Endpoint::tax_rate) return not_found(call);
  return json_answer(200, fmt::format(R"({{"results":[{}]}})", list));
}

}  // namespace every::sandbox
