#include "chat/fill.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "chat/fill_detail.h"
#include "chat/slots.h"

namespace every::chat {
namespace {

json::object bound(const Amount& amount) {
  json::object out{{"amount", amount.amount}};
  if (!amount.currency.empty()) out["currency"] = amount.currency;
  return out;
}

// "this" of the page, or the name that a former question was about when only "they" is said.
Text who_of(const Reading& r, const Thread& thread, const Context& context) {
  if (auto name = name_in(r)) return name;
  if (!context.kind.empty() && !context.name.empty()) return context.name;
  for (const char* key : {"who", "client", "text", "name"})
    if (auto before = text_of(thread.args, key); !before.empty()) return before;
  return std::nullopt;
}

// "Deals in onboarding": what stands after "in" is a stage, whatever it is called.
Text named_stage(const Reading& r) {
  const auto place = name_place(r);
  if (!place || place->first == 0) return std::nullopt;
  const std::string& before = r.words[place->first - 1].folded;
  const bool the = before == "the" && place->first > 1 && r.words[place->first - 2].folded == "in";
  return before == "in" || the ? name_at(r, *place) : std::nullopt;
}

// "Why didn't some contacts sync?" asks about nobody by name.
bool several(const Reading& r) {
  static constexpr std::string_view kMany[] = {"contacts", "deals",    "companies", "people", "records",
                                               "clients",  "kontakte", "firmen",    "leute",  "datensätze"};
  return std::any_of(r.words.begin(), r.words.end(), [](const Word& w) {
    return std::find(std::begin(kMany), std::end(kMany), w.folded) != std::end(kMany);
  });
}

// What may stand before "pipeline" and does not say which.
bool every_pipeline(const Word& word) {
  static constexpr std::string_view kAny[] = {
      "the",      "my",      "our",   "your",    "a",      "this",   "that",   "whole",   "entire",
      "full",     "total",   "sales", "deal",    "deals",  "in",     "of",     "hubspot", "crm",
      "current",  "overall", "on",    "general", "main",   "actual", "please", "is",      "what's",
      "complete", "and",     "quick", "how",     "about",  "for",    "show",   "by",      "der",
      "die",      "unsere",  "meine", "unserer", "meiner", "zur",    "in",     "per"};
  return std::find(std::begin(kAny), std::end(kAny), word.folded) != std::end(kAny);
}

void fill_deals(json::object& args, const Reading& r, const Thread& thread) {
  // "Have all won deals been invoiced?" asks for those that have not.
  const bool asks_whether = r.has("question") && r.has("invoiced") && !r.words.empty() &&
                            (r.words[0].folded == "have" || r.words[0].folded == "has" ||
                             r.words[0].folded == "are" || r.words[0].folded == "were");
  if (r.has("uninvoiced") || asks_whether)
    args["state"] = "uninvoiced";
  else if (r.has("won"))
    args["state"] = "won";
  else if (r.has("lost"))
    args["state"] = "lost";
  else if (r.has("open_state"))
    args["state"] = "open";
  if (!args.contains("state") || args.at("state") == "open")
    if (auto stage = stage_in(r)) args["stage"] = *stage;
  if (!args.contains("stage"))
    if (auto stage = named_stage(r)) args["stage"] = *stage;
  const auto stage = text_of(args, "stage");
  if (!r.has("closing_name"))
    if (auto name = name_in(r); name && *name != stage) args["client"] = *name;
  const Bounds bounds = bounds_in(r);
  if (bounds.over) args["over"] = bound(*bounds.over);
  if (bounds.under) args["under"] = bound(*bounds.under);
  // "Make that 20k": the bound that was asked for before, moved.
  const auto amounts = amounts_in(r);
  if (!bounds.over && !bounds.under && amounts.size() == 1 && thread.tool == "deals")
    for (const char* side : {"over", "under"})
      if (thread.args.contains(side)) args[side] = bound(amounts[0]);
  put(args, "closing", period_in(r));
  if (r.has("follow_up")) args["follow_up"] = true;
}

// Whom "their", "that client" or a bare "and payments?" goes on about.
Text same_as_before(const Reading& r, const Thread& thread, const Context& context) {
  static constexpr std::string_view kPerson[] = {"her",  "his", "their", "him", "them",
                                                 "they", "she", "he",    "its"};
  bool refers = r.has("that_client");
  for (const Word& word : r.words)
    refers = refers || std::find(std::begin(kPerson), std::end(kPerson), word.folded) != std::end(kPerson);
  // "These guys" of a client's page
  refers = refers || (r.has("these") && std::any_of(r.words.begin(), r.words.end(), [](const Word& w) {
                        return w.folded == "guys" || w.folded == "folks" || w.folded == "people";
                      }));
  const bool of_page = r.has("this") && (r.has("client") || r.has("contact"));
  if ((refers || of_page) && !context.name.empty() && (context.kind == "client" || context.kind == "contact"))
    return context.name;
  // "Any deals here?" on a client's page
  const bool here = std::any_of(r.words.begin(), r.words.end(),
                                [](const Word& w) { return w.folded == "here" || w.folded == "hier"; });
  if (here && context.kind == "client" && !context.name.empty()) return context.name;
  const bool goes_on = !r.words.empty() && r.at(0, "also") && r.words.size() <= 5;
  if (!refers && !goes_on) return std::nullopt;
  for (const char* key : {"client", "who", "text"})
    if (auto before = text_of(thread.args, key); !before.empty()) return before;
  return std::nullopt;
}

void sync_history(Understood& out, const Reading& r, const Thread&, const Context&) {
  json::object& args = out.args;
  if (const auto n = count_in(r)) args["count"] = *n;
}

void review_contacts(Understood& out, const Reading& r, const Thread&, const Context&) {
  json::object& args = out.args;
  // "Waiting to be imported", "should these be imported": not yet.
  bool waits = false, to_be = false;
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    waits = waits || r.words[i].folded == "waiting" || r.words[i].folded == "pending";
    to_be = to_be || (i > 0 && r.words[i - 1].folded == "be" && r.at(i, "imported"));
  }
  if (waits && (to_be || r.has("import"))) args["filter"] = "new";
  if (to_be) return;
  // "What came in" is all of it, "what was imported" only that.
  const bool done = std::any_of(r.means.begin(), r.means.end(), [&](const Meaning& m) {
    const std::string& last = r.words[m.last - 1].folded;
    return m.concept_name == "imported" && r.words[m.first].folded != "came" && last != "in" &&
           last != "come";
  });
  for (const char* state :
       {"no_email", "left_list", "filtered", "skipped", "gone", "new", "imported", "duplicate"})
    if (r.has(state) && (done || std::string_view(state) != "imported")) {
      args["filter"] = std::string(state) == "left_list" ? "left" : state;
      return;
    }
  if (r.has("anybody")) args["filter"] = "new";
  // "Whom did I say skip to"
  if (r.has("skip")) args["filter"] = "skipped";
}

void why(Understood& out, const Reading& r, const Thread& thread, const Context& context) {
  json::object& args = out.args;
  const auto place = name_place(r);
  if (const auto id = id_in(r); id && !(place && place->sure && !r.known[place->first]))
    args["who"] = *id;
  else if (auto who = who_of(r, thread, context))
    args["who"] = *who;
  else if (several(r))
    out.tool = "sync_errors";
  else
    ask(out, "Who or what is missing? A name, an email address or a HubSpot link will do.");
}

void find(Understood& out, const Reading& r, const Thread&, const Context&) {
  json::object& args = out.args;
  const auto name = name_in(r);
  if (!name) return ask(out, "What should I look for? A name, a company or an email address will do.");
  args["kind"] = r.has("contact") || r.has("people_at") ? "contact"
                 : r.has("deal")                        ? "deal"
                 : r.has("company")                     ? "company"
                 : r.has("client")                      ? "client"
                                                        : "any";
  args["text"] = *name;
}

void show_client(Understood& out, const Reading& r, const Thread& thread, const Context& context) {
  json::object& args = out.args;
  if (auto who = who_of(r, thread, context))
    args["client"] = *who;
  else
    ask(out, "Which client?");
}

void pipeline(Understood& out, const Reading& r, const Thread&, const Context&) {
  json::object& args = out.args;
  if (auto stage = stage_in(r))
    args["stage"] = *stage;
  else if (r.has("won"))
    args["stage"] = "Won";
  else if (r.has("lost"))
    args["stage"] = "Lost";
  if (auto stage = named_stage(r); stage && !args.contains("stage")) args["stage"] = *stage;
  const auto place = name_place(r);
  if (place && place->last < r.words.size() && r.at(place->last, "pipeline")) args.erase("stage");
  if (auto name = name_in(r); name && !args.contains("stage")) args["pipeline"] = *name;
  // "The renewals pipeline"
  for (std::size_t i = 1; i < r.words.size() && args.empty(); ++i)
    if (r.words[i].folded == "pipeline" && r.plain(i - 1) && !r.words[i - 1].ends &&
        !every_pipeline(r.words[i - 1]))
      args["pipeline"] = r.words[i - 1].text;
}

void deals(Understood& out, const Reading& r, const Thread& thread, const Context& context) {
  json::object& args = out.args;
  fill_deals(args, r, thread);
  if (!args.contains("client")) put(args, "client", same_as_before(r, thread, context));
}

void invoices(Understood& out, const Reading& r, const Thread& thread, const Context& context) {
  json::object& args = out.args;
  args = {};
  for (const auto& [concept_name, state] : {std::pair{"partial", "partial"},
                                            {"overdue", "overdue"},
                                            {"unpaid", "open"},
                                            {"draft", "draft"},
                                            {"void", "void"},
                                            {"paid", "paid"},
                                            {"open_state", "open"}})
    if (r.has(concept_name)) {
      args["state"] = state;
      break;
    }
  put(args, "client", name_in(r));
  if (const auto n = count_in(r)) args["count"] = *n;
  if (!args.contains("client")) put(args, "client", same_as_before(r, thread, context));
}

void payments(Understood& out, const Reading& r, const Thread& thread, const Context& context) {
  json::object& args = out.args;
  put(args, "client", name_in(r));
  if (!args.contains("client")) put(args, "client", same_as_before(r, thread, context));
}

void proposals(Understood& out, const Reading& r, const Thread& thread, const Context& context) {
  json::object& args = out.args;
  for (const auto& [concept_name, state] : {std::pair{"accepted", "accepted"},
                                            {"declined", "declined"},
                                            {"expired", "expired"},
                                            {"draft", "draft"},
                                            {"awaiting", "sent"},
                                            {"unpaid", "sent"},
                                            {"sent", "sent"},
                                            {"open_state", "sent"}})
    if (r.has(concept_name)) {
      args["state"] = state;
      break;
    }
  if (r.has("uninvoiced") || (r.has("negated") && r.has("invoiced"))) args["uninvoiced"] = true;
  put(args, "client", name_in(r));
  if (!args.contains("client")) put(args, "client", same_as_before(r, thread, context));
}

void open(Understood& out, const Reading& r, const Thread& thread, const Context&) {
  json::object& args = out.args;
  if (auto place = place_in(r))
    args["place"] = *place;
  else if (thread.tool == "open" && !text_of(thread.args, "place").empty())
    args["place"] = text_of(thread.args, "place");
  else
    ask(out, "Which page?");
}

using Filler = void (*)(Understood&, const Reading&, const Thread&, const Context&);

}  // namespace

