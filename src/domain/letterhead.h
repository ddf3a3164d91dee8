// What a document prints of the workspace that it comes from, as it was on the day it was issued. Documents
// of the same letterhead share it.
#pragma once

#include <string>

#include "domain/invoice.h"

namespace every::domain {

struct Letterhead {
  PartySnapshot from;
  std::string bank_details;
  std::string locale;  // of the workspace: how numbers and days are written where no language says it
  std::string logo;    // names the picture (store/logos.h); "": none
};

}  // namespace every::domain
