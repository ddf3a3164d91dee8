#include "store/sqlite_engine.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>

#include "store/migrations.h"
#include "store/tx.h"

namespace every::store {
namespace {

[[noreturn]] void fail(sqlite3* db, std::string_view what) {
  throw StorageError(fmt::format("{}: {}", what, sqlite3_errmsg(db)));
}

class SqliteStatement final : public Statement {
 public:
  static constexpr int kParametersMax = 64;

  SqliteStatement(sqlite3* db, std::string_view sql) : db_(db) {
    if (sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw_, nullptr) !=
        SQLITE_OK)
      throw StorageError(fmt::format("prepare: {} in: {}", sqlite3_errmsg(db), sql));
    // SQLite numbers $2 … $1 in order of appearance; ours are numbered by their names.
    for (int i = 0; i < kParametersMax; ++i)
      index_[static_cast<std::size_t>(i)] = sqlite3_bind_parameter_index(raw_, fmt::format("${}", i + 1).c_str());
  }
  ~SqliteStatement() override { sqlite3_finalize(raw_); }
  SqliteStatement(const SqliteStatement&) = delete;

  void bind_null(int parameter) override {
    if (const int at = position(parameter)) sqlite3_bind_null(raw_, at);
  }
  void bind(int parameter, std::int64_t value) override {
    if (const int at = position(parameter)) sqlite3_bind_int64(raw_, at, value);
  }
  void bind(int parameter, std::string_view text) override {
    if (const int at = position(parameter))
      sqlite3_bind_text64(raw_, at, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  bool step() override {
    const int rc = sqlite3_step(raw_);
    if (rc == SQLITE_ROW) return true;
    if (rc != SQLITE_DONE) fail(db_, sqlite3_sql(raw_));
    changes_ = sqlite3_changes64(db_);
    return false;
  }
  bool is_null(int column) const override { return sqlite3_column_type(raw_, column) == SQLITE_NULL; }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(raw_, column); }
  std::string_view text(int column) const override {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(raw_, column));
    return data == nullptr ? std::string_view() : std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(raw_, column)));
  }
  std::int64_t changes() const override { return changes_; }
  void reset() override {
    sqlite3_reset(raw_);
    sqlite3_clear_bindings(raw_);
    changes_ = 0;
  }

 private:
  int position(int parameter) const { return index_.at(static_cast<std::size_t>(parameter)); }
  sqlite3* db_;
  sqlite3_stmt* raw_ = nullptr;
  std::array<int, kParametersMax> index_{};
  std::int64_t changes_ = 0;
};

