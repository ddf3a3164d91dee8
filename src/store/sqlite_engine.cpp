#include "store/sqlite_engine.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "store/fair_lock.h"
#include "store/leases.h"
#include "store/lock_file.h"
#include "store/migrations.h"
#include "store/search.h"
#include "store/tx.h"

namespace every::store {
namespace {

[[noreturn]] void fail(sqlite3* db, std::string_view what) {
  throw StorageError(fmt::format("{}: {}", what, sqlite3_errmsg(db)));
}

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(sqlite3* db, std::string_view sql) : db_(db) {
    if (sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw_,
                           nullptr) != SQLITE_OK)
      throw StorageError(fmt::format("prepare: {} in: {}", sqlite3_errmsg(db), sql));
    // SQLite numbers $2 … $1 in order of appearance; ours are numbered by their names. A gap is a mistake,
    // and a statement without $1 would be one without a tenant.
    const int count = sqlite3_bind_parameter_count(raw_);
    for (int i = 1; i <= std::max(count, 1); ++i) {
      index_.push_back(sqlite3_bind_parameter_index(raw_, fmt::format("${}", i).c_str()));
      if (index_.back() != 0) continue;
      sqlite3_finalize(raw_);
      throw std::logic_error(fmt::format("no ${} in: {}", i, sql));
    }
  }
  ~SqliteStatement() override { sqlite3_finalize(raw_); }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  int parameters() const override { return static_cast<int>(index_.size()); }
  void bind_null(int parameter) override { check(sqlite3_bind_null(raw_, at(parameter))); }
  void bind(int parameter, std::int64_t value) override {
    check(sqlite3_bind_int64(raw_, at(parameter), value));
  }
  void bind(int parameter, std::string_view text) override {
    // An empty view may have no address, which SQLite would take for NULL.
    check(sqlite3_bind_text64(raw_, at(parameter), text.empty() ? "" : text.data(), text.size(),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  bool step() override {
    const int rc = sqlite3_step(raw_);
    if (rc == SQLITE_ROW) return true;
    if (rc != SQLITE_DONE) fail(db_, sqlite3_sql(raw_));
    changes_ = sqlite3_stmt_readonly(raw_) != 0 ? 0 : sqlite3_changes64(db_);
    return false;
  }
  bool is_null(int column) const override { return sqlite3_column_type(raw_, column) == SQLITE_NULL; }
  bool is_integer(int column) const override { return sqlite3_column_type(raw_, column) == SQLITE_INTEGER; }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(raw_, column); }
  std::string_view text(int column) const override {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(raw_, column));
    if (data == nullptr) return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(raw_, column))};
  }
  std::int64_t changes() const override { return changes_; }
  void reset() override {
    sqlite3_reset(raw_);
    sqlite3_clear_bindings(raw_);
    changes_ = 0;
  }

  std::vector<SqliteStatement*>* home = nullptr;  // where it waits while nobody uses it

 private:
  int at(int parameter) const { return index_.at(static_cast<std::size_t>(parameter)); }
  void check(int rc) const {
    if (rc != SQLITE_OK) fail(db_, "bind");
  }

  sqlite3* db_;
  sqlite3_stmt* raw_ = nullptr;
  std::vector<int> index_;  // SQLite's number of $1, $2, …
  std::int64_t changes_ = 0;
};

class SqliteWire final : public Wire {
 public:
  // Lists are put together from filters, so there are more texts than in the sources, but not without end.
  static constexpr std::size_t kStatementsMax = 1'000;

  SqliteWire(const std::string& path, bool writer) {
    const int flags = writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    if (sqlite3_open_v2(path.c_str(), &db_, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
      const std::string why = sqlite3_errmsg(db_);
      sqlite3_close(db_);
      throw StorageError("open " + path + ": " + why);
    }
    try {
      sqlite3_busy_timeout(db_, kBusyTimeout_ms);
      sqlite3_extended_result_codes(db_, 1);
      configure(writer);
    } catch (...) {
      sqlite3_close(db_);
      throw;
    }
  }
  ~SqliteWire() override {
    statements_.clear();
    sqlite3_close(db_);
  }
  SqliteWire(const SqliteWire&) = delete;
  SqliteWire& operator=(const SqliteWire&) = delete;

  void execute(const char* sql) {
    if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(db_, sql);
  }
  bool in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }

  Statement& take(std::string_view sql) override {
    auto known = idle_.find(sql);
    if (known == idle_.end()) {
      if (statements_.size() >= kStatementsMax) forget_idle();
      known = idle_.try_emplace(std::string(sql)).first;
    }
    if (known->second.empty()) {
      statements_.push_back(std::make_unique<SqliteStatement>(db_, sql));
      statements_.back()->home = &known->second;
      return *statements_.back();
    }
    SqliteStatement& out = *known->second.back();
    known->second.pop_back();
    return out;
  }
  void give_back(Statement& statement) override {
    auto& ours = static_cast<SqliteStatement&>(statement);
    ours.home->push_back(&ours);
  }

  // False: a reader still needs what is in the log.
  bool truncate_log() {
    return sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr) == SQLITE_OK;
  }

 private:
  static constexpr int kBusyTimeout_ms = 10'000;

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  void configure(bool writer) {
    if (writer) {
      execute("PRAGMA journal_mode=WAL");
      execute("PRAGMA synchronous=FULL");
      execute("PRAGMA foreign_keys=ON");
      execute("PRAGMA secure_delete=ON");         // what is deleted is overwritten: see scrub()
      execute("PRAGMA wal_autocheckpoint=8000");  // 32 MB: a load writes the same pages again and again
    } else {
      execute("PRAGMA wal_autocheckpoint=0");
      execute("PRAGMA query_only=ON");
    }
    execute("PRAGMA mmap_size=0");
    execute(writer ? "PRAGMA cache_size=-48000" : "PRAGMA cache_size=-8000");  // KB
    execute("PRAGMA temp_store=MEMORY");
  }

  // Lists stay where they are: statements in use know theirs by address.
  void forget_idle() {
    for (auto& [sql, idle] : idle_) {
      for (const SqliteStatement* gone : idle)
        std::erase_if(statements_, [&](const auto& one) { return one.get() == gone; });
      idle.clear();
    }
  }

  sqlite3* db_ = nullptr;
  std::vector<std::unique_ptr<SqliteStatement>> statements_;
  // Nodes do not move, so a list's address holds for as long as the connection.
  std::unordered_map<std::string, std::vector<SqliteStatement*>, Hash, std::equal_to<>> idle_;
};

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(std::string path, std::unique_ptr<LockFile> lock, int readers)
      : path_(std::move(path)), lock_(std::move(lock)), writer_(std::make_unique<SqliteWire>(path_, true)) {
    readers_max_ = std::max(1, readers);
  }

  SqliteWire& writer() { return *writer_; }

  bool healthy() override {
    static constexpr std::string_view kSql =
        "INSERT INTO meta (key, value) SELECT 'probe', 1 WHERE $1 = $1 ON CONFLICT (key) DO UPDATE SET value "
        "= "
        "meta.value + 1 RETURNING value";
    try {
      std::int64_t wrote = 0, read = 0;
      run_write([&](Tx& tx) { return (wrote = tx.number(Tenant::system(), kSql)) > 0; });
      run_read([&](Tx& tx) {
        read = tx.number(Tenant::system(), "SELECT value FROM meta WHERE key = 'probe' AND $1 = $1");
      });
      return read >= wrote;
    } catch (const StorageError&) {
      return false;
    }
  }

  std::int64_t bytes_on_disk() override {
    std::error_code ec;
    std::int64_t sum = 0;
    for (const char* suffix : {"", "-wal"})
      if (const auto size = std::filesystem::file_size(path_ + suffix, ec); !ec)
        sum += static_cast<std::int64_t>(size);
    return sum;
  }

  // Freed places are overwritten at once (secure_delete). What is left are the words that the search indexes
  // keep until they merge their segments, and the pages in the log.
  bool scrub() override {
    const std::lock_guard turn(write_lock_);
    for (const std::string index : {"search_client", "search_client_archived", "search_contact",
                                    "search_deal", "search_invoice", "search_review"})
      writer_->execute(("INSERT INTO " + index + " (" + index + ") VALUES ('optimize')").c_str());
    return writer_->truncate_log();
  }

 protected:
  void run_read(const std::function<void(Tx&)>& body) override {
    const Lent reader(*this);
    reader->execute("BEGIN");
    try {
      Tx tx(*reader);
      body(tx);
    } catch (...) {
      end(*reader, "ROLLBACK");
      throw;
    }
    reader->execute("COMMIT");
  }

  void run_write(const std::function<bool(Tx&)>& body) override {
    if (writing_ == std::this_thread::get_id())
      throw std::logic_error("a write inside a write: pass the outer transaction on");
    const std::lock_guard turn(write_lock_);
    const Mark mark(writing_);
    writer_->execute("BEGIN IMMEDIATE");
    bool commit = false;
    try {
      Tx tx(*writer_);
      commit = body(tx);
      if (commit) {
        write_search(tx);
        writer_->execute("COMMIT");
      }
    } catch (...) {
      end(*writer_, "ROLLBACK");
      throw;
    }
    if (!commit) end(*writer_, "ROLLBACK");
  }

 private:
  // A reader, out of the pool for a while. One that could not end its transaction is not used again.
  class Lent {
   public:
    explicit Lent(SqliteDatabase& db) : db_(db), wire_(db.take_reader()) {}
    ~Lent() { db_.return_reader(std::move(wire_)); }
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    SqliteWire& operator*() const { return *wire_; }
    SqliteWire* operator->() const { return wire_.get(); }

   private:
    SqliteDatabase& db_;
    std::unique_ptr<SqliteWire> wire_;
  };

  // Which thread writes, so that a write inside a write is a clear failure and not a wait without end.
  class Mark {
   public:
    explicit Mark(std::atomic<std::thread::id>& writing) : writing_(writing) {
      writing_ = std::this_thread::get_id();
    }
    ~Mark() { writing_ = std::thread::id(); }
    Mark(const Mark&) = delete;
    Mark& operator=(const Mark&) = delete;

   private:
    std::atomic<std::thread::id>& writing_;
  };

  // After a failure SQLite may have ended the transaction by itself (disk full, out of memory).
  static void end(SqliteWire& wire, const char* how) {
    try {
      if (wire.in_transaction()) wire.execute(how);
    } catch (const StorageError&) {
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
    if (wire->in_transaction())
      --readers_made_;
    else
      pool_.push_back(std::move(wire));
    pool_free_.notify_one();
  }

  std::string path_;
  std::unique_ptr<LockFile> lock_;
  std::unique_ptr<SqliteWire> writer_;
  FairLock write_lock_;
  std::atomic<std::thread::id> writing_{};
  std::mutex pool_mutex_;
  std::condition_variable pool_free_;
  std::vector<std::unique_ptr<SqliteWire>> pool_;
  int readers_made_ = 0, readers_max_ = 1;
};

