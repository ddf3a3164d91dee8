#include "hubspot/errors.h"

#include <algorithm>

#include "base/sentence.h"
#include "base/text.h"
#include "hubspot/http_date.h"
#include "hubspot/parse.h"

namespace every::hubspot {
namespace {

constexpr std::size_t kMessageMax = 300;
constexpr std::size_t kNameMax = 50;  // of a category, a scope, an id
constexpr std::size_t kScopesMax = 50;
constexpr std::size_t kOpaqueWord = 60;  // no word of a sentence is this long; tokens are

bool token_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.';
}

bool looks_secret(std::string_view word) {
  static constexpr std::string_view kPrefixes[] = {"pat-", "na1-", "na2-", "na3-", "eu1-", "ap1-"};
  const bool prefixed = std::any_of(std::begin(kPrefixes), std::end(kPrefixes), [&](std::string_view p) {
    return word.size() > 12 && word.starts_with(p);
  });
  return prefixed || word.size() >= kOpaqueWord;
}

std::string join(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

// HubSpot's words, then the id under which HubSpot's support finds the request.
std::string with_theirs(std::string_view said, const Failure& failure) {
  std::string out = ours(said);
  if (!failure.message.empty()) out += " " + sentence("HubSpot says: \"{}\"", failure.message);
  if (!failure.correlation_id.empty()) out += " " + sentence("(correlation id {})", failure.correlation_id);
  return out;
}

Error scope_error(const Failure& failure) {
  const std::string names = join(failure.scopes);
  Error error(Code::scope_missing,
              with_theirs(names.empty() ? ours("HubSpot refused access to this data.")
                                        : sentence("Needed: {}.", names),
                          failure),
              names.empty()
                  ? "Check that the HubSpot app or token has read access to this object, then connect again."
                  : sentence("Add {} to the HubSpot app or token, then connect again.", names));
  if (!names.empty()) error.extra["scopes"] = names;
  return error;
}

Error limit_error(const Failure& failure) {
  if (limit_policy(failure) == LimitPolicy::daily)
    return Error(
        Code::daily_limit, with_theirs("The daily number of HubSpot requests is used up.", failure),
        "It starts again at midnight in the time zone of the HubSpot account. Other private apps of the "
        "account use the same allowance.");
  return Error(Code::rate_limited, with_theirs("HubSpot limits the number of requests.", failure),
               "Try again shortly.");
}

}  // namespace

std::string scrub(std::string text, std::string_view secret) {
  if (secret.size() >= 8)
    for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at))
      text.replace(at, secret.size(), "[hidden]");
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && token_char(text[end])) ++end;
    if (end == i) {
      out.push_back(text[i++]);
      continue;
    }
    const std::string_view word = std::string_view(text).substr(i, end - i);
    out.append(looks_secret(word) ? "[hidden]" : word);
    i = end;
  }
  return out;
}

Failure read_failure(const net::HttpResponse& response, std::string_view secret, Instant now) {
  Failure failure = parse_failure(response.body);
  failure.status = response.status;
  failure.message = shorten(trim(scrub(std::move(failure.message), secret)), kMessageMax);
  if (failure.correlation_id.empty())
    if (const auto id = response.header("x-hubspot-correlation-id"))
      failure.correlation_id = std::string(*id);
  // Any text of an answer can hold the token that was sent: all of them end up in logs and on screens.
  for (std::string* text : {&failure.correlation_id, &failure.category, &failure.sub_category,
                            &failure.policy, &failure.oauth_error, &failure.oauth_status})
    *text = scrub(shorten(*text, kNameMax), secret);
  if (failure.scopes.size() > kScopesMax) failure.scopes.resize(kScopesMax);
  for (std::string& scope : failure.scopes) scope = scrub(shorten(scope, kNameMax), secret);
  if (const auto wait = response.header("retry-after")) failure.retry_after = parse_retry_after(*wait, now);
  return failure;
}

