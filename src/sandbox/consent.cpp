#include "sandbox/consent.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "sandbox/page.h"
#include "sandbox/scopes.h"

namespace every::sandbox {
namespace {

struct Wanted {
  std::string redirect_uri, state;
  std::vector<std::string> scopes, optional;
};

std::string field(const http::Parameters& from, std::string_view name) {
  return std::string(from.get(name).value_or(""));
}

// https anywhere, http on localhost only, never an IP address. Empty: fine.
std::string redirect_complaint(std::string_view uri, bool allow_ip) {
  const bool secure = uri.starts_with("https://");
  if (!secure && !uri.starts_with("http://")) return "The redirect_uri has to begin with https://.";
  std::string_view host = uri.substr(secure ? 8 : 7);
  host = host.substr(0, host.find_first_of("/?#"));
  if (host.find('@') != std::string_view::npos) return "The redirect_uri must not hold a user name.";
  const bool six = host.starts_with("[");
  if (!six) host = host.substr(0, host.find(':'));
  if (host.empty()) return "The redirect_uri names no host.";
  const bool ip = six || host.find_first_not_of("0123456789.") == std::string_view::npos;
  if (ip && !allow_ip)
    return "The redirect_uri must not be an IP address. Use http://localhost with the same port.";
  if (!secure && !ip && host != "localhost")
    return "Only https is accepted here, except for http://localhost.";
  return {};
}

Result<Wanted> read(const Options& options, const http::Parameters& from) {
  const auto wrong = [](std::string text) { return Error(Code::validation, std::move(text)); };
  Wanted wanted{field(from, "redirect_uri"), field(from, "state"), split_scopes(field(from, "scope")),
                split_scopes(field(from, "optional_scope"))};
  if (field(from, "client_id") != options.client_id)
    return wrong("No app has this client_id. Compare it with the one that the sandbox was started with.");
  if (wanted.redirect_uri.empty()) return wrong("The redirect_uri is missing.");
  if (auto text = redirect_complaint(wanted.redirect_uri, options.allow_ip_redirects); !text.empty())
    return wrong(text);
  if (wanted.scopes.empty()) return wrong("The scope parameter is missing or empty.");
  for (const auto* list : {&wanted.scopes, &wanted.optional})
    for (const std::string& scope : *list)
      if (!is_scope(scope))
        return wrong(fmt::format("The scope \"{}\" is not one that this app declares.", scope));
  return wanted;
}

Response refused(const Error& error) {
  return page(
      400, "Authorization failed",
      fmt::format(
          "<h1>Authorization failed</h1><p>{}</p><p class=\"soft\">Nothing was connected. The app that "
          "sent you here has to be set up differently.</p>",
          escaped(error.detail)));
}

Response back(const Wanted& wanted, std::string_view what) {
  const char joint = wanted.redirect_uri.find('?') == std::string::npos ? '?' : '&';
  std::string url = fmt::format("{}{}{}", wanted.redirect_uri, joint, what);
  if (!wanted.state.empty()) url += "&state=" + http::percent_encode(wanted.state);
  return Response::redirect(url, 303);
}

std::string permission(const std::string& scope, bool fixed, bool optional) {
  return fmt::format(
      "<label><input type=\"checkbox\" name=\"grant\" value=\"{0}\" "
      "checked{1}><span>{2}<small>{0}{3}</small></span></label>",
      escaped(scope), fixed ? " disabled" : "", escaped(in_words(scope)), optional ? " (optional)" : "");
}

std::string hidden(std::string_view name, std::string_view value) {
  return fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, escaped(value));
}

}  // namespace

Response consent_page(const ConsentContext& context, const http::Parameters& query, std::int64_t portal_id) {
  const auto wanted = read(context.options, query);
  if (!wanted.ok()) return refused(wanted.error());
  std::string accounts, permissions, fields = hidden("picked", "1");
  for (const Portal* portal : context.portals) {
    const bool chosen = portal_id == 0 ? portal == context.portals.front() : portal->id() == portal_id;
    accounts += fmt::format(
        "<label><input type=\"radio\" name=\"portal\" value=\"{0}\"{1} required><span>{2}<small>Account {0}, "
        "{3}</small></span></label>",
        portal->id(), chosen ? " checked" : "", escaped(portal->account().name),
        escaped(portal->account().domain));
  }
  for (const std::string& scope : wanted->scopes) permissions += permission(scope, scope == "oauth", false);
  for (const std::string& scope : wanted->optional) permissions += permission(scope, false, true);
  for (const std::string_view name : {"client_id", "redirect_uri", "scope", "optional_scope", "state"})
    fields += hidden(name, field(query, name));
  return page(
      200, "Connect an app to HubSpot (sandbox)",
      fmt::format(
          "<h1>Connect Every to your HubSpot account</h1>"
          "<p class=\"soft\">This is the sandbox: no data of a real account is behind it.</p>"
          "<form method=\"post\" action=\"/oauth/authorize\">{}"
          "<fieldset><legend>Choose an account</legend>{}</fieldset>"
          "<fieldset><legend>The app asks to</legend>{}"
          "<p class=\"soft\">HubSpot lets you take all or nothing. Here you may untick a permission to see "
          "what the app does without it.</p></fieldset>"
          "<div class=\"buttons\"><button class=\"main\" name=\"decision\" value=\"connect\">Connect "
          "app</button>"
          "<button name=\"decision\" value=\"cancel\" formnovalidate>Cancel</button></div></form>",
          fields, accounts, permissions));
}

Response consent_decision(const ConsentContext& context, const http::Parameters& form, Instant now) {
  const auto wanted = read(context.options, form);
  if (!wanted.ok()) return refused(wanted.error());
  if (field(form, "decision") != "connect")
    return back(*wanted, "error=access_denied&error_description=" +
                             http::percent_encode("The user did not grant the app access to the account."));
  const std::string picked =
      form.get("portal") ? field(form, "portal") : std::to_string(context.portals.front()->id());
  const auto portal = std::find_if(context.portals.begin(), context.portals.end(),
                                   [&](const Portal* p) { return std::to_string(p->id()) == picked; });
  if (portal == context.portals.end()) return refused(Error(Code::validation, "Choose one of the accounts."));
  const auto ticked = form.all("grant");
  const auto granted = [&](const std::string& scope) {
    return scope == "oauth" || !form.get("picked") ||
           std::find(ticked.begin(), ticked.end(), scope) != ticked.end();
  };
  std::vector<std::string> scopes;
  for (const std::string& scope : wanted->scopes)
    if (granted(scope)) scopes.push_back(scope);
  // What the account has not bought is dropped without a word.
  for (const std::string& scope : wanted->optional)
    if (granted(scope) && !(*portal)->account().unavailable_scopes.contains(scope) &&
        std::find(scopes.begin(), scopes.end(), scope) == scopes.end())
      scopes.push_back(scope);
  const std::string code =
      context.oauth.issue_code((*portal)->id(), std::move(scopes), wanted->redirect_uri, now);
  return back(*wanted, "code=" + http::percent_encode(code));
}

}  // namespace every::sandbox
