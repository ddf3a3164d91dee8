#include "store/inspect.h"

#include <sqlite3.h>

#include <filesystem>
#include <memory>

#include "store/lock_file.h"
#include "store/migrations.h"

namespace every::store {
namespace {

struct Close {
  void operator()(sqlite3* db) const { sqlite3_close(db); }
};

// The first value of the first row, as text; what went wrong goes to `problem`.
std::string first_value(sqlite3* db, const char* sql, std::string& problem) {
  std::string out;
  const auto take = [](void* to, int, char** values, char**) {
    if (values[0] != nullptr) *static_cast<std::string*>(to) = values[0];
    return 1;  // no further row
  };
  const int rc = sqlite3_exec(db, sql, take, &out, nullptr);
  if (rc != SQLITE_OK && rc != SQLITE_ABORT) problem = sqlite3_errmsg(db);
  return out;
}

}  // namespace

DatabaseLook inspect_database(const std::string& url, bool whole) {
  static constexpr std::string_view kSqlite = "sqlite:";
  DatabaseLook out{.path = url.starts_with(kSqlite) ? url.substr(kSqlite.size()) : url, .problem = {}};
  out.newest = static_cast<std::int64_t>(migrations().size());
  std::error_code ec;
  out.exists = std::filesystem::exists(out.path, ec);
  if (!out.exists) return out;
  // Asking for the lock must not make its file.
  if (std::filesystem::exists(out.path + ".lock", ec)) out.served = !LockFile(out.path + ".lock").take();
  for (const char* suffix : {"", "-wal"})
    if (const auto size = std::filesystem::file_size(out.path + suffix, ec); !ec)
      out.bytes += static_cast<std::int64_t>(size);
  sqlite3* raw = nullptr;
  const int rc = sqlite3_open_v2(out.path.c_str(), &raw, SQLITE_OPEN_READONLY, nullptr);
  const std::unique_ptr<sqlite3, Close> db(raw);
  if (rc != SQLITE_OK) {
    out.problem = raw == nullptr ? "out of memory" : sqlite3_errmsg(raw);
    return out;
  }
  sqlite3_busy_timeout(raw, 5'000);
  const std::string schema = first_value(raw, "SELECT value FROM meta WHERE key = 'schema'", out.problem);
  if (!out.problem.empty()) return out;
  out.schema = schema.empty() ? 0 : std::stoll(schema);
  if (!whole) return out;
  const std::string state = first_value(raw, "PRAGMA integrity_check(1)", out.problem);
  if (out.problem.empty() && state != "ok") out.problem = state;
  return out;
}

}  // namespace every::store
