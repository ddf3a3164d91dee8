// Errors are values. Every failure that a caller or a person can meet has one stable code, a sentence that
// says what happened and, where there is one, the fix. Codes are the contract (../shared words live in the
// web client); add one here, give it a name and a status in error.cpp, and nothing else has to know.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace every {

enum class Code {
  // requests
  bad_json,
  body_too_large,
  unknown_field,
  validation,
  not_signed_in,
  wrong_credentials,
  too_many_attempts,
  forbidden,
  bad_origin,
  not_found,
  method_not_allowed,
  unsupported_media_type,
  precondition_required,
  stale,
  locked_field,
  idempotency_mismatch,
  told_once,
  already_set_up,
  last_owner,
  link_expired,
  setup_needed,
  // HubSpot connection
  hubspot_not_configured,
  not_connected,
  oauth_state_invalid,
  oauth_denied,
  oauth_failed,
  scope_missing,
  account_mismatch,
  token_expired,
  token_invalid,
  // HubSpot on the wire
  rate_limited,
  daily_limit,
  network,
  hubspot_down,
  hubspot_bad_answer,
  hubspot_bad_request,
  hubspot_not_found,
  hubspot_migrating,
  // runs and records
  run_conflict,
  cancelled,
  contact_no_email,
  contact_bad_email,
  match_undecided,
  match_many,
  deal_no_contact,
  deal_no_client,
  deal_stage_unknown,
  deal_amount_missing,
  currency_unknown,
  value_too_long,
  field_type,
  property_gone,
  list_gone,
  removed_in_hubspot,
  merged_in_hubspot,
  undo_refused,
  // invoicing
  invoice_not_draft,
  invoice_not_issued,
  invoice_empty,
  overpayment,
  nothing_to_credit,
  not_enough_credit,
  deal_invoiced,
  deal_in_parts,
  has_documents,
  period_closed,
  mail_not_sent,
  proposal_not_draft,
  proposal_not_open,
  proposal_not_accepted,
  proposal_invoiced,
  // ours
  storage_failed,
  internal,
};

std::string_view name(Code code);   // "locked_field"
std::string_view title(Code code);  // "This field is managed in HubSpot."
int http_status(Code code);         // 409
std::optional<Code> code_from_name(std::string_view name);

// One wrong field of a request. `pointer` is an RFC 6901 pointer into the body ("/address/country") or a
// query parameter's name ("?limit").
struct FieldError {
  std::string pointer;
  std::string code;  // required, type, too_long, range, format, unknown, locked, closed
  std::string detail;
};

struct Error {
  Code code = Code::internal;
  std::string detail;                       // a sentence about this very case, no secrets in it
  std::string fix;                          // what the reader can do, empty if nothing
  std::optional<std::int64_t> retry_at_ms;  // UTC; when it is worth trying again
  std::vector<FieldError> fields;
  std::map<std::string, std::string>
      extra;  // members of the problem document, such as "url" of a locked record

  Error() = default;
  explicit Error(Code c, std::string detail_ = {}, std::string fix_ = {})
      : code(c), detail(std::move(detail_)), fix(std::move(fix_)) {}
};

// Either a T or an Error. Must be looked at.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit on purpose
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit on purpose

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const { return std::get<1>(state_); }
  Error& error() { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

struct Done {};
using Status = Result<Done>;
inline Status done() {
  return Done{};
}

}  // namespace every

// Leaves the function with the error of `expr`, else binds its value: EVERY_TRY(client, load_client(id));
#define EVERY_TRY(name, expr)                                         \
  auto name##_result_ = (expr);                                       \
  if (!name##_result_.ok()) return std::move(name##_result_).error(); \
  auto&& name = *name##_result_
// Named by its line: one may stand in a lambda within another.
#define EVERY_CHECK(expr) EVERY_CHECK_AS(expr, EVERY_NAME_AT(checked_, __LINE__))
#define EVERY_CHECK_AS(expr, name)                                      \
  do {                                                                  \
    if (auto name = (expr); !name.ok()) return std::move(name).error(); \
  } while (false)
#define EVERY_NAME_AT(name, line) EVERY_NAME_JOINED(name, line)
#define EVERY_NAME_JOINED(name, line) name##line
