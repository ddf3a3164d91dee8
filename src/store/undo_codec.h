// Rows as text, complete, so that an undo can put them back. Private to store/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/deal.h"
#include "domain/party.h"
#include "store/review.h"

namespace every::store {

// Every field of the value; one that is added to it does not compile here until it is kept as well. What is
// only filled when read (the names of others) is left out.
std::string encode_row(const domain::Client& client);
std::string encode_row(const domain::Contact& contact);  // with memberships
std::string encode_row(const domain::Deal& deal);
std::string encode_row(const Review::DecisionRow& decision);

std::optional<domain::Client> decode_client(std::string_view text);
std::optional<domain::Contact> decode_contact(std::string_view text);
std::optional<domain::Deal> decode_deal(std::string_view text);
std::optional<Review::DecisionRow> decode_decision(std::string_view text);

}  // namespace every::store
