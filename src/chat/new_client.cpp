#include "chat/new_client.h"

#include <algorithm>

#include "chat/fill_detail.h"
#include "chat/name_words.h"
#include "chat/slots.h"

namespace every::chat {
namespace {

// Words [first, last).
struct Place {
  std::size_t first = 0, last = 0;
  bool doubt = false;
};

bool german_noun(const Word& word) {
  return is(word, {"kunde", "kunden", "kundin", "neukunde", "neukunden", "auftraggeber"});
}

// The word that says what is made. "Client First Advisors" is a name.
bool says_client(const Reading& r, std::size_t i) {
  const Word& word = r.words[i];
  if (word.quoted || !(is(word, {"client", "clients", "customer", "customers"}) || german_noun(word)))
    return false;
  const bool beside = (i > 0 && r.words[i - 1].capital && !r.words[i - 1].ends && !r.known[i - 1]) ||
                      (i + 1 < r.words.size() && !word.ends && r.words[i + 1].capital);
  return !word.capital || german_noun(word) || !beside;
}

bool stands_for_one(const Word& word) {
  return !word.capital &&
         is(word, {"it",      "this",  "that",   "these",  "those", "them",     "they",    "him",
                   "her",     "he",    "she",    "one",    "ones",  "somebody", "someone", "anyone",
                   "another", "i",     "we",     "you",    "both",  "all",      "ihn",     "sie",
                   "es",      "diese", "diesen", "dieser", "einen", "eine",     "there"});
}

// Orders that somebody be made a client; names begin after them.
bool adds(const Reading& r, std::size_t i) {
  const Word& word = r.words[i];
  return !word.quoted && (!word.capital || i == 0 || r.words[i - 1].ends) &&
         is(word, {"add",     "set",    "put",   "turn", "convert", "make",  "register", "enter",
                   "onboard", "create", "take",  "leg",  "lege",    "legen", "nimm",     "trag",
                   "trage",   "mach",   "mache", "pop",  "open",    "get",   "build",    "generate"});
}
// Wishes and news of one.
bool wishes(const Reading& r, std::size_t i) {
  return !r.words[i].capital && is(r.words[i], {"like", "want", "need", "have", "got", "won", "signed",
                                                "landed", "du", "sie", "bitte", "is", "see"});
}

// Before a name, and no part of it, in small letters.
bool leads(const Reading& r, std::size_t i) {
  const Word& word = r.words[i];
  if (is(word, {"new"}) && !word.capital)  // "for our new customer Acme"
    return i + 1 < r.words.size() && is(r.words[i + 1], {"client", "customer", "company", "person", "contact",
                                                         "one", "account", "firm"});
  // "The client Acme", "the corner shop"
  if (is(word, {"the"}) && !word.capital)
    return i + 1 < r.words.size() && (r.words[i + 1].capital || leads(r, i + 1));
  if (german_noun(word)) return true;
  return !word.capital && !word.quoted && !word.email &&
         (is(word,
             {"record",   "file",     "profile",    "account",  "entry",    "card",    "called",  "named",
              "namens",   "name",     "is",         "it",       "its",      "for",     "by",      "under",
              "of",       "with",     "a",          "an",       "my",       "our",     "your",    "person",
              "company",  "contact",  "firm",       "business", "whose",    "without", "hubspot", "me",
              "us",       "please",   "pls",        "client",   "customer", "in",      "on",      "also",
              "mir",      "uns",      "bitte",      "one",      "alert",    "said",    "who",     "friend",
              "anlegen",  "erfassen", "hinzufügen", "mit",      "dem",      "den",     "die",     "der",
              "das",      "ist",      "today",      "now",      "als",      "be",      "to",      "added",
              "somebody", "someone",  "add",        "create",   "out",      "down",    "here",    "ours"}));
}

// Ends a name in small letters.
bool stops(const Reading& r, std::size_t i) {
  const Word& word = r.words[i];
  if (word.email) return true;
  if (word.capital || word.quoted) return false;
  const auto next = [&](std::initializer_list<std::string_view> list) {
    return i + 1 < r.words.size() && !word.ends && is(r.words[i + 1], list);
  };
  if (politeness(word)) return true;
  if (is(word, {"and", "und"}))
    return i + 1 < r.words.size() &&
           (r.words[i + 1].email || adds(r, i + 1) || r.at(i + 1, "invoice") || r.at(i + 1, "sync") ||
            next({"email", "mail", "e", "their", "the", "his", "her", "its", "bill", "send", "use",
                  "invoice"}));
  if (is(word, {"from"}))
    return next({"scratch", "hubspot", "zero", "the", "our", "my", "today", "now", "here", "this"});
  if (is(word, {"by"})) return next({"hand", "email", "mail", "today", "tomorrow"});
  if (is(word, {"in"}))
    return i + 1 == r.words.size() ||
           next({"every", "the", "here", "our", "my", "this", "hubspot", "please", "as"});
  if (is(word, {"for"})) return next({"me", "us", "them", "now", "today"});
  if (is(word, {"at"})) return i + 1 < r.words.size() && r.words[i + 1].email;
  return is(word,
            {"with",      "email",     "e",       "whose",   "mail",   "their",      "his",      "her",
             "to",        "an",        "als",     "anlegen", "hinzu",  "hinzufügen", "erfassen", "erstellen",
             "eintragen", "aufnehmen", "mit",     "who",     "that",   "which",      "manually", "as",
             "so",        "but",       "because", "needs",   "need",   "should",     "must",     "has",
             "is",        "are",       "was",     "not",     "soll",   "muss",       "if",       "when",
             "since",     "before",    "into",    "up",      "please", "dot",        "via",      "than",
             "though",    "wants",     "having",  "using",   "whom",   "contact",    "client",   "customer"});
}

// A word beside a name that may be one of its own.
bool may_belong(const Reading& r, std::size_t i) {
  const Word& word = r.words[i];
  if (word.email || word.quoted || politeness(word) || adds(r, i)) return false;
  if (word.capital) return !r.means_anything(i) && !is(word, {"i", "hi", "hey", "hello", "dear"});
  return !r.known[i] || word.number ||
         is(word, {"de", "la", "von", "van", "der", "den", "di", "du", "el", "&"}) ||
         (r.plain(i) && !glue(word) && !adverb(word) && !leads(r, i));
}

std::string name_of(const Reading& r, const Place& place) {
  std::string out;
  for (std::size_t i = place.first; i < place.last; ++i) {
    const Word& word = r.words[i];
    const bool company = is(word, {"inc", "ltd", "llc"});
    if (i > place.first)
      out += company && r.words[i - 1].ends && !r.words[i - 1].text.ends_with('.') ? ", "
             : r.words[i - 1].line                                                 ? "-"
                                                                                   : " ";
    out += word.text;
    if (word.possessive) out += "'s";
  }
  return out;
}

// "Bank of Valletta", "Nine to Five Temps": between two capitals.
bool joins(const Reading& r, std::size_t i, std::size_t first) {
  return i > first && r.words[i - 1].capital && i + 1 < r.words.size() && !r.words[i].ends &&
         (r.words[i + 1].capital || (is(r.words[i + 1], {"the", "der", "la", "den"}) &&
                                     i + 2 < r.words.size() && r.words[i + 2].capital)) &&
         is(r.words[i], {"&",   "and", "of",  "the", "de", "van", "von", "der", "und", "du",  "do",  "da",
                         "dos", "di",  "del", "la",  "le", "i",   "y",   "e",   "et",  "ten", "ter", "den",
                         "to",  "zur", "zum", "am",  "im", "on",  "los", "las", "el",  "für", "from"});
}

// "heißt Rowe", "darf nur die Buchhaltung": a small word before one with a capital, but "de la Cruz".
bool begins_oddly(const Reading& r, const Place& place) {
  const auto first = r.words.begin() + static_cast<std::ptrdiff_t>(place.first);
  const auto last = r.words.begin() + static_cast<std::ptrdiff_t>(place.last);
  return !first->capital && !first->number &&
         !is(*first, {"de", "la", "le", "von", "van", "der", "di", "da", "du", "el", "al", "the", "den",
                      "ten", "vom", "zum", "mc", "mac", "o"}) &&
         std::any_of(first, last, [](const Word& w) { return w.capital; });
}

// All small words that mean something here, or every day: hardly a name.
bool like_a_name(const Reading& r, const Place& place) {
  for (std::size_t i = place.first; i < place.last; ++i)
    if (r.words[i].capital || r.words[i].quoted || !r.known[i]) return true;
  return false;
}

// From a word on to where the name ends.
std::optional<Place> from(const Reading& r, std::size_t first, bool part_ended) {
  const std::size_t n = r.words.size();
  if (first >= n || r.words[first].email) return std::nullopt;
  if (r.words[first].quoted) return Place{first, first + 1, false};
  const bool small = !r.words[first].capital && !r.words[first].number;
  // "Create the client, they pay in EUR", "the client wants to pay"
  if (small &&
      (stands_for_one(r.words[first]) || stops(r, first) || (adverb(r.words[first]) && r.known[first]) ||
       (glue(r.words[first]) && !is(r.words[first], {"the"})) ||
       (part_ended && (glue(r.words[first]) || adds(r, first)))))
    return std::nullopt;
  Place place{first, first, false};
  while (place.last < n && !(place.last > first && stops(r, place.last) && !joins(r, place.last, first))) {
    const Word& word = r.words[place.last];
    if (place.last > first && !word.capital && !word.number && !joins(r, place.last, first)) {
      // "Create client John Smith at Acme", "Rivermill in Berlin"
      if (is(word, {"at", "in", "for", "by", "über"})) {
        place.doubt = true;
        break;
      }
      // "Sutcliffe signed": a name that begins with a capital has them, or what joins them.
      if (!small && !r.words[place.last].quoted && r.words[place.last].folded != "from") {
        place.doubt = !r.known[place.last];
        break;
      }
    }
    ++place.last;
    if (word.ends) break;
  }
  while (place.last < n && r.words[place.last - 1].ends &&
         is(r.words[place.last], {"inc", "ltd", "llc", "gmbh", "co", "ag", "corp"}))
    ++place.last;
  place.doubt = place.doubt || begins_oddly(r, place);
  // "Smith, Jones and Partners": where does it end?
  if (place.last < n && r.words[place.last - 1].ends && r.words[place.last].capital &&
      may_belong(r, place.last))
    place.doubt = true;
  return place;
}

// "Called Acme", "the name is Acme"
std::optional<Place> told(const Reading& r) {
  for (std::size_t i = 0; i + 1 < r.words.size(); ++i) {
    const Word& word = r.words[i];
    if (word.capital || word.quoted || !is(word, {"called", "named", "name", "namens"})) continue;
    if (word.folded == "name" && i > 0 && r.at(i - 1, "email_address")) continue;
    std::size_t first = i + 1;
    while (first < r.words.size() && !r.words[first].capital &&
           is(r.words[first], {"is", "of", "it", "will", "be", "to", "should", "ist"}))
      ++first;
    return from(r, first, false);
  }
  return std::nullopt;
}

// Where what stands before "as a client" ends; `tells` when it says that somebody is one.
struct Head {
  std::size_t end = 0;
  bool tells = false;
};

std::optional<Head> head_of(const Reading& r, std::size_t client) {
  Head head{client, false};
  const auto at = [&](std::initializer_list<std::string_view> list) {
    return head.end > 0 && !r.words[head.end - 1].capital && is(r.words[head.end - 1], list);
  };
  while (head.end > 0 && !r.words[head.end - 1].ends &&
         is(r.words[head.end - 1],
            {"a", "an", "the", "our", "my", "new", "local", "paying", "regular", "another", "neuen", "neuer",
             "neue", "neu", "unsere", "unseren", "ein", "eine", "einen"}))
    --head.end;
  const bool article = head.end < client;
  if (article && at({"is", "are", "ist", "sind"})) return Head{head.end - 1, true};
  if (at({"as", "als", "like", "to", "into", "onto", "on", "zu", "zum", "be", "among"})) {
    if (at({"be"})) --head.end;
    --head.end;
    while (at({"in", "up", "down", "on", "over", "added", "every", "to", "registered", "set", "put", "here",
               "entered", "created"}))
      --head.end;
    return head;
  }
  // "Make Acme a client", "add acme client"
  const bool makes = std::any_of(r.words.begin(), r.words.begin() + static_cast<std::ptrdiff_t>(head.end),
                                 [](const Word& w) { return is(w, {"make", "turn", "mach", "mache"}); });
  return article && !makes ? std::nullopt : std::optional(head);
}

// The word after the last order before `end`, or the last wish: "I'd like to add Acme as a client".
std::optional<std::size_t> after_order(const Reading& r, std::size_t end) {
  for (std::size_t i = end; i > 0; --i)
    if (adds(r, i - 1)) return i;
  for (std::size_t i = end; i > 0; --i)
    if (wishes(r, i - 1)) return i;
  return std::nullopt;
}

// Past what leads to a name after its order: "the company Acme", "us please", "mal die"; not "the corner
// shop".
std::size_t past_leads(const Reading& r, std::size_t first, std::size_t end) {
  const auto kind = [&](std::size_t i) {
    return i < end && is(r.words[i], {"client", "customer", "company", "person", "contact", "firm"});
  };
  for (; first < end; ++first) {
    const Word& word = r.words[first];
    const bool article = is(word, {"the", "a", "an", "our", "my", "den", "die", "das", "der"}) &&
                         first + 1 < end && (r.words[first + 1].capital || kind(first + 1));
    const bool small = kind(first) || article || (is(word, {"new"}) && kind(first + 1)) ||
                       is(word, {"me", "us", "mir", "uns", "please", "bitte", "also", "up", "in", "to",
                                 "called", "named", "down", "mal", "doch", "auch", "just"});
    if (!is(word, {"sie"}) && (word.capital || !small)) break;
  }
  return first;
}

// "Add Acme as a client", "make Acme a client", "Acme is a new client": what stands between the order and the
// word for one.
std::optional<Place> before(const Reading& r, std::size_t client) {
  const auto head = head_of(r, client);
  if (!head) return std::nullopt;
  const std::size_t end = head->end;
  const auto ordered = after_order(r, end);
  if (ordered.has_value() == head->tells) return std::nullopt;
  const std::size_t first = past_leads(r, ordered.value_or(0), end);
  // "Add Acme (ap@acme.example) as a client", "Acme, a company, as a client"
  std::size_t last = first;
  while (last < end && !r.words[last].email && !(last > first && r.words[last - 1].ends)) ++last;
  while (last > first && !r.words[last - 1].capital &&
         (politeness(r.words[last - 1]) ||
          is(r.words[last - 1], {"in", "up", "email", "mail", "with", "is", "as", "set"})))
    --last;
  if (first >= last || stands_for_one(r.words[first])) return std::nullopt;
  Place place{first, last,
              last < end && r.words[last - 1].ends && !r.words[last].email && r.words[last].capital};
  for (std::size_t i = first; i < last; ++i)
    if (!r.words[i].capital && !r.words[i].quoted &&
        ((stops(r, i) && !joins(r, i, first)) || stands_for_one(r.words[i]) ||
         (head->tells && (glue(r.words[i]) || adverb(r.words[i])))))
      place.doubt = true;
  return place;
}

// "New client: Acme", "create a client record for Acme"
std::optional<Place> after(const Reading& r, std::size_t client) {
  std::size_t first = client + 1;
  bool ended = r.words[client].ends;
  while (first < r.words.size() && leads(r, first)) {
    if (ended && stands_for_one(r.words[first])) return std::nullopt;
    ended = r.words[first].ends;
    ++first;
  }
  return from(r, first, ended);
}

// Where it stands by the words around it.
std::optional<Place> told_place(const Reading& r) {
  if (const auto place = told(r)) return place;
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    if (!says_client(r, i)) continue;
    if (const auto place = before(r, i); place && like_a_name(r, *place)) return place;
    if (const auto place = after(r, i); place && like_a_name(r, *place)) return place;
  }
  return std::nullopt;
}

// No whole name: a word beside it may be one of it.
bool part_of_more(const Reading& r, std::size_t first, std::size_t last) {
  const bool begun =
      first > 0 && may_belong(r, first - 1) && (!r.words[first - 1].ends || r.words[first - 1].capital);
  const bool goes_on =
      last < r.words.size() && may_belong(r, last) && (!r.words[last - 1].ends || r.words[last].capital);
  return begun || goes_on;
}

// "Create an invoice for the client Acme": something else is made. In capitals it is part of a name.
bool about_more(const Reading& r, const Place& place) {
  for (std::size_t i = 0; i < r.words.size(); ++i)
    if (i < place.first || i >= place.last || !r.words[i].capital)
      for (const char* what :
           {"invoice", "draft", "bill", "deal", "proposal", "payment", "import", "duplicate", "sync", "show",
            "find", "know", "why", "status", "open", "send", "pipeline", "money"})
        if (r.at(i, what)) return true;
  return false;
}

}  // namespace

