// For tests of migrations: a database as it was before a step, and what the steps that follow make of it.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>

#include "store/migrations.h"

namespace every::store {

class OldDatabase {
 public:
  // Before the first step that has these words in it.
  explicit OldDatabase(std::string_view words) {
    sqlite3* raw = nullptr;
    EXPECT_EQ(sqlite3_open(":memory:", &raw), SQLITE_OK);
    raw_.reset(raw);
    while (next_ < migrations().size() && migrations()[next_].find(words) == std::string_view::npos) step();
    EXPECT_LT(next_, migrations().size()) << "no step says " << words;
  }

  void migrate() {
    while (next_ < migrations().size()) step();
  }
  void run(const std::string& sql) { EXPECT_TRUE(runs(sql)) << sqlite3_errmsg(raw_.get()) << "\n" << sql; }
  bool runs(const std::string& sql) {
    return sqlite3_exec(raw_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  int changes() { return sqlite3_changes(raw_.get()); }
  // All values that it gives, a blank behind each but the last.
  std::string text(const std::string& sql) {
    std::string out;
    const auto add = [](void* to, int columns, char** values, char**) {
      auto& all = *static_cast<std::string*>(to);
      for (int i = 0; i < columns; ++i)
        all.append(all.empty() ? "" : " ").append(values[i] == nullptr ? "" : values[i]);
      return 0;
    };
    EXPECT_EQ(sqlite3_exec(raw_.get(), sql.c_str(), add, &out, nullptr), SQLITE_OK)
        << sqlite3_errmsg(raw_.get()) << "\n"
        << sql;
    return out;
  }

 private:
  void step() { run(std::string(migrations()[next_++])); }

  std::unique_ptr<sqlite3, int (*)(sqlite3*)> raw_{nullptr, sqlite3_close};
  std::size_t next_ = 0;
};

}  // namespace every::store
