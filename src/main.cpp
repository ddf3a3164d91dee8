// The command line. `every serve` builds the system (system.h) and waits; the other commands use the same
// parts.
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/accounts.h"
#include "app/commands_hubspot.h"
#include "app/doctor.h"
#include "base/clock_ahead.h"
#include "base/sentence.h"
#include "demo.h"
#include "sandbox/command.h"
#include "system.h"

namespace {

using namespace every;

constexpr int kFailed = 1, kUsage = 2;

int fail(const Error& error) {
  std::cerr << "every: " << title(error.code) << ' ' << english(error.detail)
            << (error.fix.empty() ? "" : " " + english(error.fix)) << '\n';
  return error.code == Code::validation ? kUsage : kFailed;
}

// A search among a million clients takes and gives back megabytes at a time: returned to the kernel each
// time, and taken from it anew page by page, they cost as much as the search itself.
void keep_freed_memory() {
  constexpr int kMost = 32 << 20;  // the most that glibc takes for the first of these
  mallopt(M_MMAP_THRESHOLD, kMost);
  mallopt(M_TRIM_THRESHOLD, kMost);
}

int serve(const app::Config& config) {
  keep_freed_memory();
  block_signals();
  auto system = System::build(config);
  if (!system.ok()) return fail(system.error());
  if (const auto started = (*system)->start(); !started.ok()) return fail(started.error());
  std::cout << "Every " << EVERY_VERSION << " serves " << config.public_url << std::endl;
  wait_for_signal();
  (*system)->stop();
  return 0;
}

std::string read_password() {
  std::string password;
  if (isatty(STDIN_FILENO)) std::cerr << "Password (at least 12 characters): ";
  std::getline(std::cin, password);
  return password;
}

// For tests beside a sandbox on this machine, and for nothing else: whoever's HubSpot is real has the real
// time.
Status set_clock_ahead(const app::Config& config) {
  const auto file = app::process_environment()("EVERY_CLOCK_AHEAD");
  if (!file) return done();
  if (!config.hubspot_api_url.starts_with("http://127.0.0.1:") &&
      !config.hubspot_api_url.starts_with("http://localhost:"))
    return Error(Code::validation, "EVERY_CLOCK_AHEAD is for tests beside a sandbox.", "Leave it out.");
  return follow_clock_ahead(*file);
}

// Builds everything but serves nothing: for commands on the database of a server that is not running.
template <class F>
int with_app(app::Config config, F&& command) {
  config.log_level = "warn";
  auto system = System::build(std::move(config));
  if (!system.ok()) return fail(system.error());
  return command((*system)->app());
}

}  // namespace

