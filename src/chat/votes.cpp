#include "chat/votes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "chat/votes_table.h"

namespace every::chat {
namespace {

constexpr std::size_t kStem = 5;  // bytes that words of one kind begin with
constexpr int kWeight = 2;        // of a vote against what the grammar finds (weigh)

// What nearly every sentence carries, and which pairs say nothing.
bool everywhere(std::string_view concept_name) {
  static const std::set<std::string_view> kEverywhere{"asks", "question", "show", "also", "give", "place"};
  return kEverywhere.contains(concept_name);
}

// With what a word begins, whole characters of it; "" where that is all of it.
std::string stem_of(std::string_view word) {
  std::size_t end = std::min(kStem, word.size());
  while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) ++end;
  return end == word.size() ? "" : std::string(word.substr(0, end));
}

std::string sign_of(const Reading& r, std::size_t i) {
  const Word& word = r.words[i];
  if (word.email) return "MAIL";
  if (word.number) return "NUM";
  return word.quoted || !r.known[i] ? "NAME" : word.folded;
}

// A tool's votes as they are written: a letter for the tool, a number.
using Votes = std::vector<std::pair<std::size_t, int>>;
Votes votes_in(std::string_view written) {
  Votes out;
  for (std::size_t i = 0; i < written.size();) {
    const auto tool = kVoted.find(written[i++]);
    int sign = 1, n = 0;
    if (i < written.size() && written[i] == '-') sign = -1, ++i;
    for (; i < written.size() && written[i] >= '0' && written[i] <= '9'; ++i) n = 10 * n + (written[i] - '0');
    out.emplace_back(tool, sign * n);
  }
  return out;
}

const std::map<std::string_view, Votes>& table() {
  static const auto kTable = [] {
    std::map<std::string_view, Votes> out;
    for (const Sign& sign : kSigns) out.emplace(sign.sign, votes_in(sign.votes));
    return out;
  }();
  return kTable;
}

}  // namespace

std::vector<std::string> signs_of(const Reading& r) {
  std::set<std::string> out;
  // What follows what, names beside each other being one.
  std::string before = "^";
  const auto follows = [&](const std::string& sign) {
    if (sign == before && sign == "NAME") return;
    out.insert(before + " " + sign);
    before = sign;
  };
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    const std::string sign = sign_of(r, i);
    out.insert(sign);
    follows(sign);
    if (const std::string stem = sign[0] >= 'a' ? stem_of(sign) : ""; !stem.empty()) out.insert("~" + stem);
    if (!r.words[i].ends) continue;
    out.insert(r.words[i].asks ? "?" : ",");
    follows(r.words[i].asks ? "?" : ",");
  }
  follows("$");
  std::vector<std::string> telling;
  for (const std::string& name : r.concepts) {
    out.insert("+" + name);
    if (!everywhere(name)) telling.push_back(name);
  }
  for (std::size_t i = 0; i < telling.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) out.insert("+" + telling[k] + "+" + telling[i]);
  return {out.begin(), out.end()};
}

std::map<std::string, int, std::less<>> votes_of(const Reading& r) {
  std::array<int, std::size(kVotedTools)> sums{};
  const auto signs = signs_of(r);
  for (const std::string& sign : signs) {
    const auto found = table().find(sign);
    if (found == table().end()) continue;
    for (const auto& [tool, n] : found->second) sums[tool] += n;
  }
  // The root in sixteenths, so that it need not be rounded to a whole one.
  const auto root = std::max(1L, std::lround(16 * std::sqrt(static_cast<long double>(signs.size()))));
  std::map<std::string, int, std::less<>> out;
  for (std::size_t tool = 0; tool < std::size(kVotedTools); ++tool)
    out[std::string(kVotedTools[tool])] = kWeight * 16 * sums[tool] / static_cast<int>(root);
  return out;
}

}  // namespace every::chat
