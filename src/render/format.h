// Money, numbers and dates as a reader of a locale writes them. Exact: decimals go to ICU as text.
#pragma once

#include <string>
#include <string_view>

#include "base/money.h"
#include "base/time.h"

namespace every::render {

// Makes its formatters once; not for several threads at once.
class Formatter {
 public:
  explicit Formatter(std::string_view locale);  // BCP 47; an unknown one falls back to English
  std::string money(Money money) const;         // "$40,259.26"
  std::string number(Decimal decimal) const;    // "1.5"
  std::string percent(Decimal percent) const;   // "13%" for 13
  std::string date(Date date) const;            // "Dec 23, 2026"
  std::string days(int count) const;            // "30 days"

 private:
  std::string locale_;
};

}  // namespace every::render
