#include "render/cii.h"

#include "render/xml.h"

namespace every::render {
namespace {

using namespace domain::einvoice;

std::vector<XmlNamespace> namespaces() {
  return {{"rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"},
          {"ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"},
          {"qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"},
          {"udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"}};
}

// Format 102 of UN/CEFACT, "20261125", against ISO 8601, "2026-11-25".
std::string compact(const std::string& iso) {
  return iso.size() == 10 ? iso.substr(0, 4) + iso.substr(5, 2) + iso.substr(8, 2) : iso;
}
std::string iso(const std::string& compact) {
  return compact.size() == 8 ? compact.substr(0, 4) + "-" + compact.substr(4, 2) + "-" + compact.substr(6, 2)
                             : compact;
}

class Binding {
 public:
  Binding(Xml& xml, Document& d) : xml_(xml), d_(d) {}

  void document() {
    xml_.group("rsm:ExchangedDocumentContext", [&] {
      reference("ram:BusinessProcessSpecifiedDocumentContextParameter", d_.process, "ram:ID");
      reference("ram:GuidelineSpecifiedDocumentContextParameter", d_.specification, "ram:ID");
    });
    xml_.group("rsm:ExchangedDocument", [&] {
      xml_.text("ram:ID", d_.number);
      xml_.text("ram:TypeCode", d_.type);
      date("ram:IssueDateTime", d_.issue_date);
      xml_.list("ram:IncludedNote", d_.notes, [&](Note& n) {
        xml_.text("ram:Content", n.text);
        xml_.text("ram:SubjectCode", n.subject_code);
      });
    });
    xml_.group("rsm:SupplyChainTradeTransaction", [&] {
      xml_.list("ram:IncludedSupplyChainTradeLineItem", d_.lines, [&](Line& l) { line(l); });
      bool there = true;
      xml_.group("ram:ApplicableHeaderTradeAgreement", there, [&] { agreement(); });
      xml_.group("ram:ApplicableHeaderTradeDelivery", there, [&] { delivery(); });
      xml_.group("ram:ApplicableHeaderTradeSettlement", there, [&] { settlement(); });
    });
  }

 private:
  void reference(const char* name, std::string& id, const char* element = "ram:IssuerAssignedID") {
    xml_.group(name, [&] { xml_.text(element, id); });
  }
  void money(const char* name, Amount& amount) { xml_.amount(name, amount, Xml::Digits::amount); }

  void date(const char* name, std::string& day, const char* inner = "udt:DateTimeString") {
    xml_.group(name, [&] {
      std::string text = compact(day), format = "102";
      xml_.text(inner, text, {{"format", &format}});
      if (xml_.reading()) day = iso(text);
    });
  }

  void agreement() {
    xml_.text("ram:BuyerReference", d_.buyer_reference);
    xml_.group("ram:SellerTradeParty", [&] { party(d_.seller); });
    xml_.group("ram:BuyerTradeParty", [&] { party(d_.buyer); });
    xml_.group("ram:SellerTaxRepresentativeTradeParty", d_.representative.present, [&] {
      xml_.text("ram:Name", d_.representative.name);
      address(d_.representative.address);
      tax_id("VA", d_.representative.vat_id);
    });
    reference("ram:SellerOrderReferencedDocument", d_.sales_order);
    reference("ram:BuyerOrderReferencedDocument", d_.order);
    reference("ram:ContractReferencedDocument", d_.contract);
    xml_.list("ram:AdditionalReferencedDocument", d_.supporting,
              [&](SupportingDocument& s) {
                xml_.text("ram:IssuerAssignedID", s.reference);
                xml_.text("ram:URIID", s.location);
                xml_.fixed("ram:TypeCode", "916");
                xml_.text("ram:Name", s.description);
              },
              {"ram:TypeCode", "916"});
    coded("50", d_.tender, nullptr);
    coded("130", d_.object.value, &d_.object.scheme);
    xml_.group("ram:SpecifiedProcuringProject", [&] {
      xml_.text("ram:ID", d_.project);
      if (!d_.project.empty()) xml_.fixed("ram:Name", "Project");
    });
  }

  void coded(const char* type, std::string& id, std::string* scheme) {
    xml_.group("ram:AdditionalReferencedDocument",
               [&] {
                 xml_.text("ram:IssuerAssignedID", id);
                 xml_.fixed("ram:TypeCode", type);
                 if (scheme != nullptr) xml_.text("ram:ReferenceTypeCode", *scheme);
               },
               {"ram:TypeCode", type});
  }

