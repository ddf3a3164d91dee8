#include "render/ubl.h"

#include <algorithm>

#include "render/xml.h"

namespace every::render {
namespace {

using namespace domain::einvoice;

constexpr const char* kInvoice = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
constexpr const char* kCreditNote = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";

std::vector<XmlNamespace> namespaces(bool credit) {
  return {{"", credit ? kCreditNote : kInvoice},
          {"cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"},
          {"cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"}};
}

constexpr Xml::Where kVat{"cac:TaxScheme/cbc:ID", "VAT"};
constexpr Xml::Where kNotVat{"cac:TaxScheme/cbc:ID", "VAT", false};
constexpr Xml::Where kIsObject{"cbc:DocumentTypeCode", "130"};
constexpr Xml::Where kIsNotObject{"cbc:DocumentTypeCode", "130", false};

// The sum of VAT, once in the document's currency with the breakdown, once in the accounting currency.
struct VatTotal {
  Amount amount;
  std::string currency;
  std::vector<VatBreakdown> breakdown;
  bool has_breakdown = false;
};

class Binding {
 public:
  Binding(Xml& xml, Document& d, bool credit) : xml_(xml), d_(d), credit_(credit) {}

  void document() {
    xml_.text("cbc:CustomizationID", d_.specification);
    xml_.text("cbc:ProfileID", d_.process);
    xml_.text("cbc:ID", d_.number);
    xml_.text("cbc:IssueDate", d_.issue_date);
    if (!credit_) xml_.text("cbc:DueDate", d_.due_date);
    if (credit_) xml_.text("cbc:TaxPointDate", d_.tax_point_date);
    xml_.text(credit_ ? "cbc:CreditNoteTypeCode" : "cbc:InvoiceTypeCode", d_.type);
    xml_.list("cbc:Note", d_.notes, [&](Note& n) { note(n); });
    if (!credit_) xml_.text("cbc:TaxPointDate", d_.tax_point_date);
    xml_.text("cbc:DocumentCurrencyCode", d_.currency);
    xml_.text("cbc:TaxCurrencyCode", d_.vat_currency);
    xml_.text("cbc:AccountingCost", d_.accounting_reference);
    xml_.text("cbc:BuyerReference", d_.buyer_reference);
    period(d_.period, &d_.tax_point_code);
    xml_.group("cac:OrderReference", [&] {
      xml_.text("cbc:ID", d_.order);
      xml_.text("cbc:SalesOrderID", d_.sales_order);
    });
    xml_.list("cac:BillingReference", d_.preceding, [&](Reference& r) {
      bool there = true;
      xml_.group("cac:InvoiceDocumentReference", there, [&] {
        xml_.text("cbc:ID", r.id);
        xml_.text("cbc:IssueDate", r.date);
      });
    });
    reference("cac:DespatchDocumentReference", d_.despatch_advice);
    reference("cac:ReceiptDocumentReference", d_.receiving_advice);
    if (!credit_) reference("cac:OriginatorDocumentReference", d_.tender);
    reference("cac:ContractDocumentReference", d_.contract);
    xml_.group(
        "cac:AdditionalDocumentReference",
        [&] {
          xml_.text("cbc:ID", d_.object.value, {{"schemeID", &d_.object.scheme}});
          xml_.fixed("cbc:DocumentTypeCode", "130");
        },
        kIsObject);
    xml_.list(
        "cac:AdditionalDocumentReference", d_.supporting,
        [&](SupportingDocument& s) {
          xml_.text("cbc:ID", s.reference);
          xml_.text("cbc:DocumentDescription", s.description);
          xml_.group("cac:Attachment",
                     [&] { xml_.group("cac:ExternalReference", [&] { xml_.text("cbc:URI", s.location); }); });
        },
        kIsNotObject);
    if (credit_) reference("cac:OriginatorDocumentReference", d_.tender);
    if (!credit_) reference("cac:ProjectReference", d_.project);
    xml_.group("cac:AccountingSupplierParty", [&] { xml_.group("cac:Party", [&] { party(d_.seller); }); });
    xml_.group("cac:AccountingCustomerParty", [&] { xml_.group("cac:Party", [&] { party(d_.buyer); }); });
    xml_.group("cac:PayeeParty", d_.payee.present, [&] {
      identification(d_.payee.id);
      xml_.group("cac:PartyName", [&] { xml_.text("cbc:Name", d_.payee.name); });
      xml_.group("cac:PartyLegalEntity", [&] { identifier("cbc:CompanyID", d_.payee.legal_id); });
    });
    xml_.group("cac:TaxRepresentativeParty", d_.representative.present, [&] {
      xml_.group("cac:PartyName", [&] { xml_.text("cbc:Name", d_.representative.name); });
      address("cac:PostalAddress", d_.representative.address);
      tax_scheme(d_.representative.vat_id, "VAT", kVat);
    });
    xml_.group("cac:Delivery", [&] {
      xml_.text("cbc:ActualDeliveryDate", d_.delivery.date);
      xml_.group("cac:DeliveryLocation", [&] {
        identifier("cbc:ID", d_.delivery.location);
        address("cac:Address", d_.delivery.address);
      });
      xml_.group("cac:DeliveryParty",
                 [&] { xml_.group("cac:PartyName", [&] { xml_.text("cbc:Name", d_.delivery.name); }); });
    });
    xml_.list("cac:PaymentMeans", d_.payment, [&](PaymentInstructions& p) { payment(p); });
    xml_.group("cac:PaymentTerms", [&] { xml_.text("cbc:Note", d_.payment_terms); });
    xml_.list("cac:AllowanceCharge", d_.allowances, [&](AllowanceCharge& a) { allowance(a, true); });
    vat_totals();
    xml_.group("cac:LegalMonetaryTotal", [&] { sums(); });
    xml_.list(credit_ ? "cac:CreditNoteLine" : "cac:InvoiceLine", d_.lines, [&](Line& l) { line(l); });
  }

