#include "domain/tax_rate.h"

namespace every::domain {

std::vector<FieldError> tax_problems(Decimal percent, const TaxWords& words) {
  std::vector<FieldError> out;
  const bool untaxed = words.treatment != TaxTreatment::unset;
  if (untaxed && percent.units != 0)
    out.push_back({"/treatment", "range", "Only what is sold without tax has a reason for it."});
  if (!words.reason.empty() && (!untaxed || words.treatment == TaxTreatment::zero))
    out.push_back({"/reason", "range", "Say first why there is no tax: exempt, reverse charge or another."});
  return out;
}

}  // namespace every::domain
