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

bool ends_with_version(std::string_view path, std::string_view tail) {
  for (const std::string_view v : {"/oauth/2026-09/", "/oauth/2026-03/", "/oauth/v3/", "/oauth/v1/"})
    if (path.size() == v.size() + tail.size() && path.starts_with(v) && path.ends_with(tail)) return true;
  return false;
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
  if (request.path.starts_with("/sandbox/")) return control(request);
  if (request.path == "/" && request.method == http::Method::get) return home();
  if (auto page = record_page(request.path)) return std::move(*page);
  const Instant began = clock.now();
  const std::string correlation = correlation_id();
  std::string kind = "unknown";
  if (const int latency = settings.latency_ms; latency > 0) clock.sleep_for(Millis(latency));
  const auto fault = faults.next(http::name(request.method), request.path);
  Response response = fault ? meet(*fault, request, kind, correlation) : answer(request, kind, correlation);
  response.headers.set("x-hubspot-correlation-id", correlation);
  response.headers.set("Date", http_date(to_ms(clock.now())));
  traffic.add({0, to_ms(began), (clock.now() - began).count(), kind, std::string(http::name(request.method)),
               request.target, response.no_answer ? 0 : response.status});
  return response;
}

Response Sandbox::Impl::meet(const Fault& fault, const http::Request& request, std::string& kind,
                             const std::string& correlation) {
  // A failed gateway never asked the application; a cut or empty answer is one that was made.
  if (fault.kind == FaultKind::status || fault.kind == FaultKind::html || fault.kind == FaultKind::reset) {
    kind = "fault";
    return spoil(fault, {}, correlation);
  }
  if (fault.kind == FaultKind::hang) {
    kind = "fault";
    hang(kHangMs);
    return problem({.status = 524, .message = "A timeout occurred"}, correlation);
  }
  return spoil(fault, answer(request, kind, correlation), correlation);
}

Response Sandbox::Impl::answer(const http::Request& request, std::string& kind,
                               const std::string& correlation) {
  if (request.path.starts_with("/oauth/")) {
    kind = "oauth";
    return answer_oauth(request, correlation);
  }
  return answer_api(request, kind, correlation);
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
  if (post) {
    // Everything belongs into the body: what stands in the query is not looked at.
    const auto form = http::Parameters::parse(request.body);
    if (ends_with_version(path, "token")) return oauth.token(form, clock.now());
    if (ends_with_version(path, "token/revoke")) return oauth.revoke(form);
    if (ends_with_version(path, "token/introspect"))
      return oauth.introspect(form, clock.now(), [&](std::int64_t id) {
        const Portal* p = portal_of(id);
        return p == nullptr ? Oauth::Names{} : Oauth::Names{p->account().domain, p->account().user_email};
      });
  }
  return problem({.status = 404, .message = "resource not found"}, correlation);
}

Response Sandbox::Impl::answer_api(const http::Request& request, std::string& kind,
                                   const std::string& correlation) {
  const auto found = route(request.method, request.path);
  if (!found) return problem({.status = 404, .message = "resource not found"}, correlation);
  kind = name(found->endpoint);
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
  return authorised(request, *found, *check.identity, correlation);
}

Response Sandbox::Impl::authorised(const http::Request& request, const Route& route, const Identity& who,
                                   const std::string& correlation) {
  Portal* portal = portal_of(who.portal_id);
  if (portal == nullptr) return problem({.status = 404, .message = "resource not found"}, correlation);
  Limits& limits = limits_of(who.portal_id);
  const bool search = route.endpoint == Endpoint::search;
  const int quota = settings.quota_per_10_s;
  auto refused = limits.admit(search, to_ms(clock.now()), quota, settings.search_per_second, correlation);
  Response response;
  if (refused) {
    response = std::move(*refused);
  } else if (route.endpoint == Endpoint::uninstall && request.method == http::Method::del) {
    oauth.uninstall(who.portal_id);
    response.status = 204;
  } else {
    const Call call{request, route, who, *portal, clock.now(), correlation, settings.association_page,
                    ui_url()};
    response = dispatch(call);
  }
  if (!search) limits.stamp(response, who.static_token, to_ms(clock.now()), quota);
  return response;
}

}  // namespace every::sandbox
