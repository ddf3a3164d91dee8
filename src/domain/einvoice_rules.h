// The business rules of EN 16931-1 (BR-01 to BR-65, BR-CO, BR-DEC, and the rules of each VAT category),
// judged on the semantic model. Rules that the standard leaves to a reader ("shall indicate the same type of
// allowance": BR-CO-05 to 08) are not decidable and are not here. Of the code lists (BR-CL) those are judged
// that decide what a document means; lists of identifier schemes, units and attachments are not.
#pragma once

#include <string>
#include <vector>

#include "domain/einvoice.h"

namespace every::domain::einvoice {

struct Finding {
  std::string rule;      // "BR-06"
  std::string term;      // the business term that is wrong or missing: "BT-27"
  std::string pointer;   // RFC 6901 into the model: "/seller/name", "/lines/3/price"
  std::string sentence;  // what is wrong, for a person
};

// Every rule that the document breaks, in the document's order. Empty: it is an invoice of EN 16931.
std::vector<Finding> findings(const Document& document);

// The parts of it. Private to the rules.
class Judge {
 public:
  explicit Judge(const Document& d) : d_(d) {}
  std::vector<Finding> judge();

 private:
  void require(bool holds, const char* rule, const char* term, std::string pointer, const char* sentence);
  void document();
  void parties();
  void payment();
  void sums();
  void decimals();
  void allowances(const std::vector<AllowanceCharge>& list, const std::string& at, bool of_line);
  void lines();
  void codes();  // einvoice_codes.cpp
  void vat();    // einvoice_vat_rules.cpp
  void split_payment();

  const Document& d_;
  std::vector<Finding> out_;
};

}  // namespace every::domain::einvoice
