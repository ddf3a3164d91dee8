// Names in a sentence: which of its words are somebody's.
#include <algorithm>

#include "chat/slots.h"

namespace every::chat {
namespace {

bool is(const Word& word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word.folded) != list.end();
}

// A name often follows these.
bool is_cue(const Word& word) {
  return is(word,
            {"for",     "at",   "about",   "with",  "named",    "called", "client", "customer", "company",
             "contact", "deal", "of",      "from",  "find",     "up",     "search", "invoice",  "bill",
             "to",      "on",   "against", "by",    "is",       "show",   "why",    "person",   "know",
             "meeting", "meet", "firm",    "where", "was",      "did",    "isn't",  "does",     "für",
             "von",     "bei",  "mit",     "über",  "proposal", "lookup"});
}
// Capitals that are ours.
bool ours_in_capitals(const Reading& r, std::size_t i) {
  for (const char* name : {"hubspot", "every", "weekday", "qualified", "stage", "clock", "hello", "period"})
    if (r.at(i, name)) return true;
  return is(r.words[i],
            {"i",     "every", "usd",  "eur",  "gbp",    "chf",       "cad",     "jpy",      "crm",
             "ok",    "csv",   "pdf",  "api",  "eta",    "asap",      "january", "february", "march",
             "april", "may",   "june", "july", "august", "september", "october", "november", "december"});
}

bool stage_word(const Reading& r, std::size_t i) {
  if (r.at(i, "qualified")) return true;
  // What stands before "stage".
  for (std::size_t k = i; k < r.words.size() && k <= i + 3; ++k) {
    if (is(r.words[k], {"stage", "phase"})) return true;
    if (k > i && is(r.words[k], {"in", "at", "for", "from", "the"})) return false;
  }
  return false;
}

// Nouns have capitals there.
bool speaks_german(const Reading& r) {
  return std::any_of(r.words.begin(), r.words.end(), [](const Word& w) {
    return is(w, {"der",        "die",    "das",   "den",   "dem",  "und",   "ist",   "sind",   "wie",
                  "welche",     "zeig",   "zeige", "für",   "mit",  "uns",   "meine", "meinen", "noch",
                  "nicht",      "von",    "aus",   "wann",  "wer",  "öffne", "gibt",  "alle",   "bitte",
                  "mir",        "was",    "ich",   "wir",   "ein",  "eine",  "einen", "warum",  "über",
                  "rechnungen", "kunden", "wo",    "jeden", "jede", "geh",   "gehe"});
  });
}
bool topical(const Reading& r, std::size_t i) {
  for (const char* name :
       {"deal",        "invoice",       "client",     "contact",  "company",  "pipeline",   "proposal",
        "payment",     "duplicate",     "sync",       "error",    "import",   "settings",   "home",
        "show",        "overdue",       "unpaid",     "draft",    "schedule", "history",    "status",
        "hourly",      "daily",         "weekly",     "won",      "lost",     "accepted",   "open_state",
        "connect",     "invoiced",      "imported",   "progress", "help",     "uninvoiced", "money",
        "summary",     "client_record", "place_word", "replace",  "skip",     "all",        "new",
        "email_place", "connection"})
    if (r.at(i, name)) return true;
  return false;
}

bool namy(const Reading& r, std::size_t i) {
  const Word& word = r.words[i];
  if (word.quoted) return true;
  // "Add client 3M": a number with letters, where a name is due.
  if (word.number && word.capital && i > 0 &&
      is(r.words[i - 1], {"client", "customer", "called", "named", "company", "find", "at"}))
    return true;
  if (word.email || word.number) return false;
  if (stage_word(r, i)) return false;
  if (!r.known[i]) return true;
  if (ours_in_capitals(r, i)) return false;
  // Capital letters say a name where a sentence does not begin; a word of ours only beside the rest of a name
  // or after a word that names are told by.
  if (!word.capital) return false;
  if (speaks_german(r)) return false;
  const bool pair = i > 0 && !r.words[i - 1].capital &&
                    is(r.words[i - 1],
                       {"is", "about", "named", "called", "client", "contact", "company", "deal", "über"}) &&
                    i + 1 < r.words.size() && !word.ends && r.words[i + 1].capital &&
                    !ours_in_capitals(r, i + 1);
  const bool second =
      i > 1 && r.words[i - 1].capital && !r.words[i - 1].ends && !r.words[i - 2].capital &&
      is(r.words[i - 2], {"is", "about", "named", "called", "client", "contact", "company", "deal", "über"});
  if (pair || second) return true;
  if (topical(r, i) && !word.possessive) {
    const auto stands = [&](std::size_t k) {
      return r.words[k].capital && !r.known[k] && !r.words[k].number;
    };
    if (!(i > 0 && !r.words[i - 1].ends && stands(i - 1)) &&
        !(i + 1 < r.words.size() && !word.ends && stands(i + 1)))
      return false;
  }
  const bool begins = i == 0 || r.words[i - 1].ends;
  if (!begins) return true;
  return word.possessive ||
         (i > 0 && i + 1 < r.words.size() && !word.ends && r.words[i + 1].capital && !r.known[i + 1]);
}

// A word of ours that may end somebody's name: no glue, no word of time or politeness, none that the sentence
// needs.
bool tail_word(const Reading& r, std::size_t i) {
  for (const char* name : {"sync", "edit", "offtopic", "money", "stage", "other", "start", "file", "result",
                           "connect", "error", "new", "record", "possible"})
    if (r.at(i, name) &&
        !is(r.words[i], {"please", "now", "again", "here", "hubspot", "today", "with", "and", "for", "deal",
                         "deals", "client", "email", "want", "need", "update", "asap", "start"}))
      return true;
  return false;
}

struct Span {
  std::size_t first = 0, last = 0;
  int weight = 0;
};

std::vector<Span> spans(const Reading& r) {
  std::vector<Span> out;
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    if (!namy(r, i)) continue;
    std::size_t last = i + 1;
    if (!r.words[i].quoted) {
      // "Bob's Burgers" is one name, "Bob's deals" is not.
      if (r.words[i].possessive && i + 1 < r.words.size() && !r.words[i].ends && !r.known[i + 1] &&
          r.words[i].capital == r.words[i + 1].capital)
        ++last;
      while (last < r.words.size() && !r.words[last - 1].possessive) {
        const bool cut = r.words[last - 1].ends;
        // "Acme, Inc."
        if (cut && !is(r.words[last], {"inc", "ltd", "llc", "gmbh", "co", "ag", "corp"})) break;
        if (namy(r, last) && !r.words[last].quoted) {
          ++last;
          continue;
        }
        const bool joins =
            is(r.words[last], {"&", "and", "of", "the", "de", "van", "von", "der", "und", "for", "in"}) &&
            last + 1 < r.words.size() && !r.words[last].ends && namy(r, last + 1) &&
            r.words[last + 1].capital && r.words[last - 1].capital;
        const bool the = joins && is(r.words[last], {"for", "in", "the"});
        if (joins && !the) {
          last += 2;
          continue;
        }
        // "bank of america" in small letters; a number that ends a name ("Studio 54").
        if (r.words[last].number && r.words[last - 1].capital &&
            r.words[last].text.find_first_of("$€£:.,") == std::string::npos &&
            !is(r.words[last - 1], {"over", "under"}) && (last + 1 == r.words.size() || r.words[last].ends)) {
          ++last;
          continue;
        }
        break;
      }
    }
    // "the deal Brand refresh": to the end, when it is called so.
    if (!r.words[i].quoted && r.words[i].capital && !r.words[last - 1].possessive && i > 0 &&
        is(r.words[i - 1],
           {"deal", "client", "company", "contact", "customer", "called", "named", "opportunity"})) {
      std::size_t end = last;
      while (end < r.words.size() && end < last + 2 && !r.words[end - 1].ends && r.known[end] &&
             !r.words[end].number &&
             (r.at(end, "sync") || r.at(end, "edit") || r.at(end, "offtopic") || r.at(end, "money") ||
              r.at(end, "stage") || r.at(end, "other") || r.at(end, "start")))
        ++end;
      if (end == r.words.size() || r.words[end - 1].ends) last = end;
    }
    // In small letters the rest of a short tail belongs to it as well: "an invoice for brand refresh".
    if (!r.words[i].quoted && !r.words[i].capital && !r.words[last - 1].possessive && i > 0 &&
        is(r.words[i - 1],
           {"for", "deal", "client", "company", "customer", "called", "named", "about", "bill", "invoice"}) &&
        !r.words[last - 1].ends) {
      std::size_t end = last;
      while (end < r.words.size() && end < last + 2 && r.known[end] && !r.words[end].number &&
             !r.words[end].email && !r.words[end - 1].ends && tail_word(r, end))
        ++end;
      if (end > last && (end == r.words.size() || r.words[end - 1].ends)) last = end;
    }
    Span span{i, last, static_cast<int>(last - i)};
    if (r.words[i].quoted) span.weight += 100;
    if (i > 0 && is_cue(r.words[i - 1])) span.weight += 4;
    if (i > 1 && is(r.words[i - 1], {"the", "a"}) && is_cue(r.words[i - 2])) span.weight += 3;
    if (r.words[i].capital) span.weight += 3;
    if (r.words[last - 1].possessive) span.weight += 4;
    out.push_back(span);
    i = last - 1;
  }
  return out;
}

}  // namespace

