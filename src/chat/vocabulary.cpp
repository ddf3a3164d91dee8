#include "chat/vocabulary.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "chat/lexicon_table.h"
#include "chat/plain_words.h"

namespace every::chat {
namespace {

std::string replace_all(std::string text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

// Small words that turn a sentence are read only as they stand: "Klein" is no slip of "kein".
bool may_be_misspelt(std::string_view concept_name) {
  static const std::set<std::string_view> kAsTheyStand{
      "offtopic", "negated", "conditional", "asks",   "yes",     "no",       "hello", "also",    "it",
      "this",     "these",   "make_it",     "clock",  "ordinal", "howto",    "give",  "between", "over",
      "under",    "except",  "jailbreak",   "insult", "advice",  "happened", "other"};
  return !kAsTheyStand.contains(concept_name);
}

// German is typed without its dots as well.
void add(Vocabulary& v, const Entry& entry, const std::string& written) {
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
    auto& concepts = v.phrases[phrase];
    for (std::string& word : split(phrase, ' ')) v.words.insert(std::move(word));
    if (!entry.concept_name.empty()) concepts.emplace_back(entry.concept_name);
    if (!entry.concept_name.empty() && may_be_misspelt(entry.concept_name) && phrase.size() >= 4 &&
        phrase.find(' ') == std::string::npos)
      v.spelled.push_back(phrase);
  }
}

}  // namespace

Vocabulary::Vocabulary() {
  for (std::string& word : split(fold(kPlainWords), ' ')) plain.insert(std::move(word));
  for (const Entry& entry : kEntries)
    for (const std::string& written : split(entry.phrases, '|')) add(*this, entry, written);
  std::sort(spelled.begin(), spelled.end());
  spelled.erase(std::unique(spelled.begin(), spelled.end()), spelled.end());
}

const Vocabulary& vocabulary() {
  static const Vocabulary kVocabulary;
  return kVocabulary;
}

bool in_vocabulary(std::string_view word) {
  return vocabulary().words.contains(word);
}

bool is_plain(std::string_view word) {
  const auto& plain = vocabulary().plain;
  if (plain.contains(word)) return true;
  // How something is done: "reliably", "automatically"; "Beverly" and "Kimberly" end otherwise.
  for (const std::string_view end : {"ably", "ibly", "ally", "ully", "usly", "vely", "ntly", "edly", "ngly",
                                     "tely", "arly", "ssly", "stly", "rtly", "ckly", "tly"})
    if (word.size() > end.size() + 2 && word.ends_with(end)) return true;
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

}  // namespace every::chat
