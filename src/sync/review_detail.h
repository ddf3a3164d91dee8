// Shared by the two files of the review desk only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/review.h"

namespace every::sync {

// One HubSpot contact with what the mirror and the records here say about it.
struct ReviewDesk::Derived {
  store::ReviewRow row;
  std::vector<std::string> emails;          // normalised
  std::vector<store::ReviewMatch> matches;  // with contacts here, by id
  domain::Contact values;                   // as HubSpot has them
  std::string company_id;                   // its primary company
  std::optional<store::ReviewRow> was;      // the row as it stands
};

}  // namespace every::sync
