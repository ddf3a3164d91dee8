#include "chat/orders.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "chat/nouns.h"
#include "chat/other_people.h"
#include "chat/slots.h"

namespace every::chat {
namespace {

// "We sync every day", "I'll import them later": what somebody does, and no wish. Reads back from the action
// to where its part of the sentence begins.
bool told(const Reading& r, std::size_t action) {
  static const std::set<std::string_view> kSubjects{"i",   "we", "they", "he",  "she", "it",  "you",  "ich",
                                                    "wir", "er", "es",   "who", "one", "man", "this", "that"};
  static const std::set<std::string_view> kWishes{
      "want",   "need",   "would", "should", "must",   "wish",    "prefer", "like",  "love",    "have",
      "rather", "let",    "to",    "can",    "could",  "ought",   "möchte", "will",  "würde",   "soll",
      "ready",  "please", "has",   "d",      "better", "möchten", "wollen", "bitte", "brauche", "shall"};
  std::size_t first = action;
  while (first > 0 && !r.words[first - 1].ends) --first;
  for (std::size_t i = first; i < action; ++i) {
    const std::string& word = r.words[i].folded;
    if (kSubjects.contains(word)) {
      // "Will" is a wish in German only; "it", "this" and "that" may be what is acted on: "make it sync".
      for (std::size_t k = i + 1; k <= action; ++k)
        if (kWishes.contains(r.words[k].folded) &&
            !(r.words[k].folded == "will" && word != "ich" && word != "wir") &&
            !((r.words[k].folded == "can" || r.words[k].folded == "could") && word != "you"))
          return false;
      return i == first || !kWishes.contains(r.words[i - 1].folded);
    }
    if (kWishes.contains(word) || word == "make" || word == "have") return false;
  }
  return false;
}

// "When the deal is won, draft the invoice", "once Yusuf signs off, import them": not now.
bool waits_for_something(const Reading& r) {
  static const std::set<std::string_view> kWhen{"when", "once",  "should", "sobald",
                                                "wenn", "falls", "after",  "until"};
  if (r.words.size() < 5 || !kWhen.contains(r.words[0].folded) || r.words[1].folded == "a") return false;
  for (std::size_t i = 1; i + 1 < r.words.size(); ++i)
    if (r.words[i].ends) return true;
  return false;
}

// "I'm going to import them myself"
bool done_by_oneself(const Reading& r) {
  static const std::set<std::string_view> kSelf{"myself", "ourselves", "selbst"},
      kOthers{"himself", "herself", "themselves"},
      kDo{"want", "am", "are", "will", "shall", "can", "have", "did"};
  const auto says = [&](const std::set<std::string_view>& words) {
    return std::any_of(r.words.begin(), r.words.end(),
                       [&](const Word& w) { return !w.quoted && words.contains(w.folded); });
  };
  return says(kOthers) ||
         (says(kSelf) && r.words.size() > 3 && (r.words[0].folded == "i" || r.words[0].folded == "we") &&
          kDo.contains(r.words[1].folded));
}

// "Our sync is set to weekly", "the 7am sync": says how it is, or what it is about.
bool says_how_it_is(const Reading& r) {
  // "Please note that we sync on Mondays"
  static const std::set<std::string_view> kNote{"note", "remember", "mind", "aware", "reminder"};
  for (std::size_t i = 0; i + 2 < r.words.size() && i < 3; ++i)
    if (kNote.contains(r.words[i].folded) &&
        (r.words[i + 1].folded == "that" || r.words[i + 1].folded == "we" || r.words[i].ends))
      return true;
  // "We have a new client called Sutcliffe"
  static const std::set<std::string_view> kWho{"we", "i", "there", "wir"},
      kHave{"have", "got", "is", "has", "haben", "had"},
      kAsks{"please", "bitte", "kindly", "create", "add", "make", "set", "register", "enter", "open"};
  const bool one_part =
      std::none_of(r.words.begin(), r.words.end() - 1, [](const Word& w) { return w.ends; });
  if (r.words.size() > 4 && kWho.contains(r.words[0].folded) && kHave.contains(r.words[1].folded) &&
      r.words[2].folded != "to" && r.has("new") && one_part &&
      std::none_of(r.words.begin(), r.words.end(), [](const Word& w) { return kAsks.contains(w.folded); }))
    return true;
  static const std::set<std::string_view> kArticles{"the", "our", "my", "your", "a", "an"};
  static const std::set<std::string_view> kIs{"is", "was", "runs", "ran", "has", "seems", "looks", "are"};
  // "Auto sync is off", "syncing was weekly"
  static const std::set<std::string_view> kBe{"is", "was", "are", "were", "ist", "war"};
  for (std::size_t i = 1; one_part && i < 3 && i + 1 < r.words.size(); ++i)
    if (kBe.contains(r.words[i].folded) && (r.at(i - 1, "sync") || r.at(i - 1, "schedule")) &&
        !kAsks.contains(r.words.back().folded) && !r.words.back().asks)
      return true;
  if (r.words.size() < 2 || !kArticles.contains(r.words[0].folded)) return false;
  for (const Word& word : r.words)
    if (word.folded == "please" || word.folded == "bitte") return false;
  for (std::size_t i = 0; i + 1 < r.words.size(); ++i)
    if (r.words[i].ends) return false;
  if (r.words.size() < 4 && (r.at(r.words.size() - 1, "sync") || r.at(r.words.size() - 1, "import")))
    return true;
  return r.words.size() > 3 && kIs.contains(r.words[2].folded) &&
         (r.at(1, "sync") || r.at(1, "import") || r.at(1, "schedule") || r.at(1, "hubspot"));
}

// "Sorry for cancelling the sync": nothing but that.
bool apologises(const Reading& r) {
  static const std::set<std::string_view> kFor{"for", "about", "that", "i", "we"};
  return r.words.size() > 2 && r.words[0].folded == "sorry" && kFor.contains(r.words[1].folded) &&
         std::none_of(r.words.begin(), r.words.end() - 1, [](const Word& w) { return w.ends; });
}

// "Not that I want it, but can you disconnect HubSpot"
bool denies_the_wish(const Reading& r) {
  return r.words.size() > 4 && r.words[0].folded == "not" && r.words[1].folded == "that";
}

// "I am not convinced that replacing all is wise", "we regret connecting it": what somebody thinks of it.
bool doubts(const Reading& r) {
  static const std::set<std::string_view> kDoubts{
      "convinced",  "doubt",     "doubts",   "regret",   "regrets",   "regretted",
      "regretting", "wise",      "hesitant", "hesitate", "unwise",    "reluctant",
      "skeptical",  "sceptical", "bereue",   "bereuen",  "personally"};
  return r.words.size() > 3 && std::any_of(r.words.begin(), r.words.end(), [](const Word& w) {
           return !w.quoted && !w.capital && kDoubts.contains(w.folded);
         });
}

// "We'd set it to hourly but that was ages ago", "the old system synced at six": how it once was.
bool tells_how_it_was(const Reading& r) {
  static const std::set<std::string_view> kOnce{"ago", "formerly", "previously", "früher", "damals"},
      kSystems{"system", "software", "tool", "crm", "integration", "app", "connector"},
      kDid{"synced", "ran", "was", "did", "imported", "used"};
  const bool once = std::any_of(r.words.begin(), r.words.end(),
                                [](const Word& w) { return !w.quoted && kOnce.contains(w.folded); });
  for (std::size_t i = 1; i + 1 < r.words.size(); ++i) {
    if (r.words[i].folded == "used" && r.words[i + 1].folded == "to") return true;
    if (once && (r.words[i].folded == "was" || r.words[i].folded == "were")) return true;
    if (kSystems.contains(r.words[i].folded) && kDid.contains(r.words[i + 1].folded)) return true;
  }
  return false;
}

// "I started a sync at 9", "they cancelled it": what was done.
bool tells_what_was_done(const Reading& r) {
  static const std::set<std::string_view> kWho{"i", "we", "he", "she", "they", "you", "somebody", "someone"},
      kPast{"did", "ran", "had", "made", "sent", "undid", "began", "took", "got"},
      kWishes{"wanted", "needed", "need"};
  // "Dafür hab ich schon eine Rechnung geschrieben"
  static const std::set<std::string_view> kHave{"hab", "habe", "haben", "hat"}, kAlready{"schon", "bereits"};
  const auto says = [&](const std::set<std::string_view>& words) {
    return std::any_of(r.words.begin(), r.words.end(),
                       [&](const Word& w) { return words.contains(w.folded); });
  };
  if (says(kHave) && says(kAlready)) return true;
  if (r.words.size() < 4 || !kWho.contains(r.words[0].folded)) return false;
  for (std::size_t i = 0; i + 1 < r.words.size(); ++i)
    if (r.words[i].ends || r.words[i].folded == "please") return false;
  const std::string& verb = r.words[1].folded;
  return kPast.contains(verb) || (verb.size() > 4 && verb.ends_with("ed") && !kWishes.contains(verb));
}

}  // namespace

bool later(const Reading& r) {
  static const std::set<std::string_view> kSpans{
      "week",   "month",   "quarter",  "year",   "monday", "tuesday", "wednesday", "thursday",
      "friday", "weekend", "saturday", "sunday", "woche",  "monat",   "montag",    "freitag"};
  // "In an hour", "in zwei Tagen"
  static const std::set<std::string_view> kUnits{"minute", "minutes", "hour",  "hours",   "day",
                                                 "days",   "week",    "weeks", "minuten", "stunden",
                                                 "stunde", "tagen",   "wochen"};
  // "We'll do it tonight instead", "so I can look at it later": what comes after what is ordered.
  static const std::set<std::string_view> kWho{"i", "we", "he", "she", "they"};
  bool tells = false;
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    const std::string& word = r.words[i].folded;
    if (i > 0 && r.words[i - 1].ends) tells = kWho.contains(word);
    tells = tells || (i > 0 && word == "so");
    if (r.words[i].quoted || tells) continue;
    if (word == "tomorrow" || word == "morgen" || word == "tonight") return true;
    if (word == "in" && i + 2 < r.words.size() && kUnits.contains(r.words[i + 2].folded) &&
        (r.words[i + 1].number || number_word(r.words[i + 1].folded) > 0 || r.words[i + 1].folded == "a" ||
         r.words[i + 1].folded == "an" || r.words[i + 1].folded == "einer"))
      return true;
    if (word == "later" && i + 1 == r.words.size()) return true;
    // "On the 15th"
    if (i > 1 && word.size() > 2 && r.words[i - 2].folded == "on" && r.words[i - 1].folded == "the" &&
        word[0] >= '1' && word[0] <= '9' &&
        (word.ends_with("th") || word.ends_with("st") || word.ends_with("nd") || word.ends_with("rd")))
      return true;
    if (word == "next" && i + 1 < r.words.size() && kSpans.contains(r.words[i + 1].folded)) return true;
  }
  return false;
}

