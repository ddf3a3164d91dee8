#include "domain/statement.h"

#include <map>

namespace every::domain {

std::string_view name(EntryKind kind) {
  return kind == EntryKind::invoice ? "invoice" : kind == EntryKind::credit_note ? "credit_note" : "payment";
}

std::vector<CurrencyStatement> statement(std::vector<StatementEntry> entries, Date from, Date to) {
  std::map<std::string, CurrencyStatement, std::less<>> by_currency;
  for (StatementEntry& entry : entries) {
    if (entry.date > to) continue;
    const Currency currency = entry.amount.currency;
    const Money zero{0, currency};
    CurrencyStatement& s = by_currency
                               .try_emplace(std::string(currency.code()),
                                            CurrencyStatement{currency, zero, zero, zero, zero, zero, {}})
                               .first->second;
    s.closing = entry.kind == EntryKind::invoice ? s.closing + entry.amount : s.closing - entry.amount;
    if (entry.date < from) {
      s.opening = s.closing;
      continue;
    }
    Money& sum = entry.kind == EntryKind::invoice       ? s.invoiced
                 : entry.kind == EntryKind::credit_note ? s.credited
                                                        : s.paid;
    sum = sum + entry.amount;
    entry.balance = s.closing;
    s.entries.push_back(std::move(entry));
  }
  std::vector<CurrencyStatement> out;
  for (auto& [code, one] : by_currency)
    if (!one.entries.empty() || one.closing.minor != 0) out.push_back(std::move(one));
  return out;
}

}  // namespace every::domain