std::optional<NamePlace> name_place(const Reading& r) {
  const auto found = spans(r);
  const auto best = std::max_element(found.begin(), found.end(),
                                     [](const Span& a, const Span& b) { return a.weight < b.weight; });
  if (best == found.end()) return std::nullopt;
  return NamePlace{best->first, best->last, best->weight >= 3 + static_cast<int>(best->last - best->first)};
}

std::optional<std::string> name_at(const Reading& r, const NamePlace& place) {
  std::string out;
  for (std::size_t i = place.first; i < place.last; ++i) {
    const Word& word = r.words[i];
    if (!out.empty()) out += is(word, {"inc", "ltd", "llc"}) && r.words[i - 1].ends ? ", " : " ";
    out += word.text;
    const bool abbreviated =
        i + 1 < place.last && is(word, {"mr", "mrs", "ms", "dr", "co", "st", "jr", "prof"}) && !word.ends;
    if (abbreviated) out += word.text.ends_with('.') ? "" : ".";
    if (word.possessive && i + 1 < place.last) out += "'s";
  }
  return out.empty() ? std::nullopt : std::optional(out);
}

std::optional<std::string> name_in(const Reading& r) {
  const auto place = name_place(r);
  const bool quoted = place && r.words[place->first].quoted;
  if (!quoted) {
    if (auto email = email_in(r)) return email;
    if (auto phone = phone_in(r)) return phone;
  }
  return place ? name_at(r, *place) : std::nullopt;
}

