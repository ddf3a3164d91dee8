#include "render/taxes.h"

#include <algorithm>

namespace every::render {

std::vector<std::pair<std::string, std::string>> tax_rows(const std::vector<domain::TaxSum>& taxes,
                                                          bool inclusive, const Words& words,
                                                          const Formatter& format) {
  const std::string plain = (inclusive ? words.tax_included : words.tax).text();
  std::vector<std::pair<std::string, Money>> sums;
  for (const domain::TaxSum& one : taxes) {
    const std::string& name = one.words.name;
    const std::string label = name.empty() ? plain : inclusive ? plain + " · " + name : name;
    const auto known =
        std::find_if(sums.begin(), sums.end(), [&](const auto& sum) { return sum.first == label; });
    if (known != sums.end())
      known->second = known->second + one.tax;
    else
      sums.emplace_back(label, one.tax);
  }
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [label, tax] : sums)
    if (label != plain || tax.minor != 0) out.emplace_back(label, format.money(tax));
  return out;
}

std::string tax_reasons(const std::vector<domain::TaxSum>& taxes) {
  std::vector<std::string> said;
  std::string out;
  for (const domain::TaxSum& one : taxes) {
    const std::string& reason = one.words.reason;
    if (reason.empty() || std::find(said.begin(), said.end(), reason) != said.end()) continue;
    said.push_back(reason);
    out += (out.empty() ? "" : "\n") + reason;
  }
  return out;
}

}  // namespace every::render
