// The tax rates that a workspace has names for. A line that is taxed by one copies its name, its rate and why
// it may be nothing; it never points at it, so that a rate that is renamed, changed or archived leaves every
// document as it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/money.h"
#include "base/time.h"
#include "domain/billing_profile.h"

namespace every::domain {

inline constexpr std::size_t kTaxNameMax = 60, kTaxReasonMax = 500;

// What a tax is called, and how what is sold without any is to be called (EN 16931's categories; with a rate
// it is standard rated). All of it may be empty: a rate that somebody typed, or that HubSpot has.
struct TaxWords {
  std::string name;  // as it is printed
  TaxTreatment treatment = TaxTreatment::unset;
  std::string reason;  // as it is printed: why no tax is asked for
  bool empty() const { return *this == TaxWords{}; }
  bool operator==(const TaxWords&) const = default;
};

// Whether these words fit the rate; pointers "/treatment" and "/reason".
std::vector<FieldError> tax_problems(Decimal percent, const TaxWords& words);

struct TaxRate {
  std::string id;
  TaxWords words;
  Decimal percent;          // 0 to 100
  bool is_default = false;  // what a new line begins with; at most one, and none that is archived
  bool archived = false;
  Instant created_at{}, updated_at{};
  std::int64_t version = 1;
};

}  // namespace every::domain
