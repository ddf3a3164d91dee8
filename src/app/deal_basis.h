// What a deal says an invoice should say: its lines with prices, discounts and taxes as far as they can be
// carried from HubSpot, and what cannot, in sentences. Kept with the invoice, so that a later change of the
// deal is seen.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/context.h"
#include "domain/deal.h"
#include "domain/deal_parts.h"

namespace every::app {

struct DealBasis {
  std::optional<Money> amount;  // of the deal
  Currency currency;
  std::string client_id;
  std::vector<domain::InvoiceLine> lines;  // never empty; ids are HubSpot's, "" of the deal's own amount
  Money total;                             // of an invoice with these lines
  std::vector<std::string> not_carried;
};

// `amount` instead of what the deal says. Error: validation when the lines are too large to sum.
Result<DealBasis> deal_basis(store::Tx& tx, const Actor& actor, const domain::Deal& deal,
                             const std::string& client_id, const std::optional<Money>& amount);

// Whether HubSpot's line items say what an invoice of the deal is made of.
bool has_lines(store::Tx& tx, const Actor& actor, const domain::Deal& deal);

// As it is kept with an invoice; nothing for "" and for what is not of this kind.
std::string encode_basis(const DealBasis& basis);
std::optional<DealBasis> decode_basis(const std::string& text);

// Reads HubSpot's tax rates when a line of one of the deals names one that is not known, or not of this day;
// at most once in five minutes. What cannot be read is left out: the basis says so.
void refresh_tax_rates(const App& app, const Actor& actor, std::span<const std::string> deal_ids);

}  // namespace every::app
