// One connection to a SQLite file and its prepared statements. For sqlite_engine.cpp only.
//
// Thread rule: one thread at a time.
#pragma once

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/row_numbers.h"
#include "store/tx.h"

namespace every::store {

[[noreturn]] inline void fail(sqlite3* db, std::string_view what) {
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
  void bind_held(int parameter, std::string_view text) override {
    check(sqlite3_bind_text64(raw_, at(parameter), text.empty() ? "" : text.data(), text.size(),
                              SQLITE_STATIC, SQLITE_UTF8));
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

  SqliteWire(const std::string& path, bool writer) : writer_(writer) {
    const int flags = writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    if (sqlite3_open_v2(path.c_str(), &db_, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
      const std::string why = sqlite3_errmsg(db_);
      sqlite3_close(db_);
      throw StorageError("open " + path + ": " + why);
    }
    try {
      sqlite3_busy_timeout(db_, kBusyTimeout_ms);
      sqlite3_extended_result_codes(db_, 1);
      if (add_row_numbers_to(db_) != SQLITE_OK || add_among_to(db_) != SQLITE_OK) fail(db_, "row numbers");
      configure(writer);
    } catch (...) {
      sqlite3_close(db_);
      throw;
    }
  }
  ~SqliteWire() override {
    statements_.clear();
    for (sqlite3_stmt* frame : {begin_, commit_}) sqlite3_finalize(frame);
    sqlite3_close(db_);
  }
  SqliteWire(const SqliteWire&) = delete;
  SqliteWire& operator=(const SqliteWire&) = delete;

  void execute(const char* sql) {
    if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(db_, sql);
  }
  // `told` hears the table of every row that this connection writes.
  void on_row(void (*told)(void*, int, const char*, const char*, sqlite3_int64), void* whom) {
    sqlite3_update_hook(db_, told, whom);
  }
  // Every transaction has them, so they are prepared as well.
  void begin() { run(begin_, writer_ ? "BEGIN IMMEDIATE" : "BEGIN"); }
  void commit() { run(commit_, "COMMIT"); }
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

  void run(sqlite3_stmt*& statement, const char* sql) {
    if (statement == nullptr &&
        sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
      fail(db_, sql);
    const int rc = sqlite3_step(statement);
    if (rc != SQLITE_DONE) {
      const StorageError error(fmt::format("{}: {}", sql, sqlite3_errmsg(db_)));
      sqlite3_reset(statement);
      throw error;
    }
    sqlite3_reset(statement);
  }

  void configure(bool writer) {
    if (writer) {
      execute("PRAGMA journal_mode=WAL");
      execute("PRAGMA synchronous=FULL");
      execute("PRAGMA foreign_keys=ON");
      execute("PRAGMA recursive_triggers=ON");  // a row that REPLACE takes away is deleted: triggers see it
      execute("PRAGMA secure_delete=ON");       // what is deleted is overwritten: see scrub()
      execute("PRAGMA wal_autocheckpoint=32000");  // 128 MB: a load writes the same pages again and again
    } else {
      execute("PRAGMA wal_autocheckpoint=0");
      execute("PRAGMA query_only=ON");
    }
    execute("PRAGMA mmap_size=0");
    execute(writer ? "PRAGMA cache_size=-48000" : "PRAGMA cache_size=-12000");  // KB
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

  const bool writer_;
  sqlite3* db_ = nullptr;
  sqlite3_stmt *begin_ = nullptr, *commit_ = nullptr;
  std::vector<std::unique_ptr<SqliteStatement>> statements_;
  // Nodes do not move, so a list's address holds for as long as the connection.
  std::unordered_map<std::string, std::vector<SqliteStatement*>, Hash, std::equal_to<>> idle_;
};

}  // namespace every::store
