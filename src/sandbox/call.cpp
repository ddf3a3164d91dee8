#include "sandbox/call.h"

#include <fmt/format.h>

#include "sandbox/record_json.h"

namespace every::sandbox {
namespace {

using E = Endpoint;

bool about_lists(E e) {
  return e >= E::lists_all && e <= E::list_id_mapping;
}
bool about_currencies(E e) {
  return e >= E::company_currency && e <= E::current_exchange_rates;
}
// Definitions and pipelines have permissions of their own, which the object's includes.
bool about_schema(E e) {
  return e >= E::properties && e <= E::stage_audit;
}

// The scopes that an endpoint needs for these kinds.
std::vector<std::string> needed(const Route& route, std::optional<Kind> kind, std::optional<Kind> to) {
  const E e = route.endpoint;
  if (e == E::owners || e == E::owner) return {"crm.objects.owners.read"};
  if (about_lists(e)) return {"crm.lists.read"};
  if (e == E::schemas) return {"crm.schemas.custom.read"};
  if (about_currencies(e)) return {"settings.currencies.read"};
  if (e == E::tax_rates || e == E::tax_rate) return {"tax_rates.read"};
  std::vector<std::string> scopes;
  for (const auto& k : {kind, to})
    if (k) scopes.emplace_back(read_scope(*k));
  return scopes;
}

bool satisfied(const Call& call, const std::string& scope) {
  if (call.who.may(scope)) return true;
  if ((scope == read_scope(Kind::line_item) || scope == read_scope(Kind::product)) &&
      call.who.may("e-commerce"))
    return true;
  if (!about_schema(call.route.endpoint)) return false;
  std::string twin = scope;
  twin.replace(0, std::string_view("crm.objects").size(), "crm.schemas");
  return call.who.may(twin);
}

Response not_allowed(const Call& call) {
  return problem({.status = 405, .message = "HTTP 405 Method Not Allowed"}, call.correlation);
}

Response about_records(const Call& call, Kind kind, std::optional<Kind> to) {
  switch (call.route.endpoint) {
    case E::list:
      return list_records(call, kind);
    case E::get:
      return get_record(call, kind);
    case E::batch_read:
      return batch_read(call, kind);
    case E::search:
      return search_records(call, kind);
    case E::record_associations:
      return record_associations(call, kind, *to);
    case E::association_batch:
      return association_batch(call, kind, *to);
    case E::association_labels:
      return association_labels(call, kind, *to);
    case E::pipelines:
    case E::pipeline:
    case E::pipeline_audit:
    case E::stages:
    case E::stage:
    case E::stage_audit:
      return pipelines(call);
    default:
      return properties(call, kind);
  }
}

Response about_account(const Call& call) {
  const E e = call.route.endpoint;
  if (e == E::owners || e == E::owner) return sandbox::owners(call);
  if (about_currencies(e)) return currencies(call);
  if (e == E::tax_rates || e == E::tax_rate) return tax_rates(call);
  if (e == E::schemas) return schemas(call);
  if (e == E::list_members || e == E::list_join_order || e == E::lists_of_record || e == E::lists_of_records)
    return list_memberships(call);
  if (about_lists(e)) return lists(call);
  if (e == E::account) return account_details(call);
  // Uninstalling, API usage and webhooks: the sandbox itself answers, it owns what they are about.
  return not_found(call);
}

}  // namespace

Result<PageQuery> page_query(const Call& call, std::uint64_t standard, std::uint64_t most) {
  PageQuery page{standard, 0};
  if (const auto text = call.request.query.get("limit")) {
    const auto n = parse_id(*text);
    if (!n || *n == 0 || *n > most)
      return Error(Code::validation, fmt::format("limit must be between 1 and {}: {}", most, *text));
    page.limit = *n;
  }
  if (const auto text = call.request.query.get("after"); text && !text->empty()) {
    const auto n = parse_id(*text);
    if (!n) return Error(Code::validation, fmt::format("The paging cursor \"{}\" is not valid.", *text));
    page.after = *n;
  }
  return page;
}

Response not_found(const Call& call) {
  return problem({.status = 404, .message = "resource not found"}, call.correlation);
}

bool flag(const Call& call, std::string_view name) {
  return call.request.query.get(name).value_or("false") == "true";
}

Response dispatch(const Call& call) {
  const Route& r = call.route;
  if (r.method != call.request.method) return not_allowed(call);
  std::optional<Kind> kind, to;
  if (!r.type.empty()) {
    kind = kind_from(r.type);
    if (!kind) return call.invalid(fmt::format("Unable to infer object type from: {}", r.type));
  }
  if (!r.to.empty()) {
    to = kind_from(r.to);
    if (!to) return call.invalid(fmt::format("Unable to infer object type from: {}", r.to));
  }
  std::vector<std::string> missing;
  for (const std::string& scope : needed(r, kind, to))
    if (!satisfied(call, scope)) missing.push_back(scope);
  if (!missing.empty())
    return missing_scopes(missing, to ? ScopeShape::in_context : ScopeShape::in_errors, call.correlation);
  return kind && !about_lists(r.endpoint) ? about_records(call, *kind, to) : about_account(call);
}

}  // namespace every::sandbox
