#include "demo.h"

#include <fmt/format.h>
#include <signal.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include "app/accounts.h"
#include "app/clients.h"
#include "app/contacts.h"
#include "app/invoices.h"
#include "base/sentence.h"
#include "base/text.h"
#include "sandbox/sandbox.h"
#include "system.h"

namespace every {
namespace {

constexpr const char* kEmail = "dana@fieldstone.example";
constexpr const char* kPassword = "fieldstone demo";
constexpr std::size_t kKnownClients = 40;

struct Person {
  std::string first, last, email;
};

// People of the sandbox, every twentieth or so, as somebody would have typed them into an invoicing tool.
std::vector<Person> known_people(sandbox::Sandbox& sandbox) {
  http::Request request;
  request.path = "/sandbox/portal";
  request.target = "/sandbox/portal?type=contacts";
  request.query = http::Parameters::parse("type=contacts");
  const std::string lines = sandbox.handle(request).body;
  std::vector<Person> out;
  std::size_t line_number = 0;
  for (std::size_t at = 0; at < lines.size() && out.size() < kKnownClients;) {
    const auto end = std::min(lines.find('\n', at), lines.size());
    const auto record = parse_json(std::string_view(lines).substr(at, end - at));
    at = end + 1;
    if (!record.ok() || ++line_number % 20 != 0) continue;
    const auto& properties = record->at("properties").get_object();
    const auto text = [&](const char* name) {
      const auto* value = properties.if_contains(name);
      return value != nullptr && value->is_string() ? trim(std::string_view(value->get_string()))
                                                    : std::string();
    };
    Person person{text("firstname"), text("lastname"), to_lower_ascii(text("email"))};
    if (!person.email.empty() && !person.last.empty()) out.push_back(std::move(person));
  }
  return out;
}

// Clients made here before the first sync: matches with differences of every kind, some with an open invoice.
Status make_clients(const app::App& app, const app::Actor& actor, const std::vector<Person>& people) {
  for (std::size_t i = 0; i < people.size(); ++i) {
    const Person& p = people[i];
    const std::string shown = i % 4 == 0 ? to_lower_ascii(p.first) + " " + p.last : p.first + " " + p.last;
    EVERY_TRY(client, app::create_client(app, actor, json::object{{"kind", "person"}, {"name", shown}}));
    EVERY_CHECK(
        app::add_client_contact(app, actor, client.id,
                                json::object{{"firstName", i % 4 == 0 ? to_lower_ascii(p.first) : p.first},
                                             {"lastName", p.last},
                                             {"email", p.email},
                                             {"phone", i % 3 == 0 ? "+1 415 555 0100" : ""}}));
    if (i % 5 != 0) continue;
    EVERY_TRY(invoice, app::create_invoice(
                           app, actor,
                           json::object{{"clientId", client.id},
                                        {"lines", json::array{json::object{
                                                      {"description", "Retainer, October"},
                                                      {"unitPrice", json::object{{"amount", "1200.00"},
                                                                                 {"currency", "USD"}}}}}}}));
    EVERY_CHECK(app::issue_invoice(app, actor, invoice.id, nullptr));
  }
  return done();
}

Status set_up(const app::App& app, sandbox::Sandbox& sandbox) {
  if (!app::setup_needed(app)) return done();
  EVERY_TRY(owner,
            app::set_up(app, json::object{{"workspace", json::object{{"name", "Fieldstone Studio"},
                                                                     {"currency", "USD"},
                                                                     {"timeZone", "America/Los_Angeles"},
                                                                     {"country", "US"}}},
                                          {"user", json::object{{"name", "Dana Reyes"},
                                                                {"email", kEmail},
                                                                {"password", kPassword}}}}));
  EVERY_TRY(actor, app::actor_of_session(app, owner.token));
  return make_clients(app, actor, known_people(sandbox));
}

// A change on the sandbox's page is told to Every, as HubSpot tells of one.
Status tell_of_changes(sandbox::Sandbox& sandbox, const std::string& target) {
  http::Request request;
  request.method = http::Method::post;
  request.path = request.target = "/sandbox/webhooks";
  request.body = json::serialize(json::object{{"target", target}, {"everything", true}});
  const http::Response answer = sandbox.handle(request);
  if (answer.status == 200) return done();
  return Error(Code::internal, "The sandbox does not take its webhooks: " + answer.body);
}

int fail(const Error& error) {
  fmt::print(stderr, "every demo: {} {} {}\n", title(error.code), english(error.detail), english(error.fix));
  return 1;
}

}  // namespace

void block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

int wait_for_signal() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  int signal = 0;
  sigwait(&signals, &signal);
  return signal;
}

int run_demo(app::Config config, DemoStart start) {
  block_signals();
  const std::filesystem::path folder = config.data_dir, running = folder / "running";
  const bool killed = std::filesystem::exists(running);
  if (start == DemoStart::fresh || (start == DemoStart::as_it_ended && !killed))
    std::filesystem::remove_all(folder);
  SystemClock clock;
  Log quiet(Log::Level::warn);
  sandbox::Options options;
  options.port = 4600;
  options.keep_in = folder / "sandbox";
  auto hubspot = std::make_unique<sandbox::Sandbox>(options, clock, quiet);
  if (!hubspot->start().ok()) {
    // Somebody has that port: any other will do.
    options.port = 0;
    hubspot = std::make_unique<sandbox::Sandbox>(options, clock, quiet);
    if (const auto started = hubspot->start(); !started.ok()) return fail(started.error());
  }
  sandbox::Sandbox& sandbox = *hubspot;

  const std::string port = config.listen.substr(config.listen.rfind(':') + 1);
  // HubSpot accepts plain http for "localhost" only.
  config.public_url = "http://localhost:" + port;
  config.hubspot_api_url = config.hubspot_app_url = fmt::format("http://localhost:{}", sandbox.port());
  config.hubspot_client_id = options.client_id;
  config.hubspot_client_secret = options.client_secret;
  config.hubspot_webhook_url = config.public_url + "/api/hubspot/webhooks";
  config.log_level = "warn";
  if (const auto telling = tell_of_changes(sandbox, config.hubspot_webhook_url); !telling.ok())
    return fail(telling.error());
  auto system = System::build(config);
  if (!system.ok()) return fail(system.error());
  if (const auto ready = set_up((*system)->app(), sandbox); !ready.ok()) return fail(ready.error());
  // From here on a kill leaves something to go on with.
  std::ofstream(running) << "This demo runs, or was killed.\n";
  if (const auto started = (*system)->start(); !started.ok()) return fail(started.error());
  fmt::print("Every is at {}  (sign in as {} with the password \"{}\")\n", config.public_url, kEmail,
             kPassword);
  fmt::print(
      "Click Connect HubSpot, then Connect app, then Review contacts. HubSpot is a sandbox at {}: what you "
      "change there shows in Every within seconds.\n",
      config.hubspot_app_url);
  if (killed && start != DemoStart::fresh)
    fmt::print("The last demo was killed; this one goes on where it stood. --fresh begins anew.\n");
  std::fflush(stdout);
  wait_for_signal();
  (*system)->stop();
  sandbox.stop();
  std::filesystem::remove(running);
  return 0;
}

}  // namespace every
