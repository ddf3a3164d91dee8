// Proposals about the connection, the sync and its rules.
#include <algorithm>

#include "app/hubspot_hub.h"
#include "app/hubspot_json.h"
#include "app/hubspot_settings.h"
#include "app/hubspot_status.h"
#include "app/preview_rules.h"
#include "app/run_log.h"
#include "app/sync_control.h"
#include "app/undo_import.h"
#include "base/sentence.h"
#include "chat/propose_detail.h"

namespace every::chat {
namespace {

constexpr std::string_view kLater = "A sync is at work. This starts when it is done.";

// The newest finished run that `fits`.
template <class F>
Result<std::optional<store::Run>> newest(const app::App& app, const app::Actor& actor, F&& fits) {
  EVERY_TRY(window,
            app::runs(app.hubspot, actor, {.sort = "", .descending = false, .offset = 0, .limit = 100}));
  for (const store::Run& run : window.items)
    if (run.finished_at && fits(run)) return std::optional(run);
  return std::optional<store::Run>();
}

std::string rhythm(const store::SyncSettings& s) {
  static constexpr std::string_view kDays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                               "Friday", "Saturday", "Sunday"};
  if (s.frequency == "off") return ours("off");
  if (s.frequency == "hourly") return ours("hourly");
  const bool timed = !s.at_time.empty();
  if (s.frequency == "daily") return timed ? sentence("daily at {}", s.at_time) : ours("daily");
  const std::string day = ours(kDays[std::clamp(s.weekday, 1, 7) - 1]);
  return timed ? sentence("weekly on {} at {}", day, s.at_time) : sentence("weekly on {}", day);
}

}  // namespace

store::Connection connection(const app::App& app, const app::Actor& actor) {
  return app.db.read([&](store::Tx& tx) { return store::Connections(tx, actor.tenant).get(); });
}

std::optional<store::Run> active(const app::App& app, const app::Actor& actor) {
  auto run = app.hubspot.engine(actor.tenant).current();
  if (!run || run->finished_at) return std::nullopt;
  return run;
}

Proposed progress_instead(const store::Run& run) {
  Proposed out = instead("That runs already.");
  out.instead.blocks.push_back(json::object{{"type", "progress"}, {"runId", run.id}});
  return out;
}

Proposed connect_first() {
  Proposed out = instead("HubSpot is not connected.");
  out.instead.blocks.push_back(choices_block({"Connect HubSpot"}));
  return out;
}

Result<Proposed> propose_connecting(const app::App& app, const app::Actor& actor) {
  EVERY_CHECK(app::require(actor, app::Permission::manage));
  const auto now = connection(app, actor);
  Effect out{"Connect HubSpot",
             {"You grant access on HubSpot's own page and come back here.",
              "Every only reads. Nothing in HubSpot is ever changed."},
             "Connect HubSpot…",
             std::to_string(static_cast<int>(now.state)),
             {}};
  if (now.state == store::ConnectionState::connected) {
    out.title = out.button = "Reconnect HubSpot";
    out.lines.insert(
        out.lines.begin(),
        "HubSpot is connected already. Reconnecting asks for access again; records stay linked.");
  }
  return Proposed{out, {}};
}

Result<Proposed> propose_sync(const app::App& app, const app::Actor& actor) {
  EVERY_CHECK(app::require(actor, app::Permission::sync));
  if (connection(app, actor).state == store::ConnectionState::not_connected) return connect_first();
  if (const auto run = active(app, actor)) return progress_instead(*run);
  return Proposed{Effect{"Sync HubSpot now",
                         {"Reads what changed in HubSpot since the last sync.",
                          "Contacts that nobody has imported stay out. Nothing in HubSpot changes."},
                         "Sync now",
                         "idle",
                         {}},
                  {}};
}

