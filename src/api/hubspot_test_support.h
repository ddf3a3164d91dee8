// For the tests of HubSpot's side of the API: the whole application in this process, connected to a sandbox
// HubSpot in this process. Time is a clock that waiting moves, so nothing here really waits for HubSpot.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "api/api.h"
#include "app/accounts.h"
#include "app/hubspot_hub.h"
#include "base/text.h"
#include "sandbox/sandbox.h"
#include "store/clients.h"
#include "store/deals.h"
#include "store/fresh_database.h"
#include "store/tx.h"

namespace every::api {

// The network between the application and the sandbox.
class SandboxHttp final : public net::HttpClient {
 public:
  explicit SandboxHttp(sandbox::Sandbox& sandbox) : sandbox_(sandbox) {}

  Result<net::HttpResponse> send(const net::HttpRequest& request) override {
    ++requests;
    while (held && request.url.find("/objects/") != std::string::npos)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const auto method = request.method == "GET"      ? http::Method::get
                        : request.method == "DELETE" ? http::Method::del
                                                     : http::Method::post;
    http::Request to = http::request_of(
        method, request.url.substr(request.url.find('/', request.url.find("://") + 3)), request.body);
    for (const auto& [name, value] : request.headers) to.headers.set(name, value);
    const http::Response answer = sandbox_.handle(to);
    if (answer.no_answer || answer.cut_after)
      return Error(Code::network, "The connection was reset.", "Try again later.");
    net::HttpResponse out{.status = answer.status, .body = answer.body};
    for (const auto& [name, value] : answer.headers.all())
      out.headers.emplace_back(to_lower_ascii(name), value);
    return out;
  }
  std::atomic<int> requests = 0;
  std::atomic<bool> held = false;  // no record is read meanwhile

 private:
  sandbox::Sandbox& sandbox_;
};

class HubSpotApiTest : public testing::Test {
 protected:
  static constexpr const char* kOrigin = "http://localhost:8080";

  explicit HubSpotApiTest(sandbox::Options options = small()) : sandbox(std::move(options), clock, log) {
    std::string name = (std::filesystem::temp_directory_path() / "every-hubspot-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no directory for the test");
    dir = name;
    db = store::fresh_database(dir / "every.db", log);
    config.public_url = kOrigin;
    config.hubspot_client_id = sandbox::kDefaultClientId;
    config.hubspot_client_secret = sandbox::kDefaultClientSecret;
    start_server();
    auto dana =
        app::set_up(*app_, json::object{{"workspace", json::object{{"name", "Fieldstone Studio"},
                                                                   {"currency", "USD"},
                                                                   {"timeZone", "America/Los_Angeles"}}},
                                        {"user", json::object{{"name", "Dana Reyes"},
                                                              {"email", "dana@fieldstone.example"},
                                                              {"password", "correct horse battery"}}}});
    if (!dana.ok()) throw std::runtime_error(dana.error().detail);
    session = dana->token;
    tenant = store::Tenant(dana->workspace.id);
  }
  ~HubSpotApiTest() override {
    stop_server();
    db.reset();
    std::filesystem::remove_all(dir);
  }

