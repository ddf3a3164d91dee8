#include "store/languages.h"

#include "store/tx.h"

namespace every::store {

std::string language_of(Tx& tx, const std::string& user_id) {
  Rows r = tx.rows(Tenant::system(), "SELECT language FROM user_languages WHERE user_id = $2 AND $1 = $1",
                   user_id);
  return r.next() ? r.text(0) : "";
}

void put_language(Tx& tx, const std::string& user_id, const std::string& language) {
  tx.run(Tenant::system(),
         "INSERT INTO user_languages (user_id, language) SELECT $2, $3 WHERE $1 = $1 ON CONFLICT (user_id) "
         "DO UPDATE "
         "SET language = excluded.language",
         user_id, language);
}

}  // namespace every::store
