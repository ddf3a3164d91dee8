// Lines and amounts of a document as a request has them.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "app/context.h"
#include "base/json.h"
#include "domain/invoice_sums.h"

namespace every::app {

inline constexpr std::size_t kLinesMax = 500;

std::optional<Decimal> read_percent(Fields& in, std::string_view name);  // 0 to 100
// An amount in the document's currency; null takes a former one away.
std::optional<Money> read_amount(Fields& in, std::string_view name, Currency currency, bool required = false);
// The ids within one document. A client may keep those that it knows; one that is missing, that came before,
// or that a form or an address could not carry (letters, digits, - and _ can) is replaced by a new one.
class DocumentIds {
 public:
  explicit DocumentIds(const App& app) : app_(app) {}
  std::string own(const std::optional<std::string>& asked);

 private:
  const App& app_;
  std::set<std::string> taken_;
};
// By its name; null takes it away.
void read_treatment(Fields& in, std::string_view name, domain::TaxTreatment& treatment);
// One of domain/language.h by name; null takes it away.
void read_language(Fields& in, std::string& language);
// Without finishing `in`, so that a document may have more of its own.
domain::InvoiceLine read_line(DocumentIds& ids, Fields& in, Currency currency);

}  // namespace every::app