int main(int argc, char** argv) {
  // The sandbox has its own options; hand them over untouched.
  if (argc > 1 && std::string_view(argv[1]) == "sandbox")
    return sandbox::run_sandbox({argv + 2, argv + argc});

  CLI::App cli("Every: self-hosted invoicing whose clients and deals come from HubSpot.", "every");
  cli.require_subcommand(1);
  std::string config_file = "every.toml", listen, data_dir, workspace, email, name, role = "member", id,
              what = "mirror";
  bool as_json = false, whole = false, keep = false, fresh = false, heal = false, dry_run = false;
  cli.add_option("--config", config_file, "Settings file")->capture_default_str();
  cli.add_option("--listen", listen, "address:port, instead of EVERY_LISTEN");
  cli.add_option("--data-dir", data_dir, "instead of EVERY_DATA_DIR");
  cli.footer(
      "Settings: EVERY_LISTEN EVERY_PUBLIC_URL EVERY_DATABASE_URL EVERY_DATA_DIR EVERY_SECRET_KEY_FILE "
      "EVERY_WEB_DIR\n"
      "EVERY_HUBSPOT_CLIENT_ID EVERY_HUBSPOT_CLIENT_SECRET EVERY_HUBSPOT_API_URL EVERY_HUBSPOT_APP_URL\n"
      "EVERY_HUBSPOT_WEBHOOK_URL EVERY_HUBSPOT_QUOTA_SHARE EVERY_SMTP_URL EVERY_MAIL_FROM EVERY_LOG_LEVEL,\n"
      "or the same in lower case without EVERY_ in every.toml.");
  const auto with_workspace = [&](CLI::App* command) {
    command->add_option("--workspace", workspace, "Name or id; the only one when left out");
    command->add_flag("--json", as_json, "Output for programs");
    return command;
  };

  auto* serve_command = cli.add_subcommand("serve", "Serve until SIGTERM");
  serve_command->fallthrough();
  auto* migrate = cli.add_subcommand("migrate", "Bring the database to the newest schema");
  migrate->fallthrough();
  auto* demo = cli.add_subcommand("demo", "Every with a HubSpot sandbox, to try it");
  demo->fallthrough();
  auto* keep_flag =
      demo->add_flag("--keep", keep, "Keep what the last demo left (one that was killed goes on anyway)");
  demo->add_flag("--fresh", fresh, "Begin anew, even after a kill")->excludes(keep_flag);
  auto* version = cli.add_subcommand("version", "Print the version");
  auto* user = cli.add_subcommand("user", "People")->require_subcommand(1);
  auto* user_add =
      user->add_subcommand("add", "Add a person; the password is read from standard input")->fallthrough();
  user_add->add_option("--email", email)->required();
  user_add->add_option("--name", name);
  user_add->add_option("--role", role, "owner, admin, member or viewer")->capture_default_str();
  user_add->add_option("--workspace", workspace)->required();
  auto* user_reset =
      user->add_subcommand("reset",
                           "Give a person a new password, read from standard input; every session ends")
          ->fallthrough();
  user_reset->add_option("--email", email)->required();
  auto* token = cli.add_subcommand("token", "API tokens")->require_subcommand(1);
  auto* token_create = token->add_subcommand("create", "Make a token; it is printed once")->fallthrough();
  token_create->add_option("--workspace", workspace)->required();
  token_create->add_option("--name", name)->required();
  token_create->add_option("--role", role)->capture_default_str();
  auto* hubspot = cli.add_subcommand("hubspot", "The HubSpot connection")->require_subcommand(1);
  auto* status =
      with_workspace(hubspot->add_subcommand("status", "Connection, last sync, quota")->fallthrough());
  auto* sync = with_workspace(hubspot->add_subcommand("sync", "Sync now, in the foreground")->fallthrough());
  auto* runs = with_workspace(hubspot->add_subcommand("runs", "Past syncs")->fallthrough());
  auto* why = with_workspace(hubspot->add_subcommand("why", "Why a record is here, or not")->fallthrough());
  auto* parity = with_workspace(
      hubspot->add_subcommand("parity", "Prove that the mirror is what HubSpot has")->fallthrough());
  parity->add_flag("--heal", heal, "Mend what is found");
  auto* undo =
      with_workspace(hubspot->add_subcommand("undo", "Take an import back, for 24 hours")->fallthrough());
  undo->add_option("run", id, "Id of the import's run")->required();
  undo->add_flag("--dry-run", dry_run, "Only say what would happen");
  why->add_option("id", id, "HubSpot id, link or e-mail")->required();
  auto* export_command = with_workspace(cli.add_subcommand("export", "Records as JSON lines")->fallthrough());
  export_command->add_option("--what", what, "mirror, clients, contacts, deals or invoices")
      ->capture_default_str();
  auto* doctor = cli.add_subcommand("doctor", "What Every needs to run, looked at one by one")->fallthrough();
  doctor->add_flag("--json", as_json, "Output for programs");
  doctor->add_flag("--whole", whole, "Read every page of the database, too");
  CLI11_PARSE(cli, argc, argv);

  if (*version) {
    std::cout << EVERY_VERSION << '\n';
    return 0;
  }
  const app::Environment environment = [&](const std::string& variable) -> std::optional<std::string> {
    if (variable == "EVERY_LISTEN" && !listen.empty()) return listen;
    if (variable == "EVERY_DATA_DIR" && !data_dir.empty()) return data_dir;
    if (variable == "EVERY_DATA_DIR" && *demo && !app::process_environment()(variable)) return "data/demo";
    return app::process_environment()(variable);
  };
  auto config = app::load_config(config_file, environment);
  if (!config.ok()) return fail(config.error());
  if (const auto set = set_clock_ahead(*config); !set.ok()) return fail(set.error());
  if (*serve_command) return serve(*config);
  if (*doctor) {
    const auto http = net::make_curl_client({.allowed_origins = {config->hubspot_api_url}});
    SystemClock clock;
    return app::doctor_command({*config, web_dir(*config), *http, clock, whole}, as_json, std::cout);
  }
  if (*demo)
    return run_demo(*config, fresh ? DemoStart::fresh : keep ? DemoStart::keep : DemoStart::as_it_ended);
  return with_app(*config, [&](const app::App& app) {
    const app::CommandLine line{app, workspace, as_json, std::cout, std::cerr};
    if (*status) return app::hubspot_status_command(line);
    if (*sync) return app::hubspot_sync_command(line);
    if (*runs) return app::hubspot_runs_command(line);
    if (*parity) return app::hubspot_parity_command(line, heal);
    if (*undo) return app::hubspot_undo_command(line, id, dry_run);
    if (*why) return app::hubspot_why_command(line, id);
    if (*export_command) return app::export_command(line, what);
    if (*user_reset) {
      const auto reset = app::set_password(app, email, read_password());
      if (!reset.ok()) return fail(reset.error());
      std::cout << email << " signs in with the new password.\n";
    }
    if (*user_add) {
      const auto added = app::add_user(app, workspace, name, email, role, read_password());
      if (!added.ok()) return fail(added.error());
      std::cout << "Added " << email << " as " << role << ".\n";
    }
    if (*token_create) {
      const auto made = app::create_token(app, workspace, name, role);
      if (!made.ok()) return fail(made.error());
      std::cout << *made << '\n';
    }
    if (*migrate) std::cout << "The database has the newest schema.\n";
    return 0;
  });
}
