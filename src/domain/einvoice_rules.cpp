#include "domain/einvoice_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "domain/einvoice_sums.h"

namespace every::domain::einvoice {

std::vector<Finding> findings(const Document& document) {
  return Judge(document).judge();
}

std::vector<Finding> Judge::judge() {
  document();
  parties();
  payment();
  allowances(d_.allowances, "/allowances", false);
  sums();
  decimals();
  lines();
  vat();
  split_payment();
  codes();
  return std::move(out_);
}

void Judge::require(bool holds, const char* rule, const char* term, std::string pointer,
                    const char* sentence) {
  if (!holds) out_.push_back({rule, term, std::move(pointer), sentence});
}

void Judge::document() {
  require(!d_.specification.empty(), "BR-01", "BT-24", "/specification",
          "The document has to say which specification it keeps to.");
  require(!d_.number.empty(), "BR-02", "BT-1", "/number", "The document has no number.");
  require(!d_.issue_date.empty(), "BR-03", "BT-2", "/issueDate", "The document has no issue date.");
  require(!d_.type.empty(), "BR-04", "BT-3", "/type", "The document does not say whether it is an invoice.");
  require(!d_.currency.empty(), "BR-05", "BT-5", "/currency", "The document has no currency.");
  require(d_.tax_point_date.empty() || d_.tax_point_code.empty(), "BR-CO-03", "BT-7", "/taxPointDate",
          "The tax point is given as a date or as a code, not both.");
  const bool same_currency = d_.vat_currency == d_.currency && d_.sums.vat;
  require(d_.vat_currency.empty() || same_currency || d_.sums.vat_in_accounting_currency, "BR-53", "BT-111",
          "/sums/vatInAccountingCurrency", "The VAT in the accounting currency is missing.");
  require(!d_.lines.empty(), "BR-16", "BG-25", "/lines", "The document has no lines.");
  if (d_.period.present) {
    require(!d_.period.start.empty() || !d_.period.end.empty(), "BR-CO-19", "BT-73", "/period",
            "The invoiced period has neither a start nor an end.");
    require(d_.period.start.empty() || d_.period.end.empty() || d_.period.start <= d_.period.end, "BR-29",
            "BT-74", "/period/end", "The invoiced period ends before it starts.");
  }
  for (std::size_t i = 0; i < d_.preceding.size(); ++i)
    require(!d_.preceding[i].id.empty(), "BR-55", "BT-25", fmt::format("/preceding/{}/id", i),
            "A reference to an earlier invoice has no number.");
  for (std::size_t i = 0; i < d_.supporting.size(); ++i)
    require(!d_.supporting[i].reference.empty(), "BR-52", "BT-122",
            fmt::format("/supporting/{}/reference", i), "A supporting document has no reference.");
  // The rule asks when to pay; nobody is asked to pay a credit note (UNTDID 1001: 381, 396).
  const bool credit = d_.type == "381" || d_.type == "396" || d_.credit_note;
  require(credit || wide(d_.sums.due) <= 0 || !d_.due_date.empty() || !d_.payment_terms.empty(), "BR-CO-25",
          "BT-9", "/dueDate", "Something is due, but neither a due date nor payment terms are given.");
}

namespace {

// EL is what Greece uses instead of its ISO code.
bool has_country_prefix(const std::string& vat_id) {
  return vat_id.empty() || (vat_id.size() > 2 && known_country(vat_id.substr(0, 2))) ||
         vat_id.starts_with("EL");
}

}  // namespace

void Judge::parties() {
  const Party& s = d_.seller;
  const Party& b = d_.buyer;
  require(!s.name.empty(), "BR-06", "BT-27", "/seller/name", "The seller has no name.");
  require(!b.name.empty(), "BR-07", "BT-44", "/buyer/name", "The buyer has no name.");
  require(s.address.present, "BR-08", "BG-5", "/seller/address", "The seller has no postal address.");
  if (s.address.present)
    require(!s.address.country.empty(), "BR-09", "BT-40", "/seller/address/country",
            "The seller's address has no country.");
  require(b.address.present, "BR-10", "BG-8", "/buyer/address", "The buyer has no postal address.");
  if (b.address.present)
    require(!b.address.country.empty(), "BR-11", "BT-55", "/buyer/address/country",
            "The buyer's address has no country.");
  const bool identified = !s.vat_id.empty() || !s.legal_id.value.empty() ||
                          std::any_of(s.ids.begin(), s.ids.end(), [](const Identifier& id) {
                            return !id.value.empty() && id.scheme != "SEPA";
                          });
  require(identified, "BR-CO-26", "BT-31", "/seller/vatId",
          "The seller needs a VAT id, a registration number or another identifier.");
  require(s.electronic_address.value.empty() || !s.electronic_address.scheme.empty(), "BR-62", "BT-34",
          "/seller/electronicAddress/scheme", "The seller's electronic address has no scheme.");
  require(b.electronic_address.value.empty() || !b.electronic_address.scheme.empty(), "BR-63", "BT-49",
          "/buyer/electronicAddress/scheme", "The buyer's electronic address has no scheme.");
  require(!d_.payee.present || !d_.payee.name.empty(), "BR-17", "BT-59", "/payee/name",
          "The payee has no name.");
  if (d_.representative.present) {
    const TaxRepresentative& r = d_.representative;
    require(!r.name.empty(), "BR-18", "BT-62", "/representative/name", "The tax representative has no name.");
    require(r.address.present, "BR-19", "BG-12", "/representative/address",
            "The tax representative has no postal address.");
    if (r.address.present)
      require(!r.address.country.empty(), "BR-20", "BT-69", "/representative/address/country",
              "The tax representative's address has no country.");
    require(!r.vat_id.empty(), "BR-56", "BT-63", "/representative/vatId",
            "The tax representative has no VAT id.");
  }
  if (d_.delivery.address.present)
    require(!d_.delivery.address.country.empty(), "BR-57", "BT-80", "/delivery/address/country",
            "The address of delivery has no country.");
  static constexpr const char* kPrefix = "A VAT id begins with its country's code, such as DE123456789.";
  require(has_country_prefix(s.vat_id), "BR-CO-09", "BT-31", "/seller/vatId", kPrefix);
  require(has_country_prefix(b.vat_id), "BR-CO-09", "BT-48", "/buyer/vatId", kPrefix);
  require(has_country_prefix(d_.representative.vat_id), "BR-CO-09", "BT-63", "/representative/vatId",
          kPrefix);
}

void Judge::payment() {
  constexpr std::size_t kCardDigitsMax = 10;
  for (std::size_t i = 0; i < d_.payment.size(); ++i) {
    const PaymentInstructions& p = d_.payment[i];
    const std::string at = fmt::format("/payment/{}", i);
    require(!p.code.empty(), "BR-49", "BT-81", at + "/code", "It is not said by which means to pay.");
    for (const CreditTransfer& t : p.transfers)
      require(!t.account.empty(), "BR-50", "BT-84", at + "/transfers", "A credit transfer has no account.");
    const bool transfer = p.code == "30" || p.code == "58";
    const bool account = std::any_of(p.transfers.begin(), p.transfers.end(),
                                     [](const CreditTransfer& t) { return !t.account.empty(); });
    require(!transfer || account, "BR-61", "BT-84", at + "/transfers",
            "A credit transfer needs the account to pay to.");
    require(p.card_number.size() <= kCardDigitsMax, "BR-51", "BT-87", at + "/cardNumber",
            "Of a card at most the first six and the last four digits are shown.");
  }
}

void Judge::allowances(const std::vector<AllowanceCharge>& list, const std::string& at, bool of_line) {
  struct Rules {
    const char *amount, *reason, *reason_too, *category, *decimals, *base_decimals, *amount_term,
        *reason_term, *category_term;
  };
  static constexpr Rules kOf[] = {
      {"BR-31", "BR-33", "BR-CO-21", "BR-32", "BR-DEC-01", "BR-DEC-02", "BT-92", "BT-97", "BT-95"},
      {"BR-36", "BR-38", "BR-CO-22", "BR-37", "BR-DEC-05", "BR-DEC-06", "BT-99", "BT-104", "BT-102"},
      {"BR-41", "BR-42", "BR-CO-23", "", "BR-DEC-24", "BR-DEC-25", "BT-136", "BT-139", ""},
      {"BR-43", "BR-44", "BR-CO-24", "", "BR-DEC-27", "BR-DEC-28", "BT-141", "BT-144", ""}};
  for (std::size_t i = 0; i < list.size(); ++i) {
    const AllowanceCharge& a = list[i];
    const Rules& r = kOf[(of_line ? 2 : 0) + (a.charge ? 1 : 0)];
    const std::string here = fmt::format("{}/{}", at, i);
    require(a.amount.has_value(), r.amount, r.amount_term, here + "/amount",
            "An allowance or charge has no amount.");
    const bool said = !a.reason.empty() || !a.reason_code.empty();
    for (const char* rule : {r.reason, r.reason_too})
      require(said, rule, r.reason_term, here + "/reason", "An allowance or charge does not say why.");
    if (!of_line)
      require(!a.category.empty(), r.category, r.category_term, here + "/category",
              "An allowance or charge has no VAT category.");
    static constexpr const char* kTwo = "Amounts have at most two decimals.";
    require(two_decimals(a.amount), r.decimals, r.amount_term, here + "/amount", kTwo);
    require(two_decimals(a.base), r.base_decimals, r.amount_term, here + "/base", kTwo);
  }
}

void Judge::sums() {
  const Sums& s = d_.sums;
  require(s.lines.has_value(), "BR-12", "BT-106", "/sums/lines", "The sum of the lines is missing.");
  require(s.without_vat.has_value(), "BR-13", "BT-109", "/sums/withoutVat",
          "The total without VAT is missing.");
  require(s.with_vat.has_value(), "BR-14", "BT-112", "/sums/withVat", "The total with VAT is missing.");
  require(s.due.has_value(), "BR-15", "BT-115", "/sums/due", "The amount due is missing.");
  Wide lines = 0, taxes = 0, allowances = 0, charges = 0;
  for (const Line& line : d_.lines) lines += wide(line.net);
  for (const AllowanceCharge& a : d_.allowances) (a.charge ? charges : allowances) += wide(a.amount);
  for (const VatBreakdown& v : d_.breakdown) taxes += wide(v.tax);
  require(!s.lines || wide(s.lines) == to_cents(lines), "BR-CO-10", "BT-106", "/sums/lines",
          "The sum of the lines is not what the lines add up to.");
  require(wide(s.allowances) == to_cents(allowances), "BR-CO-11", "BT-107", "/sums/allowances",
          "The sum of the allowances is not what they add up to.");
  require(wide(s.charges) == to_cents(charges), "BR-CO-12", "BT-108", "/sums/charges",
          "The sum of the charges is not what they add up to.");
  require(!s.without_vat || wide(s.without_vat) == wide(s.lines) - wide(s.allowances) + wide(s.charges),
          "BR-CO-13", "BT-109", "/sums/withoutVat",
          "The total without VAT is not the lines less allowances plus charges.");
  require(!s.vat || d_.breakdown.empty() || wide(s.vat) == to_cents(taxes), "BR-CO-14", "BT-110", "/sums/vat",
          "The VAT is not the sum of the VAT breakdown.");
  require(!s.with_vat || (d_.vat_sums <= 1 && wide(s.with_vat) == wide(s.without_vat) + wide(s.vat)),
          "BR-CO-15", "BT-112", "/sums/withVat",
          "The total with VAT is not the total without VAT plus the VAT.");
  require(!s.due || wide(s.due) == wide(s.with_vat) - wide(s.paid) + wide(s.rounding), "BR-CO-16", "BT-115",
          "/sums/due", "The amount due is not the total less what was paid.");
}

void Judge::decimals() {
  struct One {
    const Amount& amount;
    const char *rule, *term, *pointer;
  };
  const Sums& s = d_.sums;
  const One all[] = {{s.lines, "BR-DEC-09", "BT-106", "/sums/lines"},
                     {s.allowances, "BR-DEC-10", "BT-107", "/sums/allowances"},
                     {s.charges, "BR-DEC-11", "BT-108", "/sums/charges"},
                     {s.without_vat, "BR-DEC-12", "BT-109", "/sums/withoutVat"},
                     {s.vat, "BR-DEC-13", "BT-110", "/sums/vat"},
                     {s.with_vat, "BR-DEC-14", "BT-112", "/sums/withVat"},
                     {s.vat_in_accounting_currency, "BR-DEC-15", "BT-111", "/sums/vatInAccountingCurrency"},
                     {s.paid, "BR-DEC-16", "BT-113", "/sums/paid"},
                     {s.rounding, "BR-DEC-17", "BT-114", "/sums/rounding"},
                     {s.due, "BR-DEC-18", "BT-115", "/sums/due"}};
  static constexpr const char* kTwo = "Amounts have at most two decimals.";
  for (const One& one : all) require(two_decimals(one.amount), one.rule, one.term, one.pointer, kTwo);
  for (std::size_t i = 0; i < d_.breakdown.size(); ++i) {
    const std::string at = fmt::format("/breakdown/{}", i);
    require(two_decimals(d_.breakdown[i].taxable), "BR-DEC-19", "BT-116", at + "/taxable", kTwo);
    require(two_decimals(d_.breakdown[i].tax), "BR-DEC-20", "BT-117", at + "/tax", kTwo);
  }
}

void Judge::lines() {
  for (std::size_t i = 0; i < d_.lines.size(); ++i) {
    const Line& l = d_.lines[i];
    const std::string at = fmt::format("/lines/{}", i);
    require(!l.id.empty(), "BR-21", "BT-126", at + "/id", "A line has no identifier.");
    require(l.quantity.has_value(), "BR-22", "BT-129", at + "/quantity", "A line has no quantity.");
    require(!l.unit.empty(), "BR-23", "BT-130", at + "/unit", "A line's quantity has no unit.");
    require(l.net.has_value(), "BR-24", "BT-131", at + "/net", "A line has no net amount.");
    require(!l.name.empty(), "BR-25", "BT-153", at + "/name", "A line does not name what it is for.");
    require(l.price.has_value(), "BR-26", "BT-146", at + "/price", "A line has no price.");
    require(wide(l.price) >= 0, "BR-27", "BT-146", at + "/price", "A price is negative.");
    require(wide(l.gross_price) >= 0, "BR-28", "BT-148", at + "/grossPrice", "A gross price is negative.");
    require(!l.category.empty(), "BR-CO-04", "BT-151", at + "/category", "A line has no VAT category.");
    require(two_decimals(l.net), "BR-DEC-23", "BT-131", at + "/net", "Amounts have at most two decimals.");
    if (l.period.present) {
      require(!l.period.start.empty() || !l.period.end.empty(), "BR-CO-20", "BT-134", at + "/period",
              "A line's period has neither a start nor an end.");
      require(l.period.start.empty() || l.period.end.empty() || l.period.start <= l.period.end, "BR-30",
              "BT-135", at + "/period/end", "A line's period ends before it starts.");
    }
    require(l.standard_id.value.empty() || !l.standard_id.scheme.empty(), "BR-64", "BT-157",
            at + "/standardId/scheme", "A standard identifier of an item has no scheme.");
    for (const Identifier& id : l.classifications)
      require(!id.scheme.empty(), "BR-65", "BT-158", at + "/classifications",
              "A classification of an item has no scheme.");
    for (const Attribute& a : l.attributes)
      require(!a.name.empty() && !a.value.empty(), "BR-54", "BT-160", at + "/attributes",
              "An item's attribute needs a name and a value.");
    allowances(l.allowances, at + "/allowances", true);
  }
}

}  // namespace every::domain::einvoice