  void delivery() {
    Delivery& d = d_.delivery;
    xml_.group("ram:ShipToTradeParty", [&] {
      identifier(d.location);
      xml_.text("ram:Name", d.name);
      address(d.address);
    });
    xml_.group("ram:ActualDeliverySupplyChainEvent", [&] { date("ram:OccurrenceDateTime", d.date); });
    reference("ram:DespatchAdviceReferencedDocument", d_.despatch_advice);
    reference("ram:ReceivingAdviceReferencedDocument", d_.receiving_advice);
  }

  void settlement() {
    PaymentInstructions first = d_.payment.empty() ? PaymentInstructions{} : d_.payment.front();
    xml_.text("ram:CreditorReferenceID", first.creditor_id);
    xml_.text("ram:PaymentReference", first.remittance);
    xml_.text("ram:TaxCurrencyCode", d_.vat_currency);
    xml_.text("ram:InvoiceCurrencyCode", d_.currency);
    xml_.group("ram:PayeeTradeParty", d_.payee.present, [&] {
      identifier(d_.payee.id);
      xml_.text("ram:Name", d_.payee.name);
      xml_.group("ram:SpecifiedLegalOrganization", [&] {
        xml_.text("ram:ID", d_.payee.legal_id.value, {{"schemeID", &d_.payee.legal_id.scheme}});
      });
    });
    xml_.list("ram:SpecifiedTradeSettlementPaymentMeans", d_.payment,
              [&](PaymentInstructions& p) { payment(p); });
    if (xml_.reading())
      for (PaymentInstructions& p : d_.payment) {
        p.creditor_id = first.creditor_id;
        p.remittance = first.remittance;
      }
    xml_.list("ram:ApplicableTradeTax", d_.breakdown, [&](VatBreakdown& v) { breakdown(v); });
    period(d_.period);
    xml_.list("ram:SpecifiedTradeAllowanceCharge", d_.allowances,
              [&](AllowanceCharge& a) { allowance(a, true); });
    xml_.group("ram:SpecifiedTradePaymentTerms", [&] {
      xml_.text("ram:Description", d_.payment_terms);
      date("ram:DueDateDateTime", d_.due_date);
      std::string mandate = d_.payment.empty() ? "" : d_.payment.front().mandate;
      xml_.text("ram:DirectDebitMandateID", mandate);
      if (xml_.reading() && !d_.payment.empty()) d_.payment.front().mandate = mandate;
    });
    xml_.group("ram:SpecifiedTradeSettlementHeaderMonetarySummation", [&] { sums(); });
    xml_.list("ram:InvoiceReferencedDocument", d_.preceding, [&](Reference& r) {
      xml_.text("ram:IssuerAssignedID", r.id);
      date("ram:FormattedIssueDateTime", r.date, "qdt:DateTimeString");
    });
    reference("ram:ReceivableSpecifiedTradeAccountingAccount", d_.accounting_reference, "ram:ID");
  }

  // CII keeps identifiers of a known scheme apart from those without.
  void identifier(Identifier& id) {
    std::string plain = id.scheme.empty() ? id.value : "", global = id.scheme.empty() ? "" : id.value;
    xml_.text("ram:ID", plain);
    xml_.text("ram:GlobalID", global, {{"schemeID", &id.scheme}});
    if (xml_.reading()) id.value = global.empty() ? plain : global;
  }

  void identifiers(Party& p) {
    std::vector<Identifier> plain, global;
    for (const Identifier& id : p.ids) (id.scheme.empty() ? plain : global).push_back(id);
    xml_.list("ram:ID", plain, [&](Identifier& id) { xml_.self(id.value); });
    xml_.list("ram:GlobalID", global,
              [&](Identifier& id) { xml_.self(id.value, {{"schemeID", &id.scheme}}); });
    if (!xml_.reading()) return;
    p.ids = std::move(plain);
    p.ids.insert(p.ids.end(), global.begin(), global.end());
  }

  void tax_id(const char* scheme, std::string& id) {
    struct One {
      std::string id, scheme;
    };
    std::vector<One> all;
    if (!xml_.reading() && !id.empty()) all.push_back({id, scheme});
    xml_.list("ram:SpecifiedTaxRegistration", all,
              [&](One& one) { xml_.text("ram:ID", one.id, {{"schemeID", &one.scheme}}); });
    if (xml_.reading())
      for (const One& one : all)
        if (one.scheme == scheme) id = one.id;
  }

  void address(PostalAddress& a) {
    xml_.group("ram:PostalTradeAddress", a.present, [&] {
      xml_.text("ram:PostcodeCode", a.postal_code);
      xml_.text("ram:LineOne", a.line1);
      xml_.text("ram:LineTwo", a.line2);
      xml_.text("ram:LineThree", a.line3);
      xml_.text("ram:CityName", a.city);
      xml_.text("ram:CountryID", a.country);
      xml_.text("ram:CountrySubDivisionName", a.subdivision);
    });
  }

