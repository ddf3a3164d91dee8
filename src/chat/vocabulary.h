// The words that there are: those of the vocabulary, and everyday ones. Private to chat/.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace every::chat {

struct Vocabulary {
  std::map<std::string, std::vector<std::string>, std::less<>> phrases;  // to concepts
  std::set<std::string, std::less<>> words;                              // of all phrases
  std::vector<std::string> spelled;          // single words that a slip is compared with
  std::set<std::string, std::less<>> plain;  // everyday words
  Vocabulary();
};
const Vocabulary& vocabulary();

// Words that are part of some phrase count as spelled right, even when they mean nothing alone.
bool in_vocabulary(std::string_view word);
// An everyday word, or another form of one.
bool is_plain(std::string_view word);

}  // namespace every::chat
