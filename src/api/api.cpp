#include "api/api.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>

#include "api/reply.h"
#include "app/accounts.h"
#include "app/reader.h"
#include "base/text.h"
#include "crypto/crypto.h"
#include "words/words.h"

namespace every::api {
namespace {

bool changes(http::Method method) {
  return method != http::Method::get && method != http::Method::head && method != http::Method::options;
}

Result<json::value> body_of(const http::Request& request) {
  if (!changes(request.method) || request.body.empty()) return json::value(nullptr);
  const std::string type = to_lower_ascii(request.headers.get("content-type").value_or(""));
  if (!type.starts_with("application/json"))
    return Error(Code::unsupported_media_type, "Send the body as application/json.");
  return parse_json(request.body);
}

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (ec != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

// The language that a screen asks for: by ?lang where it can send no header, such as for the stream of
// events.
std::string asked_language(const http::Request& request) {
  const std::string_view by_query = request.query.get("lang").value_or("");
  return words::spoken(by_query).empty() ? words::best_of(request.headers.get("accept-language").value_or(""))
                                         : std::string(by_query);
}

Error wrong_parameter(std::string_view name, std::string detail) {
  Error error(Code::validation, fmt::format("{}: {}", name, detail));
  error.fields.push_back({"?" + std::string(name), "range", std::move(detail)});
  return error;
}

}  // namespace

Result<std::int64_t> Call::if_match() const {
  const auto tag = request.headers.get("if-match");
  if (!tag)
    return Error(Code::precondition_required, "Send the ETag that you last saw as If-Match.",
                 "Load the record first.");
  std::string_view text = *tag;
  if (text.starts_with("W/")) text.remove_prefix(2);
  if (text.size() < 3 || text.front() != '"' || text.back() != '"') return std::int64_t{-1};
  return whole(text.substr(1, text.size() - 2)).value_or(-1);
}

Result<store::Slice> Call::slice(std::initializer_list<std::string_view> sorts,
                                 std::initializer_list<std::string_view> descending) const {
  store::Slice out;
  if (const auto text = request.query.get("offset")) {
    const auto n = whole(*text);
    if (!n || *n < 0) return wrong_parameter("offset", "A whole number from 0.");
    out.offset = *n;
  }
  if (const auto text = request.query.get("limit")) {
    const auto n = whole(*text);
    if (!n || *n < 1 || *n > 500) return wrong_parameter("limit", "A whole number from 1 to 500.");
    out.limit = *n;
  }
  if (sorts.size() > 0) out.sort = std::string(*sorts.begin());
  if (const auto text = request.query.get("sort")) {
    if (std::find(sorts.begin(), sorts.end(), *text) == sorts.end())
      return wrong_parameter("sort", fmt::format("One of: {}.", fmt::join(sorts, ", ")));
    out.sort = std::string(*text);
  }
  out.descending = std::find(descending.begin(), descending.end(), out.sort) != descending.end();
  if (const auto text = request.query.get("dir")) {
    if (*text != "asc" && *text != "desc") return wrong_parameter("dir", "asc or desc.");
    out.descending = *text == "desc";
  }
  if (request.query.get("q").value_or("").size() > 800)
    return wrong_parameter("q", "At most 200 characters.");
  return out;
}

Result<app::Period> Call::period() const {
  app::Period out;
  for (const auto& [name, day] : {std::pair("from", &out.from), std::pair("to", &out.to)}) {
    const std::string given = query(name);
    if (given.empty()) continue;
    *day = parse_date(given);
    if (*day && is_plausible(**day)) continue;
    Error error(Code::validation, "A date such as 2026-11-23 is needed here.");
    error.fields.push_back({"?" + std::string(name), "format", error.detail});
    return error;
  }
  return out;
}

Result<std::pair<std::optional<Instant>, std::optional<Instant>>> Call::moments() const {
  std::pair<std::optional<Instant>, std::optional<Instant>> out;
  EVERY_TRY(days, period());
  if (!days.from && !days.to) return out;
  const std::string zone = app.db.read([&](store::Tx& tx) { return app::workspace_of(tx, actor).time_zone; });
  if (days.from) out.first = start_of_day(*days.from, zone);
  if (days.to) out.second = start_of_day(add_days(*days.to, 1), zone);
  return out;
}

Result<std::string> Call::choice(std::string_view name,
                                 std::initializer_list<std::string_view> allowed) const {
  const auto text = request.query.get(name);
  if (!text || text->empty()) return std::string();
  if (std::find(allowed.begin(), allowed.end(), *text) == allowed.end())
    return wrong_parameter(name, fmt::format("One of: {}.", fmt::join(allowed, ", ")));
  return std::string(*text);
}

Api::Api(const app::App& app, const http::Files& files, std::string openapi_json)
    : app_(app), files_(files), openapi_json_(std::move(openapi_json)) {
  add_operation_routes(*this, openapi_json_);
  add_account_routes(*this);
  add_people_routes(*this);
  add_token_routes(*this);
  add_audit_routes(*this);
  add_client_routes(*this);
  add_client_import_routes(*this);
  add_contact_routes(*this);
  add_note_routes(*this);
  add_activity_routes(*this);
  add_deal_routes(*this);
  add_deal_rule_routes(*this);
  add_tax_rate_routes(*this);
  add_invoice_routes(*this);
  add_einvoice_routes(*this);
  add_mail_routes(*this);
  add_link_routes(*this);
  add_public_routes(*this);
  add_proposal_routes(*this);
  add_home_routes(*this);
  add_report_routes(*this);
  add_payment_routes(*this);
  add_deal_billing_routes(*this);
  add_chat_routes(*this);
  add_mcp_routes(*this);
  add_event_routes(*this);
  add_logo_routes(*this);
  add_hubspot_routes(*this);
}

void Api::add(http::Method method, const std::string& pattern, Route route, Repeats repeats) {
  router_.add(method, pattern, [this, repeats, route = std::move(route)](const http::Request& request) {
    return call(request, route, repeats);
  });
}

void Api::open(http::Method method, const std::string& pattern, OpenRoute route) {
  router_.add(method, pattern, [this, route = std::move(route)](const http::Request& request) {
    if (const auto origin = check_origin(request); !origin.ok()) return fail(request, origin.error());
    auto body = body_of(request);
    if (!body.ok()) return fail(request, body.error());
    auto answer = route(app_, request, *body);
    return answer.ok() ? std::move(*answer) : fail(request, answer.error());
  });
}

void Api::raw(http::Method method, const std::string& pattern, RawRoute route) {
  router_.add(method, pattern, [this, route = std::move(route)](const http::Request& request) {
    auto answer = route(app_, request);
    return answer.ok() ? std::move(*answer) : fail(request, answer.error());
  });
}

http::Response Api::call(const http::Request& request, const Route& route, Repeats repeats) {
  const auto actor = authenticate(request);
  if (!actor.ok()) return fail(request, actor.error());
  http::Response answer = call_as(request, *actor, route, repeats);
  // A person's sentences, in the language of their screen, else as they or their workspace are known to read.
  if (has_sentences_in_json(answer.body)) {
    const Wording* wording = app_.db.read([&](store::Tx& tx) {
      return &app::wording_of(tx, actor->tenant, actor->user_id, asked_language(request));
    });
    answer.body = worded_json(std::move(answer.body), *wording);
  }
  return answer;
}

http::Response Api::call_as(const http::Request& request, const app::Actor& actor, const Route& route,
                            Repeats repeats) {
  if (const auto some = app::require(actor, app::Permission::read); !some.ok())
    return fail(request, some.error());
  // A token is not sent by a browser on its own; a cookie is.
  if (!actor.session_hash.empty())
    if (const auto origin = check_origin(request); !origin.ok()) return fail(request, origin.error());
  auto body = body_of(request);
  if (!body.ok()) return fail(request, body.error());
  const Call input{app_, request, actor, std::move(*body)};
  const auto key = request.headers.get("idempotency-key");
  const bool once_only = key && changes(request.method) && repeats != Repeats::run_again;
  auto answer = once_only ? once(input, route, std::string(*key), repeats == Repeats::kept) : route(input);
  return answer.ok() ? std::move(*answer) : fail(request, answer.error());
}

// The first request with a key runs; a repeat waits for it and gets its answer, where that may be kept. Keys
// are a person's own: nobody gets the answer to what they may not ask.
Result<http::Response> Api::once(const Call& input, const Route& route, const std::string& given, bool keep) {
  if (given.empty() || given.size() > 200) return wrong_parameter("Idempotency-Key", "1 to 200 characters.");
  const std::string key = input.actor.user_id + "/" + given;
  const std::string name = input.actor.tenant.id() + "/" + key;
  {
    std::unique_lock lock(keys_mutex_);
    keys_free_.wait(lock, [&] { return !keys_busy_.contains(name); });
    keys_busy_.insert(name);
  }
  const auto release = [&](const std::string*) {
    const std::lock_guard lock(keys_mutex_);
    keys_busy_.erase(name);
    keys_free_.notify_all();
  };
  const std::unique_ptr<const std::string, decltype(release)> guard(&name, release);
  const std::string hash = crypto::sha256_hex(std::string(http::name(input.request.method)) + " " +
                                              input.request.target + "\n" + input.request.body);
  const auto known =
      app_.db.read([&](store::Tx& tx) { return store::Journal(tx, input.actor.tenant).kept(key); });
  if (known) {
    if (known->request_hash != hash)
      return Error(Code::idempotency_mismatch, "This Idempotency-Key belongs to another request.",
                   "Use a new key.");
    http::Response again = reply(known->status, nullptr);
    again.body = known->body;
    if (!known->location.empty()) again.headers.set("Location", known->location);
    return again;
  }
  app::Actor actor = input.actor;
  actor.key = key;
  actor.key_of = hash;
  auto answer = route({input.app, input.request, actor, input.body});
  if (!answer.ok() || !keep) return answer;
  app_.db.write([&](store::Tx& tx) {
    store::Journal journal(tx, input.actor.tenant);
    journal.forget_kept_before(app_.now() - std::chrono::hours(24));
    journal.keep(
        key, {hash, answer->status, answer->body, std::string(answer->headers.get("location").value_or(""))},
        app_.now());
  });
  return answer;
}

Result<app::Actor> Api::authenticate(const http::Request& request) const {
  if (auto by_token = actor_of_bearer(app_, request)) return *std::move(by_token);
  const auto cookie = request.cookie("every_session");
  if (!cookie) return Error(Code::not_signed_in, "You are not signed in.", "Sign in to continue.");
  return app::actor_of_session(app_, *cookie, visit_of(request));
}

Status Api::check_origin(const http::Request& request) const {
  if (!changes(request.method)) return done();
  if (const auto origin = request.headers.get("origin")) {
    if (*origin == app_.config.public_url) return done();
    return Error(Code::bad_origin, "The request names another origin than this installation.",
                 "Open Every under its public URL, or set EVERY_PUBLIC_URL.");
  }
  const auto site = request.headers.get("sec-fetch-site");
  if (site && (*site == "same-origin" || *site == "none")) return done();
  return Error(Code::bad_origin, "A change needs the Origin header.",
               "Programs use a bearer token instead of the cookie.");
}

http::Response Api::handle(const http::Request& request) {
  const auto start = app_.clock.steady();
  std::string pattern = "other";
  http::Response response;
  try {
    response = dispatch(request, pattern);
  } catch (const store::StorageError& e) {
    app_.log.error("storage.failed", {{"what", e.what()}});
    response = fail(request, Error(Code::storage_failed, "Nothing was changed.", "Try again in a moment."));
  } catch (const std::exception& e) {
    app_.log.error("request.broke", {{"what", e.what()}});
    response = fail(request, Error(Code::internal, "Nothing was changed.",
                                   "Try again. If it stays, report the reference."));
  }
  if (has_sentences_in_json(response.body))
    response.body = worded_json(std::move(response.body), words::in(asked_language(request)));
  secure(request, response);
  const auto took = std::chrono::duration<double>(app_.clock.steady() - start).count();
  app_.metrics.count("every_http_requests_total", {{"method", std::string(http::name(request.method))},
                                                   {"route", pattern},
                                                   {"status", std::to_string(response.status)}});
  app_.metrics.seconds("every_http_request_seconds", {{"route", pattern}}, took);
  return response;
}

http::Response Api::dispatch(const http::Request& request, std::string& pattern) {
  const auto match = router_.find(request.method, request.path);
  if (match.handler != nullptr) {
    pattern = match.pattern;
    http::Request routed = request;
    routed.path_parameters = match.parameters;
    return (*match.handler)(routed);
  }
  if (!match.allowed.empty()) {
    http::Response response =
        fail(request, Error(Code::method_not_allowed, "This address does not take that method."));
    std::string allow;
    for (const http::Method method : match.allowed)
      allow += (allow.empty() ? "" : ", ") + std::string(http::name(method));
    response.headers.set("Allow", allow);
    return response;
  }
  if (request.path == "/api" || request.path.starts_with("/api/"))
    return fail(request, Error(Code::not_found, "There is no such address in the API."));
  if (changes(request.method)) return fail(request, Error(Code::method_not_allowed, "Pages are only read."));
  pattern = "page";
  return files_.serve(request, crypto::random_token(16));
}

http::Response Api::fail(const http::Request& request, const Error& error) {
  const std::string reference = new_reference(app_.random);
  const bool ours = http_status(error.code) >= 500;
  // Who has a client's link may read its document: it is not for the log.
  const bool secret = request.path.starts_with("/i/") || request.path.starts_with("/p/");
  const std::string path = secret ? request.path.substr(0, 3) : request.path;
  if (ours)
    app_.log.error(
        "request.failed",
        {{"path", path}, {"code", name(error.code)}, {"detail", error.detail}, {"reference", reference}});
  else
    app_.log.debug("request.refused", {{"path", path}, {"code", name(error.code)}, {"reference", reference}});
  http::Response response = problem(error, reference);
  // RFC 9110: whole seconds, never too few.
  if (error.retry_at_ms && http_status(error.code) == 429)
    response.headers.set("Retry-After", std::to_string(std::max<std::int64_t>(
                                            1, (*error.retry_at_ms - to_ms(app_.now()) + 999) / 1000)));
  return response;
}

std::optional<Result<app::Actor>> actor_of_bearer(const app::App& app, const http::Request& request) {
  const auto header = request.headers.get("authorization");
  if (!header) return std::nullopt;
  static constexpr std::string_view kBearer = "bearer ";
  if (!iequals_ascii(header->substr(0, kBearer.size()), kBearer))
    return Error(Code::not_signed_in, "Send the token as Authorization: Bearer.");
  return app::actor_of_token(app, std::string(header->substr(kBearer.size())), visit_of(request));
}

app::Visit visit_of(const http::Request& request) {
  return {request.peer, std::string(request.headers.get("user-agent").value_or(""))};
}

http::Response Api::refuse(int status) {
  const Code code = status == 413 ? Code::body_too_large : status >= 500 ? Code::internal : Code::bad_json;
  Error error(code, status == 503 ? "The server is busy." : "The request could not be read.", "Try again.");
  http::Response response = problem(error, new_reference(app_.random));
  response.status = status;
  auto body = parse_json(response.body);
  if (body.ok()) {
    body->get_object()["status"] = status;
    word(*body, words::in("en"));
    response.body = json::serialize(*body);
  }
  return response;
}

void Api::secure(const http::Request&, http::Response& response) const {
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Referrer-Policy", "same-origin");
  if (!response.headers.get("Content-Security-Policy"))
    response.headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'self'");
  if (app_.config.https()) response.headers.set("Strict-Transport-Security", "max-age=31536000");
}

std::string session_cookie(const app::Config& config, const std::string& token) {
  return fmt::format("every_session={}; Path=/; HttpOnly; SameSite=Lax{}{}", token,
                     config.https() ? "; Secure" : "", token.empty() ? "; Max-Age=0" : "; Max-Age=2592000");
}

}  // namespace every::api