bool not_for_us_now(const Reading& r) {
  return denies_the_wish(r) || doubts(r) || apologises(r) || done_by_oneself(r) || tells_what_was_done(r) ||
         says_how_it_is(r) || later(r) || waits_for_something(r) || told_somebody_else(r);
}

bool orders(const Reading& r, const Intent& intent) {
  if (intent.tool != "set_match_policy" && waits_for_something(r)) return false;
  if (told_somebody_else(r) || said_by_others(r) || says_how_it_is(r) || apologises(r) || doubts(r))
    return false;
  if ((intent.tool == "set_schedule" || intent.tool == "set_match_policy") && tells_how_it_was(r))
    return false;
  if (intent.tool != "set_match_policy" && done_by_oneself(r)) return false;
  static const std::set<std::string_view> kPolite{
      "please",   "can",       "could",    "would",   "will",   "you",       "i",       "we",     "want",
      "need",     "like",      "to",       "us",      "let",    "just",      "now",     "ok",     "okay",
      "hey",      "hi",        "hello",    "so",      "then",   "and",       "also",    "go",     "ahead",
      "kindly",   "maybe",     "actually", "no",      "yes",    "a",         "an",      "try",    "help",
      "me",       "get",       "do",       "be",      "able",   "time",      "ready",   "thanks", "good",
      "morning",  "afternoon", "evening",  "first",   "my",     "our",       "your",    "all",    "ll",
      "d",        "would",     "love",     "instead", "rather", "bitte",     "jetzt",   "mal",    "if",
      "possible", "great",     "perfect",  "right",   "well",   "alright",   "quickly", "again",  "full",
      "new",      "another",   "one",      "more",    "there",  "basically", "kannst",  "du",     "ich",
      "möchte",   "will",      "die",      "den",     "das",    "der",       "alle",    "what",   "is",
      "must",     "have",      "got",      "should",  "it",     "better",    "fine",    "cool",   "auto",
      "manual",   "bot",       "dear",     "every",   "at",     "um",        "on",      "nur",    "only",
      "dann",     "wir",       "mir",      "uns",     "doch",   "but",       "btw",     "listen", "before",
      "cheers",   "asap",      "thx",      "once",    "more",   "thing",     "sorry"};
  const auto spoken_of = [&](std::size_t i) {
    // What is done already, or is being done, is no order.
    const std::string& said = r.words[i].folded;
    if (said.size() > 4 && said.ends_with("ed") && said != "need") return false;
    if (said.size() > 5 && said.ends_with("ing") && (i == 0 || r.words[i - 1].ends)) return false;
    return std::any_of(r.means.begin(), r.means.end(), [&](const Meaning& m) {
      if (i < m.first || i >= m.last) return false;
      static const std::set<std::string_view> kActions{
          "sync",    "pull_latest", "fetch",      "connect", "reconnect", "disconnect", "cancel",
          "replace", "skip",        "create_new", "keep",    "import",    "undo",       "retry",
          "create",  "draft",       "bill",       "ask_me",  "hourly",    "daily",      "weekly",
          "weekday", "policy",      "schedule",   "delete",  "new",       "formatting"};
      static const std::set<std::string_view> kVerbs{"start",      "edit",    "make_it",
                                                     "unattended", "resolve", "off"};
      if (m.concept_name == "keep" && intent.tool == "resolve_duplicates") return true;
      if (m.concept_name == "give" && (intent.tool == "retry_errors" || intent.tool == "sync_now"))
        return true;
      if (kVerbs.contains(m.concept_name))
        return !kPolite.contains(r.words[m.first].folded) || m.last - m.first > 1;
      if (!kActions.contains(m.concept_name) && !(r.words[i].number && m.concept_name == "clock"))
        return false;
      return std::any_of(intent.needs.begin(), intent.needs.end(), [&](const auto& group) {
        return std::find(group.begin(), group.end(), m.concept_name) != group.end();
      });
    });
  };
  const bool after_list = intent.tool == "resolve_duplicates" && r.has("list:duplicates");
  const bool moves_time = intent.tool == "set_schedule" && r.words.size() <= (r.has("time") ? 7 : 4) &&
                          (r.has("after:set_schedule") || r.has("after:schedule"));
  // "And Theo Brandvold as well"
  const bool one_more = (intent.tool == "import_contacts" && r.has("after:import_contacts") &&
                         r.words.size() <= 6 && r.at(0, "also") && r.has("sure_name")) ||
                        (intent.tool == "create_invoice_drafts" && r.has("after:create_invoice_drafts") &&
                         r.words.size() <= 5 && r.at(0, "also") && r.has("sure_name")) ||
                        (intent.tool == "create_client" && r.has("after:create_client") &&
                         r.words.size() <= 7 && (r.has("email_address") || r.words[0].folded == "another"));
  // Who goes on with somebody else says so: "thanks Anna" does not.
  if (!one_more && ((intent.tool == "import_contacts" && r.has("after:import_contacts") && !r.has("import") &&
                     !r.has("create")) ||
                    (intent.tool == "create_client" && r.has("after:create_client") && !r.has("create") &&
                     !r.has("new") && !r.has("client"))))
    return false;
  // "From now on HubSpot always wins"
  const bool rules = intent.tool == "set_match_policy" && r.has("unattended") && r.has("wins") &&
                     (r.has("hubspot") || r.has("skip"));
  if (only_names(r, intent.tool) || wanted_of_us(r)) return false;
  // "Pending imports" are some.
  const bool noun = std::any_of(r.words.begin(), r.words.end(), [](const Word& w) {
    return !w.quoted && (w.folded == "imports" || w.folded == "syncs" || w.folded == "importe");
  });
  if ((r.words.size() <= 2 && !noun) || after_list || moves_time || rules || one_more) return true;
  // "I'd like the last import undone"
  for (const auto& group : intent.needs)
    if (std::any_of(group.begin(), group.end(),
                    [&](const std::string& name) { return r.has("wished:" + name); }))
      return true;
  // German says the verb last.
  static const std::set<std::string_view> kNoInfinitives{"overwritten", "broken", "chosen",
                                                         "given",       "taken",  "then"};
  const std::string& verb = r.words.back().folded;
  if (verb.ends_with("en") && !kNoInfinitives.contains(verb) && spoken_of(r.words.size() - 1)) return true;
  if (spoken_of(r.words.size() - 1) && std::any_of(r.words.begin(), r.words.end(), [](const Word& w) {
        return w.folded == "für" || w.folded == "alle" || w.folded == "um" || w.folded == "machen" ||
               w.folded == "anlegen" || w.folded == "bitte" || w.folded == "und";
      }))
    return true;
  // Who wants to see something, or asks, changes nothing.
  static const std::set<std::string_view> kReads{
      "show",  "tell",  "list", "display", "find",  "search", "look", "which", "who",    "how", "why",
      "when",  "where", "does", "did",     "are",   "was",    "were", "has",   "whose",  "any", "explain",
      "brief", "see",   "view", "whether", "count", "is",     "zeig", "zeige", "welche", "wer", "wie",
      "wann",  "warum", "wo",   "suche",   "finde", "there",  "gibt", "had",   "what"};
  bool start = true, wished = false;
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    const bool need = r.words[i].folded == "what" && i + 2 < r.words.size() &&
                      (r.words[i + 2].folded == "need" || r.words[i + 2].folded == "want");
    if (start && kReads.contains(r.words[i].folded) && !need) start = false;
    if (start && (r.words[i].folded == "do" || r.words[i].folded == "have") && i + 1 < r.words.size() &&
        (r.words[i + 1].folded == "we" || r.words[i + 1].folded == "i" || r.words[i + 1].folded == "you" ||
         r.words[i + 1].folded == "they"))
      start = false;
    if (start && spoken_of(i) && !(r.words[i].folded == "the") && !told(r, i)) return true;
    // "I'd like the sync to run every day": after a wish, what it is about.
    static const std::set<std::string_view> kWished{"want", "need", "like", "love", "let",   "have",  "make",
                                                    "do",   "give", "get",  "run",  "start", "möchte"};
    static const std::set<std::string_view> kArticles{"the", "a",   "an",  "our",  "my",
                                                      "it",  "den", "die", "einen"};
    // "For all duplicates use HubSpot"
    static const std::set<std::string_view> kOf{"for", "with", "each", "these", "those", "them", "the", "of"};
    if (start && intent.tool == "resolve_duplicates" &&
        (kOf.contains(r.words[i].folded) || r.at(i, "duplicate") || r.words[i].quoted))
      continue;
    wished = wished || kWished.contains(r.words[i].folded);
    // "I want it synced every night"
    const bool done = wished && i > 1 && r.words[i].folded.ends_with("ed") && r.at(i, "sync");
    // "I need an immediate sync"
    const bool how = wished && i > 0 && i + 1 < r.words.size() && kArticles.contains(r.words[i - 1].folded) &&
                     (r.plain(i) || r.at(i, "now")) && spoken_of(i + 1);
    // "I need invoice drafts"
    const bool drafts = wished && r.at(i, "invoice") && i + 1 < r.words.size() && r.at(i + 1, "draft") &&
                        !kArticles.contains(r.words[i - 1].folded);
    if (start && !how && !done && !drafts && !kPolite.contains(r.words[i].folded) && !r.at(i, "hello") &&
        !r.at(i, "hubspot") && !(wished && kArticles.contains(r.words[i].folded)))
      start = false;
    if (r.words[i].ends) start = true, wished = false;
    // "Future duplicates should be skipped"
    static const std::set<std::string_view> kWishes{"should", "must", "shall", "needs"};
    if (i > 0 && kWishes.contains(r.words[i].folded) && !r.at(0, "asks")) start = true;
  }
  return false;
}

}  // namespace every::chat
