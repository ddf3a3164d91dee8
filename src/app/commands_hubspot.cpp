#include "app/commands_hubspot.h"

#include "app/check_parity.h"
#include "app/export_records.h"
#include "app/hubspot_json.h"
#include "app/hubspot_status.h"
#include "app/sync_control.h"
#include "app/undo_import.h"
#include "base/sentence.h"

namespace every::app {
namespace {

constexpr std::chrono::milliseconds kLook{500};

std::string in_english(std::string document) {
  return worded_json(std::move(document), Wording());
}

int fail(const CommandLine& line, const Error& error) {
  if (line.json) {
    line.out << json::serialize(json::object{{"code", name(error.code)},
                                             {"detail", english(error.detail)},
                                             {"fix", english(error.fix)}})
             << '\n';
  } else {
    line.err << title(error.code) << ' ' << english(error.detail)
             << (error.fix.empty() ? "" : " " + english(error.fix)) << '\n';
  }
  return error.code == Code::validation ? 2 : 1;
}

// Whoever may start the program on the server's machine may do everything with its database.
Result<Actor> operator_of(const CommandLine& line) {
  const auto workspaces = line.app.db.read([](store::Tx& tx) { return store::Accounts(tx).workspaces(); });
  if (workspaces.empty())
    return Error(Code::setup_needed, "There is no workspace yet.", "Open Every in a browser and set it up.");
  if (line.workspace.empty() && workspaces.size() > 1)
    return Error(Code::validation, "There are several workspaces.", "Say which with --workspace.");
  for (const auto& workspace : workspaces)
    if (line.workspace.empty() || workspace.id == line.workspace || workspace.name == line.workspace)
      return Actor{.tenant = store::Tenant(workspace.id), .name = "Command line", .role = "owner"};
  return Error(Code::validation, "There is no workspace \"" + line.workspace + "\".",
               "Look at its name in the settings.");
}

std::string run_line(const store::Run& run) {
  std::string out = to_rfc3339(run.created_at) + "  " + run.kind + "  " + std::string(store::name(run.state));
  out += "  created " + std::to_string(run.counts.created) + ", updated " +
         std::to_string(run.counts.updated) + ", skipped " + std::to_string(run.counts.skipped) +
         ", failed " + std::to_string(run.counts.failed) + "  requests " + std::to_string(run.requests);
  if (!run.error_code.empty()) out += "  " + run.error_code + ": " + run.error_detail + " " + run.error_fix;
  return out;
}

std::string progress_line(const store::Run& run) {
  std::string out = run.phase.empty() ? "queued" : run.phase;
  for (const auto& phase : run.phases)
    if (phase.name == run.phase) {
      out += " " + std::to_string(phase.processed);
      if (phase.total) out += " of " + std::to_string(*phase.total);
    }
  if (run.percent >= 0) out += ", " + std::to_string(run.percent) + " %";
  if (run.eta_ms) out += ", " + std::to_string((*run.eta_ms + 999) / 1000) + " s left";
  return out;
}

std::string text_of(const json::value& value, std::string_view member) {
  const json::value& found = value.at(json::string_view(member));
  if (found.is_null()) return "never";
  return found.is_string() ? std::string(found.get_string()) : json::serialize(found);
}

// With a line of progress.
void wait_idle(const CommandLine& line, const Actor& actor) {
  sync::Engine& engine = line.app.hubspot.engine(actor.tenant);
  while (!engine.wait_idle(kLook))
    if (const auto now = engine.current(); now && !line.json)
      line.err << '\r' << progress_line(*now) << "\033[K";
  if (!line.json) line.err << "\r\033[K";
}

// Waits for the run and prints its end.
int follow(const CommandLine& line, const Actor& actor, const std::string& run_id) {
  wait_idle(line, actor);
  const auto ended = run(line.app.hubspot, actor, run_id);
  if (!ended.ok()) return fail(line, ended.error());
  line.out << (line.json ? in_english(json::serialize(run_json(line.app.hubspot, actor.tenant, *ended)))
                         : run_line(*ended))
           << '\n';
  return ended->state == store::RunState::succeeded || ended->state == store::RunState::partial ? 0 : 1;
}

void print_certificate(const CommandLine& line, const json::value& certificate) {
  line.out << text_of(certificate, "state") << ", " << text_of(certificate, "startedAt") << ", "
           << text_of(certificate, "durationMs") << " ms, " << text_of(certificate, "requests")
           << " requests, " << text_of(certificate, "findings") << " findings, "
           << text_of(certificate, "healed") << " healed\n";
  for (const auto& type : certificate.at("types").as_array())
    line.out << "  " << text_of(type, "objectType") << ": HubSpot " << text_of(type, "hubspot") << ", here "
             << text_of(type, "here") << ", missing " << text_of(type, "missing") << ", extra "
             << text_of(type, "extra") << ", stale " << text_of(type, "stale") << ", associations "
             << text_of(type, "links") << ", waiting " << text_of(type, "waiting") << '\n';
}

}  // namespace

int hubspot_status_command(const CommandLine& line) {
  const auto actor = operator_of(line);
  if (!actor.ok()) return fail(line, actor.error());
  const json::object status = hubspot_status(line.app.hubspot, actor->tenant);
  if (line.json) {
    line.out << in_english(json::serialize(status)) << '\n';
    return 0;
  }
  const json::value& connection = status.at("connection");
  const json::value& sync = status.at("sync");
  const json::value& found = status.at("found");
  line.out << "HubSpot: " << text_of(connection, "state");
  if (const auto& portal = connection.at("portal"); !portal.is_null())
    line.out << ", " << text_of(portal, "name") << " (" << text_of(portal, "id") << ")";
  line.out << "\nSync: " << text_of(sync, "health") << ", last success " << text_of(sync, "lastSuccessAt")
           << ", next " << text_of(sync, "nextRunAt") << "\nFound: " << text_of(found, "contacts")
           << " contacts, " << text_of(found, "companies") << " companies, " << text_of(found, "deals")
           << " deals\n";
  if (const auto& error = sync.at("error"); !error.is_null())
    line.out << "Problem: " << text_of(error, "code") << ". " << text_of(error, "detail") << ' '
             << text_of(error, "fix") << '\n';
  return 0;
}

int hubspot_sync_command(const CommandLine& line) {
  const auto actor = operator_of(line);
  if (!actor.ok()) return fail(line, actor.error());
  sync::Engine& engine = line.app.hubspot.engine(actor->tenant);
  engine.resume();  // what a killed server left comes first
  auto started = sync_now(line.app.hubspot, *actor);
  if (!started.ok()) return fail(line, started.error());
  return follow(line, *actor, started->id);
}

int hubspot_why_command(const CommandLine& line, const std::string& id) {
  const auto actor = operator_of(line);
  if (!actor.ok()) return fail(line, actor.error());
  const auto answer = why_here(line.app.hubspot, *actor, id);
  if (!answer.ok()) return fail(line, answer.error());
  if (line.json) {
    line.out << in_english(json::serialize(*answer)) << '\n';
    return 0;
  }
  for (const auto& step : answer->at("trail").as_array())
    line.out << (step.at("ok").as_bool() ? "+ " : "- ") << text_of(step, "text") << '\n';
  return 0;
}

int hubspot_parity_command(const CommandLine& line, bool heal) {
  const auto actor = operator_of(line);
  if (!actor.ok()) return fail(line, actor.error());
  HubSpotHub& hub = line.app.hubspot;
  hub.engine(actor->tenant).resume();
  const auto started = check_parity(hub, *actor, json::object{{"heal", heal}});
  if (!started.ok()) return fail(line, started.error());
  wait_idle(line, *actor);
  const auto report = parity(hub, *actor);
  const auto findings = parity_download(hub, *actor, line.json ? "ndjson" : "csv");
  if (!report.ok() || report->at("certificate").is_null() || !findings.ok())
    return fail(line, Error(Code::internal, "There is no certificate."));
  const json::value& certificate = report->at("certificate");
  if (line.json)
    line.out << in_english(json::serialize(certificate)) << '\n';
  else
    print_certificate(line, certificate);
  if (certificate.at("findings").to_number<std::int64_t>() > 0) line.out << *findings;
  return certificate.at("state").as_string() == "exact" ? 0 : 1;
}

int hubspot_undo_command(const CommandLine& line, const std::string& run_id, bool dry_run) {
  const auto actor = operator_of(line);
  if (!actor.ok()) return fail(line, actor.error());
  const auto answer = undo_import(line.app.hubspot, *actor, run_id, json::object{{"dryRun", dry_run}});
  if (!answer.ok()) return fail(line, answer.error());
  if (const auto* run = std::get_if<store::Run>(&*answer)) return follow(line, *actor, run->id);
  line.out << in_english(json::serialize(undo_preview_json(std::get<sync::UndoPreview>(*answer)))) << '\n';
  return 0;
}

int hubspot_runs_command(const CommandLine& line) {
  const auto actor = operator_of(line);
  if (!actor.ok()) return fail(line, actor.error());
  const auto window = runs(line.app.hubspot, *actor, {.descending = true, .limit = 20});
  if (!window.ok()) return fail(line, window.error());
  for (const store::Run& one : window->items)
    line.out << (line.json ? in_english(json::serialize(run_json(line.app.hubspot, actor->tenant, one)))
                           : run_line(one))
             << '\n';
  return 0;
}

int export_command(const CommandLine& line, const std::string& what) {
  const auto actor = operator_of(line);
  if (!actor.ok()) return fail(line, actor.error());
  const Date today = local_date(line.app.now(), "UTC");
  const Status status = export_records(line.app.db, actor->tenant, what, today, line.out);
  return status.ok() ? 0 : fail(line, status.error());
}

}  // namespace every::app