void fill(Understood& out, const Reading& r, const Thread& thread, const Context& context) {
  static const std::map<std::string_view, Filler> kFillers{{"sync_history", sync_history},
                                                           {"review_contacts", review_contacts},
                                                           {"why", why},
                                                           {"find", find},
                                                           {"show_client", show_client},
                                                           {"pipeline", pipeline},
                                                           {"deals", deals},
                                                           {"invoices", invoices},
                                                           {"payments", payments},
                                                           {"proposals", proposals},
                                                           {"open", open}};
  if (const auto filler = kFillers.find(out.tool); filler != kFillers.end())
    filler->second(out, r, thread, context);
  else if (fill_change(out, r, thread, context))
    return;
  else if (out.tool.starts_with("cannot:")) {
    out.args["why"] = out.tool.substr(7);
    out.tool = "cannot";
  } else if (out.tool == "ask") {
    out.question = "Which one? A name, or an email address, will do.";
  }
}

// "Just out of the meeting with Brackenridge, their proposals please": whose they are was said in another
// part.
void name_from_the_rest(Understood& out, std::string_view said) {
  static const std::set<std::string_view> kOfClients{"invoices", "payments", "proposals", "deals"};
  static const std::set<std::string_view> kWhose{"their", "them", "they", "her", "his", "him", "there"};
  if (out.part.empty() || !kOfClients.contains(out.tool) || out.args.contains("client")) return;
  const Reading part = read(out.part), r = read(said);
  const auto place = name_place(r);
  if (!place || !place->sure || !r.words[place->first].capital) return;
  const bool refers = std::any_of(part.words.begin(), part.words.end(),
                                  [](const Word& w) { return kWhose.contains(w.folded); });
  // "Corrigan Haulage, any payments?"
  const bool before = r.words.size() == place->last + part.words.size();
  // "A deposit came in, they say. Payments from Acme."
  static const std::map<std::string_view, std::string_view> kTopics{
      {"invoices", "invoice"}, {"payments", "payment"}, {"proposals", "proposal"}, {"deals", "deal"}};
  bool beside = false;
  for (std::size_t i = place->first; i > 0 && !r.words[i - 1].ends; --i)
    beside = beside || r.at(i - 1, kTopics.at(out.tool));
  if (!refers && !before && !beside) return;
  if (const auto name = name_at(r, *place)) out.args["client"] = *name;
}

}  // namespace every::chat
