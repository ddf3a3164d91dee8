// A small sandbox and the requests that the tests of this folder send to it.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <utility>

#include "base/json.h"
#include "sandbox/sandbox.h"

namespace every::sandbox {

inline constexpr std::string_view kTestRedirect = "http://localhost:8080/api/hubspot/callback";
inline constexpr std::string_view kTestScopes =
    "oauth crm.objects.contacts.read crm.objects.companies.read crm.objects.deals.read "
    "crm.objects.owners.read "
    "crm.objects.line_items.read";

inline std::string form(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  std::string out;
  for (const auto& [name, value] : fields)
    out += (out.empty() ? "" : "&") + std::string(name) + "=" + http::percent_encode(value);
  return out;
}

class SandboxTest : public testing::Test {
 protected:
  explicit SandboxTest(Options options = small()) : sandbox(std::move(options), clock, log) {}

  static Options small() {
    Options o;
    o.contacts = 250;
    o.companies = 40;
    o.deals = 60;
    o.set_quota(10'000);
    o.search_per_second = 10'000;
    return o;
  }

  http::Response send(http::Method method, const std::string& target, std::string body = {},
                      std::string_view token = kDefaultStaticToken) {
    http::Request request = http::request_of(method, target, std::move(body));
    if (!token.empty()) request.headers.set("Authorization", "Bearer " + std::string(token));
    return sandbox.handle(request);
  }
  http::Response get(const std::string& target, std::string_view token = kDefaultStaticToken) {
    return send(http::Method::get, target, {}, token);
  }
  http::Response post(const std::string& target, std::string body,
                      std::string_view token = kDefaultStaticToken) {
    return send(http::Method::post, target, std::move(body), token);
  }
  static json::object parsed(const http::Response& response) {
    const auto value = parse_json(response.body);
    EXPECT_TRUE(value.ok()) << response.body.substr(0, 300);
    return value.ok() && value->is_object() ? value->get_object() : json::object{};
  }
  // A change through the control plane, which has to succeed.
  json::object control(const std::string& verb, const json::object& body) {
    const auto response = post("/sandbox/" + verb, json::serialize(body));
    EXPECT_EQ(response.status, 200) << response.body;
    return parsed(response);
  }

  // As far as the redirect: the URL that the browser is sent back to.
  std::string consent(std::string_view scopes = kTestScopes,
                      std::initializer_list<std::pair<std::string_view, std::string_view>> more = {}) {
    std::string body = form({{"client_id", kDefaultClientId},
                             {"redirect_uri", kTestRedirect},
                             {"scope", scopes},
                             {"state", "s1"},
                             {"decision", "connect"}});
    for (const auto& field : more) body += "&" + form({field});
    const auto response = post("/oauth/authorize", body, "");
    EXPECT_EQ(response.status, 303) << response.body;
    return std::string(response.headers.get("Location").value_or(""));
  }
  std::string code(std::string_view scopes = kTestScopes) {
    const std::string url = consent(scopes);
    const auto query = http::Parameters::parse(std::string_view(url).substr(url.find('?') + 1));
    return std::string(query.get("code").value_or(""));
  }
  http::Response exchange(std::string_view auth_code) {
    return post("/oauth/2026-09/token",
                form({{"grant_type", "authorization_code"},
                      {"client_id", kDefaultClientId},
                      {"client_secret", kDefaultClientSecret},
                      {"redirect_uri", kTestRedirect},
                      {"code", auth_code}}),
                "");
  }
  http::Response refresh(std::string_view token) {
    return post("/oauth/2026-09/token",
                form({{"grant_type", "refresh_token"},
                      {"client_id", kDefaultClientId},
                      {"client_secret", kDefaultClientSecret},
                      {"refresh_token", token}}),
                "");
  }
  struct Tokens {
    std::string access, refresh;
  };
  Tokens connect(std::string_view scopes = kTestScopes) {
    const auto answer = parsed(exchange(code(scopes)));
    return {std::string(answer.at("access_token").as_string()),
            std::string(answer.at("refresh_token").as_string())};
  }

  RecordId first(Kind kind, std::size_t n = 0) { return sandbox.portal().records(kind)[n].id; }
  static std::string text(const json::object& record, std::string_view property) {
    const auto& value = record.at("properties").as_object().at(property);
    return value.is_null() ? "(null)" : std::string(value.as_string());
  }

  ManualClock clock{from_ms(1'795'430'000'000)};  // 2026-11-23
  Log log{Log::Level::off};
  Sandbox sandbox;
};

}  // namespace every::sandbox
