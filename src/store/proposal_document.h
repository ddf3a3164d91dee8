// What a proposal says, as one JSON text: in its row, and again in an answer. Private to store/.
#pragma once

#include <string>
#include <string_view>

#include "domain/proposal_share.h"

namespace every::store {

std::string encode_document(const domain::Proposal& proposal);
// Into a proposal whose currency is known.
void decode_document(std::string_view text, domain::Proposal& proposal);

std::string encode_parts(const std::vector<domain::SharePart>& parts);
std::vector<domain::SharePart> decode_parts(std::string_view text, Currency currency);

}  // namespace every::store