 private:
  void money(const char* name, Amount& amount) {
    std::string currency = d_.currency;
    xml_.amount(name, amount, Xml::Digits::amount, {{"currencyID", &currency}});
  }
  void identifier(const char* name, Identifier& id) { xml_.text(name, id.value, {{"schemeID", &id.scheme}}); }
  void identification(Identifier& id) {
    xml_.group("cac:PartyIdentification", [&] { identifier("cbc:ID", id); });
  }
  void reference(const char* name, std::string& id) {
    xml_.group(name, [&] { xml_.text("cbc:ID", id); });
  }

  // UBL has no place for the subject's code: it stands before the text, between number signs.
  void note(Note& n) {
    std::string text = n.subject_code.empty() ? n.text : "#" + n.subject_code + "#" + n.text;
    xml_.self(text);
    if (!xml_.reading()) return;
    n.text = text;
    if (text.size() > 5 && text[0] == '#' && text[4] == '#') {
      n.subject_code = text.substr(1, 3);
      n.text = text.substr(5);
    }
  }

  void period(Period& p, std::string* code) {
    xml_.group("cac:InvoicePeriod", p.present, [&] {
      xml_.text("cbc:StartDate", p.start);
      xml_.text("cbc:EndDate", p.end);
      if (code != nullptr) xml_.text("cbc:DescriptionCode", *code);
    });
    // A group that only holds the tax point's code is no period.
    if (xml_.reading() && code != nullptr && !code->empty() && p.start.empty() && p.end.empty())
      p.present = false;
  }

  void address(const char* name, PostalAddress& a) {
    xml_.group(name, a.present, [&] {
      xml_.text("cbc:StreetName", a.line1);
      xml_.text("cbc:AdditionalStreetName", a.line2);
      xml_.text("cbc:CityName", a.city);
      xml_.text("cbc:PostalZone", a.postal_code);
      xml_.text("cbc:CountrySubentity", a.subdivision);
      xml_.group("cac:AddressLine", [&] { xml_.text("cbc:Line", a.line3); });
      xml_.group("cac:Country", [&] { xml_.text("cbc:IdentificationCode", a.country); });
    });
  }

  void tax_scheme(std::string& id, const char* scheme, Xml::Where where) {
    xml_.group(
        "cac:PartyTaxScheme",
        [&] {
          xml_.text("cbc:CompanyID", id);
          scheme_of(scheme, id);
        },
        where);
  }
  // The tax that an identifier or a category is of.
  void scheme_of(const char* tax, const std::string& what) {
    std::string code = what.empty() ? "" : tax;
    if (!xml_.reading()) xml_.group("cac:TaxScheme", [&] { xml_.text("cbc:ID", code); });
  }

