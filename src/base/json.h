// JSON of our own API and of files. (HubSpot's pages are parsed in hubspot/ by simdjson.)
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/money.h"
#include "base/time.h"

namespace every {

namespace json = boost::json;

inline constexpr std::size_t kJsonDepthMax = 32;

// Strict: one document, no comments, no trailing commas, valid UTF-8, at most kJsonDepthMax deep. Error:
// bad_json.
Result<json::value> parse_json(std::string_view text);

json::value to_json(Money money);                  // {"amount":"1234.50","currency":"USD"}
json::value to_json(const std::optional<Money>&);  // or null
json::value time_json(std::optional<Instant> t);   // RFC 3339 or null
json::value date_json(std::optional<Date> d);      // YYYY-MM-DD or null
// Text, or null when it is empty: for fields that the contract calls nullable.
json::value text_or_null(std::string_view text);

// Reads the members of a request's object and collects every complaint with its pointer, so that a person
// sees all of them at once. A member that was not asked for is a complaint as well (unknown).
//
//   Fields in(body);
//   auto name = in.text("name", {.required = true, .max = 200});
//   auto days = in.integer("paymentTermsDays", 0, 365);
//   EVERY_CHECK(in.finish());
class Fields {
 public:
  struct Text {
    bool required = false;  // present, not null, not blank
    std::size_t max = 500;  // code points
    bool trimmed = true;
  };

  // `value` must outlive the reader; anything but an object is a complaint at `pointer`.
  explicit Fields(const json::value& value, std::string pointer = {});
  Fields(const json::value* value, std::string pointer, std::vector<FieldError>* errors);

  bool has(std::string_view name);      // present, null counts
  bool is_null(std::string_view name);  // present and null
  std::optional<std::string> text(std::string_view name, Text rules);
  std::optional<std::string> text(std::string_view name) { return text(name, Text{}); }
  std::optional<bool> boolean(std::string_view name, bool required = false);
  std::optional<std::int64_t> integer(std::string_view name, std::int64_t min, std::int64_t max,
                                      bool required = false);
  std::optional<Date> date(std::string_view name, bool required = false);  // a plausible one
  std::optional<Currency> currency(std::string_view name, bool required = false);
  std::optional<Money> money(std::string_view name, bool required = false);
  std::optional<Decimal> decimal(std::string_view name, bool required = false);  // a string or an integer
  // One of `allowed`, else a complaint naming them.
  std::optional<std::string> choice(std::string_view name, std::initializer_list<std::string_view> allowed,
                                    bool required = false);
  std::optional<std::vector<std::string>> texts(std::string_view name, std::size_t max_items,
                                                bool required = false);
  // A nested object or the members of an array, read by the same collector.
  std::optional<Fields> object(std::string_view name, bool required = false);
  std::optional<std::vector<Fields>> objects(std::string_view name, std::size_t max_items,
                                             bool required = false);
  // The raw member, for what has its own reader.
  const json::value* any(std::string_view name);

  void complain(std::string_view name, std::string code, std::string detail);
  // Nested readers first, the outermost last. Error: validation, or unknown_field if that is all there is.
  Status finish();

 private:
  const json::value* member(std::string_view name, bool required);
  void close();

  const json::object* object_ = nullptr;
  std::string pointer_;
  std::vector<FieldError> own_;
  std::vector<FieldError>* errors_;
  std::vector<std::string> seen_;
};

}  // namespace every
