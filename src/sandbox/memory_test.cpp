// A sandbox with a folder is the same HubSpot after it was killed.
#include "sandbox/memory.h"

#include <stdlib.h>

#include <fstream>

#include "sandbox/test_sandbox.h"

namespace every::sandbox {
namespace {

class MemoryTest : public testing::Test {
 protected:
  MemoryTest() {
    std::string name = (std::filesystem::temp_directory_path() / "every-sandbox-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no directory for the test");
    folder = name;
    start();
  }
  ~MemoryTest() override {
    sandbox.reset();
    std::filesystem::remove_all(folder);
  }
  Options options(std::uint64_t seed = 1) {
    Options o;
    o.contacts = 60;
    o.companies = 10;
    o.deals = 12;
    o.seed = seed;
    o.keep_in = folder;
    return o;
  }
  // As a kill leaves it: nothing is said goodbye to.
  void start() { sandbox = std::make_unique<Sandbox>(options(), clock, log); }
  http::Response send(http::Method method, const std::string& target, std::string body = {},
                      const std::string& token = {}) {
    http::Request request = http::request_of(method, target, std::move(body));
    if (!token.empty()) request.headers.set("Authorization", "Bearer " + token);
    return sandbox->handle(request);
  }
  void control(const std::string& verb, const json::object& body) {
    EXPECT_EQ(send(http::Method::post, "/sandbox/" + verb, json::serialize(body)).status, 200) << verb;
  }
  std::string dump() {
    std::string out;
    for (const char* type : {"contacts", "companies", "deals", "line_items"})
      for (const char* archived : {"false", "true"})
        out += send(http::Method::get, std::string("/sandbox/portal?type=") + type + "&archived=" + archived)
                   .body;
    return out;
  }
  std::string first_contact() { return first("contacts"); }
  std::string first(const std::string& type) {
    const std::string lines = send(http::Method::get, "/sandbox/portal?type=" + type).body;
    return std::string(parse_json(lines.substr(0, lines.find('\n')))->at("id").as_string());
  }
  json::object grant() {
    const std::string redirect(kTestRedirect);
    const auto consent = send(http::Method::post, "/oauth/authorize",
                              form({{"client_id", kDefaultClientId},
                                    {"redirect_uri", redirect},
                                    {"scope", kTestScopes},
                                    {"state", "s1"},
                                    {"decision", "connect"}}));
    const std::string to(consent.headers.get("Location").value_or(""));
    const auto at = to.find("code=");
    EXPECT_NE(at, std::string::npos) << consent.status << consent.body.substr(0, 300);
    const std::string code = to.substr(at + 5, to.find('&', at) - at - 5);
    return token(form({{"grant_type", "authorization_code"},
                       {"client_id", kDefaultClientId},
                       {"client_secret", kDefaultClientSecret},
                       {"redirect_uri", redirect},
                       {"code", code}}));
  }
  json::object token(const std::string& body) {
    const auto answer = send(http::Method::post, "/oauth/2026-09/token", body);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return parse_json(answer.body)->as_object();
  }
  int reads_with(const std::string& access) {
    return send(http::Method::get, "/crm/objects/2026-09/contacts?limit=1", {}, access).status;
  }

  std::filesystem::path folder;
  ManualClock clock{from_ms(1'795'430'000'000)};
  Log log{Log::Level::off};
  std::unique_ptr<Sandbox> sandbox;
};

TEST_F(MemoryTest, ThePortalIsTheSameWithEverythingThatPeopleChanged) {
  clock.advance(std::chrono::hours(3));
  const std::string id = first_contact();
  control("change",
          {{"type", "contacts"}, {"id", id}, {"properties", json::object{{"firstname", "Changed"}}}});
  control("create", {{"type", "companies"}, {"properties", json::object{{"name", "Founded later"}}}});
  control("archive", {{"type", "deals"}, {"id", first("deals")}});
  const auto clicked =
      send(http::Method::post, "/sandbox/page/change",
           form({{"portalId", "147893001"}, {"type", "contacts"}, {"id", id}, {"phone", "+1 555 0199"}}));
  EXPECT_LT(clicked.status, 400) << clicked.body;
  const std::string before = dump();
  clock.advance(std::chrono::hours(30));
  start();
  EXPECT_EQ(dump(), before) << "values and dates";
  EXPECT_NE(before.find("+1 555 0199"), std::string::npos);
  EXPECT_NE(before.find("Founded later"), std::string::npos);
}

TEST_F(MemoryTest, TokensAreGoodAfterIt) {
  const json::object given = grant();
  const std::string access(given.at("access_token").as_string()),
      refresh(given.at("refresh_token").as_string());
  EXPECT_EQ(reads_with(access), 200);
  start();
  EXPECT_EQ(reads_with(access), 200);
  const json::object again = token(form({{"grant_type", "refresh_token"},
                                         {"client_id", kDefaultClientId},
                                         {"client_secret", kDefaultClientSecret},
                                         {"refresh_token", refresh}}));
  start();
  EXPECT_EQ(reads_with(std::string(again.at("access_token").as_string())), 200);
  clock.advance(std::chrono::minutes(31));
  EXPECT_EQ(reads_with(access), 401) << "and they run out as they would have";
}

TEST_F(MemoryTest, WhatWasTakenBackStaysTakenBack) {
  const std::string access(grant().at("access_token").as_string());
  control("revoke", {});
  EXPECT_EQ(reads_with(access), 401);
  start();
  EXPECT_EQ(reads_with(access), 401);
  EXPECT_EQ(reads_with(std::string(grant().at("access_token").as_string())), 200);
}

TEST_F(MemoryTest, AnOrderThatWasCutOffIsNoOrder) {
  control(
      "change",
      {{"type", "contacts"}, {"id", first_contact()}, {"properties", json::object{{"firstname", "Whole"}}}});
  const std::string before = dump();
  sandbox.reset();
  std::ofstream(folder / "orders.jsonl", std::ios::app) << R"({"at":1795430000000,"path":"/sandbox/cha)";
  start();
  EXPECT_EQ(dump(), before);
  control("archive", {{"type", "contacts"}, {"id", first_contact()}});
  const std::string after = dump();
  start();
  EXPECT_EQ(dump(), after) << "what comes after the cut is whole";
}

TEST_F(MemoryTest, AFolderOfAnotherPortalIsRefused) {
  Sandbox other(options(2), clock, log);
  const auto started = other.start();
  ASSERT_FALSE(started.ok());
  EXPECT_NE(started.error().detail.find("another size or seed"), std::string::npos) << started.error().detail;
}

}  // namespace
}  // namespace every::sandbox