  void party(Party& p) {
    identifier("cbc:EndpointID", p.electronic_address);
    xml_.list("cac:PartyIdentification", p.ids, [&](Identifier& id) { identifier("cbc:ID", id); });
    xml_.group("cac:PartyName", [&] { xml_.text("cbc:Name", p.trading_name); });
    address("cac:PostalAddress", p.address);
    tax_scheme(p.vat_id, "VAT", kVat);
    tax_scheme(p.tax_registration, "TAX", kNotVat);
    xml_.group("cac:PartyLegalEntity", [&] {
      xml_.text("cbc:RegistrationName", p.name);
      identifier("cbc:CompanyID", p.legal_id);
      xml_.text("cbc:CompanyLegalForm", p.legal_information);
    });
    xml_.group("cac:Contact", [&] {
      xml_.text("cbc:Name", p.contact.name);
      xml_.text("cbc:Telephone", p.contact.phone);
      xml_.text("cbc:ElectronicMail", p.contact.email);
    });
  }

  void payment(PaymentInstructions& p) {
    xml_.text("cbc:PaymentMeansCode", p.code, {{"name", &p.text}});
    if (credit_) xml_.text("cbc:PaymentDueDate", d_.due_date);
    xml_.text("cbc:PaymentID", p.remittance);
    xml_.group("cac:CardAccount", p.card_present, [&] {
      xml_.text("cbc:PrimaryAccountNumberID", p.card_number);
      if (p.card_present) xml_.fixed("cbc:NetworkID", "VISA");
      xml_.text("cbc:HolderName", p.card_holder);
    });
    xml_.list("cac:PayeeFinancialAccount", p.transfers, [&](CreditTransfer& t) {
      xml_.text("cbc:ID", t.account);
      xml_.text("cbc:Name", t.account_name);
      xml_.group("cac:FinancialInstitutionBranch", [&] { xml_.text("cbc:ID", t.bank); });
    });
    xml_.group("cac:PaymentMandate", [&] {
      xml_.text("cbc:ID", p.mandate);
      xml_.group("cac:PayerFinancialAccount", [&] { xml_.text("cbc:ID", p.debited_account); });
    });
  }

  void category(const char* name, std::string& code, Amount& rate, VatBreakdown* breakdown) {
    xml_.group(name, [&] {
      xml_.text("cbc:ID", code);
      xml_.amount("cbc:Percent", rate, Xml::Digits::number);
      if (breakdown != nullptr) {
        xml_.text("cbc:TaxExemptionReasonCode", breakdown->exemption_code);
        xml_.text("cbc:TaxExemptionReason", breakdown->exemption_reason);
      }
      scheme_of("VAT", code);
    });
  }

  void allowance(AllowanceCharge& a, bool of_document) {
    std::string charge = a.charge ? "true" : "false";
    xml_.text("cbc:ChargeIndicator", charge);
    if (xml_.reading()) a.charge = charge == "true" || charge == "1";
    xml_.text("cbc:AllowanceChargeReasonCode", a.reason_code);
    xml_.text("cbc:AllowanceChargeReason", a.reason);
    xml_.amount("cbc:MultiplierFactorNumeric", a.percent, Xml::Digits::number);
    money("cbc:Amount", a.amount);
    money("cbc:BaseAmount", a.base);
    if (of_document) category("cac:TaxCategory", a.category, a.rate, nullptr);
  }

  void vat_totals() {
    std::vector<VatTotal> totals;
    if (!xml_.reading()) {
      totals.push_back({d_.sums.vat, d_.currency, d_.breakdown, true});
      if (d_.sums.vat_in_accounting_currency)
        totals.push_back({d_.sums.vat_in_accounting_currency, d_.vat_currency, {}, false});
    }
    xml_.list("cac:TaxTotal", totals, [&](VatTotal& t) {
      xml_.amount("cbc:TaxAmount", t.amount, Xml::Digits::amount, {{"currencyID", &t.currency}});
      xml_.list("cac:TaxSubtotal", t.breakdown, [&](VatBreakdown& v) {
        money("cbc:TaxableAmount", v.taxable);
        money("cbc:TaxAmount", v.tax);
        category("cac:TaxCategory", v.category, v.rate, &v);
      });
    });
    if (!xml_.reading()) return;
    for (VatTotal& t : totals) {
      if (!d_.vat_currency.empty() && d_.vat_currency != d_.currency && t.currency == d_.vat_currency) {
        d_.sums.vat_in_accounting_currency = t.amount;
      } else {
        if (t.amount) d_.sums.vat = t.amount;
        if (t.amount) ++d_.vat_sums;
      }
      d_.breakdown.insert(d_.breakdown.end(), t.breakdown.begin(), t.breakdown.end());
    }
  }

