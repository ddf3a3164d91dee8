#include "chat/fill.h"

#include <algorithm>

#include "base/text.h"
#include "chat/slots.h"

namespace every::chat {
namespace {

using Text = std::optional<std::string>;

void put(json::object& args, const char* name, const Text& value) {
  if (value && !value->empty()) args[name] = *value;
}
json::object bound(const Amount& amount) {
  json::object out{{"amount", amount.amount}};
  if (!amount.currency.empty()) out["currency"] = amount.currency;
  return out;
}
std::string text_of(const json::object& args, const char* name) {
  const auto* value = args.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}
void ask(Understood& out, std::string question) {
  out.tool = "ask";
  out.args = {};
  out.question = std::move(question);
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

void fill_deals(json::object& args, const Reading& r) {
  if (r.has("uninvoiced"))
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
  const bool of_page = r.has("this") && (r.has("client") || r.has("contact"));
  if ((refers || of_page) && !context.name.empty() && (context.kind == "client" || context.kind == "contact"))
    return context.name;
  const bool goes_on = !r.words.empty() && r.at(0, "also") && r.words.size() <= 5;
  if (!refers && !goes_on) return std::nullopt;
  for (const char* key : {"client", "who", "text"})
    if (auto before = text_of(thread.args, key); !before.empty()) return before;
  return std::nullopt;
}

// What "the second one" of the list is called.
Text listed_name(const Reading& r, const Thread& thread) {
  const auto n = ordinal_in(r);
  if (!n) return std::nullopt;
  const auto at = *n > 0 ? static_cast<std::size_t>(*n) : thread.names.size();
  return at > 0 && at <= thread.names.size() ? Text(thread.names[at - 1]) : Text("");
}

std::string which_match(const Reading& r, const Thread& thread, const Context& context, json::object& args) {
  if (const auto n = ordinal_in(r)) {
    if (*n > 0) {
      args["which"] = *n;
      return "";
    }
    return "last";
  }
  // A number alone picks from the list.
  if (listed_by(thread.tool) == "duplicates" && !r.has("all"))
    for (const Word& word : r.words)
      if (word.number && word.folded.size() < 4 &&
          word.folded.find_first_not_of("0123456789") == std::string::npos && word.folded != "0") {
        args["which"] = std::stoi(word.folded);
        return "";
      }
  if (r.has("all") || r.has("these")) return "all";
  if (auto name = name_in(r)) return *name;
  if (r.has("this") || r.has("it") || context.kind == "duplicate") return "this";
  return "";
}

}  // namespace

namespace {

// More than one is meant, and not all: "the first three", "the last two", "the skipped ones".
bool some_of_them(const Reading& r) {
  for (std::size_t i = 0; i + 1 < r.words.size(); ++i) {
    const std::string& word = r.words[i].folded;
    static constexpr std::string_view kPlural[] = {"two",   "three", "four", "five",   "six", "seven",
                                                   "eight", "ten",   "few",  "couple", "half"};
    const std::string& next = r.words[i + 1].folded;
    const bool number =
        next.size() < 4 && next.find_first_not_of("0123456789") == std::string::npos && next != "1";
    if ((word == "first" || word == "last" || word == "next" || word == "top" || word == "other") &&
        (number || std::find(std::begin(kPlural), std::end(kPlural), next) != std::end(kPlural)))
      return true;
    if (word == "half" || word == "some" || word == "most") return true;
  }
  int ordinals = 0;
  for (const Meaning& m : r.means)
    if (m.concept_name == "ordinal" && !r.words[m.first].number) ++ordinals;
  return ordinals > 1;
}

}  // namespace

void fill(Understood& out, const Reading& r, const Thread& thread, const Context& context) {
  if ((out.tool == "resolve_duplicates" || out.tool == "import_contacts" ||
       out.tool == "create_invoice_drafts") &&
      some_of_them(r))
    return ask(out, "One of them or all: say which.");
  json::object& args = out.args;
  const std::string& tool = out.tool;
  if (tool == "sync_history") {
    if (const auto n = count_in(r)) args["count"] = *n;
  } else if (tool == "sync_now") {
    // "Sync it": a sync is of everything, so what "it" may be has to be known.
    if ((r.has("it") || r.has("these") || r.has("this")) && !r.has("now") && !r.has("hubspot") &&
        !r.has("contact") && !r.has("all") && thread.tool.empty())
      ask(out, "Sync everything from HubSpot?");
  } else if (tool == "review_contacts") {
    for (const char* state : {"no_email", "skipped", "left_list", "filtered", "gone", "new"})
      if (r.has(state)) {
        args["filter"] = std::string(state) == "left_list" ? "left" : state;
        break;
      }
  } else if (tool == "why") {
    if (auto who = who_of(r, thread, context))
      args["who"] = *who;
    else
      ask(out, "Who or what is missing? A name, an email address or a HubSpot link will do.");
  } else if (tool == "find") {
    const auto name = name_in(r);
    if (!name) return ask(out, "What should I look for? A name, a company or an email address will do.");
    args["kind"] = r.has("contact") || r.has("people_at") ? "contact"
                   : r.has("deal")                        ? "deal"
                   : r.has("company")                     ? "company"
                   : r.has("client")                      ? "client"
                                                          : "any";
    args["text"] = *name;
  } else if (tool == "show_client") {
    if (auto who = who_of(r, thread, context))
      args["client"] = *who;
    else
      ask(out, "Which client?");
  } else if (tool == "pipeline") {
    if (auto stage = stage_in(r))
      args["stage"] = *stage;
    else if (r.has("won"))
      args["stage"] = "Won";
    else if (r.has("lost"))
      args["stage"] = "Lost";
    if (auto stage = named_stage(r); stage && !args.contains("stage")) args["stage"] = *stage;
    if (auto name = name_in(r); name && !args.contains("stage")) args["pipeline"] = *name;
  } else if (tool == "deals") {
    fill_deals(args, r);
    if (!args.contains("client")) put(args, "client", same_as_before(r, thread, context));
  } else if (tool == "invoices") {
    args = {};
    for (const auto& [concept_name, state] : {std::pair{"overdue", "overdue"},
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
  } else if (tool == "payments") {
    put(args, "client", name_in(r));
    if (!args.contains("client")) put(args, "client", same_as_before(r, thread, context));
  } else if (tool == "proposals") {
    for (const auto& [concept_name, state] : {std::pair{"accepted", "accepted"},
                                              {"declined", "declined"},
                                              {"expired", "expired"},
                                              {"draft", "draft"},
                                              {"awaiting", "sent"},
                                              {"sent", "sent"},
                                              {"open_state", "sent"}})
      if (r.has(concept_name)) {
        args["state"] = state;
        break;
      }
    if (r.has("uninvoiced") || (r.has("negated") && r.has("invoiced"))) args["uninvoiced"] = true;
    put(args, "client", name_in(r));
    if (!args.contains("client")) put(args, "client", same_as_before(r, thread, context));
  } else if (tool == "open") {
    if (auto place = place_in(r))
      args["place"] = *place;
    else
      ask(out, "Which page?");
  } else if (tool == "resolve_duplicates") {
    // "Where only the phone differs" is a kind that nobody can choose by yet.
    const bool others = !r.has("all") && std::any_of(r.words.begin(), r.words.end(), [](const Word& w) {
      return w.folded == "next" || w.folded == "other" || w.folded == "both" || w.folded == "others" ||
             w.folded == "rest";
    });
    if (others && !(r.has("create_new") && !r.has("skip")))
      return ask(out, "Which match? Say all, or which one of the list.");
    const bool kinds = std::any_of(r.words.begin(), r.words.end(), [](const Word& w) {
      return w.folded == "differ" || w.folded == "differs";
    });
    if (kinds && !r.has("formatting")) return ask(out, "Which match? Say all, or which one of the list.");
    const auto which = which_match(r, thread, context, args);
    if (!args.contains("which") && which.empty() && r.has("duplicate") && !r.has("ordinal"))
      args["which"] = "all";
    else if (!args.contains("which") && which.empty() && listed_by(thread.tool) == "duplicates")
      args["which"] = "this";
    else if (!args.contains("which") && !which.empty())
      args["which"] = which;
    args["decision"] = r.has("skip") ? "skip" : r.has("replace") ? "replace" : "create";
    if (r.has("formatting")) args["kind"] = "formatting";
    if (!args.contains("which")) ask(out, "Which match? Say all, or which one of the list.");
  } else if (tool == "import_contacts") {
    const auto name = name_in(r);
    if (!name &&
        (r.has("skipped") || r.has("no_email") || r.has("left_list") || r.has("filtered") || r.has("gone")))
      return ask(out, "Contacts of that kind are chosen one by one. Name one, or review them first.");
    static constexpr std::string_view kNarrow[] = {"list",   "where", "whose",   "tagged", "created",
                                                   "owned",  "with",  "without", "who",    "since",
                                                   "active", "first", "some"};
    const bool narrowed =
        r.has("period") || std::any_of(r.words.begin(), r.words.end(), [](const Word& w) {
          return std::find(std::begin(kNarrow), std::end(kNarrow), w.folded) != std::end(kNarrow);
        });
    if (!name && narrowed && !r.has("ordinal"))
      return ask(out, "All of them, the new ones, or whom? Review them to choose by more.");
    if (const auto listed = listed_name(r, thread)) {
      if (listed->empty()) return ask(out, "Which one? Name the contact.");
      args["which"] = *listed;
    } else if (name)
      args["which"] = *name;
    else if (r.has("new"))
      args["which"] = "new";
    else if ((r.has("these") || r.has("it")) && thread.tool == "review_contacts")
      args["which"] = text_of(thread.args, "filter") == "new" ? "new" : "all";
    else if ((r.has("this") || r.has("it")) && context.kind == "contact")
      args["which"] = context.name;
    else if ((r.has("this") || r.has("it") || r.has("these")) && !r.has("all") &&
             !text_of(thread.args, "text").empty())
      args["which"] = text_of(thread.args, "text");
    else if ((r.has("this") || r.has("it")) && !text_of(thread.args, "who").empty())
      args["which"] = text_of(thread.args, "who");
    else
      args["which"] = "all";
  } else if (tool == "create_invoice_drafts") {
    const auto name = name_in(r);
    const auto listed = listed_by(thread.tool);
    if (const auto one = listed_name(r, thread)) {
      if (one->empty()) return ask(out, "Which one? Name the deal or the client.");
      args["deals"] = *one;
    } else if (name)
      args["deals"] = *name;
    else if (r.has("uninvoiced"))
      args["deals"] = "uninvoiced";
    else if ((r.has("these") || (r.has("all") && !r.has("won"))) && (listed == "deals"))
      args["deals"] = "these";
    else if ((r.has("this") || r.has("it")) && !context.kind.empty())
      args["deals"] = "this";
    else if ((r.has("this") || r.has("it") || r.has("these")) && listed == "clients" &&
             !text_of(thread.args, "client").empty())
      args["deals"] = text_of(thread.args, "client");
    else if ((r.has("this") || r.has("it") || r.has("these")) && !text_of(thread.args, "text").empty())
      args["deals"] = text_of(thread.args, "text");
    else if ((r.has("it") || r.has("this")) && listed == "deals")
      args["deals"] = "these";
    else if (r.has("won") || r.has("all"))
      args["deals"] = "uninvoiced";
    else if (context.kind == "deal" || context.kind == "client")
      args["deals"] = "this";
    else
      ask(out, "For which deal or client?");
  } else if (tool == "set_schedule") {
    const json::object before = thread.tool == "set_schedule" ? thread.args : json::object{};
    const bool off = r.has("off") || r.has("cancel");
    Text every;
    const auto weekdays = std::count_if(r.means.begin(), r.means.end(), [](const Meaning& m) {
      return m.concept_name == "weekday" && m.last - m.first == 1;
    });
    if (weekdays > 1) return ask(out, "One day of the week, or every day?");
    const auto day = weekday_in(r), time = time_in(r);
    if (off && !r.has("hourly") && !r.has("daily") && !r.has("weekly"))
      every = "off";
    else if (r.has("hourly"))
      every = "hour";
    else if (day && !(r.has("daily") && !r.has("weekly")))
      every = "week";
    else if (r.has("daily"))
      every = "day";
    else if (r.has("weekly"))
      every = "week";
    else if (!text_of(before, "every").empty())
      every = text_of(before, "every");
    else if (time)
      every = "day";
    if (!every) return ask(out, "How often? Hourly, daily, weekly or off.");
    args["every"] = *every;
    if (*every == "hour" || *every == "off") return;
    put(args, "at", time ? time : Text(text_of(before, "at")));
    if (*every == "week") put(args, "on", day ? day : Text(text_of(before, "on")));
  } else if (tool == "set_match_policy") {
    // "Don't ask" is no wish to be asked.
    const bool asked = std::any_of(r.means.begin(), r.means.end(), [&](const Meaning& m) {
      if (m.concept_name != "ask_me") return false;
      static constexpr std::string_view kNot[] = {"not", "without", "never", "stop", "quit", "no", "asking"};
      return m.first == 0 ||
             std::find(std::begin(kNot), std::end(kNot), r.words[m.first - 1].folded) == std::end(kNot);
    });
    args["policy"] = asked ? "ask" : r.has("skip") ? "skip" : r.has("replace") ? "replace" : "ask";
  } else if (tool == "create_client") {
    const auto email = email_in(r);
    auto name = name_in(r);
    if (name && email && *name == *email) name.reset();
    if (email) {
      args["email"] = *email;
    }
    if (const auto after = new_client_name(r)) name = after;
    if (!name) return ask(out, "What is the client called?");
    args["name"] = *name;
  } else if (tool.starts_with("cannot:")) {
    args["why"] = tool.substr(7);
    out.tool = "cannot";
  } else if (tool == "ask") {
    out.question = "Which one? A name, or an email address, will do.";
  }
}

}  // namespace every::chat
