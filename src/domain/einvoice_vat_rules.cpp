// The rules of each VAT category: BR-S (standard), Z (zero), E (exempt), AE (reverse charge), IC
// (intra-community supply), G (export), O (outside VAT), AF (Canary Islands), AG (Ceuta and Melilla), B
// (split payment). They repeat one pattern with a few differences, so they are a table and one function.
#include <fmt/format.h>

#include <algorithm>

#include "domain/einvoice_rules.h"
#include "domain/einvoice_sums.h"

namespace every::domain::einvoice {
namespace {

enum class Identity {
  seller,                    // VAT id, tax registration or representative
  seller_vat,                // VAT id or representative
  seller_and_buyer,          // seller, and the buyer's VAT id or registration number
  seller_vat_and_buyer_vat,  // seller_vat, and the buyer's VAT id
  nobody,                    // no VAT id of anybody
};
enum class Rate { more_than_zero, zero, zero_or_more, none };

struct Category {
  const char *code, *rule;
  Identity identity;
  Rate rate;
  bool many;    // a breakdown for each rate, else exactly one
  bool reason;  // the breakdown has to say why no VAT is due, else it must not
};

constexpr Category kCategories[] = {{"S", "S", Identity::seller, Rate::more_than_zero, true, false},
                                    {"Z", "Z", Identity::seller, Rate::zero, false, false},
                                    {"E", "E", Identity::seller, Rate::zero, false, true},
                                    {"AE", "AE", Identity::seller_and_buyer, Rate::zero, false, true},
                                    {"K", "IC", Identity::seller_vat_and_buyer_vat, Rate::zero, false, true},
                                    {"G", "G", Identity::seller_vat, Rate::zero, false, true},
                                    {"O", "O", Identity::nobody, Rate::none, false, true},
                                    {"L", "AF", Identity::seller, Rate::zero_or_more, true, false},
                                    {"M", "AG", Identity::seller, Rate::zero_or_more, true, false}};

bool identified(const Document& d, Identity need) {
  const bool by_vat = !d.seller.vat_id.empty() || !d.representative.vat_id.empty();
  const bool seller = by_vat || !d.seller.tax_registration.empty();
  switch (need) {
    case Identity::seller:
      return seller;
    case Identity::seller_vat:
      return by_vat;
    case Identity::seller_and_buyer:
      return seller && (!d.buyer.vat_id.empty() || !d.buyer.legal_id.value.empty());
    case Identity::seller_vat_and_buyer_vat:
      return by_vat && !d.buyer.vat_id.empty();
    case Identity::nobody:
      return !by_vat && d.buyer.vat_id.empty();
  }
  return false;
}

// Which of the two parties has to be completed, as the term that is missing.
const char* identity_term(const Document& d, Identity need) {
  if (need == Identity::seller_and_buyer && identified(d, Identity::seller)) return "BT-48";
  if (need == Identity::seller_vat_and_buyer_vat && identified(d, Identity::seller_vat)) return "BT-48";
  if (need == Identity::nobody && d.seller.vat_id.empty()) return "BT-48";
  return "BT-31";
}

bool rate_fits(const Amount& rate, Rate need) {
  switch (need) {
    case Rate::more_than_zero:
      return rate && rate->units > 0;
    case Rate::zero:
      return rate && rate->units == 0;
    case Rate::zero_or_more:
      return rate && rate->units >= 0;
    case Rate::none:
      return !rate;
  }
  return false;
}

// The rules allow the tax to be off by less than one, because a seller may round line by line.
bool tax_fits(const VatBreakdown& v) {
  constexpr Wide kOne = Decimal::kScale;
  const Wide exact = magnitude(wide(v.taxable)) * wide(v.rate) / (100 * kOne);
  return magnitude(magnitude(wide(v.tax)) - to_cents(exact)) < kOne;
}

Wide taxable_of(const Document& d, const char* code, const Amount& rate, bool by_rate, bool& any) {
  Wide sum = 0;
  const auto fits = [&](const std::string& category, const Amount& own) {
    const bool fit = category == code && (!by_rate || wide(own) == wide(rate));
    any = any || fit;
    return fit;
  };
  for (const Line& line : d.lines)
    if (fits(line.category, line.rate)) sum += wide(line.net);
  for (const AllowanceCharge& a : d.allowances)
    if (fits(a.category, a.rate)) sum += a.charge ? wide(a.amount) : -wide(a.amount);
  return sum;
}

}  // namespace

void Judge::vat() {
  require(!d_.breakdown.empty(), "BR-CO-18", "BG-23", "/breakdown", "The VAT breakdown is missing.");
  for (std::size_t i = 0; i < d_.breakdown.size(); ++i) {
    const VatBreakdown& v = d_.breakdown[i];
    const std::string at = fmt::format("/breakdown/{}", i);
    require(v.taxable.has_value(), "BR-45", "BT-116", at + "/taxable",
            "A VAT breakdown has no taxable amount.");
    require(v.tax.has_value(), "BR-46", "BT-117", at + "/tax", "A VAT breakdown has no tax amount.");
    require(!v.category.empty(), "BR-47", "BT-118", at + "/category", "A VAT breakdown has no category.");
    require(v.rate || v.category == "O", "BR-48", "BT-119", at + "/rate", "A VAT breakdown has no rate.");
    require(v.rate ? tax_fits(v) : wide(v.tax) == 0, "BR-CO-17", "BT-117", at + "/tax",
            "The VAT is not the rate's share of the taxable amount.");
  }
  for (const Category& c : kCategories) {
    const auto rule = [&](int n) { return fmt::format("BR-{}-{:02}", c.rule, n); };
    const auto need = [&](bool holds, int n, const char* term, std::string pointer, const char* sentence) {
      require(holds, rule(n).c_str(), term, std::move(pointer), sentence);
    };
    const auto on = [&](const auto& one) { return one.category == c.code; };
    const bool line = std::any_of(d_.lines.begin(), d_.lines.end(), on);
    const auto has = [&](bool charge) {
      return std::any_of(d_.allowances.begin(), d_.allowances.end(),
                         [&](const AllowanceCharge& a) { return a.charge == charge && on(a); });
    };
    const bool allowance = has(false), charge = has(true);
    const auto groups = std::count_if(d_.breakdown.begin(), d_.breakdown.end(), on);
    const bool used = line || allowance || charge;
    need(c.many ? (used == (groups > 0)) : (used ? groups == 1 : groups <= 1), 1, "BT-118", "/breakdown",
         "What is sold under a VAT category has to be in the VAT breakdown of that category.");
    const bool known = identified(d_, c.identity);
    static constexpr const char* kWho = "This VAT category needs the tax identifiers of seller or buyer.";
    static constexpr const char* kNobody = "What is outside VAT carries no VAT id of seller or buyer.";
    const char* who = c.identity == Identity::nobody ? kNobody : kWho;
    const char* missing = identity_term(d_, c.identity);
    const std::string party = std::string_view(missing) == "BT-48" ? "/buyer/vatId" : "/seller/vatId";
    need(!line || known, 2, missing, party, who);
    need(!allowance || known, 3, missing, party, who);
    need(!charge || known, 4, missing, party, who);
    static constexpr const char* kRate = "The VAT rate does not fit the VAT category.";
    for (std::size_t i = 0; i < d_.lines.size(); ++i)
      if (on(d_.lines[i]))
        need(rate_fits(d_.lines[i].rate, c.rate), 5, "BT-152", fmt::format("/lines/{}/rate", i), kRate);
    for (std::size_t i = 0; i < d_.allowances.size(); ++i)
      if (on(d_.allowances[i]))
        need(rate_fits(d_.allowances[i].rate, c.rate), d_.allowances[i].charge ? 7 : 6,
             d_.allowances[i].charge ? "BT-103" : "BT-96", fmt::format("/allowances/{}/rate", i), kRate);
    for (std::size_t i = 0; i < d_.breakdown.size(); ++i) {
      const VatBreakdown& v = d_.breakdown[i];
      if (!on(v)) continue;
      const std::string at = fmt::format("/breakdown/{}", i);
      bool any = false;
      const Wide expected = taxable_of(d_, c.code, v.rate, c.many, any);
      const Wide off = magnitude(wide(v.taxable) - expected);
      need(c.many ? any && off < Decimal::kScale : off == 0, 8, "BT-116", at + "/taxable",
           "The taxable amount is not what the lines, allowances and charges of its category add up to.");
      need(c.many ? tax_fits(v) : wide(v.tax) == 0, 9, "BT-117", at + "/tax",
           c.many ? "The VAT is not the rate's share of the taxable amount."
                  : "There is no VAT in this VAT category.");
      const bool said = !v.exemption_reason.empty() || !v.exemption_code.empty();
      need(said == c.reason, 10, "BT-120", at + "/exemptionReason",
           c.reason ? "It has to be said why no VAT is due." : "This VAT category has no exemption reason.");
    }
  }
  const auto in_breakdown = [&](std::string_view code) {
    return std::any_of(d_.breakdown.begin(), d_.breakdown.end(),
                       [&](const VatBreakdown& v) { return v.category == code; });
  };
  if (in_breakdown("K")) {
    require(!d_.delivery.date.empty() || !d_.period.start.empty() || !d_.period.end.empty(), "BR-IC-11",
            "BT-72", "/delivery/date", "An intra-community supply needs a date of delivery or a period.");
    require(!d_.delivery.address.country.empty(), "BR-IC-12", "BT-80", "/delivery/address/country",
            "An intra-community supply needs the country of delivery.");
  }
  if (in_breakdown("O")) {
    static constexpr const char* kAlone = "What is outside VAT is not mixed with other VAT categories.";
    require(d_.breakdown.size() == 1, "BR-O-11", "BT-118", "/breakdown", kAlone);
    for (std::size_t i = 0; i < d_.lines.size(); ++i)
      require(d_.lines[i].category == "O", "BR-O-12", "BT-151", fmt::format("/lines/{}/category", i), kAlone);
    for (std::size_t i = 0; i < d_.allowances.size(); ++i)
      require(d_.allowances[i].category == "O", d_.allowances[i].charge ? "BR-O-14" : "BR-O-13",
              d_.allowances[i].charge ? "BT-102" : "BT-95", fmt::format("/allowances/{}/category", i),
              kAlone);
  }
}

void Judge::split_payment() {
  bool split = false, standard = false;
  const auto look = [&](const std::string& category) {
    split = split || category == "B";
    standard = standard || category == "S";
  };
  for (const Line& line : d_.lines) look(line.category);
  for (const AllowanceCharge& a : d_.allowances) look(a.category);
  for (const VatBreakdown& v : d_.breakdown) look(v.category);
  if (!split) return;
  const auto foreign = [](const PostalAddress& a) { return !a.country.empty() && a.country != "IT"; };
  require(!foreign(d_.seller.address) && !foreign(d_.buyer.address) && !foreign(d_.delivery.address),
          "BR-B-01", "BT-151", "/lines", "Split payment exists inside Italy only.");
  require(!standard, "BR-B-02", "BT-151", "/lines", "Split payment is not mixed with the standard rate.");
}

}  // namespace every::domain::einvoice
