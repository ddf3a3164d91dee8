// Names in a sentence: which of its words are somebody's.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "chat/name_words.h"
#include "chat/slots.h"
#include "chat/vocabulary.h"

namespace every::chat {
namespace {

bool stage_word(const Reading& r, std::size_t i) {
  if (r.at(i, "qualified")) return true;
  // What stands before "stage".
  for (std::size_t k = i; k < r.words.size() && k <= i + 3; ++k) {
    // "Aurora Phase Two" is a name.
    const bool counted = k + 1 < r.words.size() && r.words[k].capital && !r.words[k].ends &&
                         (r.words[k + 1].number || is(r.words[k + 1], {"one", "two", "three", "four"}));
    if (is(r.words[k], {"stage", "phase"})) return !counted;
    if (k > i && is(r.words[k], {"in", "at", "for", "from", "the"})) return false;
  }
  return false;
}

// Words of a name with capitals, beside each other: [first, last). A word that begins a sentence and means
// something to us says nothing by its capital.
bool in_capital_run(const Reading& r, std::size_t i) {
  const auto big = [&](std::size_t k) {
    return r.words[k].capital && !r.words[k].quoted && !r.words[k].email && !r.words[k].number;
  };
  std::size_t first = i, last = i + 1;
  while (first > 0 && big(first - 1) && !r.words[first - 1].ends) --first;
  while (last < r.words.size() && big(last) && !r.words[last - 1].ends) ++last;
  const bool colon = first > 0 && r.words[first - 1].ends && !r.words[first - 1].asks;
  // "Import Export Brothers, what's open there?": all of it is the name.
  const bool called = first == 0 && last - first > 2 && last < r.words.size() && r.words[last - 1].ends;
  if (!called && (first == 0 || (r.words[first - 1].ends && !colon && r.means_anything(first)))) ++first;
  if (i < first || last - first < 2) return false;
  bool named = false, shouted = true;
  for (std::size_t k = first; k < last; ++k) {
    named = named || (!topical(r, k) && !ours_in_capitals(r, k));
    shouted = shouted && r.known[k] && to_upper(r.words[k].text) == r.words[k].text;
  }
  return named && !shouted;
}

// "Why isn't skip jones here": a word of ours between what asks and a word that is none.
bool asked_why(const Reading& r, std::size_t i) {
  if (i < 2 || i + 1 >= r.words.size() || r.words[i].ends || r.known[i + 1] || !r.at(0, "why") ||
      r.at(i, "why") || r.words[i + 1].email || r.words[i + 1].quoted || glue(r.words[i]) ||
      topical(r, i + 1))
    return false;
  if (i > 2 && is(r.words[i - 1], {"not"}) && is(r.words[i - 2], {"i", "you", "we", "they"})) return false;
  if (i > 3 && is(r.words[i - 1], {"not"}) && is(r.words[i - 2], {"did", "do", "does", "have"}) &&
      is(r.words[i - 3], {"i", "you", "we", "they"}))
    return false;
  return is(r.words[i - 1], {"not", "is", "was", "did", "does", "has"}) &&
         !is(r.words[i], {"not", "find", "see", "locate", "get", "it"});
}

bool namy(const Reading& r, std::size_t i) {
  const Word& word = r.words[i];
  if (word.quoted) return true;
  if (r.at(i, "document")) return false;
  // "A client called north": whatever it is called.
  if (i > 0 && is(r.words[i - 1], {"called", "named", "namens"}) && !word.ends && !word.number && !glue(word))
    return true;
  if (i > 0 && is(r.words[i - 1], {"called", "named", "namens"}) && word.ends && !glue(word) &&
      !word.number && !word.email)
    return true;
  // "Add client 3M": a number with letters, where a name is due.
  if (word.number && word.capital && i > 0 &&
      is(r.words[i - 1], {"client", "customer", "called", "named", "company", "find", "at", "up", "about",
                          "for", "with", "of"}))
    return true;
  if (word.email || word.number) return false;
  // "She's in HubSpot", "NOT": whatever their capitals.
  if (is(word, {"she",    "he",     "they",      "we",       "you",       "it",      "i",
                "not",    "id",     "nothing",   "nobody",   "something", "is",      "are",
                "was",    "were",   "do",        "does",     "did",       "can",     "could",
                "please", "kindly", "everybody", "somebody", "everyone",  "someone", "there",
                "that",   "this",   "these",     "those",    "whatever",  "whoever", "whichever"}) &&
      !(i > 0 && word.capital && r.words[i - 1].capital && i + 1 < r.words.size() &&
        r.words[i + 1].capital) &&
      // "For This Way Up Signage"
      !(i > 0 && word.capital && !r.words[i - 1].ends && i + 2 < r.words.size() && r.words[i + 1].capital &&
        r.words[i + 2].capital && to_upper(word.text) != word.text))
    return false;
  if (stage_word(r, i)) return false;
  if (!r.known[i] || asked_why(r, i)) return true;
  // Everyday words where only a name can stand.
  if (!word.capital && i > 0 && r.plain(i) && !glue(word) &&
      (is(r.words[i - 1], {"find", "word", "about"}) ||
       (i > 1 && is(r.words[i - 1], {"for"}) && is(r.words[i - 2], {"search", "look", "looking"}))))
    return true;
  if (word.capital && !speaks_german(r) && in_capital_run(r, i)) return true;
  if (ours_in_capitals(r, i)) return false;
  // Capital letters say a name where a sentence does not begin; a word of ours only beside the rest of a name
  // or after a word that names are told by.
  if (!word.capital) return false;
  // There nouns have one too; what is no noun, and follows a name, is part of it ("Bäckerei Schön").
  if (speaks_german(r))
    return i > 0 && !topical(r, i) && r.words[i - 1].capital && !r.known[i - 1] && !r.words[i - 1].ends &&
           (r.plain(i) ||
            (i + 1 < r.words.size() && r.words[i + 1].capital && !r.known[i + 1] && !r.words[i].ends));
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

// May be a word of a name in small letters where a name is due: it means nothing to us, or nothing that the
// sentence is about.
bool may_name(const Reading& r, std::size_t i) {
  const Word& word = r.words[i];
  if (word.quoted || word.email || word.number || word.capital || glue(word) || adverb(word) ||
      politeness(word))
    return false;
  if (topical(r, i) || r.at(i, "document")) return false;
  return std::all_of(r.means.begin(), r.means.end(), [&](const Meaning& m) {
    if (i < m.first || i >= m.last) return true;
    static const std::set<std::string_view> kContent{
        "offtopic", "worth",  "home",  "edit",    "result", "file",  "money",      "status",
        "error",    "record", "stage", "meeting", "hello",  "other", "place_word", "change_field"};
    return kContent.contains(m.concept_name);
  });
}

// "Invoices for golden gate cafe": all that stands where a name is due, when there is more than one word of
// it.
std::optional<Span> due_name(const Reading& r) {
  for (std::size_t i = 1; i < r.words.size(); ++i) {
    const Word& before = r.words[i - 1];
    const bool looked_up =
        i > 1 && is(before, {"up", "for"}) && is(r.words[i - 2], {"look", "search", "looking"});
    const bool due =
        is(before, {"find",    "search", "about",   "with", "for",    "from",     "of",   "at",
                    "by",      "is",     "invoice", "bill", "client", "customer", "deal", "opportunity",
                    "company", "on",     "von",     "für",  "bei",    "über",     "mit"}) ||
        looked_up;
    if (!due || before.ends || before.quoted) continue;
    if (is(before, {"is"}) && !(i > 1 && is(r.words[i - 2], {"why", "where", "who"}))) continue;
    std::size_t last = i;
    bool unknown = false;
    while (last < r.words.size() && last < i + 4 && (last == i || !r.words[last - 1].ends) &&
           !(last > i && r.words[last - 1].possessive) && may_name(r, last)) {
      unknown = unknown || !r.known[last];
      ++last;
    }
    if (last < i + 2) continue;
    const bool looks = is(before, {"find", "search", "about"}) || looked_up;
    const bool ends = last == r.words.size() || r.words[last - 1].ends;
    const bool told =
        !ends && (glue(r.words[last]) || is(r.words[last], {"missing", "not", "is", "does", "has"}));
    // Everyday words alone are a name only after what names are told by.
    if ((unknown || looks || is(before, {"is"})) && (ends || told))
      return Span{i, last, static_cast<int>(last - i) + 6};
  }
  return std::nullopt;
}

// "Kindly disconnect and delete all records": what somebody said, and no name.
bool says_something(const Word& quotation) {
  const auto words = words_of(quotation.text);
  if (words.size() < 4) return false;
  const auto known = [](const Word& w) { return in_vocabulary(w.folded) || is_plain(w.folded); };
  const auto small =
      std::count_if(words.begin(), words.end(), [&](const Word& w) { return !w.capital && known(w); });
  return small * 3 >= std::ssize(words) * 2 ||
         (words.size() > 5 && std::count_if(words.begin(), words.end(), known) * 10 >= std::ssize(words) * 9);
}

std::vector<Span> spans(const Reading& r) {
  std::vector<Span> out;
  const auto due = due_name(r);
  if (due) out.push_back(*due);
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    if (due && i >= due->first && i < due->last) continue;
    if (!namy(r, i)) continue;
    std::size_t last = i + 1;
    if (!r.words[i].quoted) {
      // "Bob's Burgers" is one name, "Bob's deals" is not.
      if (r.words[i].possessive && i + 1 < r.words.size() && !r.words[i].ends &&
          (!r.known[i + 1] || (r.plain(i + 1) && !glue(r.words[i + 1]))) &&
          r.words[i].capital == r.words[i + 1].capital)
        ++last;
      // "St. Brigid's Primary School"
      const auto owned = [&](std::size_t k) {
        return k > i + 1 && r.words[k - 1].capital && !r.words[k - 1].ends && r.words[k].capital &&
               !topical(r, k) && !speaks_german(r);
      };
      while (last < r.words.size() && (!r.words[last - 1].possessive || owned(last))) {
        const bool cut = r.words[last - 1].ends;
        // "Acme, Inc."
        if (cut && !is(r.words[last], {"inc", "ltd", "llc", "gmbh", "co", "ag", "corp"})) break;
        // "Juniper & Sage", whatever else the second may mean.
        if (!cut && r.words[last].folded == "&" && last + 1 < r.words.size() && r.words[last - 1].capital &&
            r.words[last + 1].capital) {
          last += 2;
          continue;
        }
        if (namy(r, last) && !r.words[last].quoted) {
          ++last;
          continue;
        }
        const bool joins = is(r.words[last], {"&",   "and", "of", "the", "de", "van", "von", "der", "und",
                                              "for", "in",  "du", "do",  "da", "dos", "di",  "del", "la",
                                              "le",  "i",   "y",  "e",   "et", "ten", "ter", "den"}) &&
                           last + 1 < r.words.size() && !r.words[last].ends && namy(r, last + 1) &&
                           ((r.words[last + 1].capital && r.words[last - 1].capital) ||
                            (!r.known[last + 1] && !r.known[last - 1] &&
                             is(r.words[last], {"de", "van", "von", "der", "du", "di", "del", "la", "&"})));
        const bool the = joins && is(r.words[last], {"for", "in", "the"});
        if (joins && !the) {
          last += 2;
          continue;
        }
        // "bank of america" in small letters; a number that ends a name ("Studio 54").
        if (r.words[last].number && r.words[last - 1].capital &&
            r.words[last].text.find_first_of("$€£:.,") == std::string::npos &&
            !is(r.words[last - 1], {"over", "under"}) &&
            (last + 1 == r.words.size() || r.words[last].ends ||
             (last + 2 < r.words.size() + 1 && last > i + 1 && r.words[last].folded.size() < 5 &&
              is(r.words[last + 1], {"deal", "opportunity", "project", "in", "is", "has", "as"})))) {
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
             !r.words[end].number && !glue(r.words[end]) && !politeness(r.words[end]) &&
             ((r.plain(end) && !adverb(r.words[end])) || r.at(end, "sync") || r.at(end, "edit") ||
              r.at(end, "offtopic") || r.at(end, "money") || r.at(end, "stage") || r.at(end, "other") ||
              r.at(end, "start")))
        ++end;
      const bool told = end < r.words.size() &&
                        is(r.words[end], {"is", "does", "did", "has", "was", "are", "have", "do", "were"});
      if (end == r.words.size() || r.words[end - 1].ends || told) last = end;
    }
    // "Why doesn't Fleet upgrade show up": up to what it does not do.
    if (!r.words[i].quoted && r.words[i].capital && !r.words[last - 1].possessive && i > 0 && last == i + 1 &&
        is(r.words[i - 1], {"not", "does", "did", "is", "has", "was", "deal"}) && last + 1 < r.words.size() &&
        !r.words[last - 1].ends && (r.plain(last) || tail_word(r, last)) && !glue(r.words[last]) &&
        !adverb(r.words[last]) &&
        is(r.words[last + 1], {"show", "showing", "appear", "appearing", "come", "coming", "here", "missing",
                               "in", "not", "there", "synced", "imported", "visible", "listed", "gone"}))
      ++last;
    // "The invoice for Website refresh": to the end of what was said.
    if (!r.words[i].quoted && r.words[i].capital && !r.words[last - 1].possessive && i > 0 && last == i + 1 &&
        is(r.words[i - 1], {"for", "für", "bill", "invoice"}) && last + 1 == r.words.size() &&
        !r.words[last - 1].ends && (r.plain(last) || tail_word(r, last)) && !glue(r.words[last]) &&
        !adverb(r.words[last]) && !politeness(r.words[last]) && !r.words[last].number && !speaks_german(r))
      ++last;
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
    // "What about kestrel media": everyday words that end a name in small letters.
    if (!r.words[i].quoted && !r.words[i].capital && !r.words[last - 1].possessive && i > 0 &&
        is_cue(r.words[i - 1]) && !is(r.words[i - 1], {"import", "duplicate"})) {
      std::size_t end = last;
      while (end < r.words.size() && end < last + 2 && !r.words[end - 1].ends && r.plain(end) &&
             !r.words[end].number && !politeness(r.words[end]) && !r.words[end].capital &&
             !glue(r.words[end]) && !adverb(r.words[end]))
        ++end;
      last = end;
    }
    // "The Website redesign deal": up to what it is.
    if (!r.words[i].quoted && r.words[i].capital && !r.words[last - 1].possessive) {
      std::size_t end = last;
      while (end < r.words.size() && end < last + 2 && !r.words[end - 1].ends && r.known[end] &&
             !r.words[end].number && !glue(r.words[end]) &&
             (r.plain(end) || tail_word(r, end) || r.at(end, "change_field")))
        ++end;
      if (end > last && end < r.words.size() && !r.words[end - 1].ends &&
          is(r.words[end], {"deal", "opportunity", "project", "account"}))
        last = end;
    }
    // "The website redesign deal" in small letters: all between the article and what it is.
    std::size_t begin = i;
    if (!r.words[i].quoted && !r.words[i].capital && last < r.words.size() && !r.words[last - 1].ends &&
        is(r.words[last], {"deal", "opportunity", "project"}))
      while (begin > 1 && !r.words[begin - 1].ends && !glue(r.words[begin - 1]) && i - begin < 3 &&
             (r.plain(begin - 1) || r.at(begin - 1, "change_field")))
        --begin;
    if (begin < i && !is(r.words[begin - 1], {"the", "our", "my", "this", "a"})) begin = i;
    Span span{begin, last, static_cast<int>(last - begin)};
    if (r.words[i].quoted) span.weight += says_something(r.words[i]) ? 0 : 100;
    if (i > 0 && is_cue(r.words[i - 1])) span.weight += 4;
    // "Import Sarah Parker from Nordwind"
    if (i > 0 && is(r.words[i - 1], {"import"})) span.weight += 4;
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
  return NamePlace{name_begin(r, best->first, best->last), best->last,
                   best->weight >= 3 + static_cast<int>(best->last - best->first)};
}

std::optional<std::string> name_at(const Reading& r, const NamePlace& place) {
  std::string out;
  std::size_t first = place.first;
  // "Mrs Fotheringay" is found as Fotheringay.
  if (first + 1 < place.last && !r.words[first].quoted &&
      is(r.words[first], {"mr", "mrs", "ms", "messrs", "miss", "frau", "herr", "herrn"}))
    ++first;
  for (std::size_t i = first; i < place.last; ++i) {
    const Word& word = r.words[i];
    if (!out.empty())
      out += is(word, {"inc", "ltd", "llc"}) && r.words[i - 1].ends ? ", " : r.words[i - 1].line ? "-" : " ";
    out += word.text;
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

int strangers_in(const Reading& r) {
  const auto found = spans(r);
  int n = 0;
  for (const Span& span : found)
    n += r.words[span.first].quoted ? 1 : static_cast<int>(span.last - span.first);
  return n;
}

}  // namespace every::chat
