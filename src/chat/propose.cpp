#include "chat/propose.h"

#include <algorithm>

#include "app/clients.h"
#include "app/import_contacts.h"
#include "app/invoices.h"
#include "base/sentence.h"
#include "base/text.h"
#include "chat/propose_detail.h"
#include "store/deals.h"
#include "store/review.h"

namespace every::chat {
namespace {

constexpr std::int64_t kManyMatches = 100'000;

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
  const std::string n = count_of(std::ssize(waiting), "{} match", "{} matches"),
                    decision = text_arg(args, "decision");
  Effect out;
  if (decision == "replace") {
    out.title = out.button = sentence("Replace {}", n);
    out.lines = {"Your records take HubSpot's values with the next import.",
                 "Invoices, payments and notes never change."};
    if (invoices > 0)
      out.lines.push_back(count_of(invoices, "{} open invoice stays with your records.",
                                   "{} open invoices stay with your records."));
  } else if (decision == "skip") {
    out.title = out.button = sentence("Skip {}", n);
    out.lines = {
        "Your records stay as they are. These HubSpot contacts aren't imported; later syncs won't ask "
        "again."};
  } else {
    out.title = out.button = sentence("Create new for {}", n);
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
        Proposed out = instead(sentence("No contact in HubSpot that could come in is called \"{}\".", which));
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
    Proposed out =
        instead(totals.undecided > 0 ? count_of(totals.undecided, "{} match has to be decided first.",
                                                "{} matches have to be decided first.")
                                     : "There is nothing to import.");
    if (totals.undecided > 0) out.instead.blocks.push_back(choices_block({"Show matches"}));
    return out;
  }
  Effect out{"Import from HubSpot",
             {},
             count_of(made, "Import {} contact", "Import {} contacts"),
             json::serialize(sync::to_json(totals)),
             {{"body", body}}};
  out.lines.push_back(
      sentence("Creates {} and {}.", count_of(totals.contacts_created, "{} contact", "{} contacts"),
               count_of(totals.clients_created + totals.companies_created, "{} client", "{} clients")));
  out.lines.push_back(sentence("Updates {}, leaves {} as they are.",
                               count_of(totals.updated, "{} contact", "{} contacts"), totals.unchanged));
  out.lines.push_back(sentence("Brings in {}.", count_of(totals.deals, "{} deal", "{} deals")));
  if (totals.undecided > 0)
    out.lines.push_back(count_of(totals.undecided, "{} match stays out: nobody has decided.",
                                 "{} matches stay out: nobody has decided."));
  if (totals.skipped > 0)
    out.lines.push_back(count_of(totals.skipped, "{} contact stays skipped.", "{} contacts stay skipped."));
  out.lines.emplace_back("Nothing is sent to anyone. Nothing in HubSpot changes. It can be undone for 24 h.");
  return Proposed{out, {}};
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
      question = clients.empty() && named.empty() ? sentence("No client and no deal is called \"{}\".", deals)
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
    std::string why = ours(preview.items.empty() ? "No won deal waits for an invoice." : "Nothing to draft.");
    for (const auto& [detail, count] : left)
      why += " " + (count == 1 ? ours(detail) : sentence("{} × {}", count, ours(detail)));
    return instead(why);
  }
  out.title = out.button = count_of(n, "Create {} draft", "Create {} drafts");
  std::string total;
  for (const Money& m : sums)
    total += (total.empty() ? "" : ", ") +
             sentence("{}", Fact(m, std::string(m.currency.code()) + " " + m.decimal()));
  out.lines.push_back(total.empty() ? sentence("One draft invoice for each deal.")
                                    : sentence("One draft invoice for each deal: {}.", total));
  for (const auto& [detail, count] : left)
    out.lines.push_back(sentence("{} left out: {}", count, ours(detail)));
  out.lines.emplace_back("Drafts have no number and aren't sent.");
  out.args = {{"body", json::object{{"ids", std::move(ids)}}}};
  return Proposed{out, {}};
}

Result<Proposed> client(const app::App& app, const app::Actor& actor, const json::object& args) {
  EVERY_CHECK(app::require(actor, app::Permission::edit));
  const std::string name = text_arg(args, "name"), email = text_arg(args, "email");
  Effect out{"Create a client", {sentence("Name: {}.", name)}, "Create client", "", args};
  if (!email.empty()) out.lines.push_back(sentence("Email: {}.", email));
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
  if (tool == "connect_hubspot") return propose_connecting(app, actor);
  if (tool == "sync_now") return propose_sync(app, actor);
  if (tool == "cancel_sync") return propose_cancelling(app, actor);
  if (tool == "resolve_duplicates") return resolve(app, actor, args, around);
  if (tool == "import_contacts") return import(app, actor, args);
  if (tool == "undo_import") return propose_undo(app, actor, args);
  if (tool == "retry_errors") return propose_retry(app, actor, args);
  if (tool == "create_invoice_drafts") return drafts(app, actor, args, around);
  if (tool == "set_schedule") return propose_schedule(app, actor, args);
  if (tool == "set_match_policy") return propose_policy(app, actor, args);
  if (tool == "disconnect_hubspot") return propose_disconnecting(app, actor);
  if (tool == "create_client") return client(app, actor, args);
  return instead("I can't do that.");
}

}  // namespace every::chat
