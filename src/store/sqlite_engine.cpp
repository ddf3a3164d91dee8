#include "store/sqlite_engine.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "store/fair_lock.h"
#include "store/leases.h"
#include "store/list_marks.h"
#include "store/lock_file.h"
#include "store/migrations.h"
#include "store/search.h"
#include "store/sqlite_wire.h"

namespace every::store {
namespace {

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(std::string path, std::unique_ptr<LockFile> lock, int readers)
      : path_(std::move(path)), lock_(std::move(lock)), writer_(std::make_unique<SqliteWire>(path_, true)) {
    readers_max_ = std::max(1, readers);
    writer_->on_row([](void* marks, int, const char*, const char* table,
                       sqlite3_int64) { static_cast<ListMarks*>(marks)->written(table); },
                    &marks_);
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
                                    "search_deal", "search_invoice", "search_proposal", "search_review"})
      writer_->execute(("INSERT INTO " + index + " (" + index + ") VALUES ('optimize')").c_str());
    return writer_->truncate_log();
  }

 protected:
  void run_read(const std::function<void(Tx&)>& body) override {
    const Lent reader(*this);
    const std::uint64_t moment = marks_.moment();
    reader->begin();
    try {
      Tx tx(*reader);
      tx.use_marks(&marks_, moment);
      body(tx);
    } catch (...) {
      end(*reader, "ROLLBACK");
      throw;
    }
    reader->commit();
  }

  void run_write(const std::function<bool(Tx&)>& body) override {
    if (writing_ == std::this_thread::get_id())
      throw std::logic_error("a write inside a write: pass the outer transaction on");
    const std::lock_guard turn(write_lock_);
    const Mark mark(writing_);
    writer_->begin();
    bool commit = false;
    try {
      Tx tx(*writer_);
      commit = body(tx);
      if (commit) {
        write_search(tx);
        writer_->commit();
        marks_.committed();
      }
    } catch (...) {
      end(*writer_, "ROLLBACK");
      marks_.forgotten();
      throw;
    }
    if (commit) return;
    end(*writer_, "ROLLBACK");
    marks_.forgotten();
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
  ListMarks marks_;
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
