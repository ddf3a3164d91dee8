#include "base/json.h"

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include <algorithm>

#include "base/sentence.h"
#include "base/text.h"

namespace every {

Result<json::value> parse_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = kJsonDepthMax;
  json::error_code ec;
  json::value value = json::parse(text, ec, {}, options);
  if (ec)
    return Error(Code::bad_json, "The text is not one well-formed JSON document: " + ec.message() + ".");
  return value;
}

json::value to_json(Money money) {
  return json::object{{"amount", money.decimal()}, {"currency", json::string(money.currency.code())}};
}
json::value to_json(const std::optional<Money>& money) {
  return money ? to_json(*money) : json::value(nullptr);
}
json::value time_json(std::optional<Instant> t) {
  return t ? json::value(to_rfc3339(*t)) : json::value(nullptr);
}
json::value date_json(std::optional<Date> d) {
  return d ? json::value(to_text(*d)) : json::value(nullptr);
}
json::value text_or_null(std::string_view text) {
  return text.empty() ? json::value(nullptr) : json::value(json::string(text));
}

Fields::Fields(const json::value& value, std::string pointer)
    : pointer_(std::move(pointer)), errors_(nullptr) {
  if (value.is_object())
    object_ = &value.get_object();
  else
    own_.push_back({pointer_, "type", "An object is needed here."});
}

Fields::Fields(const json::value* value, std::string pointer, std::vector<FieldError>* errors)
    : pointer_(std::move(pointer)), errors_(errors) {
  if (value->is_object())
    object_ = &value->get_object();
  else
    errors_->push_back({pointer_, "type", "An object is needed here."});
}

void Fields::complain(std::string_view name, std::string code, std::string detail) {
  auto& list = errors_ != nullptr ? *errors_ : own_;
  list.push_back(
      {name.empty() ? pointer_ : fmt::format("{}/{}", pointer_, name), std::move(code), std::move(detail)});
}

const json::value* Fields::any(std::string_view name) {
  if (std::find(seen_.begin(), seen_.end(), name) == seen_.end()) seen_.emplace_back(name);
  return object_ == nullptr ? nullptr : object_->if_contains(name);
}

bool Fields::has(std::string_view name) {
  return any(name) != nullptr;
}
bool Fields::is_null(std::string_view name) {
  const auto* value = any(name);
  return value != nullptr && value->is_null();
}

const json::value* Fields::member(std::string_view name, bool required) {
  const auto* value = any(name);
  if (value != nullptr && !value->is_null()) return value;
  if (required && object_ != nullptr) complain(name, "required", "This is needed.");
  return nullptr;
}

std::optional<std::string> Fields::text(std::string_view name, Text rules) {
  const auto* value = member(name, rules.required);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) {
    complain(name, "type", "Text is needed here.");
    return std::nullopt;
  }
  std::string out(value->get_string());
  if (rules.trimmed) out = trim(out);
  if (rules.required && out.empty()) {
    complain(name, "required", "This is needed.");
    return std::nullopt;
  }
  if (length(out) > rules.max) {
    complain(name, "too_long",
             sentence("At most {} characters.", Decimal::whole(static_cast<std::int64_t>(rules.max))));
    return std::nullopt;
  }
  if (out.find('\0') != std::string::npos) {
    complain(name, "format", "This has a character that cannot be stored.");
    return std::nullopt;
  }
  return out;
}

std::optional<bool> Fields::boolean(std::string_view name, bool required) {
  const auto* value = member(name, required);
  if (value == nullptr) return std::nullopt;
  if (value->is_bool()) return value->get_bool();
  complain(name, "type", "true or false is needed here.");
  return std::nullopt;
}

std::optional<std::int64_t> Fields::integer(std::string_view name, std::int64_t min, std::int64_t max,
                                            bool required) {
  const auto* value = member(name, required);
  if (value == nullptr) return std::nullopt;
  std::int64_t out = 0;
  if (value->is_int64()) {
    out = value->get_int64();
  } else {
    complain(name, "type", "A whole number is needed here.");
    return std::nullopt;
  }
  if (out < min || out > max) {
    complain(name, "range", sentence("Between {} and {}.", Decimal::whole(min), Decimal::whole(max)));
    return std::nullopt;
  }
  return out;
}

std::optional<Date> Fields::date(std::string_view name, bool required) {
  const auto value = text(name, {.required = required, .max = 20});
  if (!value) return std::nullopt;
  const auto parsed = parse_date(*value);
  if (parsed && is_plausible(*parsed)) return parsed;
  if (parsed)
    complain(name, "range", "A day between 1970 and 2200 is needed here.");
  else
    complain(name, "format", "A date as YYYY-MM-DD is needed here.");
  return std::nullopt;
}

