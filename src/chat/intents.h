// The grammar: which concepts together mean which tool. Private to chat/.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chat/lexicon.h"

namespace every::chat {

struct Intent {
  std::string tool;
  std::vector<std::vector<std::string>> needs;  // of each group at least one
  std::set<std::string, std::less<>> also;      // belongs to it, but need not be said
  std::set<std::string, std::less<>> never;
  int extra = 0;
  bool strict = false;  // whether what it must not be said with excludes it, or only counts against it

  bool takes(std::string_view name) const;
};
const std::vector<Intent>& intents();

// How well a reading fits: 10 for each group, 2 for what else belongs to it, less what it leaves unexplained.
// Nothing: it does not fit. `loose` gets the number of words that it leaves unexplained.
int fit(const Intent& intent, const Reading& reading, int strangers, int& loose);

}  // namespace every::chat
