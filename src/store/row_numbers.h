// row_numbers(seq), an aggregate for SQLite: all row numbers of a result in one value, eight bytes each as
// the machine keeps them, in the order in which they came. A search of two letters finds a fifth of a million
// rows, and taking them out of a statement one by one costs four times what finding them does. Private to
// store/.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <cstring>
#include <new>
#include <string_view>
#include <vector>

namespace every::store {

inline std::vector<std::int64_t> read_row_numbers(std::string_view bytes) {
  std::vector<std::int64_t> out(bytes.size() / sizeof(std::int64_t));
  if (!out.empty()) std::memcpy(out.data(), bytes.data(), out.size() * sizeof(std::int64_t));
  return out;
}

inline int add_row_numbers_to(sqlite3* db) {
  using Seqs = std::vector<std::int64_t>;
  const auto step = [](sqlite3_context* context, int, sqlite3_value** values) {
    auto** seqs = static_cast<Seqs**>(sqlite3_aggregate_context(context, sizeof(Seqs*)));
    if (seqs == nullptr) return sqlite3_result_error_nomem(context);
    try {
      if (*seqs == nullptr) *seqs = new Seqs;
      (*seqs)->push_back(sqlite3_value_int64(values[0]));
    } catch (const std::bad_alloc&) {
      sqlite3_result_error_nomem(context);
    }
  };
  const auto final = [](sqlite3_context* context) {
    auto** seqs = static_cast<Seqs**>(sqlite3_aggregate_context(context, 0));
    if (seqs == nullptr || *seqs == nullptr) return sqlite3_result_zeroblob(context, 0);
    sqlite3_result_blob64(context, (*seqs)->data(), (*seqs)->size() * sizeof(std::int64_t), SQLITE_TRANSIENT);
    delete *seqs;
  };
  return sqlite3_create_function_v2(db, "row_numbers", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                                    nullptr, step, final, nullptr);
}

}  // namespace every::store
