// row_numbers(seq), an aggregate for SQLite: all row numbers of a result in one value, eight bytes each as
// the machine keeps them, in the order in which they came. A search of two letters finds a fifth of a million
// rows, and taking them out of a statement one by one costs four times what finding them does.
//
// among(finds, seq): whether a row number is one of those that Finds::packed() has, so that a walk gives only
// these; what else a row has is not even read from the others. Private to store/.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

namespace every::store {

inline std::vector<std::int64_t> read_row_numbers(std::string_view bytes) {
  std::vector<std::int64_t> out(bytes.size() / sizeof(std::int64_t));
  if (!out.empty()) std::memcpy(out.data(), bytes.data(), out.size() * sizeof(std::int64_t));
  return out;
}

inline int add_row_numbers_to(sqlite3* db) {
  // Grown with realloc and handed to SQLite as it stands: what is found is copied once, by who reads it.
  struct Buffer {
    std::int64_t* seqs;
    std::size_t size, room;
  };
  const auto step = [](sqlite3_context* context, int, sqlite3_value** values) {
    auto* buffer = static_cast<Buffer*>(sqlite3_aggregate_context(context, sizeof(Buffer)));
    if (buffer == nullptr) return sqlite3_result_error_nomem(context);
    if (buffer->size == buffer->room) {
      const std::size_t room = buffer->room == 0 ? 1024 : 2 * buffer->room;
      auto* grown = static_cast<std::int64_t*>(std::realloc(buffer->seqs, room * sizeof(std::int64_t)));
      if (grown == nullptr) return sqlite3_result_error_nomem(context);
      buffer->seqs = grown;
      buffer->room = room;
    }
    buffer->seqs[buffer->size++] = sqlite3_value_int64(values[0]);
  };
  const auto final = [](sqlite3_context* context) {
    auto* buffer = static_cast<Buffer*>(sqlite3_aggregate_context(context, 0));
    if (buffer == nullptr || buffer->seqs == nullptr) return sqlite3_result_zeroblob(context, 0);
    sqlite3_result_blob64(context, buffer->seqs, buffer->size * sizeof(std::int64_t), std::free);
  };
  return sqlite3_create_function_v2(db, "row_numbers", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                                    nullptr, step, final, nullptr);
}

// The least row number, then a bit for each from it on.
inline int add_among_to(sqlite3* db) {
  const auto among = [](sqlite3_context* context, int, sqlite3_value** values) {
    const auto* bytes = static_cast<const unsigned char*>(sqlite3_value_blob(values[0]));
    const auto size = static_cast<std::uint64_t>(sqlite3_value_bytes(values[0]));
    std::int64_t first = 0;
    if (bytes == nullptr || size < sizeof first) return sqlite3_result_int(context, 0);
    std::memcpy(&first, bytes, sizeof first);
    const auto bit = static_cast<std::uint64_t>(sqlite3_value_int64(values[1]) - first);
    const std::uint64_t at = sizeof first + bit / 8;
    sqlite3_result_int(context, at < size ? bytes[at] >> bit % 8 & 1 : 0);
  };
  return sqlite3_create_function_v2(db, "among", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, among,
                                    nullptr, nullptr, nullptr);
}

}  // namespace every::store
