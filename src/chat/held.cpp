#include "chat/held.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "chat/intents.h"
#include "chat/name_words.h"
#include "chat/slots.h"

namespace every::chat {
namespace {

using Words = std::set<std::string_view>;
using Names = std::set<std::string, std::less<>>;

// All that the rows of a tool speak of.
const Names& taken_by(std::string_view tool) {
  static const auto kTaken = [] {
    std::map<std::string, Names, std::less<>> out;
    for (const Intent& intent : intents()) {
      Names& names = out[intent.tool];
      names.insert(intent.also.begin(), intent.also.end());
      for (const auto& group : intent.needs) names.insert(group.begin(), group.end());
    }
    return out;
  }();
  static const Names kNothing;
  const auto found = kTaken.find(tool);
  return found == kTaken.end() ? kNothing : found->second;
}

// Whether a word speaks of what the tool is about. "This client" says "this", and of a client all the same.
bool takes(const Reading& r, std::size_t i, const Names& taken) {
  static const Names kThings{"client", "contact", "company", "deal", "invoice", "payment", "proposal"};
  bool any = false;
  for (const Meaning& m : r.means) {
    if (i < m.first || i >= m.last) continue;
    const bool ours = taken.contains(m.concept_name);
    if (!ours && m.last - m.first == 1 && kThings.contains(m.concept_name)) return false;
    any = any || ours;
  }
  return any;
}

// With what an order begins.
bool begins(const Reading& r, std::size_t i, const Names& taken, std::string_view tool) {
  static const Words kActions{"sync",     "pull_latest", "fetch",   "freshness", "connect", "reconnect",
                              "cancel",   "disconnect",  "replace", "skip",      "keep",    "create_new",
                              "import",   "undo",        "retry",   "create",    "draft",   "bill",
                              "hourly",   "daily",       "weekly",  "weekday",   "delete",  "policy",
                              "schedule", "unattended",  "resolve", "off"};
  // "New client Acme"
  if (tool == "create_client" && r.at(i, "new")) return true;
  return std::any_of(r.means.begin(), r.means.end(), [&](const Meaning& m) {
    return m.first <= i && i < m.last && kActions.contains(m.concept_name) && taken.contains(m.concept_name);
  });
}

// "They only share the email", "we are leaving on Friday": told beside the order.
bool tells(const Reading& r, std::size_t first, std::size_t last) {
  static const Words kTellers{"i", "we", "he", "she", "they", "it", "ich", "wir", "er"};
  static const Words kWishes{"want", "need",   "like",   "wish",    "prefer", "please",
                             "let",  "should", "must",   "can",     "would",  "could",
                             "love", "rather", "möchte", "brauche", "will"};
  // "My network is slow", "der heutige Import ist fehlerhaft"
  static const Words kOurs{"my",  "our", "the", "mein",    "meine",    "unser",   "unsere",
                           "der", "die", "das", "hubspot", "passwort", "password"},
      kIs{"is", "was", "has", "are", "were", "had", "ist", "war", "hat", "sind", "contains"};
  const bool says_how_it_is = kOurs.contains(r.words[first].folded) &&
                              std::any_of(r.words.begin() + static_cast<std::ptrdiff_t>(first),
                                          r.words.begin() + static_cast<std::ptrdiff_t>(last),
                                          [](const Word& w) { return kIs.contains(w.folded); });
  if (!kTellers.contains(r.words[first].folded) && !says_how_it_is) return false;
  for (std::size_t i = first + 1; i < last; ++i)
    if (kWishes.contains(r.words[i].folded)) return false;
  return true;
}

// "Finally", "properly": how, and nothing that could be lost.
bool how(const Word& word) {
  static const Words kSome{"only", "partly", "partially"};
  return word.folded.size() > 4 && word.folded.ends_with("ly") && !kSome.contains(word.folded);
}

// Wishes, small verbs and small words: they add nothing to an order.
bool light(const Word& word) {
  static const Words kLight{
      "can",        "could",        "would",    "will",     "shall",    "should",  "must",      "need",
      "yes",        "case",         "suffice",  "read",     "yeah",     "cut",     "going",     "hit",
      "still",      "needs",        "want",     "wants",    "like",     "let",     "lets",      "get",
      "be",         "been",         "being",    "called",   "named",    "namens",  "number",    "no",
      "whatever",   "back",         "away",     "off",      "down",     "go",      "ahead",     "n",
      "also",       "just",         "well",     "good",     "fine",     "more",    "longer",    "anymore",
      "some",       "he",           "she",      "myself",   "ready",    "happen",  "damn",      "thing",
      "real",       "quick",        "quickly",  "fast",     "once",     "another", "afresh",    "first",
      "actually",   "time",         "way",      "take",     "put",      "make",    "has",       "had",
      "did",        "done",         "given",    "say",      "says",     "see",     "think",     "wish",
      "prefer",     "rather",       "hope",     "possible", "able",     "sure",    "own",       "whole",
      "full",       "entire",       "same",     "sorry",    "oops",     "oh",      "den",       "dem",
      "des",        "einen",        "einem",    "einer",    "um",       "auf",     "aus",       "bei",
      "ab",         "an",           "rein",     "rüber",    "zu",       "zum",     "zur",       "im",
      "vom",        "noch",         "mal",      "einmal",   "eben",     "kurz",    "gleich",    "doch",
      "du",         "ich",          "sie",      "wir",      "es",       "sich",    "unser",     "unsere",
      "mein",       "meine",        "soll",     "sollen",   "muss",     "kannst",  "können",    "könnten",
      "möchte",     "stellen",      "legen",    "setzen",   "machen",   "werden",  "wird",      "daten",
      "neu",        "through",      "needful",  "together", "straight", "kind",    "up",        "ourselves",
      "altogether", "totally",      "towards",  "perhaps",  "period",   "als",     "nen",       "ne",
      "nem",        "wieder",       "zurück",   "lass",     "lasse",    "pending", "lot",       "guy",
      "early",      "früh",         "fertig",   "earliest", "ad",       "hoc",     "probieren", "jeder",
      "zuerst",     "unverzüglich", "handling", "schalt"};
  return kLight.contains(word.folded) || glue(word) || politeness(word) || how(word);
}

// "Sync now because the demo is at two": why, and no part of what is to be done.
bool gives_reason(const Reading& r, std::size_t i) {
  static const Words kReasons{"because", "cause",  "cos",    "since", "so",    "weil", "da",
                              "denn",    "before", "during", "then",  "bevor", "war",  "instead"};
  static const Words kWho{"i", "we", "he", "she", "they", "it", "you", "my", "our", "ich", "wir"};
  static const Words kIs{"is", "was", "has", "takes", "keeps", "does", "will"};
  const std::string& word = r.words[i].folded;
  // "By noon", "by Friday": until when.
  if (word == "by")
    return i + 1 < r.words.size() &&
           (r.words[i + 1].number || r.at(i + 1, "clock") || r.at(i + 1, "weekday") ||
            r.at(i + 1, "period") || r.words[i + 1].folded == "noon");
  if (word == "but" || word == "and" || word == "und")  // "and show me the deals": another wish
    return i + 1 < r.words.size() && (kWho.contains(r.words[i + 1].folded) || r.at(i + 1, "show"));
  // "Stop the sync I forgot something": what was ordered is whole.
  static const Words kWhole{"sync", "hubspot", "import", "connection", "syncing"};
  if ((word == "i" || word == "we") && i > 1 && kWhole.contains(r.words[i - 1].folded)) return true;
  if ((word == "my" || word == "our") && kWhole.contains(r.words[i - 1].folded)) return true;
  // "Sync with HubSpot please I'm late"
  if ((word == "i" || word == "we") && i > 1 && (politeness(r.words[i - 1]) || r.at(i - 1, "now")))
    return true;
  // "A sync to begin the day": what for.
  static const Words kFor{"begin", "start", "see",   "be",  "check", "prepare",
                          "catch", "keep",  "avoid", "get", "make"};
  if (word == "to" && i > 1 && i + 1 < r.words.size() && kFor.contains(r.words[i + 1].folded)) return true;
  // "Real fast, my call starts"
  if ((word == "my" || word == "our") && light(r.words[i - 1]) && !glue(r.words[i - 1])) return true;
  if (word == "it") return i + 1 < r.words.size() && kIs.contains(r.words[i + 1].folded);
  if (word == "as")
    return i + 1 < r.words.size() && (kWho.contains(r.words[i + 1].folded) || glue(r.words[i + 1]));
  if (word == "its") return i + 1 < r.words.size() && r.words[i + 1].folded.ends_with("ing");
  return kReasons.contains(word) || r.at(i, "asks");
}

// "Get it imported", "I want them skipped": the order as what is to be done.
bool says_done(const Word& word) {
  static const Words kDone{"synced",   "imported", "connected", "reconnected", "disconnected", "cancelled",
                           "canceled", "stopped",  "replaced",  "skipped",     "undone",       "reverted",
                           "retried",  "invoiced", "billed",    "created",     "added",        "overwritten",
                           "switched", "turned",   "drafted"};
  return kDone.contains(word.folded);
}

// Tools that have a place for a name.
bool names_somebody(std::string_view tool) {
  return tool == "import_contacts" || tool == "resolve_duplicates" || tool == "create_invoice_drafts" ||
         tool == "create_client";
}

// Words that a tool has a place for and no row speaks of.
bool held_by(std::string_view tool, const Reading& r, std::size_t i) {
  static const Words kTimes{"half",     "past",       "quarter", "morning",   "mornings", "evening",
                            "evenings", "night",      "noon",    "afternoon", "hours",    "halb",
                            "uhr",      "o'clock",    "days",    "place",     "hourly",   "daily",
                            "weekly",   "afternoons", "abends",  "morgens",   "mittags",  "nachmittags",
                            "viertel",  "nach",       "vor"};
  static const Words kOfToday{"yesterday", "morning", "afternoon", "gestern", "batch"};
  static const Words kAccount{"account", "workspace", "portal",   "login",    "expired",
                              "app",     "program",   "programm", "software", "tool"};
  const Word& word = r.words[i];
  const auto next = [&](std::size_t n) {
    return i + n < r.words.size() ? r.words[i + n].folded : std::string();
  };
  if (tool == "set_schedule")
    return word.number || number_word(word.folded) > 0 || kTimes.contains(word.folded);
  // What can be undone is of the last day.
  if (tool == "undo_import") return kOfToday.contains(word.folded);
  if (tool == "connect_hubspot") return word.number || kAccount.contains(word.folded);
  if (tool == "disconnect_hubspot") return kAccount.contains(word.folded);
  // "The second one" of what was listed.
  if (names_somebody(tool) && r.at(i, "ordinal")) return true;
  static const Words kBooks{"account", "list", "books", "request"};
  if (tool == "create_client")
    return kBooks.contains(word.folded) ||
           (word.folded == "address" && i + 1 < r.words.size() && r.words[i + 1].email);
  if (tool == "set_match_policy") return word.folded == "decision" || word.folded == "going";
  if (tool == "cancel_sync") return word.folded == "early";
  // "For the catering deal", "for the work"
  if (tool == "create_invoice_drafts") {
    static const Words kWork{"deal", "work", "job", "project", "order"};
    const bool plain = !word.number && number_word(word.folded) < 0 && !r.means_anything(i);
    return kWork.contains(word.folded) || (plain && kWork.contains(next(1))) || word.folded == "signed" ||
           word.folded == "but" || (word.folded == "without" && next(1) == "one");
  }
  if (tool == "resolve_duplicates")
    return word.number || word.folded == "version" || word.folded == "copy" ||
           (i > 0 && r.words[i - 1].folded == "number");
  return word.number && tool != "sync_now" && tool != "import_contacts";
}

// "Duplicates", "matches": more than one of them.
bool says_several(const Reading& r, std::string_view what) {
  for (std::size_t i = 0; i < r.words.size(); ++i)
    if (r.words[i].folded.ends_with("s") && r.at(i, what) && !r.words[i].possessive) return true;
  return false;
}

// "Automatically, but only for companies", "turn it off until Monday": a rule that holds for some, or for a
// while.
std::string narrowed_rule(const Reading& r, std::string_view tool) {
  static const Words kRules{"set_schedule", "set_match_policy"};
  static const Words kOnly{"only", "just", "nur"}, kFor{"for", "when", "with", "if", "on", "für", "bei"};
  static const Words kUntil{"until", "till", "bis"};
  if (!kRules.contains(tool)) return {};
  for (std::size_t i = 1; i + 1 < r.words.size(); ++i) {
    const std::string& word = r.words[i].folded;
    const bool only = kOnly.contains(word) && kFor.contains(r.words[i + 1].folded) &&
                      !r.at(i + 1, "weekday") && !(i + 2 < r.words.size() && r.at(i + 2, "weekday"));
    if (only || (kUntil.contains(word) && r.words[i + 1].folded != "further")) return r.words[i].text;
  }
  return {};
}

// "Sync just the deals", "invoice Acme the rest"; "new client Acme signed" tells.
bool not_all_of_it(const Reading& r, std::size_t i, std::string_view tool) {
  static const Words kParts{"rest", "remainder", "remaining", "half"};
  const std::string& word = r.words[i].folded;
  if (r.words[i].quoted) return false;
  if (tool == "retry_errors") return r.at(i, "ordinal") && !r.words[i].number;
  if (tool == "sync_now") return word == "just" && i + 1 < r.words.size() && !r.words[i].ends;
  if (tool == "create_invoice_drafts") return kParts.contains(word);
  // "Replace just the email of the second one"
  static const Words kFields{"email", "e-mail", "mail", "phone", "address", "title", "company", "telefon"};
  static const Words kOf{"of", "on", "from", "only", "von", "vom"};
  if (tool == "resolve_duplicates" && kFields.contains(word) && i + 1 < r.words.size())
    return kOf.contains(r.words[i + 1].folded);
  return tool == "create_client" && !r.has("create") && (r.at(i, "accepted") || r.at(i, "won"));
}

// Who is named after one of these is left out, or only where or how the others are.
bool narrows(const Reading& r, const NamePlace& place, std::string_view tool) {
  static const Words kWithout{"not", "except", "without", "nicht", "außer", "excluding"};
  static const Words kWhere{"in", "from", "aus", "tagged", "by", "near"};
  if (place.first == 0) return false;
  // "Not the Lakeside one"
  static const Words kArticles{"the", "die", "den", "der", "das"};
  std::size_t at = place.first - 1;
  if (at > 0 && kArticles.contains(r.words[at].folded)) --at;
  const std::string& before = r.words[at].folded;
  // "Those from Acme": some of them.
  const bool some =
      tool == "resolve_duplicates" && (r.has("these") || r.has("all") || says_several(r, "duplicate"));
  if (some && kWhere.contains(before)) return true;
  return kWithout.contains(before) ||
         (tool == "import_contacts" && kWhere.contains(before) && !r.at(at, "import"));
}

// A part of the sentence, and where the order begins in it.
struct Part {
  std::size_t first, order, last;
};

// The parts that order something: those that begin with it, if there are any.
std::vector<Part> ordering_parts(const Reading& r, const Names& taken, std::string_view tool) {
  std::vector<Part> all, commands;
  for (std::size_t first = 0, last = 0; first < r.words.size(); first = last) {
    while (last < r.words.size() && !r.words[last].ends) ++last;
    last = std::min(last + 1, r.words.size());
    std::size_t order = first, head = first;
    while (order < last && !begins(r, order, taken, tool)) ++order;
    if (order == last || (last - first < r.words.size() && tells(r, first, last))) continue;
    while (head < order && (light(r.words[head]) || r.at(head, "hello"))) ++head;
    all.push_back({first, order, last});
    if (head == order) commands.push_back(all.back());
  }
  return commands.empty() ? all : commands;
}

}  // namespace

std::string not_held(const Understood& change, const Reading& r) {
  const Names& taken = taken_by(change.tool);
  // Whoever chooses by kind says much about it.
  if (change.args.contains("kind")) return {};
  const auto place = name_place(r);
  const bool named = names_somebody(change.tool);
  if (place && place->sure && named && narrows(r, *place, change.tool)) return r.words[place->first].text;
  if (std::string word = narrowed_rule(r, change.tool); !word.empty()) return word;
  const auto in_name = [&](std::size_t i) { return place && place->first <= i && i < place->last && named; };
  // "Disconnect this from HubSpot": not all of it.
  if (change.tool == "disconnect_hubspot" && r.has("this") && r.has("from_hubspot"))
    for (std::size_t i = 0; i < r.words.size(); ++i)
      if (r.at(i, "this")) return r.words[i].text;
  // What is done here is done once, on a click.
  for (std::size_t i = 0; i < r.words.size() && change.tool != "set_schedule"; ++i)
    for (const char* name : {"unattended", "other_rhythm"})
      if (r.at(i, name) && !takes(r, i, taken)) return r.words[i].text;
  const auto parts = ordering_parts(r, taken, change.tool);
  for (const Part& part : parts) {
    // German says the verb last.
    const auto [first, order, last] = part;
    const bool at_end = order + 1 == last || speaks_german(r);
    for (std::size_t i = at_end ? first : order; i < last; ++i) {
      const Word& word = r.words[i];
      if (i > order && gives_reason(r, i)) break;
      if (i > order && not_all_of_it(r, i, change.tool)) return word.text;
      if (word.email || word.quoted || in_name(i) || takes(r, i, taken) || light(word) || says_done(word) ||
          r.at(i, "hello") || held_by(change.tool, r, i))
        continue;
      return word.text;
    }
  }
  return {};
}

}  // namespace every::chat
