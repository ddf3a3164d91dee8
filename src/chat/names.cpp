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
  return is(word, {"for", "at", "about", "with", "named", "called", "client", "customer", "company", "contact", "deal", "of",
                   "from", "find", "up", "search", "invoice", "bill", "to", "on", "against", "by", "is", "show", "why", "person", "know",
                   "meeting", "meet", "firm", "where", "was", "did", "isn't", "does", "für", "von", "bei", "mit", "über", "proposal", "lookup"});
}
// Capitals that are ours.
bool ours_in_capitals(const Reading& r, std::size_t i) {
  for (const char* name : {"hubspot", "every", "weekday", "qualified", "stage", "clock", "hello", "offtopic", "period"})
    if (r.at(i, name)) return true;
  return is(r.words[i], {"i", "every", "usd", "eur", "gbp", "chf", "cad", "jpy", "crm", "ok", "csv", "pdf", "api", "eta", "asap", "january", "february",
                         "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"});
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

bool namy(const Reading& r, std::size_t i) {
  const Word& word = r.words[i];
  if (word.quoted) return true;
  if (word.email || word.number) return false;
  if (stage_word(r, i)) return false;
  if (!r.known[i]) return true;
  if (ours_in_capitals(r, i)) return false;
  // Capital letters say a name where a sentence does not begin; a word of ours only beside the rest of a name
  // or after a word that names are told by.
  if (!word.capital) return false;
  const bool begins = i == 0 || r.words[i - 1].ends;
  if (!begins) return true;
  return word.possessive || (i + 1 < r.words.size() && !word.ends && r.words[i + 1].capital && !ours_in_capitals(r, i + 1) &&
                             !r.at(i, "show") && !r.at(i, "find") && !r.at(i, "open") && !r.at(i, "asks") && !r.at(i, "create"));
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
      if (r.words[i].possessive && i + 1 < r.words.size() && !r.words[i].ends && r.words[i].capital && r.words[i + 1].capital && !r.known[i + 1])
        ++last;
      while (last < r.words.size() && !r.words[last - 1].possessive) {
        const bool cut = r.words[last - 1].ends;
        // "Acme, Inc."
        if (cut && !is(r.words[last], {"inc", "ltd", "llc", "gmbh", "co", "ag", "corp"})) break;
        if (namy(r, last) && !r.words[last].quoted) {
          ++last;
          continue;
        }
        const bool joins = is(r.words[last], {"&", "and", "of", "the", "de", "van", "von", "der", "und", "for", "in"}) && last + 1 < r.words.size() &&
                           !r.words[last].ends && namy(r, last + 1) && r.words[last + 1].capital && r.words[last - 1].capital;
        const bool the = joins && is(r.words[last], {"for", "in", "the"});
        if (joins && !the) {
          last += 2;
          continue;
        }
        // "bank of america" in small letters; a number that ends a name ("Studio 54").
        if (r.words[last].number && r.words[last - 1].capital && r.words[last].text.find_first_of("$€£:.,") == std::string::npos &&
            !is(r.words[last - 1], {"over", "under"}) && (last + 1 == r.words.size() || r.words[last].ends)) {
          ++last;
          continue;
        }
        break;
      }
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

std::optional<std::string> name_in(const Reading& r) {
  const auto found = spans(r);
  const auto best = std::max_element(found.begin(), found.end(), [](const Span& a, const Span& b) { return a.weight < b.weight; });
  const bool quoted = best != found.end() && r.words[best->first].quoted;
  if (!quoted)
    if (auto email = email_in(r)) return email;
  if (best == found.end()) return std::nullopt;
  std::string out;
  for (std::size_t i = best->first; i < best->last; ++i) {
    if (!out.empty()) out += is(r.words[i], {"inc", "ltd", "llc"}) && r.words[i - 1].ends ? ", " : " ";
    out += r.words[i].text;
    if (r.words[i].possessive && i + 1 < best->last) out += "'s";
  }
  return out;
}

int strangers_in(const Reading& r) {
  const auto found = spans(r);
  int n = 0;
  for (const Span& span : found) n += r.words[span.first].quoted ? 1 : static_cast<int>(span.last - span.first);
  return n;
}

}  // namespace every::chat