std::optional<Currency> Fields::currency(std::string_view name, bool required) {
  const auto value = text(name, {.required = required, .max = 10});
  if (!value) return std::nullopt;
  if (const auto parsed = Currency::from(*value)) return parsed;
  complain(name, "format", "A currency code of ISO 4217 is needed here, such as USD.");
  return std::nullopt;
}

std::optional<Money> Fields::money(std::string_view name, bool required) {
  auto inner = object(name, required);
  if (!inner) return std::nullopt;
  const auto amount = inner->text("amount", {.required = true, .max = 30});
  const auto currency = inner->currency("currency", true);
  inner->close();
  if (!amount || !currency) return std::nullopt;
  const auto money = Money::parse(*amount, *currency);
  // A hundred billion keeps every product of a document inside 64 bits.
  static constexpr std::int64_t kMinorMax = 100'000'000'000'000;
  if (!money || money->minor > kMinorMax || money->minor < -kMinorMax) {
    inner->complain("amount", "format", "An amount such as 1234.50 is needed here.");
    return std::nullopt;
  }
  const auto exact = Decimal::parse(*amount);
  if (exact && Decimal::parse(money->decimal()) != exact) {
    inner->complain("amount", "format",
                    sentence("{} has {} decimals.", currency->code(), currency->digits()));
    return std::nullopt;
  }
  return money;
}

std::optional<Decimal> Fields::decimal(std::string_view name, bool required) {
  const auto* value = member(name, required);
  if (value == nullptr) return std::nullopt;
  std::optional<Decimal> out;
  if (value->is_string()) out = Decimal::parse(std::string_view(value->get_string()));
  if (value->is_int64() && std::abs(value->get_int64()) < 1'000'000'000)
    out = Decimal::whole(value->get_int64());
  if (!out) complain(name, "format", "A decimal number such as \"1.5\" is needed here.");
  return out;
}

std::optional<std::string> Fields::choice(std::string_view name,
                                          std::initializer_list<std::string_view> allowed, bool required) {
  const auto value = text(name, {.required = required, .max = 100});
  if (!value) return std::nullopt;
  if (std::find(allowed.begin(), allowed.end(), *value) != allowed.end()) return value;
  complain(name, "format", sentence("One of: {}.", fmt::format("{}", fmt::join(allowed, ", "))));
  return std::nullopt;
}

std::optional<std::vector<std::string>> Fields::texts(std::string_view name, std::size_t max_items,
                                                      bool required) {
  const auto* value = member(name, required);
  if (value == nullptr) return std::nullopt;
  if (!value->is_array() || value->get_array().size() > max_items) {
    complain(name, value->is_array() ? "too_long" : "type",
             sentence("A list of at most {} texts.", Decimal::whole(static_cast<std::int64_t>(max_items))));
    return std::nullopt;
  }
  std::vector<std::string> out;
  for (const auto& item : value->get_array()) {
    if (!item.is_string()) {
      complain(name, "type", "A list of texts is needed here.");
      return std::nullopt;
    }
    out.emplace_back(item.get_string());
  }
  return out;
}

std::optional<Fields> Fields::object(std::string_view name, bool required) {
  const auto* value = member(name, required);
  if (value == nullptr) return std::nullopt;
  return Fields(value, fmt::format("{}/{}", pointer_, name), errors_ != nullptr ? errors_ : &own_);
}

std::optional<std::vector<Fields>> Fields::objects(std::string_view name, std::size_t max_items,
                                                   bool required) {
  const auto* value = member(name, required);
  if (value == nullptr) return std::nullopt;
  if (!value->is_array() || value->get_array().size() > max_items) {
    complain(name, value->is_array() ? "too_long" : "type",
             sentence("A list of at most {} objects.", Decimal::whole(static_cast<std::int64_t>(max_items))));
    return std::nullopt;
  }
  std::vector<Fields> out;
  for (std::size_t i = 0; i < value->get_array().size(); ++i)
    out.push_back(Fields(&value->get_array()[i], fmt::format("{}/{}/{}", pointer_, name, i),
                         errors_ != nullptr ? errors_ : &own_));
  return out;
}

void Fields::close() {
  if (object_ == nullptr) return;
  for (const auto& member : *object_)
    if (std::find(seen_.begin(), seen_.end(), std::string_view(member.key())) == seen_.end())
      complain(member.key(), "unknown", "This field is not known here.");
  object_ = nullptr;
}

Status Fields::finish() {
  close();
  if (errors_ != nullptr || own_.empty()) return done();
  const bool only_unknown =
      std::all_of(own_.begin(), own_.end(), [](const FieldError& e) { return e.code == "unknown"; });
  Error error(only_unknown ? Code::unknown_field : Code::validation);
  error.detail = sentence("{}: {}", own_.front().pointer, ours(own_.front().detail));
  error.fields = own_;
  return error;
}

}  // namespace every
