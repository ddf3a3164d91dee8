#include "chat/rewrites.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/text.h"
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

}  // namespace

bool in_rewrites(std::string_view word) {
  return table().words.contains(word);
}

void rewrite(std::vector<Word>& words) {
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
