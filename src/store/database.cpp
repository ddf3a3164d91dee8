#include "store/database.h"

#include "store/sqlite_engine.h"

namespace every::store {

Result<std::unique_ptr<Database>> Database::open(const Options& options, Log& log) {
  static constexpr std::string_view kSqlite = "sqlite:";
  if (!options.url.starts_with(kSqlite))
    return Error(Code::storage_failed, "The database URL has to begin with sqlite: followed by a path.",
                 "Set EVERY_DATABASE_URL, for example to sqlite:/var/lib/every/every.db.");
  return open_sqlite(options.url.substr(kSqlite.size()), options.readers, log);
}

}  // namespace every::store
