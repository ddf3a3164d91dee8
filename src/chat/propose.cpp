#include "chat/propose.h"

#include <algorithm>

#include "app/clients.h"
#include "app/hubspot_hub.h"
#include "app/hubspot_json.h"
#include "app/hubspot_settings.h"
#include "app/hubspot_status.h"
#include "app/import_contacts.h"
#include "app/invoices.h"
#include "app/preview_rules.h"
#include "app/run_log.h"
#include "app/sync_control.h"
#include "app/undo_import.h"
#include "base/text.h"
#include "store/connection.h"
#include "store/deals.h"
#include "store/review.h"

namespace every::chat {
namespace {

constexpr std::int64_t kManyMatches = 100'000;

Proposed instead(std::string text) {
  return {std::nullopt, {std::move(text), {}, {}}};
}

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

Result<Proposed> connect(const app::App& app, const app::Actor& actor) {
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

Result<Proposed> sync(const app::App& app, const app::Actor& actor) {
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

Result<Proposed> cancel(const app::App& app, const app::Actor& actor) {
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

// The matches that are meant: ids in the order of the list.
Result<std::vector<std::string>> meant(const app::App& app, const app::Actor& actor, const json::object& args,
                                       const Surroundings& around, std::string& question) {
  if (const auto* ids = args.if_contains("ids")) {
    std::vector<std::string> out;
    for (const auto& id : ids->as_array()) out.emplace_back(id.as_string());
    return out;
  }
  const json::value which = args.contains("which") ? args.at("which") : json::value("all");
  store::ClusterFilter filter{.decided = false};
  filter.formatting_only = text_arg(args, "kind") == "formatting";
  // What is only possible is looked at one by one.
  if (text_arg(args, "decision") == "replace" && which == "all") filter.exact = true;
  if (which == "all")
    return app.db.read([&](store::Tx& tx) { return store::Review(tx, actor.tenant).cluster_ids(filter); });
  std::vector<Named> shown;
  for (const Named& one : around.listed)
    if (one.kind == "duplicate") shown.push_back(one);
  if (which.is_number() || which == "this" || which == "last") {
    if (which == "this" && around.about.kind == "duplicate") return std::vector<std::string>{around.about.id};
    const std::int64_t n = which.is_number() ? which.to_number<std::int64_t>()
                           : which == "last" ? std::ssize(shown)
                                             : 1;
    if (n < 1 || n > std::ssize(shown)) {
      question = "Show the matches first, then say which.";
      return std::vector<std::string>{};
    }
    return std::vector<std::string>{shown[static_cast<std::size_t>(n - 1)].id};
  }
  filter.q = std::string(which.as_string());
  const auto found = app.db.read([&](store::Tx& tx) {
    return store::Review(tx, actor.tenant)
        .clusters(filter, {.sort = "name", .descending = false, .offset = 0, .limit = 2});
  });
  if (found.total != 1) {
    question = found.total == 0 ? "No undecided match is called so."
                                : "Several matches are called so. Say the email address.";
    return std::vector<std::string>{};
  }
  return std::vector<std::string>{found.items.front().id};
}

Result<Proposed> resolve(const app::App& app, const app::Actor& actor, const json::object& args,
                         const Surroundings& around) {
  EVERY_CHECK(app::require(actor, app::Permission::sync));
  std::string question;
  EVERY_TRY(ids, meant(app, actor, args, around, question));
  if (!question.empty()) return instead(question);
  // Of those named before, the ones that still wait.
  std::int64_t invoices = 0;
  std::vector<std::string> waiting;
  app.db.read([&](store::Tx& tx) {
    for (const std::string& id : ids)
      if (const auto cluster = store::Review(tx, actor.tenant).cluster(id); cluster && !cluster->decision) {
        waiting.push_back(id);
        invoices += cluster->open_invoices;
      }
    return true;
  });
  if (waiting.empty()) return instead("No matches. Nothing to resolve.");
  const std::string n = count_of(std::ssize(waiting), "match", "matches"),
                    decision = text_arg(args, "decision");
  Effect out;
  if (decision == "replace") {
    out.title = out.button = "Replace " + n;
    out.lines = {"Your records take HubSpot's values with the next import.",
                 "Invoices, payments and notes never change."};
    if (invoices > 0)
      out.lines.push_back(count_of(invoices, "open invoice stays", "open invoices stay") +
                          " with your records.");
  } else if (decision == "skip") {
    out.title = out.button = "Skip " + n;
    out.lines = {
        "Your records stay as they are. These HubSpot contacts aren't imported; later syncs won't ask "
        "again."};
  } else {
    out.title = out.button = "Create new for " + n;
    out.lines = {"A second contact with the same email is made with the next import. Rarely what you want."};
  }
  out.lines.emplace_back("A decision can be changed until the import.");
  json::array list;
  for (const std::string& id : waiting) {
    out.basis += id + " ";
    list.push_back(json::string(id));
  }
  out.args = {{"decision", decision}, {"ids", std::move(list)}};
  if (std::ssize(waiting) > kManyMatches) return instead("Too many at once. The match desk does it by kind.");
  return Proposed{out, {}};
}

Result<Proposed> import(const app::App& app, const app::Actor& actor, const json::object& args) {
  EVERY_CHECK(app::require(actor, app::Permission::sync));
  if (connection(app, actor).state == store::ConnectionState::not_connected) return connect_first();
  if (const auto run = active(app, actor)) return progress_instead(*run);
  json::object body;
  if (const auto* ready = args.if_contains("body")) {
    body = ready->as_object();
  } else {
    const std::string which = text_arg(args, "which");
    json::object select;
    if (which == "all") {
      select["all"] = true;
    } else if (which == "new") {
      select["filter"] = json::object{{"state", "new"}};
    } else {
      const auto found = waiting_called(app, actor, which);
      if (found.empty()) {
        Proposed out = instead("No contact in HubSpot that could come in is called \"" + which + "\".");
        if (which.find('@') != std::string::npos)
          out.instead.blocks.push_back(json::object{{"type", "why"}, {"email", which}});
        return out;
      }
      json::array ids;
      for (const Named& one : found) ids.push_back(json::string(one.id));
      select["ids"] = std::move(ids);
    }
    body["select"] = std::move(select);
  }
  json::object dry = body;
  dry["dryRun"] = true;
  EVERY_TRY(preview, app::import_contacts(app.hubspot, actor, dry));
  const auto totals = std::get<sync::ImportTotals>(preview);
  const std::int64_t made = totals.contacts_created + totals.updated;
  if (made == 0 &&
      totals.companies_created + totals.clients_updated + totals.deals_created + totals.deals_updated == 0) {
    Proposed out = instead(totals.undecided > 0 ? count_of(totals.undecided, "match has", "matches have") +
                                                      " to be decided first."
                                                : "There is nothing to import.");
    if (totals.undecided > 0) out.instead.blocks.push_back(choices_block({"Show matches"}));
    return out;
  }
  Effect out{"Import from HubSpot",
             {},
             "Import " + count_of(made, "contact", "contacts"),
             json::serialize(sync::to_json(totals)),
             {{"body", body}}};
  out.lines.push_back("Creates " + count_of(totals.contacts_created, "contact", "contacts") + " and " +
                      count_of(totals.clients_created + totals.companies_created, "client", "clients") + ".");
  out.lines.push_back("Updates " + count_of(totals.updated, "contact", "contacts") + ", leaves " +
                      std::to_string(totals.unchanged) + " as they are.");
  out.lines.push_back("Brings in " + count_of(totals.deals, "deal", "deals") + ".");
  if (totals.undecided > 0)
    out.lines.push_back(count_of(totals.undecided, "match stays out: nobody", "matches stay out: nobody") +
                        " has decided.");
  if (totals.skipped > 0) out.lines.push_back(std::to_string(totals.skipped) + " stay skipped.");
  out.lines.emplace_back("Nothing is sent to anyone. Nothing in HubSpot changes. It can be undone for 24 h.");
  return Proposed{out, {}};
}

// The newest finished run that `fits`.
template <class F>
Result<std::optional<store::Run>> newest(const app::App& app, const app::Actor& actor, F&& fits) {
  EVERY_TRY(window,
            app::runs(app.hubspot, actor, {.sort = "", .descending = false, .offset = 0, .limit = 100}));
  for (const store::Run& run : window.items)
    if (run.finished_at && fits(run)) return std::optional(run);
  return std::optional<store::Run>();
}

Result<Proposed> undo(const app::App& app, const app::Actor& actor, const json::object& args) {
  EVERY_CHECK(app::require(actor, app::Permission::sync));
  std::string run_id = text_arg(args, "runId");
  if (run_id.empty()) {
    EVERY_TRY(run, newest(app, actor, [](const store::Run& r) { return r.kind == "import"; }));
    if (!run) return instead("There is no import to undo.");
    run_id = run->id;
  }
  auto preview = app::undo_import(app.hubspot, actor, run_id, json::object{{"dryRun", true}});
  if (!preview.ok()) {
    if (preview.error().code != Code::undo_refused) return preview.error();
    return instead(preview.error().detail + (preview.error().fix.empty() ? "" : " " + preview.error().fix));
  }
  const auto p = std::get<sync::UndoPreview>(*preview);
  Effect out{"Undo the last import", {}, "Undo import", run_id, {{"runId", run_id}}};
  out.lines.push_back("Removes " + count_of(p.clients_removed, "client", "clients") + ", " +
                      count_of(p.contacts_removed, "contact", "contacts") + " and " +
                      count_of(p.deals_removed, "deal", "deals") + " that it made.");
  out.lines.push_back("Puts " + std::to_string(p.clients_restored + p.contacts_restored + p.deals_restored) +
                      " records back as they were.");
  if (p.staying > 0) out.lines.push_back(std::to_string(p.staying) + " stay because you have built on them.");
  for (const std::string& line : out.lines) out.basis += line;
  return Proposed{out, {}};
}

Result<Proposed> retry(const app::App& app, const app::Actor& actor, const json::object& args) {
  EVERY_CHECK(app::require(actor, app::Permission::sync));
  if (const auto run = active(app, actor)) return progress_instead(*run);
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
  const std::string title = "Try " + count_of(n, "record", "records") + " again";
  return Proposed{
      Effect{title,
             {"Reads them from HubSpot once more and takes what is well now. Others aren't touched."},
             title,
             run_id + " " + std::to_string(n),
             {{"runId", run_id}}},
      {}};
}

// The deals that are meant, as the body of the use case.
Result<json::object> deals_meant(const app::App& app, const app::Actor& actor, const json::object& args,
                                 const Surroundings& around, std::string& question) {
  if (const auto* body = args.if_contains("body")) return body->as_object();
  const std::string deals = text_arg(args, "deals");
  json::array ids;
  if (deals == "uninvoiced") return json::object{{"wonWithoutInvoice", true}};
  const auto of_client = [&](const std::string& client_id) {
    store::DealFilter filter;
    filter.client_id = client_id;
    filter.won_without_invoice = true;
    app.db.read([&](store::Tx& tx) {
      const Date today = app::today_of(app, app::workspace_of(tx, actor));
      for (const auto& row : store::Deals(tx, actor.tenant).list(filter, {.limit = 500}, today).items)
        ids.push_back(json::string(row.deal.id));
      return true;
    });
    if (ids.empty()) question = "No won deal of this client waits for an invoice.";
  };
  if (deals == "these") {
    for (const Named& one : around.listed)
      if (one.kind == "deal") ids.push_back(json::string(one.id));
    if (ids.empty()) question = "Show the deals first, then say which.";
  } else if (deals == "this") {
    if (around.about.kind == "deal")
      ids.push_back(json::string(around.about.id));
    else if (around.about.kind == "client")
      of_client(around.about.id);
    else
      question = "For which deal or client?";
  } else {
    const auto clients = clients_called(app, actor, deals), named = deals_called(app, actor, deals);
    const bool exact = !named.empty() && fold(named.front().name) == fold(deals);
    if (named.size() == 1 && (exact || clients.empty()))
      ids.push_back(json::string(named.front().id));
    else if (clients.size() == 1)
      of_client(clients.front().id);
    else
      question = clients.empty() && named.empty() ? "No client and no deal is called \"" + deals + "\"."
                                                  : "Several are called so. Say the whole name.";
  }
  return json::object{{"ids", std::move(ids)}};
}

Result<Proposed> drafts(const app::App& app, const app::Actor& actor, const json::object& args,
                        const Surroundings& around) {
  EVERY_CHECK(app::require(actor, app::Permission::invoice));
  std::string question;
  EVERY_TRY(body, deals_meant(app, actor, args, around, question));
  if (!question.empty()) return instead(question);
  json::object dry = body;
  dry["dryRun"] = true;
  bool is_dry = true;
  EVERY_TRY(preview, app::invoice_deals(app, actor, dry, is_dry));
  std::vector<Money> sums;
  std::map<std::string, std::int64_t> left;
  json::array ids;
  Effect out;
  for (const app::BulkItem& item : preview.items) {
    if (!item.code.empty()) {
      ++left[item.detail];
      continue;
    }
    ids.push_back(json::string(item.deal_id));
    out.basis += item.deal_id + " " + (item.amount ? item.amount->decimal() : "") + "\n";
    if (!item.amount) continue;
    const auto same = std::find_if(sums.begin(), sums.end(),
                                   [&](const Money& m) { return m.currency == item.amount->currency; });
    if (same == sums.end())
      sums.push_back(*item.amount);
    else
      *same = *same + *item.amount;
  }
  const std::int64_t n = std::ssize(ids);
  if (n == 0) {
    std::string why = preview.items.empty() ? "No won deal waits for an invoice." : "Nothing to draft.";
    for (const auto& [detail, count] : left)
      why += " " + (count == 1 ? detail : std::to_string(count) + " × " + detail);
    return instead(why);
  }
  out.title = out.button = "Create " + count_of(n, "draft", "drafts");
  std::string total;
  for (const Money& m : sums)
    total += (total.empty() ? "" : ", ") + std::string(m.currency.code()) + " " + m.decimal();
  out.lines.push_back("One draft invoice for each deal" + (total.empty() ? "." : ": " + total + "."));
  for (const auto& [detail, count] : left)
    out.lines.push_back(std::to_string(count) + " left out: " + detail);
  out.lines.emplace_back("Drafts have no number and aren't sent.");
  out.args = {{"body", json::object{{"ids", std::move(ids)}}}};
  return Proposed{out, {}};
}

std::string rhythm(const store::SyncSettings& s) {
  static constexpr std::string_view kDays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                               "Friday", "Saturday", "Sunday"};
  if (s.frequency == "off") return "off";
  if (s.frequency == "hourly") return "hourly";
  const std::string at = s.at_time.empty() ? "" : " at " + s.at_time;
  return s.frequency == "daily" ? "daily" + at
                                : "weekly on " + std::string(kDays[std::clamp(s.weekday, 1, 7) - 1]) + at;
}

Result<Proposed> schedule(const app::App& app, const app::Actor& actor, const json::object& args) {
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
  if (rhythm(before) == rhythm(after)) return instead("The sync is " + rhythm(after) + " already.");
  const auto zone = app.db.read([&](store::Tx& tx) { return app::workspace_of(tx, actor).time_zone; });
  Effect out{after.frequency == "off" ? "Turn the automatic sync off" : "Sync " + rhythm(after),
             {"Now: " + rhythm(before) + ". Then: " + rhythm(after) + " (" + zone + ")."},
             after.frequency == "off" ? "Turn off" : "Change schedule",
             json::serialize(app::settings_json(before)),
             args};
  if (after.frequency == "off")
    out.lines.emplace_back("Changes in HubSpot then arrive when you sync, or when HubSpot tells us.");
  return Proposed{out, {}};
}

Result<Proposed> policy(const app::App& app, const app::Actor& actor, const json::object& args) {
  EVERY_CHECK(app::require(actor, app::Permission::manage));
  EVERY_TRY(before, app::sync_settings(app.hubspot, actor));
  const std::string wanted = text_arg(args, "policy");
  if (before.duplicate_policy == wanted) return instead("That is the rule already.");
  json::object body = app::settings_json(before);
  body["duplicatePolicy"] = wanted;
  EVERY_TRY(preview, app::preview_rules(app.hubspot, actor, body, 1));
  Effect out{"When a contact already exists: " + wanted,
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
  out.lines.push_back(
      count_of(preview.at("records").to_number<std::int64_t>(), "record changes", "records change") +
      " with the next sync.");
  out.basis += out.lines.back();
  return Proposed{out, {}};
}

Result<Proposed> disconnect(const app::App& app, const app::Actor& actor) {
  EVERY_CHECK(app::require(actor, app::Permission::manage));
  const auto now = connection(app, actor);
  if (now.state == store::ConnectionState::not_connected) return instead("HubSpot is not connected.");
  const json::object status = app::hubspot_status(app.hubspot, actor.tenant);
  const json::object& synced = status.at("sync").at("recordsSynced").as_object();
  const auto n = [&](const char* of) { return synced.at(of).to_number<std::int64_t>(); };
  Effect out{"Disconnect HubSpot?", {}, "Disconnect HubSpot", now.portal_id + json::serialize(synced), {}};
  out.lines = {"Access is removed and syncing stops.",
               count_of(n("companies"), "client", "clients") + ", " +
                   count_of(n("contacts"), "contact", "contacts") + " and " +
                   count_of(n("deals"), "deal", "deals") +
                   " stay, with all invoices. Their HubSpot fields become editable here.",
               "You can reconnect later; records are linked again."};
  if (active(app, actor))
    out.lines.emplace_back("The running sync stops first; records already imported stay.");
  return Proposed{out, {}};
}

Result<Proposed> client(const app::App& app, const app::Actor& actor, const json::object& args) {
  EVERY_CHECK(app::require(actor, app::Permission::edit));
  const std::string name = text_arg(args, "name"), email = text_arg(args, "email");
  Effect out{"Create a client", {"Name: " + name + "."}, "Create client", "", args};
  if (!email.empty()) out.lines.push_back("Email: " + email + ".");
  const auto twins = clients_called(app, actor, name);
  const auto same =
      std::count_if(twins.begin(), twins.end(), [&](const Named& t) { return fold(t.name) == fold(name); });
  if (same > 0) out.lines.push_back("A client of this name is here already; this makes a second one.");
  out.lines.emplace_back("It is made here only. Nothing in HubSpot changes.");
  out.basis = std::to_string(same);
  return Proposed{out, {}};
}

}  // namespace

Result<Proposed> propose(const app::App& app, const app::Actor& actor, const std::string& tool,
                         const json::object& args, const Surroundings& around) {
  if (tool == "connect_hubspot") return connect(app, actor);
  if (tool == "sync_now") return sync(app, actor);
  if (tool == "cancel_sync") return cancel(app, actor);
  if (tool == "resolve_duplicates") return resolve(app, actor, args, around);
  if (tool == "import_contacts") return import(app, actor, args);
  if (tool == "undo_import") return undo(app, actor, args);
  if (tool == "retry_errors") return retry(app, actor, args);
  if (tool == "create_invoice_drafts") return drafts(app, actor, args, around);
  if (tool == "set_schedule") return schedule(app, actor, args);
  if (tool == "set_match_policy") return policy(app, actor, args);
  if (tool == "disconnect_hubspot") return disconnect(app, actor);
  if (tool == "create_client") return client(app, actor, args);
  return instead("I can't do that.");
}

}  // namespace every::chat
