// What a click on a proposal does: the same use cases as the screens, with the same permissions.
#include "app/clients.h"
#include "app/connect_portal.h"
#include "app/disconnect_portal.h"
#include "app/hubspot_json.h"
#include "app/hubspot_settings.h"
#include "app/import_contacts.h"
#include "app/invoices.h"
#include "app/review_contacts.h"
#include "app/run_log.h"
#include "app/sync_control.h"
#include "app/undo_import.h"
#include "base/sentence.h"
#include "chat/propose.h"

namespace every::chat {
namespace {

Answer progress(const store::Run& run) {
  Answer out;
  if (run.in_line) out.text = "It starts when the current sync is done.";
  out.blocks.push_back(json::object{{"type", "progress"}, {"runId", run.id}});
  return out;
}

Result<Answer> save(const app::App& app, const app::Actor& actor, const json::object& changed) {
  // It says one thing, and takes nothing back that somebody else says meanwhile.
  EVERY_CHECK(app::put_sync_settings(app.hubspot, actor, changed, std::nullopt));
  Answer out{"Saved.", {}, {}};
  out.blocks.push_back(json::object{{"type", "schedule"}});
  return out;
}

json::object rhythm(const json::object& args) {
  static constexpr std::string_view kDays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                               "friday", "saturday", "sunday"};
  const std::string every = text_arg(args, "every"), on = text_arg(args, "on");
  json::object out{{"frequency", every == "hour"   ? "hourly"
                                 : every == "day"  ? "daily"
                                 : every == "week" ? "weekly"
                                                   : "off"}};
  if (const std::string at = text_arg(args, "at"); !at.empty()) out["atTime"] = at;
  for (int i = 0; i < 7; ++i)
    if (on == kDays[i]) out["weekday"] = i + 1;
  return out;
}

}  // namespace

Result<Answer> carry_out(const app::App& app, const app::Actor& actor, const std::string& tool,
                         const json::object& args) {
  if (tool == "connect_hubspot") {
    EVERY_TRY(url, app::begin_connecting(app.hubspot, actor, {}));
    Answer out;
    out.blocks.push_back(
        json::object{{"type", "link"}, {"label", ours("Go on to HubSpot")}, {"url", url}, {"go", true}});
    return out;
  }
  if (tool == "sync_now") {
    EVERY_TRY(run, app::sync_now(app.hubspot, actor, "chat"));
    return progress(run);
  }
  if (tool == "cancel_sync") {
    EVERY_TRY(run, app::cancel_run(app.hubspot, actor, text_arg(args, "runId")));
    return progress(run);
  }
  if (tool == "resolve_duplicates") {
    EVERY_TRY(decided, app::decide_many(app.hubspot, actor,
                                        json::object{{"select", json::object{{"ids", args.at("ids")}}},
                                                     {"decision", args.at("decision")}}));
    Answer out{count_of(decided, "{} match is decided.", "{} matches are decided."), {}, {}};
    out.blocks.push_back(choices_block({"Show matches", "Import all contacts"}));
    return out;
  }
  if (tool == "import_contacts") {
    EVERY_TRY(begun, app::import_contacts(app.hubspot, actor, args.at("body")));
    return progress(std::get<store::Run>(begun));
  }
  if (tool == "undo_import") {
    EVERY_TRY(begun, app::undo_import(app.hubspot, actor, text_arg(args, "runId"), json::object{}));
    return progress(std::get<store::Run>(begun));
  }
  if (tool == "retry_errors") {
    EVERY_TRY(run, app::retry_failed(app.hubspot, actor, text_arg(args, "runId"), json::object{}));
    return progress(run);
  }
  if (tool == "create_invoice_drafts") {
    bool dry = false;
    EVERY_TRY(made, app::invoice_deals(app, actor, args.at("body"), dry));
    Answer out{count_of(std::ssize(made.created), "{} draft is ready.", "{} drafts are ready."), {}, {}};
    for (const std::string& id : made.created) out.listed.push_back({"invoice", id, ""});
    if (!made.created.empty())
      out.blocks.push_back(
          records_block("invoices", out.listed, std::ssize(made.created), "/invoices?status=draft"));
    return out;
  }
  if (tool == "set_schedule") return save(app, actor, rhythm(args));
  if (tool == "set_match_policy") return save(app, actor, {{"duplicatePolicy", args.at("policy")}});
  if (tool == "disconnect_hubspot") {
    EVERY_TRY(receipt, app::disconnect(app.hubspot, actor));
    Answer out{count_of(receipt.unlocked, "HubSpot is disconnected. {} record is editable now.",
                        "HubSpot is disconnected. {} records are editable now."),
               {},
               {}};
    out.blocks.push_back(json::object{{"type", "status"}});
    return out;
  }
  if (tool == "create_client") {
    EVERY_TRY(client, app::create_client(app, actor, args));
    Answer out{"", {}, {{"client", client.id, client.name}}};
    out.blocks.push_back(json::object{{"type", "client"}, {"id", client.id}});
    return out;
  }
  return Error(Code::not_found, "There is no such change.");
}

}  // namespace every::chat
