#include "chat/lexicon.h"

#include <algorithm>

#include "base/text.h"
#include "chat/rewrites.h"
#include "chat/spelling.h"
#include "chat/vocabulary.h"

namespace every::chat {
namespace {

constexpr std::size_t kPhraseMax = 5;  // words

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

void unquote(Reading& r, std::size_t at) {
  std::vector<Word> inside = words_of(r.words[at].text);
  if (inside.empty()) return;
  inside.back().ends = r.words[at].ends;
  inside.back().asks = r.words[at].asks;
  r.words.erase(r.words.begin() + static_cast<std::ptrdiff_t>(at));
  r.words.insert(r.words.begin() + static_cast<std::ptrdiff_t>(at), inside.begin(), inside.end());
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

bool name_is_due(std::string_view before) {
  static const std::set<std::string_view> kBefore{"for",    "with", "of",  "about", "at",
                                                  "import", "für",  "bei", "mit",   "von"};
  return kBefore.contains(before);
}

bool german(const std::vector<Word>& words) {
  static const std::set<std::string_view> kSmall{"der",   "die",    "das", "den", "dem",   "bei",  "mir",
                                                 "und",   "ich",    "wir", "wie", "was",   "für",  "mit",
                                                 "von",   "welche", "wer", "ist", "sind",  "zeig", "zeige",
                                                 "bitte", "aus",    "auf", "hat", "haben", "alle"};
  return std::any_of(words.begin(), words.end(), [](const Word& w) {
    return kSmall.contains(w.folded) ||
           (w.folded.find("\xC3") != std::string::npos && in_vocabulary(w.folded));
  });
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
    // "Greenline Transport": two capitals at the head say a name.
    const bool heads = i == 0 && word.capital && !in_german && !word.ends && out.words.size() > 2 &&
                       out.words[1].capital && !out.words[1].quoted && !in_vocabulary(out.words[1].folded);
    const bool name_like = word.quoted || word.email || word.number || (word.capital && i > 0) || heads;
    if (name_like && word.capital && !word.quoted && !word.number && word.text.size() > 5 &&
        distance(word.folded, "hubspot", 2) <= 2)
      word.folded = "hubspot";
    if (name_like || in_vocabulary(word.folded) || in_rewrites(word.folded) || is_plain(word.folded))
      continue;
    Before before = word.capital && !in_german ? Before::capital : Before::anything;
    if (i > 0 && !out.words[i - 1].ends) {
      const Word& last = out.words[i - 1];
      const bool unknown =
          !in_vocabulary(last.folded) && !is_plain(last.folded) && !in_rewrites(last.folded) && !last.number;
      if (unknown)
        before = Before::unknown;
      else if (name_is_due(last.folded))
        before = Before::name_is_due;
    }
    if (std::string right = meant(word.folded, before); !right.empty()) word.folded = std::move(right);
  }
  rewrite(out.words, in_vocabulary);
  mean(out);
  return out;
}

}  // namespace every::chat