bool join_new_client_name(Reading& r) {
  const bool makes = std::any_of(r.means.begin(), r.means.end(), [](const Meaning& m) {
    return m.concept_name == "create" || m.concept_name == "new";
  });
  const auto place = makes ? told_place(r) : std::nullopt;
  if (!place || r.words[place->first].quoted || about_more(r, *place)) return false;
  if (!place->doubt) join(r, place->first, place->last, name_of(r, *place));
  return true;
}

std::optional<NewClientName> new_client_name(const Reading& r) {
  if (const auto place = told_place(r)) return NewClientName{name_of(r, *place), place->doubt};
  // Found as any name is.
  const auto found = name_place(r);
  const auto name = found ? name_at(r, *found) : std::nullopt;
  if (!name) return std::nullopt;
  return NewClientName{*name, !r.words[found->first].quoted && part_of_more(r, found->first, found->last)};
}

std::string names_more(const Understood& change, const Reading& all) {
  if (!change.part.empty() && several_clients(all))
    return "One client after the other: what is the first one called?";
  const auto* name = change.args.if_contains("name");
  const auto called = name != nullptr ? words_of(name->as_string()) : std::vector<Word>{};
  if (called.empty()) return "";
  const auto found =
      std::search(all.words.begin(), all.words.end(), called.begin(), called.end(),
                  [](const Word& a, const Word& b) { return !a.quoted && a.folded == b.folded; });
  if (found == all.words.end()) return "";
  const auto first = static_cast<std::size_t>(found - all.words.begin());
  return part_of_more(all, first, first + called.size()) ? "What is the client called?" : "";
}

}  // namespace every::chat