  void party(Party& p) {
    identifiers(p);
    xml_.text("ram:Name", p.name);
    xml_.text("ram:Description", p.legal_information);
    xml_.group("ram:SpecifiedLegalOrganization", [&] {
      xml_.text("ram:ID", p.legal_id.value, {{"schemeID", &p.legal_id.scheme}});
      xml_.text("ram:TradingBusinessName", p.trading_name);
    });
    xml_.group("ram:DefinedTradeContact", [&] {
      xml_.text("ram:PersonName", p.contact.name);
      reference("ram:TelephoneUniversalCommunication", p.contact.phone, "ram:CompleteNumber");
      reference("ram:EmailURIUniversalCommunication", p.contact.email, "ram:URIID");
    });
    address(p.address);
    xml_.group("ram:URIUniversalCommunication", [&] {
      xml_.text("ram:URIID", p.electronic_address.value, {{"schemeID", &p.electronic_address.scheme}});
    });
    tax_id("VA", p.vat_id);
    tax_id("FC", p.tax_registration);
  }

  void payment(PaymentInstructions& p) {
    xml_.text("ram:TypeCode", p.code);
    xml_.text("ram:Information", p.text);
    xml_.group("ram:ApplicableTradeSettlementFinancialCard", p.card_present, [&] {
      xml_.text("ram:ID", p.card_number);
      xml_.text("ram:CardholderName", p.card_holder);
    });
    reference("ram:PayerPartyDebtorFinancialAccount", p.debited_account, "ram:IBANID");
    // One account for each means of payment; our documents have one.
    std::string bank = p.transfers.empty() ? "" : p.transfers.front().bank;
    xml_.list("ram:PayeePartyCreditorFinancialAccount", p.transfers, [&](CreditTransfer& t) {
      xml_.text("ram:IBANID", t.account);
      xml_.text("ram:AccountName", t.account_name);
      if (!xml_.reading()) return;
      std::string other;
      xml_.text("ram:ProprietaryID", other);
      if (t.account.empty()) t.account = other;
    });
    reference("ram:PayeeSpecifiedCreditorFinancialInstitution", bank, "ram:BICID");
    if (xml_.reading() && !p.transfers.empty()) p.transfers.front().bank = bank;
  }

  void breakdown(VatBreakdown& v) {
    money("ram:CalculatedAmount", v.tax);
    xml_.fixed("ram:TypeCode", "VAT");
    xml_.text("ram:ExemptionReason", v.exemption_reason);
    money("ram:BasisAmount", v.taxable);
    xml_.text("ram:CategoryCode", v.category);
    xml_.text("ram:ExemptionReasonCode", v.exemption_code);
    const bool first = !d_.breakdown.empty() && &v == &d_.breakdown.front();
    if (first) {
      date("ram:TaxPointDate", d_.tax_point_date, "udt:DateString");
      xml_.text("ram:DueDateTypeCode", d_.tax_point_code);
    }
    xml_.amount("ram:RateApplicablePercent", v.rate, Xml::Digits::number);
  }

  void period(Period& p) {
    xml_.group("ram:BillingSpecifiedPeriod", p.present, [&] {
      date("ram:StartDateTime", p.start);
      date("ram:EndDateTime", p.end);
    });
  }

  void category(const char* name, std::string& code, Amount& rate) {
    xml_.group(name, [&] {
      xml_.fixed("ram:TypeCode", "VAT");
      xml_.text("ram:CategoryCode", code);
      xml_.amount("ram:RateApplicablePercent", rate, Xml::Digits::number);
    });
  }

  void allowance(AllowanceCharge& a, bool of_document) {
    std::string charge = a.charge ? "true" : "false";
    reference("ram:ChargeIndicator", charge, "udt:Indicator");
    if (xml_.reading()) a.charge = charge == "true" || charge == "1";
    xml_.amount("ram:CalculationPercent", a.percent, Xml::Digits::number);
    money("ram:BasisAmount", a.base);
    money("ram:ActualAmount", a.amount);
    xml_.text("ram:ReasonCode", a.reason_code);
    xml_.text("ram:Reason", a.reason);
    if (of_document) category("ram:CategoryTradeTax", a.category, a.rate);
  }

