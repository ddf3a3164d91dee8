// How repositories speak SQL. Private to store/: nobody else includes this.
//
// The dialect is what SQLite and PostgreSQL share: $1, $2, …; ON CONFLICT … DO UPDATE; RETURNING; IS DISTINCT
// FROM; TRUE. Every statement takes a tenant, bound to $1: a statement without one cannot be written, and one
// that has no $1, or not as many parameters as arguments, throws std::logic_error at its first use.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "base/money.h"
#include "base/time.h"
#include "store/database.h"
#include "store/query.h"

namespace every::store {

// A prepared statement of some engine. Parameters and columns count from 0; parameter 0 is $1.
class Statement {
 public:
  virtual ~Statement() = default;
  virtual int parameters() const = 0;  // how many: the n of the last $n
  virtual void bind_null(int parameter) = 0;
  virtual void bind(int parameter, std::int64_t value) = 0;
  virtual void bind(int parameter, std::string_view text) = 0;
  // Not copied: `text` stays where it is until the statement is reset.
  virtual void bind_held(int parameter, std::string_view text) = 0;
  virtual bool step() = 0;  // true: there is a row
  virtual bool is_null(int column) const = 0;
  virtual bool is_integer(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual std::string_view text(int column) const = 0;  // valid until the next step
  virtual std::int64_t changes() const = 0;             // rows that the statement wrote
  virtual void reset() = 0;
};

// One database connection. Statements are prepared once and handed out to one user at a time.
class Wire {
 public:
  virtual ~Wire() = default;
  virtual Statement& take(std::string_view sql) = 0;
  virtual void give_back(Statement& statement) = 0;
};

// The rows of one query, read while the transaction is open.
class Rows {
 public:
  Rows(Wire& wire, Statement& statement) : wire_(&wire), statement_(&statement) {}
  Rows(Rows&& other) noexcept : wire_(other.wire_), statement_(other.statement_) {
    other.statement_ = nullptr;
  }
  Rows& operator=(Rows&&) = delete;
  ~Rows() {
    if (statement_ == nullptr) return;
    statement_->reset();
    wire_->give_back(*statement_);
  }
  bool next() { return statement_->step(); }
  std::vector<std::string> texts() {  // the first column of all that is left
    std::vector<std::string> out;
    while (next()) out.push_back(text(0));
    return out;
  }
  std::int64_t changes() const { return statement_->changes(); }

  std::string text(int column) const { return std::string(statement_->text(column)); }
  std::string_view view(int column) const { return statement_->text(column); }
  std::int64_t integer(int column) const { return statement_->integer(column); }
  bool flag(int column) const { return statement_->integer(column) != 0; }
  bool is_null(int column) const { return statement_->is_null(column); }
  bool is_integer(int column) const { return statement_->is_integer(column); }
  Instant time(int column) const { return from_ms(statement_->integer(column)); }
  std::optional<Instant> maybe_time(int column) const {
    if (is_null(column)) return std::nullopt;
    return time(column);
  }
  std::optional<Date> maybe_date(int column) const {
    return is_null(column) ? std::nullopt : parse_date(view(column));
  }
  std::optional<std::int64_t> maybe_integer(int column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
  }

 private:
  Wire* wire_;
  Statement* statement_;
};

// Told before a row of an aggregate is written, so that its former state can be kept (undo_log.h).
class Witness {
 public:
  virtual ~Witness() = default;
  virtual void before(std::string_view kind, const std::string& id) = 0;
};

class ListMarks;

// What a search index is still to be told about a row; see search.h.
struct SearchChange {
  std::string was, now;  // words
};

class Tx {
 public:
  explicit Tx(Wire& wire) : wire_(wire) {}

  // By tenant's id, index and row number. Written by search.h, in that order, before the transaction ends.
  using SearchKey = std::tuple<std::string, std::string, std::int64_t>;
  std::map<SearchKey, SearchChange>& search_changes() { return search_changes_; }

  // At most one; nullptr ends it.
  void watch(Witness* witness) { witness_ = witness; }
  bool watched() const { return witness_ != nullptr; }
  // Called by a repository before it writes the row: client, contact (with its memberships), deal, decision
  // or selection.
  void touch(std::string_view kind, const std::string& id) {
    if (witness_ != nullptr) witness_->before(kind, id);
  }