class SqliteWire final : public Wire {
 public:
  SqliteWire(const std::string& path, bool writer) {
    const int flags = writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    if (sqlite3_open_v2(path.c_str(), &db_, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
      const std::string why = sqlite3_errmsg(db_);
      sqlite3_close(db_);
      throw StorageError("open " + path + ": " + why);
    }
    sqlite3_busy_timeout(db_, 10'000);
    sqlite3_extended_result_codes(db_, 1);
    if (writer) {
      execute("PRAGMA journal_mode=WAL");
      execute("PRAGMA synchronous=FULL");
      execute("PRAGMA foreign_keys=ON");
      execute("PRAGMA wal_autocheckpoint=2000");
    } else {
      execute("PRAGMA wal_autocheckpoint=0");
      execute("PRAGMA query_only=ON");
    }
    execute("PRAGMA cache_size=-16000");
    execute("PRAGMA temp_store=MEMORY");
  }
  ~SqliteWire() override {
    cache_.clear();
    sqlite3_close(db_);
  }

  void execute(const char* sql) {
    if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(db_, sql);
  }
  Statement& take(std::string_view sql) override {
    auto& idle = cache_[std::string(sql)];
    if (idle.empty()) {
      auto fresh = std::make_unique<SqliteStatement>(db_, sql);
      Statement& out = *fresh;
      busy_.emplace(&out, std::pair(std::string(sql), std::move(fresh)));
      return out;
    }
    auto known = std::move(idle.back());
    idle.pop_back();
    Statement& out = *known;
    busy_.emplace(&out, std::pair(std::string(sql), std::move(known)));
    return out;
  }
  void give_back(Statement& statement) override {
    auto node = busy_.extract(&statement);
    if (!node.empty()) cache_[node.mapped().first].push_back(std::move(node.mapped().second));
  }

 private:
  sqlite3* db_ = nullptr;
  std::map<std::string, std::vector<std::unique_ptr<SqliteStatement>>> cache_;
  std::map<const Statement*, std::pair<std::string, std::unique_ptr<SqliteStatement>>> busy_;
};

// First come, first served: a long sync between two commits lets everybody pass who waited.
class FairLock {
 public:
  void lock() {
    std::unique_lock guard(mutex_);
    const std::uint64_t ticket = next_++;
    turn_.wait(guard, [&] { return ticket == serving_; });
  }
  void unlock() {
    const std::lock_guard guard(mutex_);
    ++serving_;
    turn_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable turn_;
  std::uint64_t next_ = 0, serving_ = 0;
};

class LockFile {
 public:
  explicit LockFile(const std::string& path) : fd_(::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600)) {}
  ~LockFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  LockFile(const LockFile&) = delete;
  bool take() const { return fd_ >= 0 && ::flock(fd_, LOCK_EX | LOCK_NB) == 0; }

 private:
  int fd_;
};

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(std::string path, std::unique_ptr<LockFile> lock, int readers)
      : path_(std::move(path)), lock_(std::move(lock)), writer_(std::make_unique<SqliteWire>(path_, true)) {
    readers_max_ = std::max(1, readers);
  }

  SqliteWire& writer() { return *writer_; }

  bool healthy() override {
    try {
      run_read([](Tx& tx) { tx.number(Tenant::system(), "SELECT count(*) FROM meta WHERE $1 = $1"); });
      return true;
    } catch (const StorageError&) {
      return false;
    }
  }

  std::int64_t bytes_on_disk() override {
    std::error_code ec;
    std::int64_t sum = 0;
    for (const char* suffix : {"", "-wal"})
      if (const auto size = std::filesystem::file_size(path_ + suffix, ec); !ec) sum += static_cast<std::int64_t>(size);
    return sum;
  }

 protected:
  void run_read(const std::function<void(Tx&)>& body) override {
    auto wire = take_reader();
    const auto give_back = [&](SqliteWire*) { return_reader(std::move(wire)); };
    const std::unique_ptr<SqliteWire, decltype(give_back)> guard(wire.get(), give_back);
    guard->execute("BEGIN");
    try {
      Tx tx(*guard);
      body(tx);
    } catch (...) {
      guard->execute("ROLLBACK");
      throw;
    }
    guard->execute("COMMIT");
  }

  void run_write(const std::function<bool(Tx&)>& body) override {
    const std::lock_guard turn(write_lock_);
    writer_->execute("BEGIN IMMEDIATE");
    bool commit = false;
    try {
      Tx tx(*writer_);
      commit = body(tx);
      if (commit) writer_->execute("COMMIT");
    } catch (...) {
      rollback();
      throw;
    }
    if (!commit) rollback();
  }

 private:
  void rollback() {
    try {
      writer_->execute("ROLLBACK");
    } catch (const StorageError&) {
      // SQLite has rolled back by itself (disk full, out of memory): there is no transaction left to end.
    }
  }

  std::unique_ptr<SqliteWire> take_reader() {
    std::unique_lock guard(pool_mutex_);
    pool_free_.wait(guard, [&] { return !pool_.empty() || readers_made_ < readers_max_; });
    if (!pool_.empty()) {
      auto wire = std::move(pool_.back());
      pool_.pop_back();
      return wire;
    }
    auto wire = std::make_unique<SqliteWire>(path_, false);
    ++readers_made_;
    return wire;
  }
  void return_reader(std::unique_ptr<SqliteWire> wire) {
    const std::lock_guard guard(pool_mutex_);
    pool_.push_back(std::move(wire));
    pool_free_.notify_one();
  }

  std::string path_;
  std::unique_ptr<LockFile> lock_;
  std::unique_ptr<SqliteWire> writer_;
  FairLock write_lock_;
  std::mutex pool_mutex_;
  std::condition_variable pool_free_;
  std::vector<std::unique_ptr<SqliteWire>> pool_;
  int readers_made_ = 0, readers_max_ = 1;
};

// Each migration in a transaction of its own, with the version it leads to.
Status migrate(SqliteDatabase& db) {
  db.writer().execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT");
  const std::int64_t version = db.read([](Tx& tx) {
    return tx.number(Tenant::system(), "SELECT value FROM meta WHERE key = 'schema' AND $1 = $1");
  });
  const auto steps = migrations();
  if (version > static_cast<std::int64_t>(steps.size()))
    return Error(Code::storage_failed,
                 fmt::format("The database has schema {}, this version of Every knows {}.", version, steps.size()),
                 "Start a newer version of Every with this database.");
  for (auto next = static_cast<std::size_t>(version); next < steps.size(); ++next) {
    db.writer().execute("BEGIN IMMEDIATE");
    db.writer().execute(std::string(steps[next]).c_str());
    db.writer().execute(fmt::format("INSERT INTO meta VALUES ('schema', {0}) ON CONFLICT (key) DO UPDATE SET value = {0}",
                                    next + 1).c_str());
    db.writer().execute("COMMIT");
  }
  return done();
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, int readers, Log& log) {
  try {
    const auto folder = std::filesystem::path(path).parent_path();
    if (!folder.empty()) std::filesystem::create_directories(folder);
    auto lock = std::make_unique<LockFile>(path + ".lock");
    if (!lock->take())
      return Error(Code::storage_failed, "Another process of Every uses this database (" + path + ").",
                   "Stop the running server first, or use its API.");
    auto db = std::make_unique<SqliteDatabase>(path, std::move(lock), readers);
    EVERY_CHECK(migrate(*db));
    log.debug("database.open", {{"bytes", db->bytes_on_disk()}});
    return std::unique_ptr<Database>(std::move(db));
  } catch (const std::exception& e) {
    return Error(Code::storage_failed, std::string("The database could not be opened: ") + e.what() + ".",
                 "Check the path, its permissions and the free space.");
  }
}

}  // namespace every::store
