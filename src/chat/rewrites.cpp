#include "chat/rewrites.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/text.h"
#include "chat/indirect_table.h"
#include "chat/rewrites_table.h"

namespace every::chat {
namespace {

constexpr std::size_t kLongest = 9;  // words of a phrase

struct Table {
  std::map<std::string, std::string, std::less<>> plain;
  std::set<std::string, std::less<>> words;
  Table() {
    for (const Rewrite& row : kRewrites)
      for (const std::string& phrase : split(fold(row.from), '|')) {
        plain.emplace(phrase, row.to);
        for (std::string& word : split(phrase.starts_with("^") ? phrase.substr(1) : phrase, ' '))
          words.insert(std::move(word));
      }
  }
};
const Table& table() {
  static const Table kTable;
  return kTable;
}

// How many words from `first` on have a plainer form, and which: the most that do.
std::size_t longest(const std::vector<Word>& words, std::size_t first, const std::string*& plain) {
  const bool begins = first == 0 || words[first - 1].ends;
  std::size_t length = 0;
  std::string phrase;
  for (std::size_t n = 1; n <= kLongest && first + n <= words.size(); ++n) {
    const Word& word = words[first + n - 1];
    if (word.quoted || word.email || (n > 1 && words[first + n - 2].ends)) break;
    phrase += (n > 1 ? " " : "") + word.folded;
    auto found = table().plain.find(phrase);
    if (found == table().plain.end() && begins) found = table().plain.find("^" + phrase);
    if (found == table().plain.end()) continue;
    length = n;
    plain = &found->second;
  }
  return length;
}

using Words = std::set<std::string, std::less<>>;
Words words_in(std::string_view list, char between) {
  const auto all = split(fold(list), between);
  return {all.begin(), all.end()};
}

Word plain_word(std::string text) {
  Word word;
  word.text = word.folded = std::move(text);
  return word;
}

// "No idea whether Acme has paid" asks whether Acme has paid.
void ask_directly(std::vector<Word>& words) {
  static const Words kBefore = words_in(kLeadIns, '|'), kAsking = words_in(kAskingWords, ' '),
                     kWhether = words_in(kWhetherWords, ' ');
  static const Words kJoining{"and",   "but", "so",     "also", "hey", "hi",
                              "hello", "ok",  "please", "und",  "aber"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && !words[i - 1].ends && !kJoining.contains(words[i - 1].folded)) continue;
    std::size_t length = 0;
    std::string phrase;
    for (std::size_t n = 1; n <= kLongest && i + n < words.size(); ++n) {
      const Word& word = words[i + n - 1];
      if (word.quoted || word.email || (n > 1 && words[i + n - 2].ends)) break;
      phrase += (n > 1 ? " " : "") + word.folded;
      if (kBefore.contains(phrase) && kAsking.contains(words[i + n].folded)) length = n;
    }
    if (length == 0) continue;
    const bool whether = kWhether.contains(words[i + length].folded);
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i),
                words.begin() + static_cast<std::ptrdiff_t>(i + length));
    if (!whether) continue;
    words[i] = plain_word("whether");
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(i), plain_word("show"));
  }
}

// "Sync, cause Jenny added some": because. "What is the cause" stays.
void say_because(std::vector<Word>& words) {
  static const Words kNoun{"the", "a", "root", "main", "real", "what", "is", "any", "no", "this"};
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    std::string& word = words[i].folded;
    if (word == "cuz" || word == "coz" || (word == "cause" && !kNoun.contains(words[i - 1].folded)))
      word = words[i].text = "because";
  }
}

// "Would you mind syncing now", "how about importing them": asked for as a thing that is being done.
void ask_for_the_deed(std::vector<Word>& words, bool (*known)(std::string_view)) {
  static const Words kAsked{"mind", "consider"};
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    std::string& deed = words[i + 1].folded;
    if (!kAsked.contains(words[i].folded) || words[i].ends || words[i + 1].quoted || deed.size() < 6 ||
        !deed.ends_with("ing"))
      continue;
    const std::string stem = deed.substr(0, deed.size() - 3);
    const bool twice = stem[stem.size() - 1] == stem[stem.size() - 2];
    for (const std::string& one : {stem, stem + "e", twice ? stem.substr(0, stem.size() - 1) : stem})
      if (known(one)) {
        deed = words[i + 1].text = one;
        break;
      }
  }
}

}  // namespace

bool in_rewrites(std::string_view word) {
  static const Words kIndirect = [] {
    Words out;
    for (const std::string& phrase : split(fold(kLeadIns), '|'))
      for (std::string& one : split(phrase, ' ')) out.insert(std::move(one));
    return out;
  }();
  return table().words.contains(word) || kIndirect.contains(word);
}

void rewrite(std::vector<Word>& words, bool (*known)(std::string_view)) {
  say_because(words);
  ask_directly(words);
  ask_for_the_deed(words, known);
  std::vector<Word> out;
  for (std::size_t i = 0; i < words.size();) {
    const std::string* plain = nullptr;
    const std::size_t n = longest(words, i, plain);
    if (n == 0) {
      out.push_back(std::move(words[i++]));
      continue;
    }
    const Word& last = words[i + n - 1];
    const std::size_t before = out.size();
    for (const std::string& text : split(*plain, ' ')) {
      if (text.empty()) continue;
      Word word;
      word.text = word.folded = text;
      word.number = text[0] >= '0' && text[0] <= '9';
      out.push_back(std::move(word));
    }
    if (!out.empty()) {
      // What went whole leaves its comma behind, and its question.
      out.back().ends = out.back().ends || (last.ends && (out.size() > before || !out.empty()));
      out.back().asks = out.back().asks || last.asks;
    }
    i += n;
  }
  // A message of nothing but politeness stays one.
  if (!out.empty()) words = std::move(out);
}

}  // namespace every::chat