Result<Proposed> propose_cancelling(const app::App& app, const app::Actor& actor) {
  EVERY_CHECK(app::require(actor, app::Permission::sync));
  const auto run = active(app, actor);
  if (!run) return instead("Nothing is running.");
  return Proposed{Effect{run->kind == "import" ? "Cancel the import" : "Cancel the sync",
                         {"What is already in stays. The rest waits for the next run."},
                         run->kind == "import" ? "Cancel import" : "Cancel sync",
                         run->id,
                         {{"runId", run->id}}},
                  {}};
}

Result<Proposed> propose_undo(const app::App& app, const app::Actor& actor, const json::object& args) {
  EVERY_CHECK(app::require(actor, app::Permission::sync));
  std::string run_id = text_arg(args, "runId");
  if (run_id.empty()) {
    // What can be undone, else the last import and why not.
    EVERY_TRY(run, newest(app, actor, [&](const store::Run& r) {
                return app.db.read([&](store::Tx& tx) {
                  return sync::undoable_until(tx, actor.tenant, r.id, app.hubspot.clock().now()).has_value();
                });
              }));
    if (!run) {
      EVERY_TRY(last, newest(app, actor, [](const store::Run& r) { return r.kind == "import"; }));
      run = std::move(last);
    }
    if (!run) return instead("There is no import to undo.");
    run_id = run->id;
  }
  auto preview = app::undo_import(app.hubspot, actor, run_id, json::object{{"dryRun", true}});
  if (!preview.ok()) {
    if (preview.error().code != Code::undo_refused) return preview.error();
    return instead(ours(preview.error().detail) +
                   (preview.error().fix.empty() ? "" : " " + ours(preview.error().fix)));
  }
  const auto p = std::get<sync::UndoPreview>(*preview);
  Effect out{"Undo the last import", {}, "Undo import", run_id, {{"runId", run_id}}};
  out.lines.push_back(sentence("Removes {}, {} and {} that it made.",
                               count_of(p.clients_removed, "{} client", "{} clients"),
                               count_of(p.contacts_removed, "{} contact", "{} contacts"),
                               count_of(p.deals_removed, "{} deal", "{} deals")));
  out.lines.push_back(sentence("Puts {} records back as they were.",
                               p.clients_restored + p.contacts_restored + p.deals_restored));
  if (p.staying > 0) out.lines.push_back(sentence("{} stay because you have built on them.", p.staying));
  for (const std::string& line : out.lines) out.basis += line;
  if (active(app, actor)) out.lines.emplace_back(kLater);
  return Proposed{out, {}};
}

Result<Proposed> propose_retry(const app::App& app, const app::Actor& actor, const json::object& args) {
  EVERY_CHECK(app::require(actor, app::Permission::sync));
  std::string run_id = text_arg(args, "runId");
  const auto failed = [&](const std::string& id) {
    return app.db.read(
        [&](store::Tx& tx) { return std::ssize(store::RunRecords(tx, actor.tenant).failed(id, "")); });
  };
  if (run_id.empty()) {
    EVERY_TRY(run, newest(app, actor, [&](const store::Run& r) { return failed(r.id) > 0; }));
    if (!run) return instead("No record failed. There is nothing to try again.");
    run_id = run->id;
  }
  const std::int64_t n = failed(run_id);
  if (n == 0) return instead("No record failed. There is nothing to try again.");
  const std::string title = count_of(n, "Try {} record again", "Try {} records again");
  Effect out{title,
             {"Reads them from HubSpot once more and takes what is well now. Others aren't touched."},
             title,
             run_id + " " + spoken(n),
             {{"runId", run_id}}};
  if (active(app, actor)) out.lines.emplace_back(kLater);
  return Proposed{out, {}};
}

