#include "sandbox/call.h"

#include <fmt/format.h>

#include "base/text.h"

namespace every::sandbox {
namespace {

using http::Method;

bool dated(std::string_view version) {
  return version == "2026-09" || version == "2026-03";
}

std::optional<Route> crm_route(Method method, std::string_view family, const std::string& version,
                               const std::vector<std::string>& rest) {
  const auto n = rest.size();
  const bool newer = dated(version), associations_ok = newer || version == "v4",
             objects_ok = newer || version == "v3";
  const auto make = [&](Endpoint e, Method m, std::string to = {}, std::string id = {}) {
    return Route{e, m, n > 0 ? rest[0] : "", std::move(to), std::move(id)};
  };
  if (family == "objects" && n == 4 && rest[2] == "associations" && associations_ok)
    return make(Endpoint::record_associations, Method::get, rest[3], rest[1]);
  if (family == "associations" && associations_ok) {
    if (n == 4 && rest[2] == "batch" && rest[3] == "read")
      return make(Endpoint::association_batch, Method::post, rest[1]);
    if (n == 3 && rest[2] == "labels") return make(Endpoint::association_labels, Method::get, rest[1]);
  }
  if (!objects_ok) return std::nullopt;
  if (family == "objects") {
    if (n == 1) return make(Endpoint::list, Method::get);
    if (n == 2 && rest[1] == "search" && method == Method::post) return make(Endpoint::search, Method::post);
    if (n == 2) return make(Endpoint::get, Method::get, {}, rest[1]);
    if (n == 3 && rest[1] == "batch" && rest[2] == "read") return make(Endpoint::batch_read, Method::post);
  }
  if (family == "properties" && n == 1) return make(Endpoint::properties, Method::get);
  if (family == "properties" && n == 2) return make(Endpoint::property, Method::get, {}, rest[1]);
  if (family == "pipelines" && n == 1) return make(Endpoint::pipelines, Method::get);
  if (family == "pipelines" && n == 2) return make(Endpoint::pipeline, Method::get, {}, rest[1]);
  if (family == "pipelines" && n == 3 && rest[2] == "stages")
    return make(Endpoint::stages, Method::get, {}, rest[1]);
  if (family == "owners" && n == 0) return make(Endpoint::owners, Method::get);
  if (family == "owners" && n == 1) return Route{Endpoint::owner, Method::get, "", "", rest[0]};
  return std::nullopt;
}

// The read scopes that an endpoint needs for these kinds.
std::vector<std::string> needed(const Route& route, std::optional<Kind> kind, std::optional<Kind> to) {
  if (route.endpoint == Endpoint::owners || route.endpoint == Endpoint::owner)
    return {"crm.objects.owners.read"};
  std::vector<std::string> scopes;
  for (const auto& k : {kind, to})
    if (k) scopes.emplace_back(read_scope(*k));
  return scopes;
}

bool satisfied(const Call& call, const std::string& scope) {
  if (call.who.may(scope)) return true;
  if (scope == read_scope(Kind::line_item) && call.who.may("e-commerce")) return true;
  // Definitions and pipelines have permissions of their own, which the object's includes.
  const Endpoint e = call.route.endpoint;
  const bool schema = e == Endpoint::properties || e == Endpoint::property || e == Endpoint::pipelines ||
                      e == Endpoint::pipeline || e == Endpoint::stages;
  if (!schema) return false;
  std::string twin = scope;
  twin.replace(0, std::string_view("crm.objects").size(), "crm.schemas");
  return call.who.may(twin);
}

}  // namespace

std::string_view name(Endpoint endpoint) {
  static constexpr std::string_view kNames[] = {"list",
                                                "get",
                                                "batch_read",
                                                "search",
                                                "record_associations",
                                                "association_batch",
                                                "association_labels",
                                                "properties",
                                                "property",
                                                "pipelines",
                                                "pipeline",
                                                "stages",
                                                "owners",
                                                "owner",
                                                "account",
                                                "uninstall"};
  return kNames[static_cast<std::size_t>(endpoint)];
}

std::optional<Route> route(http::Method method, std::string_view path) {
  const std::vector<std::string> parts = split(path, '/');
  if (parts.size() < 3) return std::nullopt;
  const bool any = dated(parts[1]) || parts[1] == "v3";
  if (parts[0] == "account-info" && any && parts.size() == 3 && parts[2] == "details")
    return Route{Endpoint::account, Method::get, "", "", ""};
  if (parts[0] == "appinstalls" && any && parts.size() == 3 && parts[2] == "external-install")
    return Route{Endpoint::uninstall, Method::del, "", "", ""};
  if (parts[0] != "crm") return std::nullopt;
  const bool legacy = parts[1] == "v3" || parts[1] == "v4";
  if (!legacy && !dated(parts[2])) return std::nullopt;
  const std::string& family = legacy ? parts[2] : parts[1];
  const std::string& version = legacy ? parts[1] : parts[2];
  return crm_route(method, family, version, {parts.begin() + 3, parts.end()});
}

Response dispatch(const Call& call) {
  const Route& r = call.route;
  if (r.method != call.request.method)
    return problem({.status = 405, .message = "HTTP 405 Method Not Allowed"}, call.correlation);
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
  switch (r.endpoint) {
    case Endpoint::list:
      return list_records(call, *kind);
    case Endpoint::get:
      return get_record(call, *kind);
    case Endpoint::batch_read:
      return batch_read(call, *kind);
    case Endpoint::search:
      return search_records(call, *kind);
    case Endpoint::record_associations:
      return record_associations(call, *kind, *to);
    case Endpoint::association_batch:
      return association_batch(call, *kind, *to);
    case Endpoint::association_labels:
      return association_labels(call, *kind, *to);
    case Endpoint::properties:
    case Endpoint::property:
      return properties(call, *kind);
    case Endpoint::pipelines:
    case Endpoint::pipeline:
    case Endpoint::stages:
      return pipelines(call);
    case Endpoint::owners:
    case Endpoint::owner:
      return owners(call);
    case Endpoint::account:
      return account_details(call);
    case Endpoint::uninstall:
      break;  // the sandbox itself answers: it owns the grants
  }
  return problem({.status = 404, .message = "resource not found"}, call.correlation);
}

}  // namespace every::sandbox
