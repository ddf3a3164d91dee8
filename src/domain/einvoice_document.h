// The e-invoice of an invoice of ours, and what still keeps one from being made.
//
// What the standard asks and an invoice of ours does not have of its own: the unit is "one" (C62); a supply
// inside the Union is dated by the issue date and delivered to the buyer's country. Payments are not in it:
// the file says what was issued, and stays the same.
#pragma once

#include <string>
#include <vector>

#include "domain/einvoice.h"
#include "domain/einvoice_rules.h"
#include "domain/invoice.h"

namespace every::domain::einvoice {

// With parties and billing profiles filled. Of a draft, what is only known at issue is missing.
Document document_of(const Invoice& invoice);

// One thing that is missing or wrong, and where a person mends it.
struct Gap {
  std::string rule, term, sentence;
  bool required = true;  // no: the standard allows it, but networks and public buyers refuse without
  std::string place;     // "workspace", "client", "invoice": whose form; "" when no form can mend it
  std::string pointer;   // RFC 6901 into that resource's body: "/address/country", "/billing/iban"
};

// Everything that keeps the document from being an e-invoice (each rule that it breaks, once for each field),
// then what is only recommended. Ready means: none is required.
std::vector<Gap> gaps(const Document& document);
bool ready(const std::vector<Gap>& gaps);

}  // namespace every::domain::einvoice
