#include "chat/answer.h"

#include "app/hubspot_hub.h"
#include "app/review_contacts.h"
#include "app/sync_control.h"
#include "base/sentence.h"
#include "store/connection.h"
#include "store/runs.h"

namespace every::chat {
namespace {

constexpr std::int64_t kRunsShown = 5, kRunsMost = 20;

json::object block(std::string_view type) {
  return {{"type", type}};
}

bool connected(const app::App& app, const app::Actor& actor) {
  return app.db.read([&](store::Tx& tx) {
    return store::Connections(tx, actor.tenant).get().state != store::ConnectionState::not_connected;
  });
}

Answer not_connected() {
  Answer out{"HubSpot is not connected.", {}, {}};
  out.blocks.push_back(block("status"));
  out.blocks.push_back(choices_block({"Connect HubSpot"}));
  return out;
}

Result<Answer> progress(const app::App& app, const app::Actor& actor) {
  if (const auto run = app.hubspot.engine(actor.tenant).current(); run && !run->finished_at) {
    Answer out{"", {}, {}};
    json::object card = block("progress");
    card["runId"] = run->id;
    out.blocks.push_back(std::move(card));
    return out;
  }
  Answer out{"Nothing is running.", {}, {}};
  out.blocks.push_back(block("status"));
  out.blocks.push_back(choices_block({"Sync now", "Sync history"}));
  return out;
}

Result<Answer> matches(const app::App& app, const app::Actor& actor) {
  const auto window = app.db.read([&](store::Tx& tx) {
    return store::Review(tx, actor.tenant)
        .clusters({.decided = false}, {.sort = "differences", .descending = true, .offset = 0, .limit = 20});
  });
  if (window.total == 0) return Answer{"No matches. Nothing to resolve.", {}, {}};
  Answer out{
      count_of(window.total, "{} match waits for a decision.", "{} matches wait for a decision."), {}, {}};
  json::object card = block("matches");
  card["clusterId"] = window.items.front().id;
  card["total"] = window.total;
  out.blocks.push_back(std::move(card));
  for (const auto& cluster : window.items) out.listed.push_back({"duplicate", cluster.id, cluster.name});
  return out;
}

Result<Answer> review(const app::App& app, const app::Actor& actor, const json::object& args) {
  const std::string state = text_arg(args, "filter");
  EVERY_TRY(window,
            app::review_contacts(app.hubspot, actor, {.state = state.empty() ? "new" : state, .q = ""},
                                 {.sort = "name", .descending = false, .offset = 0, .limit = 5}));
  std::vector<Named> items;
  for (const auto& row : window.items) items.push_back({"review", row.hubspot_id, row.name});
  struct Said {
    std::string_view none, one, many;
  };
  const Said said =
      state == "no_email"  ? Said{"No contacts in HubSpot without an email address.",
                                 "{} contact in HubSpot without an email address.",
                                 "{} contacts in HubSpot without an email address."}
      : state == "skipped" ? Said{"No contacts skipped.", "{} contact skipped.", "{} contacts skipped."}
      : state == "left"
          ? Said{"No contacts left the lists.", "{} contact left the lists.", "{} contacts left the lists."}
      : state == "filtered"
          ? Said{"No contacts in none of the included lists.", "{} contact in none of the included lists.",
                 "{} contacts in none of the included lists."}
      : state == "gone"     ? Said{"No contacts no longer in HubSpot.", "{} contact no longer in HubSpot.",
                               "{} contacts no longer in HubSpot."}
      : state == "imported" ? Said{"No contacts imported.", "{} contact imported.", "{} contacts imported."}
                            : Said{"No contacts in HubSpot that could be imported.",
                                   "{} contact in HubSpot that could be imported.",
                                   "{} contacts in HubSpot that could be imported."};
  Answer out{
      window.total == 0 ? std::string(said.none) : count_of(window.total, said.one, said.many), {}, items};
  if (window.total > 0) {
    out.blocks.push_back(
        records_block("review", items, window.total, "/settings/integrations/hubspot?import=1&step=review"));
    out.blocks.back().as_object()["state"] = state.empty() ? "new" : state;
  }
  return out;
}

Result<Answer> imported(const app::App& app, const app::Actor& actor) {
  EVERY_TRY(window,
            app::runs(app.hubspot, actor, {.sort = "", .descending = false, .offset = 0, .limit = 100}));
  for (const store::Run& run : window.items) {
    if (run.kind != "import" || !run.finished_at) continue;
    const auto& n = run.counts;
    const std::string made =
        n.failed == 1 ? sentence("The last import: {} created, {} updated, {} skipped, {} needs attention.",
                                 n.created, n.updated, n.skipped, n.failed)
                      : sentence("The last import: {} created, {} updated, {} skipped, {} need attention.",
                                 n.created, n.updated, n.skipped, n.failed);
    Answer out{made + (n.waiting == 0 ? ""
                                      : " " + count_of(n.waiting, "{} waits for a decision.",
                                                       "{} wait for a decision.")),
               {},
               {}};
    json::object card = block("run");
    card["runId"] = run.id;
    out.blocks.push_back(std::move(card));
    return out;
  }
  Answer out{"Nothing was imported yet.", {}, {}};
  out.blocks.push_back(link_block("Review contacts", "/settings/integrations/hubspot?import=1&step=review"));
  return out;
}

// By what HubSpot's records are known: an id, a link, an address; a name is looked for first.
Answer why(const app::App& app, const app::Actor& actor, const std::string& who) {
  Answer out;
  const bool number = who.find_first_not_of("0123456789") == std::string::npos;
  if (who.find('@') != std::string::npos) {
    out.blocks.push_back(json::object{{"type", "why"}, {"email", who}});
  } else if (number || who.starts_with("http")) {
    out.blocks.push_back(json::object{{"type", "why"}, {"id", who}});
  } else {
    const auto found = found_in_hubspot(app, actor, who);
    if (found.empty())
      return {sentence("No contact that was read from HubSpot is called \"{}\". Its email address or HubSpot "
                       "link tells more.",
                       who),
              {},
              {}};
    out.listed = found;
    if (found.size() == 1)
      out.blocks.push_back(json::object{{"type", "why"}, {"id", found.front().id}});
    else {
      out.blocks.push_back(records_block("review", found, std::ssize(found),
                                         "/settings/integrations/hubspot?import=1&step=review"));
      out.blocks.back().as_object()["q"] = who;
    }
  }
  return out;
}

Answer place(const std::string& where) {
  struct Place {
    std::string_view name, label, to;
  };
  static constexpr Place kPlaces[] = {{"home", "Home", "/"},
                                      {"clients", "Clients", "/clients"},
                                      {"pipeline", "Pipeline", "/clients/pipeline"},
                                      {"invoices", "Invoices", "/invoices"},
                                      {"payments", "Payments", "/payments"},
                                      {"proposals", "Proposals", "/proposals"},
                                      {"settings", "Settings", "/settings"},
                                      {"hubspot", "HubSpot settings", "/settings/integrations/hubspot"},
                                      {"email", "Email settings", "/settings/email"}};
  for (const Place& p : kPlaces)
    if (p.name == where) {
      Answer out{"", {}, {}};
      json::object card = link_block(p.label, p.to);
      card["go"] = true;
      out.blocks.push_back(std::move(card));
      return out;
    }
  return {"There is no such page.", {}, {}};
}

// What the chat does not do, and where it is done.
Answer cannot(const std::string& why) {
  Answer out;
  if (why == "sends") {
    out.text = "I don't send anything. I make drafts; sending is one click on the document.";
    out.blocks.push_back(link_block("Invoices", "/invoices"));
  } else if (why == "payments") {
    out.text = "I don't move or record money. A payment is recorded on the invoice.";
    out.blocks.push_back(link_block("Payments", "/payments"));
  } else if (why == "edits_hubspot") {
    out.text = "Nothing is ever written to HubSpot. Change it there; it arrives here with the next sync.";
    out.blocks.push_back(link_block("HubSpot settings", "/settings/integrations/hubspot"));
  } else if (why == "deletes") {
    out.text = "I don't delete anything. What may be deleted has its button on its own page.";
    out.blocks.push_back(link_block("Clients", "/clients"));
  } else {
    out.text = "I can't do that from here. The screens can.";
    out.blocks.push_back(link_block("Clients", "/clients"));
    out.blocks.push_back(link_block("Invoices", "/invoices"));
    out.blocks.push_back(link_block("Settings", "/settings"));
  }
  return out;
}

Answer one_card(std::string_view type, std::string text = {}) {
  Answer out{std::move(text), {}, {}};
  out.blocks.push_back(block(type));
  return out;
}

}  // namespace

std::string text_arg(const json::object& args, std::string_view name) {
  const auto* value = args.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

std::string spoken(std::int64_t n) {
  std::string out = std::to_string(n);
  for (auto at = std::ssize(out) - 3; at > 0; at -= 3) out.insert(static_cast<std::size_t>(at), ",");
  return out;
}

std::string count_of(std::int64_t n, std::string_view one, std::string_view many) {
  return sentence(n == 1 ? one : many, n);
}

json::object link_block(std::string_view label, std::string_view to) {
  return {{"type", "link"}, {"label", ours(label)}, {"to", to}};
}

json::object choices_block(std::initializer_list<std::string_view> sentences) {
  json::array items;
  for (const auto say : sentences) items.push_back(json::object{{"label", ours(say)}, {"say", ours(say)}});
  return {{"type", "choices"}, {"items", std::move(items)}};
}

json::object records_block(std::string_view of, const std::vector<Named>& items, std::int64_t total,
                           std::string_view more) {
  json::array ids;
  for (std::size_t i = 0; i < items.size() && i < 5; ++i) ids.push_back(json::string(items[i].id));
  return {{"type", "records"}, {"of", of}, {"ids", std::move(ids)}, {"total", total}, {"more", more}};
}

Result<Answer> answer(const app::App& app, const app::Actor& actor, const Understood& u) {
  EVERY_CHECK(app::require(actor, app::Permission::read));
  const std::string& tool = u.tool;
  if (tool == "hubspot_status") return one_card("status");
  if (tool == "sync_progress") return progress(app, actor);
  if (tool == "sync_history") {
    const auto* count = u.args.if_contains("count");
    Answer out = one_card("runs");
    out.blocks.back().as_object()["count"] =
        count == nullptr ? kRunsShown
                         : std::clamp<std::int64_t>(count->to_number<std::int64_t>(), 1, kRunsMost);
    return out;
  }
  if (tool == "sync_errors") return one_card("problems");
  if (tool == "schedule") return one_card("schedule");
  if (tool == "show_duplicates") return matches(app, actor);
  if (tool == "review_contacts")
    return connected(app, actor) ? review(app, actor, u.args) : Result<Answer>(not_connected());
  if (tool == "imported_records") return imported(app, actor);
  if (tool == "why") return why(app, actor, text_arg(u.args, "who"));
  if (tool == "find") return answer_find(app, actor, u.args);
  if (tool == "show_client") return answer_client(app, actor, u.args);
  if (tool == "pipeline") return answer_pipeline(app, actor, u.args);
  if (tool == "deals") return answer_deals(app, actor, u.args);
  if (tool == "invoices" || tool == "payments" || tool == "proposals")
    return answer_documents(app, actor, tool, u.args);
  if (tool == "open") return place(text_arg(u.args, "place"));
  if (tool == "cannot") return cannot(text_arg(u.args, "why"));
  if (tool == "help") {
    Answer out = one_card("help",
                          "I can show status and history, sync, resolve matches, show imports, answer about "
                          "clients, deals and invoices, and make draft invoices.");
    out.blocks.push_back(
        choices_block({"Is HubSpot ok?", "Show matches", "Won deals without invoice", "Overdue invoices"}));
    return out;
  }
  if (tool == "ask") return Answer{u.question.empty() ? "What is that about?" : u.question, {}, {}};
  Answer out{
      "I can't do that. I can show status, sync, resolve matches, show imports and make draft invoices.",
      {},
      {}};
  out.blocks.push_back(choices_block({"Is HubSpot ok?", "Sync now", "Show matches", "Help"}));
  return out;
}

}  // namespace every::chat
