// A request's way in: latency, ordered faults, token, limits, endpoint; and what every answer carries on the
// way out.
#include <fmt/format.h>

#include <algorithm>

#include "sandbox/sandbox_detail.h"

namespace every::sandbox {
namespace {

constexpr int kHangMs = 120'000;

std::string_view bearer(const http::Request& request) {
  const std::string_view value = request.headers.get("Authorization").value_or("");
  static constexpr std::string_view kScheme = "Bearer ";
  return value.starts_with(kScheme) ? value.substr(kScheme.size()) : std::string_view();
}

constexpr std::string_view kOldAccess = "/oauth/v1/access-tokens/", kOldRefresh = "/oauth/v1/refresh-tokens/";

bool ends_with_version(std::string_view path, std::string_view tail) {
  for (const std::string_view v : {"/oauth/2026-09/", "/oauth/2026-03/", "/oauth/v3/", "/oauth/v1/"})
    if (path.size() == v.size() + tail.size() && path.starts_with(v) && path.ends_with(tail)) return true;
  return false;
}

// Without the tokens that the older endpoints carry in their path.
std::string harmless(const std::string& target) {
  for (const std::string_view secret : {kOldAccess, kOldRefresh})
    if (target.starts_with(secret)) return std::string(secret) + "…";
  return target;
}

}  // namespace

std::string Sandbox::Impl::correlation_id() {
  const std::uint64_t a = random.next(), b = random.next();
  return fmt::format("{:08x}-{:04x}-7{:03x}-9{:03x}-{:012x}", a >> 32, a >> 16 & 0xffff, a & 0xfff, b >> 52,
                     b & 0xffffffffffff);
}

Portal* Sandbox::Impl::portal_of(std::int64_t id) {
  return id == main.id() ? &main : id == second.id() ? &second : nullptr;
}

std::string Sandbox::Impl::ui_url() const {
  if (!options.public_url.empty()) return options.public_url;
  return fmt::format("http://localhost:{}", server == nullptr ? options.port : server->port());
}

Response Sandbox::Impl::handle(const http::Request& request) {
  if (request.path.starts_with("/sandbox/")) {
    Response response = control(request);
    keep_tokens();
    return response;
  }
  if (request.path == "/" && request.method == http::Method::get) return home(request);
  if (auto page = record_page(request)) return std::move(*page);
  const Instant began = clock.now();
  const std::string correlation = correlation_id();
  std::string kind = "unknown";
  if (const int latency = settings.latency_ms; latency > 0) clock.sleep_for(Millis(latency));
  const auto fault = faults.next(http::name(request.method), request.path);
  Response response = fault ? meet(*fault, request, kind, correlation) : answer(request, kind, correlation);
  keep_tokens();
  response.headers.set("x-hubspot-correlation-id", correlation);
  response.headers.set("Date", http_date(to_ms(clock.now())));
  traffic.add({0, to_ms(began), (clock.now() - began).count(), kind, std::string(http::name(request.method)),
               harmless(request.target), response.no_answer ? 0 : response.status});
  return response;
}

// Before the answer: a token that nobody could use after a restart is given to nobody.
void Sandbox::Impl::keep_tokens() {
  const std::uint64_t changes = oauth.changes();
  if (memory == nullptr || tokens_kept.exchange(changes) == changes) return;
  memory->keep_tokens(oauth.memory());
}

Response Sandbox::Impl::meet(const Fault& fault, const http::Request& request, std::string& kind,
                             const std::string& correlation) {
  if (fault.kind == FaultKind::hang) {
    kind = "fault";
    hang(kHangMs);
    return problem({.status = 524, .message = "A timeout occurred"}, correlation);
  }
  // A failed gateway never asked the application; a cut or empty answer is one that was made.
  if (before_answer(fault.kind)) {
    kind = "fault";
    return spoil(fault, {}, correlation);
  }
  Response response = spoil(fault, answer(request, kind, correlation, &fault), correlation);
  if (fault.kind == FaultKind::control)
    (void)kept({clock.now(), "/sandbox/" + fault.verb, json::serialize(fault.order)});
  return response;
}

Response Sandbox::Impl::answer(const http::Request& request, std::string& kind,
                               const std::string& correlation, const Fault* fault) {
  if (request.path.starts_with("/oauth/")) {
    kind = "oauth";
    return answer_oauth(request, correlation);
  }
  return answer_api(request, kind, correlation, fault);
}

Oauth::Names Sandbox::Impl::names_of(std::int64_t portal_id) {
  const Portal* p = portal_of(portal_id);
  return p == nullptr ? Oauth::Names{} : Oauth::Names{p->account().domain, p->account().user_email};
}

Response Sandbox::Impl::answer_oauth(const http::Request& request, const std::string& correlation) {
  const std::string& path = request.path;
  const bool post = request.method == http::Method::post;
  const ConsentContext consent{options, oauth, {&main, &second}};
  if (path.ends_with("/authorize")) {
    if (post) return consent_decision(consent, http::Parameters::parse(request.body), clock.now());
    std::int64_t chosen = 0;
    for (const Portal* p : consent.portals)
      if (path == fmt::format("/oauth/{}/authorize", p->id())) chosen = p->id();
    if (chosen != 0 || path == "/oauth/authorize") return consent_page(consent, request.query, chosen);
  }
  const auto names = [&](std::int64_t id) { return names_of(id); };
  if (post) {
    // Everything belongs into the body: what stands in the query is not looked at. Only v1 did.
    const bool old = path == "/oauth/v1/token" && request.body.empty();
    const auto form = old ? request.query : http::Parameters::parse(request.body);
    if (ends_with_version(path, "token")) return oauth.token(form, clock.now());
    if (ends_with_version(path, "token/revoke") && !path.starts_with("/oauth/v1/")) return oauth.revoke(form);
    if (ends_with_version(path, "token/introspect") && !path.starts_with("/oauth/v1/"))
      return oauth.introspect(form, clock.now(), names);
  }
  if (path.starts_with(kOldAccess) && request.method == http::Method::get)
    return oauth.describe_access(path.substr(kOldAccess.size()), clock.now(), names, correlation);
  if (path.starts_with(kOldRefresh) && request.method == http::Method::get)
    return oauth.describe_refresh(path.substr(kOldRefresh.size()), names, correlation);
  if (path.starts_with(kOldRefresh) && request.method == http::Method::del)
    return oauth.delete_refresh(path.substr(kOldRefresh.size()));
  return problem({.status = 404, .message = "resource not found"}, correlation);
}

Response Sandbox::Impl::answer_api(const http::Request& request, std::string& kind,
                                   const std::string& correlation, const Fault* fault) {
  const auto found = route(request.method, request.path);
  if (!found) return problem({.status = 404, .message = "resource not found"}, correlation);
  kind = name(found->endpoint);
  if (found->endpoint >= Endpoint::webhook_settings) return webhooks.answer(request, *found, correlation);
  const Oauth::Check check = oauth.check(bearer(request), clock.now());
  if (check.expired_ms) {
    const std::int64_t ago = (to_ms(clock.now()) - *check.expired_ms) / 1000;
    return problem(
        {.status = 401,
         .category = "EXPIRED_AUTHENTICATION",
         .message = fmt::format("The OAuth token used to make this call expired {} second(s) ago.", ago),
         .context_json = fmt::format(R"({{"expire time":["{}"]}})", to_rfc3339(from_ms(*check.expired_ms)))},
        correlation);
  }
  if (!check.identity)
    return problem(
        {.status = 401,
         .category = "INVALID_AUTHENTICATION",
         .message = "Authentication credentials not found. This API supports OAuth 2.0 authentication and "
                    "you can find "
                    "more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview"},
        correlation);
  return authorised(request, *found, *check.identity, correlation, fault);
}

Allowance Sandbox::Impl::allowance(const Identity& who) const {
  return {who.static_token ? settings.private_quota_per_10_s : settings.quota_per_10_s,
          settings.search_per_second, settings.association_per_10_s, settings.daily_quota};
}

// What the account's legacy private apps used today; among it something that is no limit of the API.
Response Sandbox::Impl::api_usage(Portal& portal, Limits& limits) {
  const std::string zone = portal.account().time_zone;
  const Instant now = clock.now(), reset = start_of_day(add_days(local_date(now, zone), 1), zone);
  const auto entry = [&](std::string_view name, std::int64_t limit, std::int64_t used) {
    return json::object{{"name", name},
                        {"usageLimit", limit},
                        {"currentUsage", used},
                        {"collectedAt", to_rfc3339(now)},
                        {"fetchStatus", "SUCCESS"},
                        {"resetsAt", to_rfc3339(reset)}};
  };
  return json_answer(200, json::serialize(json::object{
                              {"results", json::array{entry("sales-pro-seats", 10, 3),
                                                      entry("private-apps-api-calls-daily",
                                                            settings.daily_quota, limits.used_today())}}}));
}

Response Sandbox::Impl::authorised(const http::Request& request, const Route& route, const Identity& who,
                                   const std::string& correlation, const Fault* fault) {
  Portal* portal = portal_of(who.portal_id);
  if (portal == nullptr) return problem({.status = 404, .message = "resource not found"}, correlation);
  Limits& limits = limits_of(who.portal_id);
  const Counted counted{who.app, who.static_token, route.endpoint == Endpoint::search,
                        route.endpoint == Endpoint::association_batch};
  const Allowance allowed = allowance(who);
  const std::int64_t now = to_ms(clock.now());
  auto refused =
      limits.admit(counted, allowed, now, local_date(clock.now(), portal->account().time_zone), correlation);
  Response response;
  if (refused) {
    response = std::move(*refused);
  } else if (route.endpoint == Endpoint::uninstall && request.method == http::Method::del) {
    oauth.uninstall(who.portal_id);
    response.status = 204;
  } else if (route.endpoint == Endpoint::api_usage && request.method == http::Method::get &&
             !who.service_key) {
    response = api_usage(*portal, limits);
  } else {
    const Call call{request,  route, who, *portal, clock.now(), correlation, settings.association_page,
                    ui_url(), fault};
    response = dispatch(call);
  }
  limits.stamp(response, counted, allowed, to_ms(clock.now()));
  return response;
}

}  // namespace every::sandbox
