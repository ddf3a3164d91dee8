// The language that a person reads Every in, as they chose it on a screen.
#pragma once

#include <string>

#include "store/database.h"

namespace every::store {

std::string language_of(Tx& tx, const std::string& user_id);  // "de"; "" when nothing was chosen
void put_language(Tx& tx, const std::string& user_id, const std::string& language);

}  // namespace every::store