// Each migration in a transaction of its own, with the version it leads to.
Status migrate(SqliteDatabase& db) {
  db.writer().execute(
      "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT");
  const std::int64_t version = db.read([](Tx& tx) {
    return tx.number(Tenant::system(), "SELECT value FROM meta WHERE key = 'schema' AND $1 = $1");
  });
  const auto steps = migrations();
  if (version > static_cast<std::int64_t>(steps.size()))
    return Error(
        Code::storage_failed,
        fmt::format("The database has schema {}, this version of Every knows {}.", version, steps.size()),
        "Start a newer version of Every with this database.");
  for (auto next = static_cast<std::size_t>(version); next < steps.size(); ++next) {
    db.writer().execute("BEGIN IMMEDIATE");
    db.writer().execute(std::string(steps[next]).c_str());
    db.writer().execute(
        fmt::format("INSERT INTO meta VALUES ('schema', {0}) ON CONFLICT (key) DO UPDATE SET value = {0}",
                    next + 1)
            .c_str());
    db.writer().execute("COMMIT");
  }
  return done();
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, int readers, Log& log) {
  // Nobody asks SQLite how much memory it uses; counting it would put a lock around every allocation.
  static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  try {
    if (uncounted != SQLITE_OK) log.debug("database.memory_counted", {{"code", uncounted}});
    const auto folder = std::filesystem::path(path).parent_path();
    if (!folder.empty()) std::filesystem::create_directories(folder);
    auto lock = std::make_unique<LockFile>(path + ".lock");
    if (!lock->take())
      return Error(Code::storage_failed, "Another process of Every uses this database (" + path + ").",
                   "Stop the running server first, or use its API.");
    auto db = std::make_unique<SqliteDatabase>(path, std::move(lock), readers);
    EVERY_CHECK(migrate(*db));
    db->write([](Tx& tx) { end_all_leases(tx); });  // the lock says that whoever held them is gone
    log.debug("database.open", {{"bytes", db->bytes_on_disk()}});
    return std::unique_ptr<Database>(std::move(db));
  } catch (const std::exception& e) {
    return Error(Code::storage_failed, std::string("The database could not be opened: ") + e.what() + ".",
                 "Check the path, its permissions and the free space.");
  }
}

}  // namespace every::store
