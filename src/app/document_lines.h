// Lines and amounts of a document as a request has them.
#pragma once

#include <optional>
#include <string_view>

#include "app/context.h"
#include "base/json.h"
#include "domain/invoice_sums.h"

namespace every::app {

inline constexpr std::size_t kLinesMax = 500;

std::optional<Decimal> read_percent(Fields& in, std::string_view name);  // 0 to 100
// An amount in the document's currency; null takes a former one away.
std::optional<Money> read_amount(Fields& in, std::string_view name, Currency currency, bool required = false);
// Without finishing `in`, so that a document may have more of its own. A line without an id gets one.
domain::InvoiceLine read_line(const App& app, Fields& in, Currency currency);

}  // namespace every::app
