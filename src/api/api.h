// The API: every request comes in here, finds its route, is authenticated, and leaves as JSON or as a problem
// document. A route reads the request, calls one use case and writes the answer; nothing else happens in
// src/api.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "app/context.h"
#include "app/money_reports.h"
#include "app/sessions.h"
#include "base/json.h"
#include "http/files.h"
#include "http/message.h"
#include "http/router.h"
#include "store/database.h"

namespace every::api {

// What a route gets. `body` is the parsed JSON (null when there is none).
struct Call {
  const app::App& app;
  const http::Request& request;
  const app::Actor& actor;
  json::value body;

  const std::string& path(const std::string& name) const { return request.path_parameters.at(name); }
  std::string query(std::string_view name) const { return std::string(request.query.get(name).value_or("")); }
  // The version in If-Match. Error: precondition_required; a tag that is not ours is version -1, which is
  // stale.
  Result<std::int64_t> if_match() const;
  // offset, limit, sort, dir. The first of `sorts` is the default; those in `newest_first` descend unless
  // asked otherwise. Error: validation with the parameter's name.
  Result<store::Slice> slice(std::initializer_list<std::string_view> sorts,
                             std::initializer_list<std::string_view> descending = {}) const;
  // The query's from and to. Error: validation with the parameter's name.
  Result<app::Period> period() const;
  // The same as moments: days are the workspace's own, and both are in it, so that it ends before the second.
  Result<std::pair<std::optional<Instant>, std::optional<Instant>>> moments() const;
  // A query parameter that has to be one of these, or absent.
  Result<std::string> choice(std::string_view name, std::initializer_list<std::string_view> allowed) const;
};

using Route = std::function<Result<http::Response>(const Call&)>;
using OpenRoute =
    std::function<Result<http::Response>(const app::App&, const http::Request&, const json::value& body)>;

// Gets the body as it came.
using RawRoute = std::function<Result<http::Response>(const app::App&, const http::Request&)>;

// What a repeat with the same Idempotency-Key gets. An answer that carries a secret is not kept: the use case
// refuses to do it again, or does it again where that harms nobody.
enum class Repeats { kept, refused, run_again };

class Api {
 public:
  // `files` serves what is not the API. Both outlive this.
  Api(const app::App& app, const http::Files& files, std::string openapi_json);

  // Needs a signed-in person or a token whose role may read at least; the use case asks for more. A person's
  // repeat with the same Idempotency-Key gets the first answer.
  void add(http::Method method, const std::string& pattern, Route route, Repeats repeats = Repeats::kept);
  // Needs nobody.
  void open(http::Method method, const std::string& pattern, OpenRoute route);

  // Needs nobody and is no browser's business (no cookie, no origin): it checks for itself who calls.
  void raw(http::Method method, const std::string& pattern, RawRoute route);

  http::Response handle(const http::Request& request);
  // What the server itself refuses.
  http::Response refuse(int status);

 private:
  http::Response dispatch(const http::Request& request, std::string& pattern);
  http::Response call(const http::Request& request, const Route& route, Repeats repeats);
  http::Response call_as(const http::Request& request, const app::Actor& actor, const Route& route,
                         Repeats repeats);
  Result<http::Response> once(const Call& call, const Route& route, const std::string& given, bool keep);
  Result<app::Actor> authenticate(const http::Request& request) const;
  Status check_origin(const http::Request& request) const;
  http::Response fail(const http::Request& request, const Error& error);
  void secure(const http::Request& request, http::Response& response) const;

  const app::App& app_;
  const http::Files& files_;
  std::string openapi_json_;
  http::Router router_;
  std::mutex keys_mutex_;
  std::condition_variable keys_free_;
  std::set<std::string> keys_busy_;  // Idempotency-Keys whose first request is still running
};

// The routes, one file each.
void add_account_routes(Api& api);
void add_people_routes(Api& api);
void add_token_routes(Api& api);
void add_audit_routes(Api& api);
void add_client_routes(Api& api);
void add_client_import_routes(Api& api);
void add_contact_routes(Api& api);
void add_note_routes(Api& api);
void add_activity_routes(Api& api);
void add_deal_routes(Api& api);
void add_deal_rule_routes(Api& api);
void add_tax_rate_routes(Api& api);
void add_invoice_routes(Api& api);
void add_einvoice_routes(Api& api);
void add_mail_routes(Api& api);
void add_link_routes(Api& api);
void add_public_routes(Api& api);
void add_proposal_routes(Api& api);
void add_home_routes(Api& api);
void add_report_routes(Api& api);
void add_payment_routes(Api& api);
void add_deal_billing_routes(Api& api);
void add_operation_routes(Api& api, const std::string& openapi_json);
void add_chat_routes(Api& api);
void add_mcp_routes(Api& api);
void add_event_routes(Api& api);
void add_logo_routes(Api& api);
void add_hubspot_routes(Api& api);

// Where a request comes from, for sessions and the audit log.
app::Visit visit_of(const http::Request& request);

// Whose token the request carries as Authorization; nothing: it carries none. Error: not_signed_in.
std::optional<Result<app::Actor>> actor_of_bearer(const app::App& app, const http::Request& request);

// Data that leaves as a file: noted in the audit log as `what`.
http::Response exported(const Call& call, std::string text, const std::string& name, std::string_view format,
                        const std::string& what);

// The session's cookie, for signing in and out.
std::string session_cookie(const app::Config& config, const std::string& token);

}  // namespace every::api
