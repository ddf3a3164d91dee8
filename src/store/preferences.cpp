#include "store/preferences.h"

#include <sstream>

#include "store/tx.h"

namespace every::store {
namespace {

// Keys of columns have no blanks.
std::string join(const std::vector<std::string>& keys) {
  std::string out;
  for (const std::string& key : keys) out += (out.empty() ? "" : " ") + key;
  return out;
}

std::vector<std::string> split(const std::string& keys) {
  std::istringstream in(keys);
  std::vector<std::string> out;
  for (std::string key; in >> key;) out.push_back(key);
  return out;
}

}  // namespace

Preferences preferences_of(Tx& tx, const std::string& user_id) {
  Preferences out;
  Rows one = tx.rows(Tenant::system(),
                     "SELECT theme, time_zone FROM user_preferences WHERE user_id = $2 AND $1 = $1", user_id);
  if (one.next()) {
    out.theme = one.text(0);
    out.time_zone = one.text(1);
  }
  Rows lists =
      tx.rows(Tenant::system(),
              "SELECT list, hidden, order_, dense FROM user_lists WHERE user_id = $2 AND $1 = $1", user_id);
  while (lists.next()) out.lists[lists.text(0)] = {split(lists.text(1)), split(lists.text(2)), lists.flag(3)};
  return out;
}

void put_preferences(Tx& tx, const std::string& user_id, const std::string& theme,
                     const std::string& time_zone) {
  tx.run(Tenant::system(),
         "INSERT INTO user_preferences (user_id, theme, time_zone) SELECT $2, $3, $4 WHERE $1 = $1 ON "
         "CONFLICT (user_id) DO UPDATE SET theme = excluded.theme, time_zone = excluded.time_zone",
         user_id, theme, time_zone);
}

void put_layout(Tx& tx, const std::string& user_id, const std::string& list, const ListLayout& layout) {
  tx.run(Tenant::system(),
         "INSERT INTO user_lists (user_id, list, hidden, order_, dense) SELECT $2, $3, $4, $5, $6 WHERE $1 = "
         "$1 ON CONFLICT (user_id, list) DO UPDATE SET hidden = excluded.hidden, order_ = excluded.order_, "
         "dense = excluded.dense",
         user_id, list, join(layout.hidden), join(layout.order), layout.dense ? 1 : 0);
}

void remove_layout(Tx& tx, const std::string& user_id, const std::string& list) {
  tx.run(Tenant::system(), "DELETE FROM user_lists WHERE user_id = $2 AND list = $3 AND $1 = $1", user_id,
         list);
}

}  // namespace every::store
