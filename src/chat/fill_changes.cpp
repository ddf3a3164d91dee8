// The arguments of what changes something. What is not said is asked, never guessed.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "chat/fill_detail.h"
#include "chat/name_words.h"
#include "chat/new_client.h"
#include "chat/orders.h"
#include "chat/slots.h"

namespace every::chat {
namespace {

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
  // "They are two people": of the match that is looked at.
  const bool they = std::all_of(r.means.begin(), r.means.end(), [&](const Meaning& m) {
    return m.concept_name != "these" || r.words[m.first].folded == "they";
  });
  // Who names somebody does not mean all; "Every" is no word for all.
  const bool both = says_any(r, {"both", "beide"});
  // "The two Alberto Finches are different people", "nope, different Wim": of the match that is looked at.
  if (auto name = name_in(r); name && context.kind == "duplicate" && !context.name.empty() &&
                              (name->starts_with(context.name) || context.name.starts_with(*name + " ")))
    return "this";
  if (auto name = name_in(r)) return says_all(r) && !(both && r.has("create_new")) ? "" : *name;
  // "And the one after that"
  const auto* before = thread.tool == "resolve_duplicates" ? thread.args.if_contains("which") : nullptr;
  if (before != nullptr && before->is_int64() && r.has("it") && says_any(r, {"after", "next"})) {
    args["which"] = before->as_int64() + 1;
    return "";
  }
  // "Replace instead": the same one.
  if (before != nullptr && says_any(r, {"instead", "rather", "lieber", "stattdessen"}) && !r.has("these") &&
      !r.has("all")) {
    args["which"] = *before;
    return "";
  }
  // "Two different people, keep both", "treat them as two"
  if (r.has("create_new") && !says_all(r) && (both || says_any(r, {"two"}))) return "this";
  if (both && r.has("create_new")) return "this";
  if (r.has("all") || (r.has("these") && !they)) return "all";
  if (r.has("these")) return "this";
  if (r.has("this") || r.has("it") || context.kind == "duplicate") return "this";
  return "";
}

bool says_article(std::string_view word) {
  static const std::set<std::string_view> kArticles{"the", "a",   "an",  "this", "das",
                                                    "den", "die", "der", "ein"};
  return kArticles.contains(word);
}

void sync_now(Understood& out, const Reading& r, const Thread& thread, const Context&) {
  // "Sync it": a sync is of everything, so what "it" may be has to be known.
  bool it = false;
  for (std::size_t i = 0; i + 1 < r.words.size(); ++i)
    it = it || (r.at(i, "sync") && (r.at(i + 1, "it") || r.at(i + 1, "these") || r.at(i + 1, "this")));
  // "Change sync time to 9" is none for now.
  if (r.has("time") && says_any(r, {"time", "clock", "hour"}))
    return ask(out, "How often? Hourly, daily, weekly or off.");
  // "Update all that differ only in capitals" is no sync.
  if (r.has("formatting")) return ask(out, "Which match? Say all, or which one of the list.");
  // "Grab the fresh contacts from HubSpot"
  if (r.has("contact") && r.has("new") && !r.has("sync") && !r.has("pull_latest") && !r.has("changed"))
    return ask(out, "Read what changed in HubSpot, or import the new contacts?");
  // "She still sits in HubSpot, bring her over": one person is imported, whoever was spoken of.
  static const std::set<std::string_view> kFetch{"bring", "fetch", "get", "pull", "grab", "take", "load"};
  bool person = false;
  for (std::size_t i = 1; i < r.words.size(); ++i)
    person = person || ((r.words[i].folded == "her" || r.words[i].folded == "him") &&
                        kFetch.contains(r.words[i - 1].folded));
  if (person && !r.has("now")) {
    for (const char* key : {"who", "text"})
      if (const std::string whom = text_of(thread.args, key); !whom.empty()) {
        out.tool = "import_contacts";
        out.args = {{"which", whom}};
        return;
      }
    if (thread.tool.empty()) return ask(out, "Whom? Say \"import\" and the name, or the email address.");
  }
  if (it && !r.has("now") && !r.has("hubspot") && !r.has("contact") && !r.has("all") && thread.tool.empty())
    ask(out, "Sync everything from HubSpot?");
}

void resolve_duplicates(Understood& out, const Reading& r, const Thread& thread, const Context& context) {
  if (some_of_them(r)) return ask(out, "One of them or all: say which.");
  if (several_addresses(r)) return ask(out, "One after the other: name one of them.");
  json::object& args = out.args;
  // "No, leave it", after a proposal: it is left as it is.
  static const std::set<std::string_view> kNo{"no", "nah", "nein", "nope"};
  // "Leave it for now": nothing is decided.
  const bool leaves = says_any(r, {"leave", "lass"});
  if (leaves && ((thread.tool == "resolve_duplicates" && kNo.contains(r.words[0].folded)) || r.has("no")))
    return ask(out, "Nothing was changed.");
  // "Skip or replace…"
  if (r.has("skip") && r.has("replace") && says_any(r, {"or", "oder"}))
    return ask(out, "Which of the two: replace, or skip?");
  // "1 skip, 2 replace"
  const auto numbers = std::count_if(r.words.begin(), r.words.end(), [](const Word& w) { return w.number; });
  if (r.has("skip") && r.has("replace") && numbers > 1) return ask(out, "One after the other: which first?");
  if (some_kind_of_them(r)) return ask(out, "Which match? Say all, or which one of the list.");
  // "Where only the phone differs" is a kind that nobody can choose by yet.
  const bool others = !r.has("all") && std::any_of(r.words.begin(), r.words.end(), [](const Word& w) {
    return w.folded == "next" || w.folded == "other" || w.folded == "both" || w.folded == "others" ||
           w.folded == "rest";
  });
  if (others && !(r.has("create_new") && !r.has("skip")))
    return ask(out, "Which match? Say all, or which one of the list.");
  const bool kinds = std::any_of(r.words.begin(), r.words.end(),
                                 [](const Word& w) { return w.folded == "differ" || w.folded == "differs"; });
  if (kinds && !r.has("formatting")) return ask(out, "Which match? Say all, or which one of the list.");
  if (name_in(r) && says_all(r) && !r.has("ordinal"))
    return ask(out, "That one, or all? Name the match, or say all without a name.");
  // "Skip the tour": nobody's name, as it is written.
  const auto place = name_place(r);
  if (place && place->first > 0 && !r.words[place->first].capital && !r.words[place->first].email &&
      !r.has("duplicate") && listed_by(thread.tool) != "duplicates" &&
      says_article(r.words[place->first - 1].folded))
    return ask(out, "Which match? Say all, or which one of the list.");
  auto which = which_match(r, thread, context, args);
  // "Where it is only the formatting": all of those.
  if (which == "this" && r.has("formatting") &&
      (says_any(r, {"where", "wherever", "whenever"}) ||
       !says_any(r, {"this", "it", "one", "diese", "diesen"})))
    which = "all";
  const bool one = one_of_them(r, {"match", "duplicate", "dupe"}) && !says_all(r);
  if (!args.contains("which") && which.empty() && r.has("duplicate") && !r.has("ordinal") && !one)
    args["which"] = "all";
  else if (!args.contains("which") && which.empty() && listed_by(thread.tool) == "duplicates")
    args["which"] = "this";
  else if (!args.contains("which") && !which.empty())
    args["which"] = which;
  args["decision"] = decision_said(r);
  if (r.has("formatting")) args["kind"] = "formatting";
  if (!args.contains("which")) ask(out, "Which match? Say all, or which one of the list.");
}

// "Not only the new ones"
bool not_only(const Reading& r) {
  for (std::size_t i = 0; i + 1 < r.words.size(); ++i)
    if (r.words[i].folded == "not" && (r.words[i + 1].folded == "only" || r.words[i + 1].folded == "just"))
      return true;
  return false;
}

void import_contacts(Understood& out, const Reading& r, const Thread& thread, const Context& context) {
  if (some_of_them(r)) return ask(out, "One of them or all: say which.");
  if (several_addresses(r)) return ask(out, "One after the other: name one of them.");
  json::object& args = out.args;
  // "Roll out the red carpet for the new contacts, import them"
  const bool thing = r.has("new") && r.has("contact") && hardly_a_name(r);
  // "Jens dot maurer, I'll type it: jens@maurer.example": an address says whom for sure.
  const auto email = email_in(r);
  const auto name = email ? email : thing ? std::nullopt : name_in(r);
  // "The deals changed, bring them over": no contacts.
  if (!name && !r.has("contact") && !says_all(r) &&
      (r.has("deal") || r.has("company") || r.has("pipeline") || r.has("changed"))) {
    out.tool = "sync_now";
    return;
  }
  if (!name && !r.has("ordinal") && one_of_them(r, {"contact", "person", "lead", "kontakt"}) &&
      !says_all(r) && context.kind != "contact" && text_of(thread.args, "text").empty() &&
      text_of(thread.args, "who").empty())
    return ask(out, "Whom? A name, or an email address, will do.");
  if (!name && std::any_of(r.words.begin(), r.words.end(), [](const Word& w) { return w.folded == "both"; }))
    return ask(out, "Which two? Import one after the other, by name.");
  if (!name &&
      (r.has("skipped") || r.has("no_email") || r.has("left_list") || r.has("filtered") || r.has("gone")))
    return ask(out, "Contacts of that kind are chosen one by one. Name one, or review them first.");
  static constexpr std::string_view kNarrow[] = {"list",   "where", "whose",   "tagged", "created",
                                                 "owned",  "with",  "without", "who",    "since",
                                                 "active", "first", "some"};
  // "Take HubSpot's data here", beside a match that is looked at
  if (!name && context.kind == "duplicate" && !r.has("contact") && !r.has("new") && !says_all(r))
    return ask(out, "Which match? Say all, or which one of the list.");
  const bool narrowed =
      r.has("period") || std::any_of(r.words.begin(), r.words.end(), [](const Word& w) {
        return std::find(std::begin(kNarrow), std::end(kNarrow), w.folded) != std::end(kNarrow);
      });
  // "Leads only"
  const bool only = !r.has("new") && !says_all(r) && r.words.back().folded == "only";
  if (!name && (narrowed || only) && !r.has("ordinal"))
    return ask(out, "All of them, the new ones, or whom? Review them to choose by more.");
  if (const auto listed = listed_name(r, thread)) {
    if (listed->empty()) return ask(out, "Which one? Name the contact.");
    args["which"] = *listed;
  } else if (name)
    args["which"] = *name;
  else if (r.has("new"))
    args["which"] = not_only(r) ? "all" : "new";
  else if ((r.has("these") || r.has("it")) && thread.tool == "review_contacts")
    args["which"] = text_of(thread.args, "filter") == "new" ? "new" : "all";
  else if ((r.has("this") || r.has("it") || says_any(r, {"he", "she", "diese", "diesen", "dieser"}) ||
            r.words.size() < 2) &&
           context.kind == "contact")
    args["which"] = context.name;
  else if ((r.has("this") || r.has("it") || r.has("these")) && !r.has("all") &&
           !text_of(thread.args, "text").empty())
    args["which"] = text_of(thread.args, "text");
  else if ((r.has("this") || r.has("it")) && !text_of(thread.args, "who").empty())
    args["which"] = text_of(thread.args, "who");
  else if (says_any(r, {"him", "her", "he", "she", "ihn"}) && !says_all(r))
    return ask(out, "Which one? Name the contact.");
  else
    args["which"] = "all";
}

// "Create the drafts": those of what was listed.
bool says_the_drafts(const Reading& r) {
  for (std::size_t i = 1; i < r.words.size(); ++i) {
    const std::size_t noun = r.words[i].folded == "draft" && i + 1 < r.words.size() ? i + 1 : i;
    const std::string& word = r.words[noun].folded;
    if (r.words[i - 1].folded == "the" && (word == "drafts" || word == "invoices" || word == "bills"))
      return true;
  }
  return false;
}

// "Jane doe needs an invoice": one, who is named before it.
Text who_needs(const Reading& r) {
  std::size_t needs = 0;
  while (needs < r.words.size() && !is(r.words[needs], {"needs", "braucht", "wants", "deserves"})) ++needs;
  std::size_t first = 0;
  while (first < needs &&
         (r.at(first, "hello") || is(r.words[first], {"the", "our", "my", "so", "and", "der", "die"})))
    ++first;
  if (needs == r.words.size() || first == needs) return std::nullopt;
  std::string name;
  bool named = false;
  for (std::size_t i = first; i < needs; ++i) {
    if (r.words[i].ends || is(r.words[i], {"that", "which", "who", "what", "all", "everything", "everyone",
                                           "each", "whatever", "it", "this", "was", "wer"}))
      return std::nullopt;
    name += (name.empty() ? "" : " ") + r.words[i].text;
    named = named || !r.known[i] || r.words[i].capital;
  }
  return named ? Text(name) : std::nullopt;
}

void create_invoice_drafts(Understood& out, const Reading& r, const Thread& thread, const Context& context) {
  if (some_of_them(r)) return ask(out, "One of them or all: say which.");
  if (several_addresses(r)) return ask(out, "One after the other: name one of them.");
  json::object& args = out.args;
  // "The won deals without an invoice deserve one each"
  const auto name = r.has("uninvoiced") && hardly_a_name(r) ? std::nullopt : name_in(r);
  // "Draft invoice: Q3 retainer, Bluebird": which of it is the name?
  if (const auto place = name_place(r); name && place && place->first > 1) {
    const std::size_t before = place->first - 1;
    if (r.words[before].ends && !r.means_anything(before) && !politeness(r.words[before]))
      return ask(out, "For which deal or client?");
  }
  // "Draft invoices for Acme" are there already, as far as one can tell.
  std::size_t head = 0;
  while (head + 1 < r.words.size() && r.at(head, "hello")) ++head;
  if (name && head + 1 < r.words.size() && r.words[head].folded == "draft" &&
      r.words[head + 1].folded == "invoices") {
    out.tool = "invoices";
    args["state"] = "draft";
    args["client"] = *name;
    return;
  }
  // "The deals won in March"
  if (!name && !r.has("ordinal") && (r.has("period") || r.has("bounds")) && r.has("deal"))
    return ask(out, "All that have no invoice, or which? List them first to choose by more.");
  // "Invoice all clients": whatever for.
  if (!name && !r.has("deal") && !r.has("won") && !r.has("uninvoiced") && listed_by(thread.tool).empty() &&
      ((r.has("all") && r.has("client")) || says_any(r, {"everyone", "everybody", "alle"})))
    return ask(out, "All that have no invoice, or which? List them first to choose by more.");
  // "Invoice Acme 500 euros for hosting": a draft takes its lines from the deal.
  const auto amounts = amounts_in(r);
  if (name && std::any_of(amounts.begin(), amounts.end(), [&](const Amount& a) {
        return a.at + 1 < r.words.size() && r.at(a.at + 1, "money") && !r.words[a.at].quoted;
      }))
    return ask(out, "A draft takes its amounts from the deal. For which deal or client?");
  const auto listed = listed_by(thread.tool);
  if (const auto one = listed_name(r, thread)) {
    if (one->empty()) return ask(out, "Which one? Name the deal or the client.");
    args["deals"] = *one;
  } else if (name)
    args["deals"] = *name;
  else if ((r.has("this") || r.has("it")) && !r.has("these") && one_of_them(r, {"deal"}) &&
           !text_of(thread.args, "text").empty())
    args["deals"] = text_of(thread.args, "text");  // "that deal needs an invoice, draft it"
  else if (const auto who = who_needs(r))
    args["deals"] = *who;
  // "Halcyon dairy needs billing, draft it": one of them, whichever that is.
  else if (r.has("uninvoiced") && says_any(r, {"it"}) && !r.has("all") && !r.has("these") &&
           !says_any(r, {"deals", "ones", "everything"})) {
    if (context.kind.empty()) return ask(out, "For which deal or client?");
    args["deals"] = "this";
  } else if (r.has("uninvoiced"))
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
  else if ((r.has("it") || r.has("this") || says_the_drafts(r)) && listed == "deals")
    args["deals"] = "these";
  else if (r.has("won") && !r.has("all") && one_of_them(r, {"invoice"}) &&
           !says_any(r, {"deals", "each", "every", "ones", "jeden"}))
    ask(out, "For which deal or client?");  // "we won it, draft the invoice"
  else if (r.has("won") || r.has("all"))
    args["deals"] = "uninvoiced";
  else if (context.kind == "deal" || context.kind == "client")
    args["deals"] = "this";
  else
    ask(out, "For which deal or client?");
}

void create_client(Understood& out, const Reading& r, const Thread& thread, const Context&) {
  json::object& args = out.args;
  const auto email = email_in(r);
  if (email)
    args["email"] = *email;
  else if (says_any(r, {"that", "this"}) && says_any(r, {"email", "e-mail", "mail"}) &&
           text_of(thread.args, "text").find('@') != std::string::npos)
    args["email"] = text_of(thread.args, "text");  // "with that email", of what was looked for
  const auto told = new_client_name(r);
  auto name = told ? Text(told->name) : std::nullopt;
  if (name && email && *name == *email) name.reset();
  // "Create him as a client"
  if (!name && (r.has("it") || r.has("this")))
    for (const char* key : {"text", "who"})
      if (!name && !text_of(thread.args, key).empty()) name = text_of(thread.args, key);
  // "Add the contact Jonas Weber to the client Acme"
  for (std::size_t i = 1; i < r.words.size(); ++i)
    if (r.at(i, "client") && r.has("contact") && !r.words[i].quoted &&
        (r.words[i - 1].folded == "to" || (i > 1 && r.words[i - 2].folded == "to")))
      return ask(out, "What is the client called?");
  // "With info@acme.com as the email"
  if (!name && thread.tool == "create_client" && email) name = text_of(thread.args, "name");
  if (!name || name->empty() || (told && told->doubt && *name == told->name))
    return ask(out, "What is the client called?");
  if (several_clients(r)) return ask(out, "One client after the other: what is the first one called?");
  args["name"] = *name;
}

using Filler = void (*)(Understood&, const Reading&, const Thread&, const Context&);

}  // namespace

bool fill_change(Understood& out, const Reading& r, const Thread& thread, const Context& context) {
  static const std::map<std::string_view, Filler> kFillers{{"sync_now", sync_now},
                                                           {"resolve_duplicates", resolve_duplicates},
                                                           {"import_contacts", import_contacts},
                                                           {"create_invoice_drafts", create_invoice_drafts},
                                                           {"set_schedule", fill_schedule},
                                                           {"set_match_policy", fill_match_policy},
                                                           {"create_client", create_client}};
  const auto filler = kFillers.find(out.tool);
  if (filler == kFillers.end()) return false;
  filler->second(out, r, thread, context);
  return true;
}

}  // namespace every::chat
