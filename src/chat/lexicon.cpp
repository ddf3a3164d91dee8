#include "chat/lexicon.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "chat/lexicon_table.h"

namespace every::chat {
namespace {

constexpr std::size_t kPhraseMax = 5;  // words

struct Vocabulary {
  std::map<std::string, std::vector<std::string>, std::less<>> phrases;  // to concepts
  std::set<std::string, std::less<>> words;                              // of all phrases
  std::vector<std::string> spelled;  // single words that a slip is compared with
  Vocabulary() {
    for (const Entry& entry : kEntries)
      for (std::string phrase : split(entry.phrases, '|')) {
        auto& concepts = phrases[phrase];
        for (std::string& word : split(phrase, ' ')) words.insert(std::move(word));
        if (!entry.concept_name.empty()) concepts.emplace_back(entry.concept_name);
        if (!entry.concept_name.empty() && entry.concept_name != "offtopic" && phrase.size() >= 4 &&
            phrase.find(' ') == std::string::npos)
          spelled.push_back(std::move(phrase));
      }
    std::sort(spelled.begin(), spelled.end());
    spelled.erase(std::unique(spelled.begin(), spelled.end()), spelled.end());
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

// The vocabulary's word that this one is a slip of. The first letter is seldom wrong, and a word that is
// nearly two of ours is none.
std::string corrected(const std::string& word) {
  const int most = slips(word);
  if (most == 0) return {};
  std::string best;
  int best_distance = most + 1;
  for (const std::string& ours : vocabulary().spelled) {
    if (ours[0] != word[0] &&
        !(ours.size() > 1 && word.size() > 1 && ours[0] == word[1] && ours[1] == word[0]))
      continue;
    const int allowed = std::min(most, slips(ours));
    const int d = distance(word, ours, allowed);
    // Four letters: only two that changed places, or one that is missing; "five" is no "file".
    if (word.size() == 4 && ours.size() == 4) {
      std::string a = word, b = ours;
      std::sort(a.begin(), a.end());
      std::sort(b.begin(), b.end());
      if (a != b) continue;
    }
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
  return words.size() < 3 || big * 10 <= std::ssize(words) * 7;
}

void mean(Reading& out) {
  out.means.clear();
  out.concepts.clear();
  out.known.assign(out.words.size(), false);
  // Phrases may overlap: "are not paid" is both what is missing and what is unpaid.
  for (std::size_t i = 0; i < out.words.size(); ++i) {
    if (out.words[i].quoted || out.words[i].email) continue;
    out.known[i] = out.known[i] || in_vocabulary(out.words[i].folded);
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

bool Reading::at(std::size_t word, std::string_view name) const {
  return std::any_of(means.begin(), means.end(), [&](const Meaning& m) {
    return m.first <= word && word < m.last && m.concept_name == name;
  });
}

void forget(Reading& r, std::size_t first, std::size_t last) {
  std::erase_if(r.means, [&](const Meaning& m) { return m.first < last && m.last > first; });
  r.concepts.clear();
  for (const Meaning& m : r.means) r.concepts.insert(m.concept_name);
}

Reading read(std::string_view text) {
  Reading out;
  out.words = words_of(text);
  const bool capitals = capitals_speak(out.words);
  for (std::size_t i = 0; i < out.words.size(); ++i) {
    Word& word = out.words[i];
    if (!capitals && !word.quoted && !word.number)
      word.capital = word.text.find_first_of("0123456789") != std::string::npos;
    const bool name_like = word.quoted || word.email || word.number || (word.capital && i > 0);
    if (name_like || in_vocabulary(word.folded)) continue;
    if (std::string right = corrected(word.folded); !right.empty()) word.folded = std::move(right);
  }
  mean(out);
  return out;
}

}  // namespace every::chat