  void sums() {
    Sums& s = d_.sums;
    money("cbc:LineExtensionAmount", s.lines);
    money("cbc:TaxExclusiveAmount", s.without_vat);
    money("cbc:TaxInclusiveAmount", s.with_vat);
    money("cbc:AllowanceTotalAmount", s.allowances);
    money("cbc:ChargeTotalAmount", s.charges);
    money("cbc:PrepaidAmount", s.paid);
    money("cbc:PayableRoundingAmount", s.rounding);
    money("cbc:PayableAmount", s.due);
  }

  void line(Line& l) {
    xml_.text("cbc:ID", l.id);
    xml_.text("cbc:Note", l.note);
    xml_.amount(credit_ ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity", l.quantity, Xml::Digits::number,
                {{"unitCode", &l.unit}});
    money("cbc:LineExtensionAmount", l.net);
    xml_.text("cbc:AccountingCost", l.accounting_reference);
    period(l.period, nullptr);
    xml_.group("cac:OrderLineReference", [&] { xml_.text("cbc:LineID", l.order_line); });
    xml_.group(
        "cac:DocumentReference",
        [&] {
          xml_.text("cbc:ID", l.object_id);
          xml_.fixed("cbc:DocumentTypeCode", "130");
        },
        kIsObject);
    xml_.list("cac:AllowanceCharge", l.allowances, [&](AllowanceCharge& a) { allowance(a, false); });
    xml_.group("cac:Item", [&] { item(l); });
    xml_.group("cac:Price", [&] {
      money("cbc:PriceAmount", l.price);
      xml_.amount("cbc:BaseQuantity", l.base_quantity, Xml::Digits::number, {{"unitCode", &l.base_unit}});
      xml_.group("cac:AllowanceCharge", [&] {
        xml_.fixed("cbc:ChargeIndicator", "false");
        money("cbc:Amount", l.price_discount);
        money("cbc:BaseAmount", l.gross_price);
      });
    });
  }

  void item(Line& l) {
    xml_.text("cbc:Description", l.description);
    xml_.text("cbc:Name", l.name);
    xml_.group("cac:BuyersItemIdentification", [&] { xml_.text("cbc:ID", l.buyer_id); });
    xml_.group("cac:SellersItemIdentification", [&] { xml_.text("cbc:ID", l.seller_id); });
    xml_.group("cac:StandardItemIdentification", [&] { identifier("cbc:ID", l.standard_id); });
    xml_.group("cac:OriginCountry", [&] { xml_.text("cbc:IdentificationCode", l.origin); });
    xml_.list("cac:CommodityClassification", l.classifications, [&](Identifier& id) {
      xml_.text("cbc:ItemClassificationCode", id.value, {{"listID", &id.scheme}});
    });
    category("cac:ClassifiedTaxCategory", l.category, l.rate, nullptr);
    xml_.list("cac:AdditionalItemProperty", l.attributes, [&](Attribute& a) {
      xml_.text("cbc:Name", a.name);
      xml_.text("cbc:Value", a.value);
    });
  }

  Xml& xml_;
  Document& d_;
  bool credit_;
};

}  // namespace

std::string ubl(const Document& document) {
  Document copy = document;  // the description holds references that are also written to
  const bool credit = document.credit_note || document.type == "381" || document.type == "396";
  Xml xml(namespaces(credit), credit ? ":CreditNote" : ":Invoice");
  Binding(xml, copy, credit).document();
  return xml.written();
}

Document read_ubl(_xmlNode* element) {
  Document out;
  Xml xml(namespaces(false), element);
  out.credit_note = xml.root_name() == "CreditNote";
  Binding(xml, out, out.credit_note).document();
  return out;
}

Result<Document> read_ubl(std::string_view bytes) {
  EVERY_TRY(xml, Xml::parse(bytes, namespaces(false)));
  if (xml->root_name() != "Invoice" && xml->root_name() != "CreditNote")
    return Error(Code::validation, "This is not an invoice or credit note of UBL.");
  return read_ubl(xml->here());
}

}  // namespace every::render