// All that stands after the word for one, up to its address.
std::optional<std::string> new_client_name(const Reading& r) {
  const auto is_any = [&](std::size_t i, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), r.words[i].folded) != list.end();
  };
  std::size_t first = 0;
  for (std::size_t i = 0; i < r.words.size(); ++i)
    if (is_any(i, {"client", "customer", "company", "named", "called", "for", "name"}) &&
        !r.words[i].quoted) {
      first = i + 1;
      while (first < r.words.size() &&
             is_any(first,
                    {"called", "named", "is", "for", "record", "file", "a", "an", "with", "name", "the"}) &&
             !r.words[first].quoted && !r.words[first].capital)
        ++first;
      break;
    }
  if (first == 0 || first >= r.words.size()) return std::nullopt;
  std::string out;
  for (std::size_t i = first; i < r.words.size(); ++i) {
    const Word& word = r.words[i];
    if (word.email || (!word.capital && is_any(i, {"with", "email", "whose", "mail", "please", "their", "his",
                                                   "her", "at", "e", "in", "to", "now", "thanks"})))
      break;
    if (!word.capital && is_any(i, {"and"}) && i + 1 < r.words.size() &&
        (r.words[i + 1].email || is_any(i + 1, {"email", "their", "the", "his", "her", "mail"})))
      break;
    out += (out.empty() ? "" : " ") + word.text;
    if (word.possessive) out += "'s";
    if (word.ends) break;
  }
  return out.empty() ? std::nullopt : std::optional(out);
}

int strangers_in(const Reading& r) {
  const auto found = spans(r);
  int n = 0;
  for (const Span& span : found)
    n += r.words[span.first].quoted ? 1 : static_cast<int>(span.last - span.first);
  return n;
}

}  // namespace every::chat
