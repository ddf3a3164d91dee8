// A statement that is put together from what a caller asked for: lists with their filters. Private to store/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace every::store {

class Query {
 public:
  using Argument = std::variant<std::int64_t, std::string>;

  explicit Query(std::string_view sql) : sql_(sql) {}

  // Appends `sql`; each ? in it becomes the $n of the next argument. $1, the tenant, may be written as it is.
  template <class... A>
  Query& add(std::string_view sql, const A&... arguments) {
    std::vector<Argument> values;
    (values.push_back(argument(arguments)), ...);
    std::size_t next = 0;
    for (const char c : sql) {
      if (c != '?') {
        sql_ += c;
        continue;
      }
      arguments_.push_back(std::move(values.at(next++)));
      sql_ += '$' + std::to_string(arguments_.size() + 1);
    }
    return *this;
  }
  // The same conditions, asked for what `head` names.
  Query about(std::string_view head) const {
    Query out(head);
    out.sql_ += sql_;
    out.arguments_ = arguments_;
    return out;
  }

  const std::string& sql() const { return sql_; }
  const std::vector<Argument>& arguments() const { return arguments_; }

 private:
  template <class T>
  static Argument argument(const T& value) {
    if constexpr (std::is_integral_v<T>)
      return static_cast<std::int64_t>(value);
    else
      return std::string(value);
  }

  std::string sql_;
  std::vector<Argument> arguments_;
};

}  // namespace every::store
