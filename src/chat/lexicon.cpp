#include "chat/lexicon.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "chat/lexicon_table.h"
#include "chat/plain_words.h"
#include "chat/rewrites.h"

namespace every::chat {
namespace {

constexpr std::size_t kPhraseMax = 5;  // words

std::string replace_all(std::string text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

// Small words that turn a sentence are read only as they stand: "Klein" is no slip of "kein".
bool may_be_misspelt(std::string_view concept_name) {
  static const std::set<std::string_view> kAsTheyStand{
      "offtopic", "negated", "conditional", "asks",    "yes",       "no",      "hello",  "also",
      "it",       "this",    "these",       "make_it", "clock",     "ordinal", "howto",  "give",
      "between",  "over",    "under",       "except",  "jailbreak", "insult",  "advice", "happened"};
  return !kAsTheyStand.contains(concept_name);
}

struct Vocabulary {
  std::map<std::string, std::vector<std::string>, std::less<>> phrases;  // to concepts
  std::set<std::string, std::less<>> words;                              // of all phrases
  std::vector<std::string> spelled;          // single words that a slip is compared with
  std::set<std::string, std::less<>> plain;  // everyday words
  Vocabulary() {
    for (std::string& word : split(fold(kPlainWords), ' ')) plain.insert(std::move(word));
    for (const Entry& entry : kEntries)
      for (const std::string& written : split(entry.phrases, '|')) add(entry, written);
    std::sort(spelled.begin(), spelled.end());
    spelled.erase(std::unique(spelled.begin(), spelled.end()), spelled.end());
  }
  // German is typed without its dots as well.
  void add(const Entry& entry, const std::string& written) {
    std::vector<std::string> spellings{fold(written)};
    if (written.find_first_of("\xC3") != std::string::npos) {
      std::string spread = written, flat = written;
      for (const auto& [dotted, two, one] :
           {std::array{"ä", "ae", "a"}, {"ö", "oe", "o"}, {"ü", "ue", "u"}, {"ß", "ss", "ss"}}) {
        spread = replace_all(spread, dotted, two);
        flat = replace_all(flat, dotted, one);
      }
      spellings.push_back(spread);
      if (written.size() > 6) spellings.push_back(flat);
    }
    for (std::string& phrase : spellings) {
      auto& concepts = phrases[phrase];
      for (std::string& word : split(phrase, ' ')) words.insert(std::move(word));
      if (!entry.concept_name.empty()) concepts.emplace_back(entry.concept_name);
      if (!entry.concept_name.empty() && may_be_misspelt(entry.concept_name) && phrase.size() >= 4 &&
          phrase.find(' ') == std::string::npos)
        spelled.push_back(phrase);
    }
  }
};
const Vocabulary& vocabulary() {
  static const Vocabulary kVocabulary;
  return kVocabulary;
}

// Words that are part of some phrase count as spelled right, even when they mean nothing alone.
bool in_vocabulary(std::string_view word) {
  return vocabulary().words.contains(word);
}

bool is_plain(std::string_view word) {
  const auto& plain = vocabulary().plain;
  if (plain.contains(word)) return true;
  const auto& ours = vocabulary().words;
  for (const std::string_view end : {"s", "es", "ed", "d", "ing", "ly", "er", "est", "ful", "en"}) {
    if (word.size() < end.size() + 3 || !word.ends_with(end)) continue;
    const std::string stem(word.substr(0, word.size() - end.size()));
    if (plain.contains(stem) || plain.contains(stem + "e")) return true;
    if (end == "s" && ours.contains(stem) && !vocabulary().phrases.contains(stem)) return true;
    // "stopped", "tidies"
    if (stem.size() > 3 && stem.back() == stem[stem.size() - 2] &&
        plain.contains(stem.substr(0, stem.size() - 1)))
      return true;
    if (stem.back() == 'i' && plain.contains(stem.substr(0, stem.size() - 1) + "y")) return true;
  }
  return false;
}

// How many slips this word may have to be that one: those of the shorter, and one more for a long word that
// begins the same ("overdew").
int allowed_slips(std::string_view word, std::string_view ours) {
  const int most = std::min(slips(word), slips(ours));
  const bool begins = word.size() >= 7 && ours.size() >= 7 && word.substr(0, 4) == ours.substr(0, 4);
  return begins ? std::max(most, 2) : most;
}

// The vocabulary's word that this one is a slip of. The first letter is seldom wrong, and a word that is
// nearly two of ours is none.
std::string corrected(const std::string& word) {
  if (slips(word) == 0) return {};
  std::string best;
  int best_distance = 3;
  for (const std::string& ours : vocabulary().spelled) {
    const bool swapped = ours.size() > 1 && word.size() > 1 && ours[0] == word[1] && ours[1] == word[0];
    int allowed = allowed_slips(word, ours);
    // Two slips, and not even the beginning: another word ("redesign" is no "reassign").
    if (allowed > 1 && word.compare(0, 3, ours, 0, 3) != 0 && !swapped) allowed = 1;
    if (ours[0] != word[0] && !swapped) {
      // Only the first letter is wrong, or one too many, or missing.
      const std::string_view a = word, b = ours;
      if (a.size() < 6 || b.size() < 6 ||
          (a.substr(1) != b.substr(1) && a.substr(1) != b && a != b.substr(1)))
        continue;
      allowed = 1;
    }
    const int d = distance(word, ours, allowed);
    // Four letters: only two that changed places, or one that is missing; "five" is no "file".
    if (word.size() == 4 && ours.size() == 4) {
      std::string a = word, b = ours;
      std::sort(a.begin(), a.end());
      std::sort(b.begin(), b.end());
      if (a != b) continue;
    }
    if (word.size() == 4 && d > 0 && (ours == "start" || ours == "stop" || ours == "starts")) continue;
    if (d <= allowed && d < best_distance) {
      best_distance = d;
      best = ours;
    }
  }
  return best;
}

// Somebody who writes every word, or the whole line, in capitals says nothing by them.
bool capitals_speak(const std::vector<Word>& words) {
  const auto big =
      std::count_if(words.begin(), words.end(), [](const Word& w) { return w.capital && !w.quoted; });
  const bool shouted = std::all_of(words.begin(), words.end(), [](const Word& w) {
    return w.quoted || w.number || w.email || to_upper(w.text) == w.text;
  });
  if (shouted && std::all_of(words.begin(), words.end(),
                             [](const Word& w) { return w.quoted || w.number || in_vocabulary(w.folded); }))
    return false;
  // A word of some length in small letters: the others mean their capitals.
  const bool small = std::any_of(words.begin(), words.end(), [](const Word& w) {
    return !w.capital && !w.quoted && !w.number && !w.email && w.text.size() > 3;
  });
  return words.size() < 3 || small || big * 10 <= std::ssize(words) * 7;
}

// "INV-2043", "RE-2026-17": the number of an invoice, nobody's name.
bool is_document(std::string_view word) {
  for (const std::string_view prefix : {"inv-", "in-", "re-", "rg-", "cn-", "rn-", "bill-"})
    if (word.starts_with(prefix) && word.size() > prefix.size() &&
        word.find_first_not_of("0123456789-", prefix.size()) == std::string_view::npos)
      return true;
  return false;
}

void mean(Reading& out) {
  out.means.clear();
  out.concepts.clear();
  out.known.assign(out.words.size(), false);
  // Phrases may overlap: "are not paid" is both what is missing and what is unpaid.
  for (std::size_t i = 0; i < out.words.size(); ++i) {
    if (out.words[i].quoted || out.words[i].email) continue;
    out.known[i] = out.known[i] || in_vocabulary(out.words[i].folded) || is_plain(out.words[i].folded);
    if (is_document(out.words[i].folded)) {
      out.known[i] = true;
      out.words[i].capital = false;
      out.means.push_back({"invoice", i, i + 1});
      out.means.push_back({"document", i, i + 1});
    }
    std::string phrase;
    for (std::size_t n = 1; n <= kPhraseMax && i + n <= out.words.size(); ++n) {
      if (n > 1 && (out.words[i + n - 1].quoted || out.words[i + n - 2].ends)) break;
      phrase += (n > 1 ? " " : "") + out.words[i + n - 1].folded;
      const auto found = vocabulary().phrases.find(phrase);
      if (found == vocabulary().phrases.end()) continue;
      for (std::size_t k = i; k < i + n; ++k) out.known[k] = true;
      for (const std::string& name : found->second) out.means.push_back({name, i, i + n});
    }
  }
  // What a longer phrase says is not about something else as well: "what are you able to do".
  std::erase_if(out.means, [&](const Meaning& m) {
    return m.concept_name == "offtopic" &&
           std::any_of(out.means.begin(), out.means.end(), [&](const Meaning& o) {
             return o.concept_name != "offtopic" && o.first <= m.first && m.last <= o.last &&
                    o.last - o.first > m.last - m.first;
           });
  });
  // "Do not ask" and "not paid yet" are one thing, and deny nothing. "Do not import" does.
  std::erase_if(out.means, [&](const Meaning& m) {
    return m.concept_name == "negated" &&
           std::any_of(out.means.begin(), out.means.end(), [&](const Meaning& o) {
             return o.first <= m.first && m.last < o.last &&
                    (o.concept_name == "unattended" || o.concept_name == "unpaid" ||
                     o.concept_name == "uninvoiced" || o.concept_name == "no_email" ||
                     o.concept_name == "draft" || o.concept_name == "follow_up");
           });
  });
  for (const Meaning& m : out.means) out.concepts.insert(m.concept_name);
}

}  // namespace

void join(Reading& r, std::size_t first, std::size_t last, std::string name) {
  Word& word = r.words[first];
  word.ends = r.words[last - 1].ends;
  word.possessive = r.words[last - 1].possessive;
  word.text = std::move(name);
  word.folded = fold(word.text);
  word.quoted = word.capital = true;
  r.words.erase(r.words.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                r.words.begin() + static_cast<std::ptrdiff_t>(last));
  mean(r);
}

void drop(Reading& r, std::size_t first, std::size_t last) {
  if (first > 0 && last > first) {
    r.words[first - 1].ends = r.words[first - 1].ends || r.words[last - 1].ends;
    r.words[first - 1].asks = r.words[first - 1].asks || r.words[last - 1].asks;
  }
  r.words.erase(r.words.begin() + static_cast<std::ptrdiff_t>(first),
                r.words.begin() + static_cast<std::ptrdiff_t>(last));
  mean(r);
}

bool Reading::at(std::size_t word, std::string_view name) const {
  return std::any_of(means.begin(), means.end(), [&](const Meaning& m) {
    return m.first <= word && word < m.last && m.concept_name == name;
  });
}

bool Reading::means_anything(std::size_t word) const {
  return std::any_of(means.begin(), means.end(),
                     [&](const Meaning& m) { return m.first <= word && word < m.last; });
}
bool Reading::plain(std::size_t word) const {
  return known[word] && !means_anything(word);
}

void forget(Reading& r, std::size_t first, std::size_t last) {
  std::erase_if(r.means, [&](const Meaning& m) { return m.first < last && m.last > first; });
  r.concepts.clear();
  for (const Meaning& m : r.means) r.concepts.insert(m.concept_name);
}

namespace {

// "Sync-Verlauf": two words of ours with a line between.
std::vector<Word> without_lines(std::vector<Word> words) {
  std::vector<Word> out;
  for (Word& word : words) {
    const auto parts = split(word.text, '-');
    const bool ours =
        parts.size() == 2 && !word.quoted && !word.email && !word.number && !in_vocabulary(word.folded) &&
        std::all_of(parts.begin(), parts.end(),
                    [](const auto& part) { return in_vocabulary(fold(part)) && part.size() > 1; });
    if (!ours) {
      out.push_back(std::move(word));
      continue;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      Word part = word;
      part.text = parts[i];
      part.folded = fold(parts[i]);
      part.capital = false;
      part.ends = word.ends && i + 1 == parts.size();
      part.possessive = word.possessive && i + 1 == parts.size();
      out.push_back(std::move(part));
    }
  }
  return out;
}

}  // namespace

namespace {

// "Synchs", "uploads": more of what the vocabulary has one of.
std::string without_plural(const std::string& word) {
  if (word.size() < 5 || !word.ends_with("s")) return {};
  const std::string stem = word.substr(0, word.size() - 1);
  const auto found = vocabulary().phrases.find(stem);
  if (found == vocabulary().phrases.end() || found->second.empty()) return {};
  const auto& concepts = found->second;
  return std::find(concepts.begin(), concepts.end(), "offtopic") == concepts.end() ? stem : std::string();
}

// "Duplikaten", "Kontakts": a German noun in another case.
std::string without_case(const std::string& word) {
  for (const std::string_view end : {"n", "en", "e", "s", "es", "er", "em"}) {
    if (word.size() < end.size() + 5 || !word.ends_with(end)) continue;
    std::string stem = word.substr(0, word.size() - end.size());
    if (vocabulary().phrases.contains(stem)) return stem;
  }
  return {};
}

// "Next weak", "this qarter": what follows such a word is a span of time, also when it is spelled as another.
void mend_times(std::vector<Word>& words) {
  static const std::set<std::string_view> kWhich{"next", "this", "last", "nxt", "past", "coming", "current"};
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    Word& span = words[i + 1];
    if (!kWhich.contains(words[i].folded) || words[i].ends || span.quoted || span.capital || span.number)
      continue;
    for (const std::string_view right : {"week", "month", "quarter", "year", "weekend"}) {
      const bool sure =
          (span.folded == "weak" && right == "week") || (span.folded == "moth" && right == "month");
      if (!sure && (span.folded.size() < 4 || span.folded[0] != right[0] || in_vocabulary(span.folded) ||
                    is_plain(span.folded) || distance(span.folded, right, 1) > 1))
        continue;
      if (words[i].folded == "nxt") words[i].folded = "next";
      span.folded = right;
    }
    if (words[i].folded == "nxt" && in_vocabulary(span.folded)) words[i].folded = "next";
  }
}

bool name_is_due(std::string_view before) {
  static const std::set<std::string_view> kBefore{"for", "with", "of",  "about", "at",
                                                  "für", "bei",  "mit", "von"};
  return kBefore.contains(before);
}

bool is_doing(const std::string& word) {
  static const std::set<std::string_view> kDoing{"other",   "edit",      "create", "create_new", "send",
                                                 "delete",  "start",     "check",  "find",       "show",
                                                 "resolve", "record_it", "import", "also"};
  const auto found = vocabulary().phrases.find(word);
  return found != vocabulary().phrases.end() && !found->second.empty() &&
         std::all_of(found->second.begin(), found->second.end(),
                     [](const std::string& name) { return kDoing.contains(name); });
}

bool german(const std::vector<Word>& words) {
  static const std::set<std::string_view> kSmall{"der",   "die",    "das", "den", "dem",   "bei",  "mir",
                                                 "und",   "ich",    "wir", "wie", "was",   "für",  "mit",
                                                 "von",   "welche", "wer", "ist", "sind",  "zeig", "zeige",
                                                 "bitte", "aus",    "auf", "hat", "haben", "alle"};
  return std::any_of(words.begin(), words.end(), [](const Word& w) { return kSmall.contains(w.folded); });
}

}  // namespace

Reading read(std::string_view text) {
  Reading out;
  out.words = without_lines(words_of(text));
  mend_times(out.words);
  const bool capitals = capitals_speak(out.words), in_german = german(out.words);
  for (std::size_t i = 0; i < out.words.size(); ++i) {
    Word& word = out.words[i];
    if (!capitals && !word.quoted && !word.number)
      word.capital = word.text.find_first_of("0123456789") != std::string::npos;
    if (in_german && !word.quoted && !word.email && !word.number && !in_vocabulary(word.folded))
      if (std::string noun = without_case(word.folded); !noun.empty()) {
        word.folded = std::move(noun);
        word.capital = false;
        continue;
      }
    const bool name_like = word.quoted || word.email || word.number || (word.capital && i > 0);
    if (name_like && word.capital && !word.quoted && !word.number && word.text.size() > 5 &&
        distance(word.folded, "hubspot", 2) <= 2)
      word.folded = "hubspot";
    if (name_like || in_vocabulary(word.folded) || in_rewrites(word.folded) || is_plain(word.folded))
      continue;
    if (std::string one = without_plural(word.folded); !one.empty()) {
      word.folded = std::move(one);
      continue;
    }
    // What follows a word that nobody knows may belong to the same name.
    const bool in_name = i > 0 && word.folded.size() < 6 && !out.words[i - 1].ends &&
                         !in_vocabulary(out.words[i - 1].folded) && !is_plain(out.words[i - 1].folded) &&
                         !in_rewrites(out.words[i - 1].folded) && !out.words[i - 1].number;
    if (in_name) continue;
    // "For trask": a name is due there, and no verb ("task").
    const bool due = i > 0 && !out.words[i - 1].ends && name_is_due(out.words[i - 1].folded);
    if (std::string right = corrected(word.folded); !right.empty() && !(due && is_doing(right)))
      word.folded = std::move(right);
  }
  rewrite(out.words);
  mean(out);
  return out;
}

}  // namespace every::chat
