#include <algorithm>
#include <string_view>

#include "domain/einvoice_document.h"

namespace every::domain::einvoice {
namespace {

struct Place {
  std::string_view term, place, pointer;
};

// Where a person fills in what a business term says. Terms of lines keep the line in their pointer.
constexpr Place kPlaces[] = {
    {"BT-1", "invoice", "/number"},
    {"BT-2", "invoice", "/issueDate"},
    {"BT-9", "invoice", "/dueDate"},
    {"BT-10", "client", "/billing/buyerReference"},
    {"BT-27", "workspace", "/name"},
    {"BT-31", "workspace", "/taxId"},
    {"BT-34", "workspace", "/billing/electronicAddress"},
    {"BT-40", "workspace", "/address/country"},
    {"BT-42", "workspace", "/billing/contactPhone"},
    {"BT-44", "client", "/name"},
    {"BT-47", "client", "/billing/legalId"},
    {"BT-48", "client", "/taxId"},
    {"BT-49", "client", "/billing/electronicAddress"},
    {"BT-55", "client", "/address/country"},
    {"BT-80", "client", "/address/country"},
    {"BT-84", "workspace", "/billing/iban"},
    {"BT-117", "invoice", "/lines"},
    {"BG-25", "invoice", "/lines"},
};

Gap gap_of(const Finding& f) {
  Gap gap{f.rule, f.term, f.sentence, true, "", ""};
  for (const Place& place : kPlaces)
    if (place.term == f.term) {
      gap.place = place.place;
      gap.pointer = place.pointer;
      return gap;
    }
  // A line of the document is a line of the invoice, in the same order.
  if (f.pointer.starts_with("/lines/")) {
    gap.place = "invoice";
    gap.pointer = f.term == "BT-153" ? f.pointer.substr(0, f.pointer.rfind('/')) + "/description"
                                     : f.pointer.substr(0, f.pointer.find('/', 7));
  }
  if (f.rule.starts_with("BR-DEC-")) {
    gap.place = "invoice";
    gap.pointer = "/currency";
    gap.sentence = "EN 16931 knows amounts with two decimals only; this currency has three.";
  }
  return gap;
}

}  // namespace

std::vector<Gap> gaps(const Document& d) {
  std::vector<Gap> out;
  const auto add = [&](Gap gap) {
    // One field is asked for once, by the first rule that misses it.
    const bool known = std::any_of(out.begin(), out.end(), [&](const Gap& g) {
      return g.place == gap.place && g.pointer == gap.pointer && !g.pointer.empty();
    });
    if (!known) out.push_back(std::move(gap));
  };
  for (const Finding& f : findings(d)) add(gap_of(f));
  const auto advise = [&](bool there, const char* term, const char* sentence) {
    if (there) return;
    Gap gap = gap_of({"", term, "", sentence});
    gap.required = false;
    add(std::move(gap));
  };
  advise(!d.payment.empty(), "BT-84", "Say to which account to pay.");
  advise(!d.buyer_reference.empty(), "BT-10",
         "Public buyers ask for their reference (in Germany the Leitweg-ID).");
  advise(!d.seller.electronic_address.value.empty(), "BT-34",
         "Networks ask for the seller's electronic address.");
  advise(!d.buyer.electronic_address.value.empty(), "BT-49",
         "Networks ask for the buyer's electronic address.");
  advise(!d.seller.contact.phone.empty(), "BT-42", "Public buyers in Germany ask for a contact's telephone.");
  return out;
}

bool ready(const std::vector<Gap>& gaps) {
  return std::none_of(gaps.begin(), gaps.end(), [](const Gap& gap) { return gap.required; });
}

}  // namespace every::domain::einvoice
