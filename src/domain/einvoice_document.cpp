#include "domain/einvoice_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/country.h"
#include "base/text.h"
#include "domain/einvoice_sums.h"

namespace every::domain::einvoice {
namespace {

// What the document says is minor units; the model is exact decimals.
Decimal decimal(Money money) {
  return Decimal::parse(money.decimal()).value_or(Decimal{});
}

struct Untaxed {
  const char *category, *reason, *code;
};

Untaxed untaxed(TaxTreatment treatment) {
  switch (treatment) {
    case TaxTreatment::unset:
    case TaxTreatment::zero:
      return {"Z", "", ""};
    case TaxTreatment::exempt:
      return {"E", "Exempt from VAT", ""};
    case TaxTreatment::reverse_charge:
      return {"AE", "Reverse charge", "VATEX-EU-AE"};
    case TaxTreatment::intra_community:
      return {"K", "Intra-community supply", "VATEX-EU-IC"};
    case TaxTreatment::export_:
      return {"G", "Export outside the EU", "VATEX-EU-G"};
    case TaxTreatment::outside:
      return {"O", "Not subject to VAT", "VATEX-EU-O"};
  }
  return {"Z", "", ""};
}

Untaxed untaxed_as(std::string_view category) {
  for (const TaxTreatment one : {TaxTreatment::exempt, TaxTreatment::reverse_charge,
                                 TaxTreatment::intra_community, TaxTreatment::export_, TaxTreatment::outside})
    if (untaxed(one).category == category) return untaxed(one);
  return untaxed(TaxTreatment::zero);
}

// "DE 123.456.789" is a VAT id, "12/345/67890" is a number of some tax office.
bool is_vat_id(const std::string& compacted) {
  return compacted.size() > 4 && (known_country(compacted.substr(0, 2)) || compacted.starts_with("EL")) &&
         std::any_of(compacted.begin() + 2, compacted.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Party party_of(const PartySnapshot& p) {
  Party out;
  const BillingProfile& b = p.billing;
  out.name = p.legal_name.empty() ? p.name : p.legal_name;
  if (!p.legal_name.empty() && p.legal_name != p.name) out.trading_name = p.name;
  out.legal_id = {b.legal_id, b.legal_id.empty() ? "" : b.legal_scheme};
  const std::string tax_id = compact(p.tax_id);
  if (is_vat_id(tax_id))
    out.vat_id = tax_id;
  else
    out.tax_registration = trim(p.tax_id);
  if (!b.electronic_address.empty())
    out.electronic_address = {b.electronic_address, b.electronic_scheme};
  else if (!p.email.empty())
    out.electronic_address = {p.email, "EM"};
  const Address& a = p.address;
  out.address = {.line1 = a.street,
                 .line2 = a.street2,
                 .line3 = "",
                 .city = a.city,
                 .postal_code = a.postal_code,
                 .subdivision = a.region,
                 .country = country_code(a.country).value_or(""),
                 .present = true};
  out.contact = {b.contact_name, b.contact_phone, b.contact_email};
  return out;
}

// The first line of a description names the item, the rest describes it.
void name_item(Line& line, const std::string& text) {
  const std::size_t end = text.find('\n');
  line.name = trim(text.substr(0, end));
  if (end != std::string::npos) line.description = trim(text.substr(end + 1));
}

Line line_of(const InvoiceLine& from, const LineAmounts& sums, std::size_t n, const Untaxed& without,
             bool tax_inclusive) {
  Line line;
  line.id = std::to_string(n + 1);
  name_item(line, from.description);
  line.unit = "C62";
  // A price may not be negative; the quantity may.
  const bool turned = from.unit_price.minor < 0;
  line.quantity = Decimal{turned ? -from.quantity.units : from.quantity.units};
  line.price = decimal(turned ? -from.unit_price : from.unit_price);
  line.net = decimal(sums.net);
  const auto allow = [&](Money amount, Money base, Decimal percent) {
    if (amount.minor == 0) return;
    AllowanceCharge discount;
    discount.amount = decimal(amount);
    discount.base = decimal(base);
    if (percent.units != 0) discount.percent = percent;
    discount.reason = "Discount";
    discount.reason_code = "95";
    line.allowances.push_back(discount);
  };
  if (tax_inclusive) {
    // The standard knows prices without tax alone, and this line's has no exact one: it is one piece.
    const bool below = sums.net.minor < 0;
    line.quantity = Decimal::whole(below ? -1 : 1);
    line.price = decimal(below ? -sums.net : sums.net);
  } else {
    allow(sums.discount, sums.gross, from.discount_percent);
    allow(sums.share, sums.gross - sums.discount, Decimal{});
  }
  const bool taxed = from.tax_percent.units != 0;
  const TaxTreatment own = from.tax.treatment;
  line.category = taxed ? "S" : (own == TaxTreatment::unset ? without : untaxed(own)).category;
  if (line.category != "O") line.rate = from.tax_percent;
  return line;
}

VatBreakdown& group_of(std::vector<VatBreakdown>& all, const std::string& category, const Amount& rate) {
  for (VatBreakdown& one : all)
    if (one.category == category && wide(one.rate) == wide(rate)) return one;
  VatBreakdown fresh;
  fresh.taxable = fresh.tax = Decimal{};
  fresh.category = category;
  fresh.rate = rate;
  all.push_back(fresh);
  return all.back();
}

void fill_payment(Document& d, const Invoice& invoice) {
  const BillingProfile& seller = invoice.from.billing;
  if (!seller.iban.empty()) {
    PaymentInstructions pay;
    pay.code = d.currency == "EUR" ? "58" : "30";  // SEPA credit transfer; credit transfer
    pay.remittance = invoice.number;
    pay.transfers.push_back({compact(seller.iban),
                             seller.account_name.empty() ? d.seller.name : seller.account_name,
                             compact(seller.bic)});
    d.payment.push_back(std::move(pay));
  }
  if (invoice.due_date) d.due_date = to_text(*invoice.due_date);
  d.payment_terms = "Net " + std::to_string(invoice.payment_terms_days) + " days";
}

}  // namespace

Document document_of(const Invoice& invoice) {
  Document d;
  d.specification = kSpecification;
  d.number = invoice.number;
  if (invoice.issue_date) d.issue_date = to_text(*invoice.issue_date);
  d.credit_note = invoice.kind == DocumentKind::credit_note;
  d.type = d.credit_note ? "381" : "380";
  if (d.credit_note)
    d.preceding.push_back({invoice.about_number, invoice.about_date ? to_text(*invoice.about_date) : ""});
  d.currency = std::string(invoice.currency.code());
  d.buyer_reference = invoice.bill_to.billing.buyer_reference;
  d.order = invoice.po_number;
  for (const std::string* text : {&invoice.notes, &invoice.footer})
    if (!text->empty()) d.notes.push_back({"", *text});
  d.seller = party_of(invoice.from);
  d.buyer = party_of(invoice.bill_to);
  // What a tax office that is not of the VAT calls a buyer is still an identifier that the buyer is known by.
  if (d.buyer.legal_id.value.empty()) d.buyer.legal_id.value = d.buyer.tax_registration;
  d.buyer.tax_registration.clear();
  if (d.seller.contact.email.empty()) d.seller.contact.email = invoice.from.email;
  if (!d.credit_note) fill_payment(d, invoice);

  const TaxTreatment treatment = invoice.bill_to.billing.tax_treatment != TaxTreatment::unset
                                     ? invoice.bill_to.billing.tax_treatment
                                     : invoice.from.billing.tax_treatment;
  const Untaxed without = untaxed(treatment);
  Wide net = 0, vat = 0;
  std::map<std::string, std::vector<std::string>> reasons;  // by category, as the lines have them
  const auto summed = sum_up(invoice.lines, invoice.currency, invoice.pricing);
  for (std::size_t i = 0; i < invoice.lines.size(); ++i) {
    const LineAmounts& sums = summed->lines[i];
    d.lines.push_back(line_of(invoice.lines[i], sums, i, without, invoice.pricing.tax_inclusive));
    const std::string& reason = invoice.lines[i].tax.reason;
    std::vector<std::string>& said = reasons[d.lines.back().category];
    if (!reason.empty() && std::find(said.begin(), said.end(), reason) == said.end()) said.push_back(reason);
    VatBreakdown& group = group_of(d.breakdown, d.lines.back().category, d.lines.back().rate);
    group.taxable->units += decimal(sums.net).units;
    group.tax->units += decimal(sums.tax).units;
    net += decimal(sums.net).units;
    vat += decimal(sums.tax).units;
  }
  bool outside = false;
  for (VatBreakdown& group : d.breakdown) {
    if (group.category == "S" || group.category == "Z") continue;
    const Untaxed usual = untaxed_as(group.category);
    const std::string& own = invoice.from.billing.exemption_reason;
    group.exemption_reason = group.category == "E" && !own.empty() ? own : usual.reason;
    if (const auto& said = reasons[group.category]; !said.empty())
      group.exemption_reason = fmt::format("{}", fmt::join(said, "; "));
    group.exemption_code = usual.code;
    outside = outside || group.category == "O";
    if (group.category == "K") {
      d.delivery.date = d.issue_date;
      d.delivery.address.present = true;
      d.delivery.address.country = d.buyer.address.country;
    }
  }
  if (outside) {
    d.seller.vat_id.clear();
    d.buyer.vat_id.clear();
  }
  d.sums.lines = d.sums.without_vat = Decimal{static_cast<std::int64_t>(net)};
  d.sums.vat = Decimal{static_cast<std::int64_t>(vat)};
  d.sums.with_vat = d.sums.due = Decimal{static_cast<std::int64_t>(net + vat)};
  d.vat_sums = 1;
  return d;
}

}  // namespace every::domain::einvoice
