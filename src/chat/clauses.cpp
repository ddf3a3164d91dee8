#include "chat/clauses.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/text.h"
#include "chat/name_words.h"
#include "chat/orders.h"
#include "chat/slots.h"

namespace every::chat {
namespace {

using Words = std::set<std::string_view>;

bool any_in(const Reading& r, std::size_t first, std::size_t last, const Words& words) {
  for (std::size_t i = first; i < last; ++i)
    if (!r.words[i].quoted && words.contains(r.words[i].folded)) return true;
  return false;
}

bool any_at(const Reading& r, std::size_t first, std::size_t last,
            std::initializer_list<std::string_view> concepts) {
  for (std::size_t i = first; i < last; ++i)
    for (const std::string_view name : concepts)
      if (r.at(i, name)) return true;
  return false;
}

// The words from `first` on as they were typed, with what parts them.
std::string text_from(const Reading& r, std::size_t first) {
  std::string out;
  for (std::size_t i = first; i < r.words.size(); ++i) {
    const Word& word = r.words[i];
    out += (out.empty() ? "" : " ") + (word.quoted ? "\"" + word.text + "\"" : word.text);
    if (word.possessive) out += "'s";
    if (word.asks)
      out += "?";
    else if (word.ends && i + 1 < r.words.size())
      out += ",";
  }
  return out;
}

std::size_t end_of_part(const Reading& r, std::size_t first) {
  std::size_t last = first;
  while (last < r.words.size() && !r.words[last].ends) ++last;
  return std::min(last + 1, r.words.size());
}

// What one does that is a change, said as an order.
const std::initializer_list<std::string_view> kOrders{"sync", "pull_latest", "import", "retry"};

// "Please bill": an order at the head, whatever it is about.
bool ordered_at_head(const Reading& r) {
  static const Words kPolite{"please", "can",  "could", "would",   "you", "ok",
                             "now",    "just", "and",   "quickly", "also"};
  std::size_t i = 0;
  while (i + 1 < r.words.size() && kPolite.contains(r.words[i].folded)) ++i;
  return any_at(r, i, i + 1, {"create", "bill", "cancel", "undo", "replace", "skip"}) ||
         r.words[i].folded == "invoice";
}

bool to_see(const Reading& r, std::size_t first, std::size_t last) {
  static const Words kSee{"see",   "show", "look",   "list",     "view",    "tell",      "sehen",  "zeig",
                          "zeige", "sehe", "zeigen", "anzeigen", "ansehen", "anschauen", "wissen", "review"};
  return any_in(r, first, last, kSee);
}

}  // namespace

std::optional<std::string> changed_then_fetched(const Reading& r) {
  static const Words kChanged{"changed",   "updated",  "edited",       "moved",     "renamed", "modified",
                              "corrected", "adjusted", "fixed",        "reworked",  "added",   "created",
                              "entered",   "geändert", "aktualisiert", "bearbeitet"};
  static const Words kFetch{"bring", "pull", "get", "take", "fetch", "carry", "grab", "hol", "hole", "load"};
  static const Words kThem{"them", "it",  "those",   "these",   "that",  "everything",
                           "him",  "her", "changes", "updates", "edits", "sie"};
  static const Words kRequests{"can", "could", "would", "will", "please", "mind"};
  if (r.has("negated") || (r.words.back().asks && !any_in(r, 0, r.words.size(), kRequests)))
    return std::nullopt;
  std::size_t changed = 0;
  while (changed < r.words.size() && !kChanged.contains(to_lower(r.words[changed].text))) ++changed;
  if (changed == r.words.size() || !any_at(r, 0, r.words.size(), {"hubspot", "deal", "company", "pipeline"}))
    return std::nullopt;
  if (any_at(r, changed, r.words.size(), {"replace", "skip", "invoice", "undo", "invoiced"}))
    return std::nullopt;
  for (std::size_t i = changed + 1; i + 1 < r.words.size(); ++i) {
    if (!kFetch.contains(r.words[i].folded)) continue;
    const std::size_t what = r.words[i + 1].folded == "the" ? i + 2 : i + 1;
    if (what >= r.words.size() || !kThem.contains(r.words[what].folded)) continue;
    if (i > 0 && !r.words[i - 1].ends &&
        !any_in(r, i - 1, i, {"and", "please", "now", "so", "then", "you", "just"}))
      continue;
    return "sync hubspot now";
  }
  return std::nullopt;
}

std::optional<std::string> only_to_see(const Reading& r) {
  static const Words kNot{"not", "no", "nicht", "nichts", "never", "kein", "keine", "keinen", "without"};
  const std::size_t first = end_of_part(r, 0);
  if (first >= r.words.size() || !any_in(r, 0, first, kNot) || r.words[first - 1].asks) return std::nullopt;
  if (!any_at(r, 0, first,
              {"import", "sync", "replace", "skip", "create", "bill", "delete", "undo", "invoice"}) ||
      to_see(r, 0, first))
    return std::nullopt;
  const std::size_t last = end_of_part(r, first);
  static const Words kOnly{"only", "just", "nur", "erst", "first"};
  const bool wishes =
      to_see(r, first, last) &&
      (any_in(r, first, last, kOnly) || r.at(first, "show") ||
       any_in(r, first, first + 1, {"zeig", "zeige", "let", "i", "ich", "wir", "we", "please", "bitte"}));
  if (!wishes || any_in(r, first, r.words.size(), kNot)) return std::nullopt;
  std::string sight = text_from(r, first);
  // "Don't invoice Larkspur yet, just show what's open for them": for whom was named before.
  static const Words kWhom{"them", "him", "her", "it"};
  const auto place = name_place(r);
  if (place && place->first < first && kWhom.contains(r.words.back().folded))
    if (const auto name = name_at(r, *place)) {
      sight.resize(sight.size() - r.words.back().text.size());
      sight += "\"" + *name + "\"";
    }
  return sight;
}

namespace {

// "Nadia is on leave, so it's on me: create the drafts": the last part of a long message, when it begins with
// what is to be done and nothing in it denies, asks or supposes.
std::optional<std::string> ordered_at_the_end(const Reading& r) {
  static const Words kDoes{"run",     "start", "import",    "sync",      "connect", "disconnect",
                           "replace", "skip",  "undo",      "retry",     "cancel",  "stop",
                           "create",  "draft", "invoice",   "bill",      "set",     "switch",
                           "turn",    "add",   "take",      "roll",      "pull",    "bring",
                           "try",     "have",  "reconnect", "overwrite", "abort",   "revert"};
  static const Words kBefore{"so", "please", "now", "then", "just", "and", "kindly", "ok", "go", "ahead"};
  static const Words kDenies{"not",   "never", "no",    "if",       "when",    "once",      "unless", "until",
                             "would", "might", "later", "tomorrow", "next",    "or",        "who",    "what",
                             "which", "why",   "how",   "himself",  "herself", "themselves"};
  static const Words kTold{"said",     "says",  "say",    "wrote",  "writes", "reads", "replied",
                           "told",     "asked", "asks",   "wants",  "wrote:", "mail",  "subject",
                           "suggests", "think", "thinks", "dreamt", "self"};
  static const Words kSupposes{"not",     "if",    "when",   "once", "should", "unless", "before",
                               "until",   "after", "rather", "to",   "tell",   "ask",    "suppose",
                               "imagine", "what",  "does",   "do",   "did"};
  if (r.words.size() < 6 || not_for_us_now(r) || r.has("jailbreak") || r.words.back().asks ||
      kSupposes.contains(r.words[0].folded))
    return std::nullopt;
  // "Sync please, the demo is at 2"
  const std::size_t head = end_of_part(r, 0);
  if (head > 1 && head < 4 && any_in(r, 0, head, {"please", "now"}) &&
      (r.words[0].folded == "sync" || r.words[1].folded == "sync") && !any_in(r, 0, r.words.size(), kDenies))
    return r.words[0].folded + " " + r.words[1].folded;
  for (std::size_t i = r.words.size() - 1; i > 2; --i) {
    if (!r.words[i - 1].ends && r.words[i].folded != "so") continue;
    std::size_t first = i;
    while (first + 1 < r.words.size() && kBefore.contains(r.words[first].folded)) ++first;
    // "…, please" belongs to what stands before it.
    if (first + 1 >= r.words.size()) {
      if (r.words[first].folded == "sync" && !any_in(r, i > 3 ? i - 3 : 0, i, kTold)) return "sync";
      continue;
    }
    // "Deals that have not been invoiced" denies nothing.
    const bool denied =
        any_in(r, first, r.words.size(), kDenies) && !any_at(r, first, r.words.size(), {"uninvoiced"});
    if (!kDoes.contains(r.words[first].folded) || r.words.size() - first > 14 || denied ||
        any_in(r, i > 3 ? i - 3 : 0, i, kTold))
      return std::nullopt;
    // What "it" is was said before.
    static const Words kLinks{"connect", "disconnect", "reconnect", "sync"};
    static const Words kBack{"take", "undo", "roll", "revert"};
    if (r.words[first + 1].folded == "it" && kLinks.contains(r.words[first].folded) &&
        (any_at(r, 0, first, {"hubspot"}) || r.words[first].folded == "sync"))
      return r.words[first].folded + " hubspot";
    static const Words kSwitches{"turn", "switch"};
    if (kSwitches.contains(r.words[first].folded) && first + 2 < r.words.size() &&
        r.words[first + 1].folded == "it" && r.words[first + 2].folded == "off" &&
        any_at(r, 0, first, {"sync", "schedule"}))
      return "turn off the automatic sync";
    if (r.words[first + 1].folded == "it" && kBack.contains(r.words[first].folded) &&
        any_at(r, 0, first, {"import"}))
      return "undo the import";
    // "I spoke to Rashid Benomar, he's in HubSpot, import him please"
    static const Words kOne{"him", "her"};
    if (const auto place = name_place(r); place && place->sure && place->first < first &&
                                          first + 2 <= r.words.size() &&
                                          kOne.contains(r.words[first + 1].folded) &&
                                          strangers_in(r) <= static_cast<int>(place->last - place->first))
      if (const auto name = name_at(r, *place)) return r.words[first].folded + " \"" + *name + "\"";
    // "Lena and Tom are new, import them": whom would be lost.
    static const Words kThem{"them", "it", "him", "her", "those", "these", "that", "this", "both"};
    static const Words kWhom{"them", "him", "her"};
    if (any_in(r, first + 1, std::min(first + 3, r.words.size()), kThem) ||
        any_in(r, first, r.words.size(), kWhom))
      return std::nullopt;
    return text_from(r, first);
  }
  return std::nullopt;
}

// "Stop the sync, the list is still wrong": the first part, when what follows only tells why.
std::optional<std::string> ordered_at_the_beginning(const Reading& r) {
  static const Words kDoes{"run",     "start",   "sync",    "cancel",   "stop",    "stopp",    "abort",
                           "trigger", "retry",   "smash",   "import",   "undo",    "skip",     "draft",
                           "set",     "turn",    "switch",  "connect",  "hol",     "hole",     "starte",
                           "create",  "invoice", "probier", "probiere", "versuch", "versuche", "stoppe"};
  static const Words kTells{"i",   "we",    "he",  "she",   "they",     "it",     "my",  "our",
                            "the", "there", "two", "three", "four",     "ich",    "wir", "mein",
                            "die", "der",   "das", "unser", "somebody", "someone"};
  static const Words kElse{"not",      "but",   "only",     "except", "if",     "when",    "once",
                           "unless",   "until", "or",       "no",     "wait",   "then",    "please",
                           "actually", "nicht", "nur",      "wenn",   "falls",  "bis",     "aber",
                           "oder",     "said",  "says",     "think",  "rather", "instead", "them",
                           "also",     "later", "tomorrow", "mean",   "meant",  "meine",   "meinte"};
  const std::size_t head = end_of_part(r, 0), n = r.words.size();
  if (head < 2 || head + 3 > n || head > 9 || r.words.back().asks || r.words[head - 1].asks ||
      r.has("jailbreak") || !any_in(r, head, head + 1, kTells) || any_in(r, head, n, kElse))
    return std::nullopt;
  std::size_t first = 0;
  while (first + 1 < head && any_in(r, first, first + 1, {"ok", "please", "now", "just", "hey", "and", "so"}))
    ++first;
  if (!any_in(r, first, first + 1, kDoes)) return std::nullopt;
  std::string out;
  for (std::size_t i = first; i < head; ++i)
    out += (out.empty() ? "" : " ") + (r.words[i].quoted ? "\"" + r.words[i].text + "\"" : r.words[i].text);
  return out;
}

}  // namespace

std::optional<std::string> ordered_part(const Reading& r) {
  auto part = ordered_at_the_beginning(r);
  return part ? part : ordered_at_the_end(r);
}

void without_signature(Reading& r) {
  static const Words kEnds{
      "regards",      "best",    "thanks", "thank", "thx",       "cheers", "sincerely", "yours",
      "kind",         "kindest", "warm",   "many",  "greetings", "gruß",   "grüße",     "lg",
      "vg",           "mfg",     "danke",  "viele", "liebe",     "beste",  "schöne",    "freundliche",
      "freundlichen", "mit",     "you",    "rgds",  "br",        "grüßen", "wishes"};
  std::size_t first = r.words.size(), names = 0;
  // Back over the name, then over the words before it.
  while (first > 0 && names < 3 && r.words[first - 1].capital && !r.words[first - 1].quoted &&
         !r.words[first - 1].email && !r.words[first - 1].number &&
         !kEnds.contains(r.words[first - 1].folded))
    --first, ++names;
  std::size_t ends = first;
  while (ends > 0 && kEnds.contains(r.words[ends - 1].folded) && !r.words[ends - 1].quoted) --ends;
  if (ends < 2 || ends == first || names == 0 || !r.words[ends - 1].ends) return;
  // "Best Buy": a closing has its comma, or its line.
  if (!r.words[first - 1].ends && first - ends < 2 && r.words[ends].folded != "thanks" &&
      r.words[ends].folded != "cheers" && r.words[ends].folded != "regards")
    return;
  drop(r, ends, r.words.size());
}

void without_reason(Reading& r) {
  static const Words kReasons{"before", "since", "because", "as", "bevor", "weil", "da", "nachdem"};
  static const Words kWho{"i",   "we",  "you", "he", "she", "they", "it",  "there", "my",  "our",
                          "the", "ich", "wir", "es", "der", "die",  "das", "man",   "sie", "mein"};
  static const Words kWishes{"i", "we", "please", "can", "could", "would", "let", "show", "give", "bitte"};
  static const Words kWished{"would", "want", "need", "must", "you", "us", "me"};
  if (r.words.size() < 6 || !kReasons.contains(r.words[0].folded) || !kWho.contains(r.words[1].folded))
    return;
  std::size_t cut = 3;
  while (cut < r.words.size() && !r.words[cut - 1].ends &&
         !(kWishes.contains(r.words[cut].folded) && cut + 1 < r.words.size() &&
           kWished.contains(r.words[cut + 1].folded)))
    ++cut;
  if (cut + 1 >= r.words.size()) return;
  // Whoever is named there may be whom it is about.
  for (std::size_t i = 0; i < cut; ++i)
    if (!r.known[i] || r.words[i].quoted || r.words[i].email) return;
  const auto says = [&](std::size_t first, std::size_t last) {
    return any_at(r, first, last,
                  {"sync", "pull_latest", "import", "invoice", "deal", "payment", "proposal", "duplicate",
                   "pipeline", "error", "contact", "history"});
  };
  if (says(cut, r.words.size())) drop(r, 0, cut);
}

void without_tale(Reading& r) {
  static const Words kTellers{"we", "i", "they", "he", "she", "there", "someone", "somebody", "wir", "ich"};
  static const Words kModals{"can", "could", "would", "kannst", "könntest"};
  static const Words kAsked{"you", "u", "we", "du"};
  std::size_t first = 0;
  while (first < r.words.size() &&
         (r.at(first, "hello") || any_in(r, first, first + 1, {"ok", "so", "okay"})))
    ++first;
  if (first + 8 > r.words.size() || !kTellers.contains(r.words[first].folded)) return;
  for (std::size_t i = first + 3; i + 4 < r.words.size(); ++i) {
    if (!r.known[i] || r.words[i].quoted || r.words[i].email || r.words[i].asks) return;
    const bool asks = kModals.contains(r.words[i].folded) && kAsked.contains(r.words[i + 1].folded);
    if (!asks && !(r.words[i].folded == "please" && r.words[i - 1].ends)) continue;
    if (any_at(
            r, i, r.words.size(),
            {"sync", "import", "invoice", "deal", "payment", "proposal", "duplicate", "pipeline", "contact"}))
      drop(r, 0, i);
    return;
  }
}

void without_occasion(Reading& r) {
  static const Words kMeetings{"call",   "meeting", "appointment", "chat",    "lunch",    "talk",  "demo",
                               "talks",  "visit",   "coffee",      "catchup", "session",  "meet",  "see",
                               "review", "speak",   "workshop",    "termin",  "gespräch", "anruf", "standup"};
  static const Words kBefore{"before", "prior", "ahead", "vor", "bevor", "ehe", "until"};
  for (std::size_t i = 1; i < r.words.size(); ++i) {
    const Word& word = r.words[i];
    if (word.quoted) continue;
    const std::size_t last = end_of_part(r, i);
    const bool before = kBefore.contains(word.folded);
    const bool have =
        r.words[i - 1].ends && (word.folded == "i" || word.folded == "we") && i + 1 < r.words.size() &&
        (r.words[i + 1].folded == "have" || r.words[i + 1].folded == "am" || r.words[i + 1].folded == "are");
    if (!before && !have) continue;
    const bool hour = std::any_of(r.words.begin() + static_cast<std::ptrdiff_t>(i),
                                  r.words.begin() + static_cast<std::ptrdiff_t>(last),
                                  [](const Word& w) { return w.number; });
    // "One more sync before I close the laptop"
    const bool leaves = (word.folded == "before" || word.folded == "bevor") && i + 1 < last &&
                        any_in(r, i + 1, i + 2, {"i", "we", "ich", "wir"});
    const bool meets =
        leaves || any_in(r, i, last, kMeetings) || (hour && any_in(r, i, last, {"with", "mit"}));
    // A briefing is about whom one meets.
    const bool knows = any_at(r, 0, i, {"know", "deal", "invoice", "payment", "proposal"}) || to_see(r, 0, i);
    const bool ordered = ((any_at(r, 0, i, kOrders) && !knows) || (before && ordered_at_head(r))) && meets;
    const bool looked = before && to_see(r, 0, i) &&
                        any_at(r, 0, i, {"new", "contact", "waiting", "received"}) &&
                        any_at(r, i, last, {"import"}) && !any_at(r, 0, i, {"import"});
    if (!ordered && !looked) continue;
    drop(r, i, last);
    if (looked) {
      for (const char* name : {"waiting", "contact"}) {
        r.means.push_back({name, i - 1, i});
        r.concepts.insert(name);
      }
    }
    return;
  }
}

void pipelines_have_names(Reading& r) {
  if (speaks_german(r)) return;
  for (std::size_t i = 2; i < r.words.size(); ++i) {
    if (r.words[i].folded != "pipeline" || r.words[i - 1].ends || r.words[i - 1].quoted) continue;
    std::size_t first = i;
    while (first > 1 && r.words[first - 1].capital && !r.words[first - 1].quoted &&
           !r.words[first - 1].number && (first == i || !r.words[first - 1].ends) &&
           !r.at(first - 1, "hubspot"))
      --first;
    const bool again = any_in(r, 0, first, {"pipeline", "pipelines"});
    // "The Enterprise pipeline", with no other capital that would say that it is a heading
    static const Words kWhich{"the", "our", "my", "your"};
    const bool which = first + 1 == i && any_in(r, first - 1, first, kWhich) && !r.at(first, "stage") &&
                       !r.at(first, "qualified");
    if (first == i || (i - first < 2 && !again && !which)) continue;
    if (i - first == 1 && any_in(r, first, i, {"sales", "deal", "deals", "the", "our"})) continue;
    std::string name;
    for (std::size_t k = first; k < i; ++k) name += (name.empty() ? "" : " ") + r.words[k].text;
    join(r, first, i, std::move(name));
    return;
  }
}

}  // namespace every::chat