Result<Proposed> propose_schedule(const app::App& app, const app::Actor& actor, const json::object& args) {
  EVERY_CHECK(app::require(actor, app::Permission::manage));
  EVERY_TRY(before, app::sync_settings(app.hubspot, actor));
  json::object body = app::settings_json(before);
  const std::string every = text_arg(args, "every");
  body["frequency"] = every == "hour"   ? "hourly"
                      : every == "day"  ? "daily"
                      : every == "week" ? "weekly"
                                        : "off";
  if (const std::string at = text_arg(args, "at"); !at.empty()) body["atTime"] = at;
  static const std::vector<std::string> kDays{"monday", "tuesday",  "wednesday", "thursday",
                                              "friday", "saturday", "sunday"};
  if (const auto day = std::find(kDays.begin(), kDays.end(), text_arg(args, "on")); day != kDays.end())
    body["weekday"] = day - kDays.begin() + 1;
  EVERY_TRY(after, app::wanted_settings(app.hubspot, actor, body));
  if (rhythm(before) == rhythm(after)) return instead(sentence("The sync is {} already.", rhythm(after)));
  const auto zone = app.db.read([&](store::Tx& tx) { return app::workspace_of(tx, actor).time_zone; });
  Effect out{after.frequency == "off" ? "Turn the automatic sync off" : sentence("Sync {}", rhythm(after)),
             {sentence("Now: {}. Then: {} ({}).", rhythm(before), rhythm(after), zone)},
             after.frequency == "off" ? "Turn off" : "Change schedule",
             json::serialize(app::settings_json(before)),
             args};
  if (after.frequency == "off")
    out.lines.emplace_back("Changes in HubSpot then arrive when you sync, or when HubSpot tells us.");
  return Proposed{out, {}};
}

Result<Proposed> propose_policy(const app::App& app, const app::Actor& actor, const json::object& args) {
  EVERY_CHECK(app::require(actor, app::Permission::manage));
  EVERY_TRY(before, app::sync_settings(app.hubspot, actor));
  const std::string wanted = text_arg(args, "policy");
  if (before.duplicate_policy == wanted) return instead("That is the rule already.");
  json::object body = app::settings_json(before);
  body["duplicatePolicy"] = wanted;
  EVERY_TRY(preview, app::preview_rules(app.hubspot, actor, body, 1));
  Effect out{sentence("When a contact already exists: {}", ours(wanted)),
             {},
             "Change rule",
             json::serialize(app::settings_json(before)),
             args};
  out.lines.emplace_back(
      wanted == "replace" ? "From the next sync, existing records with the same email are updated from "
                            "HubSpot without asking. Invoices, payments and notes never change."
      : wanted == "skip"
          ? "From the next sync, HubSpot contacts that match a record here are left out without asking."
          : "From the next sync, matches wait for your decision.");
  out.lines.push_back(count_of(preview.at("records").to_number<std::int64_t>(),
                               "{} record changes with the next sync.",
                               "{} records change with the next sync."));
  out.basis += out.lines.back();
  return Proposed{out, {}};
}

Result<Proposed> propose_disconnecting(const app::App& app, const app::Actor& actor) {
  EVERY_CHECK(app::require(actor, app::Permission::manage));
  const auto now = connection(app, actor);
  if (now.state == store::ConnectionState::not_connected) return instead("HubSpot is not connected.");
  const json::object status = app::hubspot_status(app.hubspot, actor.tenant);
  const json::object& synced = status.at("sync").at("recordsSynced").as_object();
  const auto n = [&](const char* of) { return synced.at(of).to_number<std::int64_t>(); };
  Effect out{"Disconnect HubSpot?", {}, "Disconnect HubSpot", now.portal_id + json::serialize(synced), {}};
  out.lines = {"Access is removed and syncing stops.",
               sentence("{}, {} and {} stay, with all invoices. Their HubSpot fields become editable here.",
                        count_of(n("companies"), "{} client", "{} clients"),
                        count_of(n("contacts"), "{} contact", "{} contacts"),
                        count_of(n("deals"), "{} deal", "{} deals")),
               "You can reconnect later; records are linked again."};
  if (active(app, actor))
    out.lines.emplace_back("The running sync stops first; records already imported stay.");
  return Proposed{out, {}};
}

}  // namespace every::chat
