// How a person wants the screens: theme, time zone and the layout of lists. A person's, in every workspace of
// theirs.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/database.h"

namespace every::store {

struct ListLayout {
  std::vector<std::string> hidden, order;  // keys of columns; what is in neither stands where it is delivered
  bool dense = false;
};

struct Preferences {
  std::string theme;      // auto: as the device; light, dark; "": nothing was chosen
  std::string time_zone;  // "": the workspace's
  std::map<std::string, ListLayout> lists;
};

Preferences preferences_of(Tx& tx, const std::string& user_id);
void put_preferences(Tx& tx, const std::string& user_id, const std::string& theme,
                     const std::string& time_zone);
void put_layout(Tx& tx, const std::string& user_id, const std::string& list, const ListLayout& layout);
void remove_layout(Tx& tx, const std::string& user_id, const std::string& list);  // as it is delivered

}  // namespace every::store