LimitPolicy limit_policy(const Failure& failure) {
  const std::string policy = to_lower_ascii(failure.policy), message = to_lower_ascii(failure.message);
  const std::string& said = policy.empty() ? message : policy;
  if (said.find("daily") != std::string::npos) return LimitPolicy::daily;
  // Before "secondly", which is part of it.
  if (said.find("ten_secondly") != std::string::npos || said.find("ten secondly") != std::string::npos)
    return LimitPolicy::ten_secondly;
  if (said.find("secondly") != std::string::npos) return LimitPolicy::secondly;
  return LimitPolicy::unknown;
}

Error to_error(const Failure& failure) {
  const int status = failure.status;
  if (status == 401)
    return Error(Code::token_expired, with_theirs("HubSpot did not accept the access token.", failure),
                 "Connect HubSpot again.");
  if (status == 403 || failure.category == "MISSING_SCOPES") return scope_error(failure);
  if (status == 404)
    return Error(Code::hubspot_not_found,
                 with_theirs("HubSpot does not know this address or record.", failure));
  if (status == 429) return limit_error(failure);
  if (status == 477)
    return Error(Code::hubspot_migrating,
                 with_theirs("HubSpot is moving this account to another data centre.", failure),
                 "Nothing to do: the sync goes on when HubSpot has finished.");
  if (is_transient_status(status))
    return Error(Code::hubspot_down,
                 with_theirs(sentence("HubSpot answered with status {}.", status), failure),
                 "Usually this passes by itself. If not, see status.hubspot.com.");
  if (status >= 400)
    return Error(Code::hubspot_bad_request,
                 with_theirs(sentence("HubSpot refused the request with status {}.", status), failure),
                 "If a property was just deleted in HubSpot, sync again; otherwise report this with its "
                 "correlation id.");
  return Error(Code::hubspot_bad_answer,
               with_theirs(sentence("HubSpot answered with the unexpected status {}.", status), failure),
               "Check the HubSpot address in the configuration.");
}

Error to_oauth_error(const Failure& failure) {
  if (failure.status == 429) return limit_error(failure);
  if (is_transient_status(failure.status)) return to_error(failure);
  const std::string& what = failure.oauth_status;
  // HubSpot's older text comes without a status of its own.
  const bool old_text =
      what.empty() && to_lower_ascii(failure.message).find("invalid refresh token") != std::string::npos;
  if (what == "BAD_REFRESH_TOKEN" || what == "BAD_HUB" || old_text)
    return Error(
        Code::token_expired,
        with_theirs("The app was uninstalled, its access was withdrawn, or the token belongs to another app.",
                    failure),
        "Connect HubSpot again.");
  if (what == "BAD_AUTH_CODE" || what == "EXPIRED_AUTH_CODE")
    return Error(Code::oauth_failed,
                 with_theirs("HubSpot's one-time code was used already or is too old.", failure),
                 "Start connecting again.");
  if (what == "BAD_CLIENT_ID" || what == "BAD_CLIENT_SECRET" || failure.oauth_error == "invalid_client")
    return Error(Code::oauth_failed,
                 with_theirs("HubSpot does not accept the app's client id or client secret.", failure),
                 "Check the HubSpot client id and client secret in the configuration.");
  if (what == "BAD_REDIRECT_URI")
    return Error(Code::oauth_failed,
                 with_theirs("The redirect address is not the one registered in HubSpot.", failure),
                 "Register this installation's redirect address in the HubSpot app.");
  // An unknown complaint counts as configuration and never as a withdrawn connection.
  return Error(Code::oauth_failed, with_theirs("HubSpot's token endpoint refused the request.", failure),
               "Check the HubSpot app's settings and this installation's HubSpot configuration.");
}

bool is_transient_status(int status) {
  return status == 408 || status == 423 || status == 429 || status == 477 || status >= 500;
}

bool is_transient(Code code) {
  return code == Code::network || code == Code::hubspot_down || code == Code::hubspot_bad_answer ||
         code == Code::rate_limited || code == Code::hubspot_migrating;
}

}  // namespace every::hubspot