  static sandbox::Options small() {
    sandbox::Options o;
    o.contacts = 120;
    o.companies = 20;
    o.deals = 30;
    o.set_quota(10'000);
    o.search_per_second = 10'000;
    return o;
  }

  void start_server() {
    hub = std::make_unique<app::HubSpotHub>(app::HubSpotHub::Parts{
        .db = *db,
        .clock = clock,
        .random = random,
        .log = log,
        .metrics = metrics,
        .sealer = *sealer,
        .http = network,
        .tasks = tasks,
        .pauses = pauses,
        .publish =
            [this](const store::Tenant& whose, std::string_view kind, const json::value& data) {
              {
                const std::lock_guard lock(events_mutex);
                events_seen.emplace_back(kind);
              }
              events.publish(whose, kind, data);
            },
        .options = {.client_id = config.hubspot_client_id,
                    .client_secret = config.hubspot_client_secret,
                    .public_url = config.public_url,
                    .webhook_url = config.hubspot_webhook_url.empty()
                                       ? config.public_url + "/api/hubspot/webhooks"
                                       : config.hubspot_webhook_url,
                    .api_url = "http://sandbox",
                    .app_url = "http://sandbox"}});
    app_ = std::make_unique<app::App>(app::App{db_ref(), clock, random, log, metrics, events, *hub, config});
    api = std::make_unique<Api>(*app_, files, "{}");
  }
  void stop_server() {
    if (hub) hub->stop();
    api.reset();
    app_.reset();
    hub.reset();
  }

  // One request of the signed-in browser. The answer is kept for the contract's check.
  http::Response call(http::Method method, const std::string& target, const std::string& body = {},
                      const std::vector<std::pair<std::string, std::string>>& headers = {}) {
    http::Request request = http::request_of(method, target, body);
    request.headers.set("Origin", kOrigin);
    if (!session.empty()) request.headers.set("Cookie", "every_session=" + session);
    if (!body.empty()) request.headers.set("Content-Type", "application/json");
    for (const auto& [name, value] : headers) request.headers.set(name, value);
    request.peer = "192.0.2.1";
    http::Response response = api->handle(request);
    record(request, response);
    return response;
  }
  http::Response get(const std::string& target) { return call(http::Method::get, target); }
  http::Response post(const std::string& target, const json::value& body = json::object{}) {
    return call(http::Method::post, target, json::serialize(body));
  }
  http::Response put(const std::string& target, const json::value& body) {
    return call(http::Method::put, target, json::serialize(body));
  }
  // The rules of the sync, over those that are saved.
  http::Response put_settings(const json::value& body) { return put_settings(body, settings_tag()); }
  http::Response put_settings(const json::value& body, const std::string& tag) {
    return call(http::Method::put, "/api/hubspot/settings", json::serialize(body), {{"If-Match", tag}});
  }
  std::string settings_tag() {
    return std::string(get("/api/hubspot/settings").headers.get("ETag").value_or(""));
  }
  static json::object parsed(const http::Response& response) {
    const auto value = parse_json(response.body);
    EXPECT_TRUE(value.ok() && value->is_object()) << response.status << " " << response.body.substr(0, 400);
    return value.ok() && value->is_object() ? value->get_object() : json::object{};
  }
  json::object ok(const http::Response& response, int status = 200) {
    EXPECT_EQ(response.status, status) << response.body.substr(0, 600);
    return parsed(response);
  }
  // The code of a problem document, with its status and a way out.
  std::string problem(const http::Response& response, int status) {
    EXPECT_EQ(response.status, status) << response.body.substr(0, 600);
    const json::object document = parsed(response);
    return document.contains("code") ? std::string(document.at("code").as_string()) : "";
  }
  static std::string text(const json::value& object, std::string_view member) {
    const json::value& value = object.as_object().at(json::string_view(member));
    return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
  }
  static std::int64_t number(const json::value& object, std::string_view member) {
    return object.as_object().at(json::string_view(member)).to_number<std::int64_t>();
  }

  // ------------------------------------------------------------------ HubSpot's side
  http::Response hubspot(http::Method method, const std::string& target, std::string body = {}) {
    http::Request request;
    request.method = method;
    request.target = target;
    const auto mark = target.find('?');
    request.path = http::percent_decode(target.substr(0, mark));
    request.query = http::Parameters::parse(mark == std::string::npos ? "" : target.substr(mark + 1));
    request.body = std::move(body);
    return sandbox.handle(request);
  }
  json::object control(const std::string& verb, const json::object& body) {
    const auto response = hubspot(http::Method::post, "/sandbox/" + verb, json::serialize(body));
    EXPECT_EQ(response.status, 200) << response.body;
    return parsed(response);
  }
  std::string id(sandbox::Kind kind, std::size_t n = 0) {
    return std::to_string(sandbox.portal().records(kind)[n].id);
  }
  void change(const char* type, const std::string& record, json::object properties) {
    control("change", {{"type", type}, {"id", record}, {"properties", std::move(properties)}});
  }
  std::string create(const char* type, json::object properties) {
    return std::string(
        control("create", {{"type", type}, {"properties", std::move(properties)}}).at("id").as_string());
  }
  void fault(json::object fault) { control("faults", {{"schedule", json::array{std::move(fault)}}}); }
  // What the person does on HubSpot's page; gives the address that the browser is sent back to.
  std::string consent(const std::string& url, const std::string& more = "&decision=connect") {
    const auto response =
        hubspot(http::Method::post, "/oauth/authorize", url.substr(url.find('?') + 1) + more);
    EXPECT_EQ(response.status, 303) << response.body;
    const std::string to(response.headers.get("Location").value_or(""));
    EXPECT_TRUE(to.starts_with(kOrigin)) << to;
    return to.substr(std::string_view(kOrigin).size());
  }
  std::string auth_url(const std::string& query = {}) {
    return text(ok(get("/api/hubspot/auth/url" + query)), "url");
  }
  // Where the browser ends up.
  std::string go_back(const std::string& callback) {
    const auto response = get(callback);
    EXPECT_EQ(response.status, 302) << response.body;
    return std::string(response.headers.get("Location").value_or(""));
  }
  void connect() {
    EXPECT_EQ(go_back(consent(auth_url())), "/settings/integrations/hubspot?hubspot=connected");
    const json::object run = settled();
    EXPECT_EQ(number(run, "percent"), 100) << json::serialize(run);
  }
  // Waits until nothing runs, then gives the last run.
  json::object settled() {
    EXPECT_TRUE(hub->engine(tenant).wait_idle(std::chrono::seconds(60)));
    const json::object runs = ok(get("/api/hubspot/runs?limit=1"));
    return runs.at("items").as_array().at(0).as_object();
  }
  json::object status() { return ok(get("/api/hubspot/status")); }
  json::object import(json::object request) {
    ok(post("/api/hubspot/import", request), 202);
    return settled();
  }

  // Everything is here, and the next search looks behind what the first load has seen.
  void import_everything() {
    connect();
    import({{"select", json::object{{"all", true}}},
            {"default", "replace"},
            {"includeDeals", true},
            {"includeNoEmail", true},
            {"dryRun", false}});
    clock.advance(std::chrono::minutes(6));
  }
  void link(const char* from, const std::string& from_id, const char* to, const std::string& to_id,
            bool primary) {
    control("associate",
            {{"fromType", from}, {"fromId", from_id}, {"toType", to}, {"toId", to_id}, {"primary", primary}});
  }
  // A won deal of a client of its own, in HubSpot.
  std::string won_deal(const std::string& name, json::object more = {}) {
    const std::string company = create("companies", {{"name", name + " Ltd"}, {"domain", name + ".example"}});
    more["dealname"] = name;
    more["pipeline"] = "default";
    more["dealstage"] = "closedwon";
    if (!more.contains("amount")) more["amount"] = "500.00";
    const std::string deal = create("deals", more);
    const std::string contact = create("contacts", {{"email", name + "@made.example"}, {"lastname", name}});
    link("contacts", contact, "companies", company, true);
    link("deals", deal, "companies", company, true);
    link("deals", deal, "contacts", contact, false);
    return deal;
  }
  // The deal here of one in HubSpot; "" when it is not here.
  std::string deal_id(const std::string& record) {
    return db->read([&](store::Tx& tx) {
      const auto deal = store::Deals(tx, tenant).by_hubspot(record);
      return deal ? deal->id : "";
    });
  }

  // With a prefix that may be refused today.
  void invoices_begin(const char* prefix) {
    db->write([&](store::Tx& tx) {
      tx.run(tenant, "UPDATE workspaces SET invoice_prefix = $2 WHERE id = $1", prefix);
    });
  }
  // A client with one contact, made here.
  struct Made {
    std::string client_id, contact_id;
  };
  Made make_client(const std::string& name, const std::string& email) {
    Made made{app_->id(), app_->id()};
    db->write([&](store::Tx& tx) {
      domain::Client client;
      client.id = made.client_id;
      client.name = name;
      client.created_at = client.updated_at = clock.now();
      store::Clients(tx, tenant).insert(client);
      domain::Contact contact;
      contact.id = made.contact_id;
      contact.first_name = "Made";
      contact.last_name = "Here";
      contact.email = email;
      contact.phone = "+1 415 555 0100";
      contact.created_at = contact.updated_at = clock.now();
      store::Contacts contacts(tx, tenant);
      contacts.insert(contact);
      contacts.put_membership({.client_id = made.client_id,
                               .contact_id = made.contact_id,
                               .invoice_role = domain::Role::primary,
                               .proposal_role = domain::Role::primary});
    });
    return made;
  }
  // Another person of the workspace; the following requests are theirs.
  void become(const std::string& role) {
    const auto added = app::add_user(*app_, "Fieldstone Studio", "Sam Okafor", role + "@fieldstone.example",
                                     role, "correct horse battery");
    EXPECT_TRUE(added.ok()) << added.error().detail;
    const auto in = app::sign_in(
        *app_, json::object{{"email", role + "@fieldstone.example"}, {"password", "correct horse battery"}},
        "192.0.2.2");
    ASSERT_TRUE(in.ok()) << in.error().detail;
    session = in->token;
  }
  store::Connection connection() {
    return db->read([&](store::Tx& tx) { return store::Connections(tx, tenant).get(); });
  }
  bool told(std::string_view kind) {
    const std::lock_guard lock(events_mutex);
    return std::find(events_seen.begin(), events_seen.end(), kind) != events_seen.end();
  }

  std::filesystem::path dir;
  ManualClock clock{from_ms(1'795'430'000'000)};  // 2026-11-23
  SeededRandom random{11};
  Log log{Log::Level::off};
  Metrics metrics;
  RealTasks tasks;
  ClockTasks pauses{clock};
  std::shared_ptr<const crypto::Sealer> sealer = crypto::Sealer::with_key(std::string(32, 'k'));
  sandbox::Sandbox sandbox;
  SandboxHttp network{sandbox};
  std::unique_ptr<store::Database> db;
  app::Config config;
  app::EventHub events;
  std::mutex events_mutex;
  std::vector<std::string> events_seen;
  http::Files files;
  std::unique_ptr<app::HubSpotHub> hub;
  std::unique_ptr<app::App> app_;
  std::unique_ptr<Api> api;
  std::string session;
  store::Tenant tenant{""};

 private:
  store::Database& db_ref() { return *db; }
  // "/api/hubspot/runs/01J…/errors" as the contract's path.
  static std::string pattern_of(const std::string& path) {
    std::string out;
    std::size_t at = 0;
    while (at < path.size()) {
      const auto end = std::min(path.find('/', at + 1), path.size());
      const std::string part = path.substr(at + 1, end - at - 1);
      // A link's token is random: once in a while there is no digit in it.
      const bool id = part.find_first_of("0123456789") != std::string::npos || out == "/p" || out == "/i";
      out += "/" + (out.ends_with("/properties") ? "{object}" : id ? "{id}" : part);
      at = end;
    }
    return out;
  }
  static void record(const http::Request& request, const http::Response& response) {
    // Each process writes a file of its own: test/contract/run.mjs reads the folder.
    const char* folder = std::getenv("EVERY_RECORD_RESPONSES");
    if (folder == nullptr) return;
    static std::mutex one_line_at_a_time;
    const std::lock_guard lock(one_line_at_a_time);
    std::ofstream(std::filesystem::path(folder) / (std::to_string(::getpid()) + ".jsonl"), std::ios::app)
        << json::serialize(json::object{{"method", http::name(request.method)},
                                        {"path", pattern_of(request.path)},
                                        {"status", response.status},
                                        {"type", response.headers.get("content-type").value_or("")},
                                        {"body", response.body}})
        << '\n';
  }
};

}  // namespace every::api
