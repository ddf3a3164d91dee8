// An invoice as EN 16931-1 sees it: the semantic model, whatever the syntax (UBL, CII). Each member names its
// business term (BT) or group (BG); what is empty or nothing is not in the document. Amounts are exact
// decimals, because a file from outside may say more digits than its currency has: the rules judge that.
//
// einvoice_rules.h judges a document, einvoice_document.h makes one of an invoice of ours, render/ubl.h and
// render/cii.h write and read it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/money.h"

namespace every::domain::einvoice {

using Amount = std::optional<Decimal>;

struct Identifier {
  std::string value, scheme;
};

struct PostalAddress {
  std::string line1, line2, line3, city, postal_code, subdivision;
  std::string country;   // ISO 3166-1 alpha-2
  bool present = false;  // the group is there, however empty
};

struct Contact {
  std::string name, phone, email;  // BT-41 to 43, BT-56 to 58
};

struct Party {                    // BG-4, BG-7
  std::string name;               // BT-27, BT-44
  std::string trading_name;       // BT-28, BT-45
  std::vector<Identifier> ids;    // BT-29, BT-46
  Identifier legal_id;            // BT-30, BT-47
  std::string vat_id;             // BT-31, BT-48
  std::string tax_registration;   // BT-32
  std::string legal_information;  // BT-33
  Identifier electronic_address;  // BT-34, BT-49
  PostalAddress address;          // BG-5, BG-8
  Contact contact;                // BG-6, BG-9
};

struct Payee {  // BG-10
  std::string name;
  Identifier id, legal_id;
  bool present = false;
};

struct TaxRepresentative {  // BG-11
  std::string name, vat_id;
  PostalAddress address;
  bool present = false;
};

struct Period {  // BG-14, BG-26; dates as YYYY-MM-DD
  std::string start, end;
  bool present = false;
};

struct Delivery {  // BG-13
  std::string name, date;
  Identifier location;
  PostalAddress address;  // BG-15
};

struct CreditTransfer {                     // BG-17
  std::string account, account_name, bank;  // BT-84 IBAN, BT-85, BT-86 BIC
};

struct PaymentInstructions {  // BG-16
  std::string code;           // BT-81, UNTDID 4461
  std::string text, remittance;
  std::vector<CreditTransfer> transfers;
  std::string card_number, card_holder;               // BG-18
  std::string mandate, creditor_id, debited_account;  // BG-19
  bool card_present = false;
};

struct AllowanceCharge {  // BG-20, BG-21; on a line BG-27, BG-28
  bool charge = false;
  Amount amount, base, percent;
  std::string category;  // UNCL 5305; only of the document
  Amount rate;
  std::string reason, reason_code;
};

struct VatBreakdown {  // BG-23
  Amount taxable, tax;
  std::string category;
  Amount rate;
  std::string exemption_reason, exemption_code;
};

struct Reference {
  std::string id, date;
};

struct SupportingDocument {  // BG-24
  std::string reference, description, location;
};

struct Note {  // BG-1
  std::string subject_code, text;
};

struct Attribute {  // BG-32
  std::string name, value;
};

struct Line {  // BG-25
  std::string id, note, object_id, order_line, accounting_reference;
  Amount quantity;   // BT-129
  std::string unit;  // BT-130, UN/ECE Recommendation 20
  Amount net;        // BT-131
  Period period;
  std::vector<AllowanceCharge> allowances;
  Amount price, price_discount, gross_price, base_quantity;  // BT-146 to 149
  std::string base_unit;
  std::string category;                                        // BT-151
  Amount rate;                                                 // BT-152
  std::string name, description, seller_id, buyer_id, origin;  // BT-153 to 156, BT-159
  Identifier standard_id;                                      // BT-157
  std::vector<Identifier> classifications;                     // BT-158
  std::vector<Attribute> attributes;
};

struct Sums {                         // BG-22
  Amount lines;                       // BT-106
  Amount allowances;                  // BT-107
  Amount charges;                     // BT-108
  Amount without_vat;                 // BT-109
  Amount vat;                         // BT-110
  Amount vat_in_accounting_currency;  // BT-111
  Amount with_vat;                    // BT-112
  Amount paid;                        // BT-113
  Amount rounding;                    // BT-114
  Amount due;                         // BT-115
};

struct Document {
  std::string specification, process;          // BT-24, BT-23
  std::string number, issue_date;              // BT-1, BT-2
  bool credit_note = false;                    // the syntax has another element for it (UBL)
  std::string type;                            // BT-3: 380 invoice, 381 credit note (UNTDID 1001)
  std::string currency, vat_currency;          // BT-5, BT-6
  std::string tax_point_date, tax_point_code;  // BT-7, BT-8
  std::string due_date, payment_terms;         // BT-9, BT-20
  std::string buyer_reference, project, contract, order, sales_order;           // BT-10 to 14
  std::string receiving_advice, despatch_advice, tender, accounting_reference;  // BT-15 to 17, BT-19
  Identifier object;                                                            // BT-18
  std::vector<Note> notes;
  std::vector<Reference> preceding;  // BG-3
  Party seller, buyer;
  Payee payee;
  TaxRepresentative representative;
  Delivery delivery;
  Period period;  // BG-14
  std::vector<PaymentInstructions> payment;
  std::vector<AllowanceCharge> allowances;
  Sums sums;
  std::vector<VatBreakdown> breakdown;
  std::vector<SupportingDocument> supporting;
  std::vector<Line> lines;
  // How many sums of VAT in the document's currency the file has. Anything but one leaves open which is
  // meant.
  int vat_sums = 0;
};

// The value of BT-24 of a document that keeps to the standard and to no country's or network's additions.
inline constexpr const char* kSpecification = "urn:cen.eu:en16931:2017";

}  // namespace every::domain::einvoice
