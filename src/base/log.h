// One line of JSON for each thing worth knowing:
// {"t":…,"level":"info","event":"run.finished","run":"…","ms":12}. Events are dotted names, values are
// fields; nothing secret is ever a field.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace every {

struct LogField {
  std::string_view key;
  std::string json;  // the value, already JSON

  LogField(std::string_view k, std::string_view v);
  LogField(std::string_view k, const char* v) : LogField(k, std::string_view(v)) {}
  LogField(std::string_view k, const std::string& v) : LogField(k, std::string_view(v)) {}
  LogField(std::string_view k, bool v) : key(k), json(v ? "true" : "false") {}
  template <std::integral N>
  LogField(std::string_view k, N v) : key(k), json(std::to_string(v)) {}
};

// Thread-safe. Passed by reference; outlives everything that logs.
class Log {
 public:
  enum class Level { debug, info, warn, error, off };
  // Writes to standard error.
  explicit Log(Level threshold = Level::info);
  ~Log();

  void debug(std::string_view event, std::initializer_list<LogField> fields = {}) {
    write(Level::debug, event, fields);
  }
  void info(std::string_view event, std::initializer_list<LogField> fields = {}) {
    write(Level::info, event, fields);
  }
  void warn(std::string_view event, std::initializer_list<LogField> fields = {}) {
    write(Level::warn, event, fields);
  }
  void error(std::string_view event, std::initializer_list<LogField> fields = {}) {
    write(Level::error, event, fields);
  }

 private:
  void write(Level level, std::string_view event, std::initializer_list<LogField> fields);
  struct Sink;
  std::unique_ptr<Sink> sink_;
};

}  // namespace every