  // For a reader's transaction: what its lists may start from (list_marks.h), and the moment of its snapshot.
  void use_marks(ListMarks* marks, std::uint64_t moment) {
    marks_ = marks;
    moment_ = moment;
  }
  ListMarks* marks() const { return marks_; }
  std::uint64_t moment() const { return moment_; }

  // $1 is the tenant, $2… the arguments in order.
  template <class... A>
  Rows rows(const Tenant& tenant, std::string_view sql, const A&... arguments) {
    Statement& statement = wire_.take(sql);
    Rows out(wire_, statement);
    expect(statement, sql, 1 + sizeof...(A));
    statement.bind(0, tenant.id());
    int parameter = 0;
    (bind(statement, ++parameter, arguments), ...);
    return out;
  }
  Rows rows(const Tenant& tenant, const Query& query) {
    Statement& statement = wire_.take(query.sql());
    Rows out(wire_, statement);
    expect(statement, query.sql(), 1 + query.arguments().size());
    statement.bind(0, tenant.id());
    int parameter = 0;
    for (const Query::Argument& argument : query.arguments()) {
      ++parameter;
      std::visit([&](const auto& value) { bind(statement, parameter, value); }, argument);
    }
    return out;
  }
  // Runs to the end; how many rows it wrote.
  template <class... A>
  std::int64_t run(const Tenant& tenant, std::string_view sql, const A&... arguments) {
    Statement& statement = wire_.take(sql);
    Rows out(wire_, statement);
    expect(statement, sql, 1 + sizeof...(A));
    statement.bind_held(0, tenant.id());
    int parameter = 0;
    (bind_for_now(statement, ++parameter, arguments), ...);
    while (out.next()) {
    }
    return out.changes();
  }
  // The first column of the first row as a number; 0 when there is none.
  template <class... A>
  std::int64_t number(const Tenant& tenant, std::string_view sql, const A&... arguments) {
    Rows out = rows(tenant, sql, arguments...);
    return out.next() ? out.integer(0) : 0;
  }
  std::int64_t number(const Tenant& tenant, const Query& query) {
    Rows out = rows(tenant, query);
    return out.next() ? out.integer(0) : 0;
  }

 private:
  static void expect(const Statement& statement, std::string_view sql, std::size_t arguments) {
    if (static_cast<std::size_t>(statement.parameters()) != arguments)
      throw std::logic_error("parameters and arguments differ in number: " + std::string(sql));
  }
  template <class T>
  static void bind(Statement& statement, int parameter, const T& value) {
    if constexpr (std::is_same_v<T, Instant>) {
      statement.bind(parameter, to_ms(value));
    } else if constexpr (std::is_same_v<T, Date>) {
      statement.bind(parameter, std::string_view(to_text(value)));
    } else if constexpr (std::is_same_v<T, bool>) {
      statement.bind(parameter, static_cast<std::int64_t>(value ? 1 : 0));
    } else if constexpr (std::is_integral_v<T>) {
      statement.bind(parameter, static_cast<std::int64_t>(value));
    } else {
      statement.bind(parameter, std::string_view(value));
    }
  }
  // For a statement that ends before the arguments do.
  template <class T>
  static void bind_for_now(Statement& statement, int parameter, const T& value) {
    if constexpr (std::is_convertible_v<const T&, std::string_view>)
      statement.bind_held(parameter, std::string_view(value));
    else
      bind(statement, parameter, value);
  }
  template <class T>
  static void bind(Statement& statement, int parameter, const std::optional<T>& value) {
    if (value)
      bind(statement, parameter, *value);
    else
      statement.bind_null(parameter);
  }

  Wire& wire_;
  Witness* witness_ = nullptr;
  std::map<SearchKey, SearchChange> search_changes_;
  ListMarks* marks_ = nullptr;
  std::uint64_t moment_ = 0;
};

// Windows: what a caller may ask for, bounded.
inline std::int64_t limit_of(const Slice& slice) {
  return std::clamp<std::int64_t>(slice.limit, 0, 500);
}
inline std::int64_t offset_of(const Slice& slice) {
  return std::max<std::int64_t>(slice.offset, 0);
}

}  // namespace every::store