  void sums() {
    Sums& s = d_.sums;
    money("ram:LineTotalAmount", s.lines);
    money("ram:ChargeTotalAmount", s.charges);
    money("ram:AllowanceTotalAmount", s.allowances);
    money("ram:TaxBasisTotalAmount", s.without_vat);
    struct Tax {
      Amount amount;
      std::string currency;
    };
    std::vector<Tax> taxes;
    if (!xml_.reading() && s.vat) taxes.push_back({s.vat, d_.currency});
    if (!xml_.reading() && s.vat_in_accounting_currency)
      taxes.push_back({s.vat_in_accounting_currency, d_.vat_currency});
    xml_.list("ram:TaxTotalAmount", taxes,
              [&](Tax& t) { xml_.self(t.amount, {{"currencyID", &t.currency}}); });
    for (const Tax& t : taxes) {
      if (!xml_.reading()) break;
      if (!d_.vat_currency.empty() && d_.vat_currency != d_.currency && t.currency == d_.vat_currency) {
        s.vat_in_accounting_currency = t.amount;
      } else {
        s.vat = t.amount;
        ++d_.vat_sums;
      }
    }
    money("ram:RoundingAmount", s.rounding);
    money("ram:GrandTotalAmount", s.with_vat);
    money("ram:TotalPrepaidAmount", s.paid);
    money("ram:DuePayableAmount", s.due);
  }

  void line(Line& l) {
    xml_.group("ram:AssociatedDocumentLineDocument", [&] {
      xml_.text("ram:LineID", l.id);
      reference("ram:IncludedNote", l.note, "ram:Content");
    });
    xml_.group("ram:SpecifiedTradeProduct", [&] { product(l); });
    xml_.group("ram:SpecifiedLineTradeAgreement", [&] {
      reference("ram:BuyerOrderReferencedDocument", l.order_line, "ram:LineID");
      xml_.group("ram:GrossPriceProductTradePrice", [&] {
        money("ram:ChargeAmount", l.gross_price);
        xml_.group("ram:AppliedTradeAllowanceCharge", [&] {
          xml_.group("ram:ChargeIndicator", [&] { xml_.fixed("udt:Indicator", "false"); });
          money("ram:ActualAmount", l.price_discount);
        });
      });
      xml_.group("ram:NetPriceProductTradePrice", [&] {
        money("ram:ChargeAmount", l.price);
        xml_.amount("ram:BasisQuantity", l.base_quantity, Xml::Digits::number, {{"unitCode", &l.base_unit}});
      });
    });
    xml_.group("ram:SpecifiedLineTradeDelivery", [&] {
      xml_.amount("ram:BilledQuantity", l.quantity, Xml::Digits::number, {{"unitCode", &l.unit}});
    });
    xml_.group("ram:SpecifiedLineTradeSettlement", [&] {
      category("ram:ApplicableTradeTax", l.category, l.rate);
      period(l.period);
      xml_.list("ram:SpecifiedTradeAllowanceCharge", l.allowances,
                [&](AllowanceCharge& a) { allowance(a, false); });
      xml_.group("ram:SpecifiedTradeSettlementLineMonetarySummation",
                 [&] { money("ram:LineTotalAmount", l.net); });
      coded("130", l.object_id, nullptr);
      reference("ram:ReceivableSpecifiedTradeAccountingAccount", l.accounting_reference, "ram:ID");
    });
  }

  void product(Line& l) {
    xml_.text("ram:GlobalID", l.standard_id.value, {{"schemeID", &l.standard_id.scheme}});
    xml_.text("ram:SellerAssignedID", l.seller_id);
    xml_.text("ram:BuyerAssignedID", l.buyer_id);
    xml_.text("ram:Name", l.name);
    xml_.text("ram:Description", l.description);
    xml_.list("ram:ApplicableProductCharacteristic", l.attributes, [&](Attribute& a) {
      xml_.text("ram:Description", a.name);
      xml_.text("ram:Value", a.value);
    });
    xml_.list("ram:DesignatedProductClassification", l.classifications,
              [&](Identifier& id) { xml_.text("ram:ClassCode", id.value, {{"listID", &id.scheme}}); });
    reference("ram:OriginTradeCountry", l.origin, "ram:ID");
  }

  Xml& xml_;
  Document& d_;
};

}  // namespace

std::string cii(const Document& document) {
  Document copy = document;  // the description holds references that are also written to
  Xml xml(namespaces(), "rsm:CrossIndustryInvoice");
  Binding(xml, copy).document();
  return xml.written();
}

Result<Document> read_cii(std::string_view bytes) {
  EVERY_TRY(xml, Xml::parse(bytes, namespaces()));
  if (xml->root_name() != "CrossIndustryInvoice")
    return Error(Code::validation, "This is not a Cross Industry Invoice.");
  Document out;
  Binding(*xml, out).document();
  return out;
}

}  // namespace every::render
