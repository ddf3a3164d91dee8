#include "chat/examples.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "base/text.h"
#include "chat/examples_table.h"
#include "chat/slots.h"

namespace every::chat {
namespace {

using Features = std::set<std::string, std::less<>>;

constexpr int kNear = 54;  // percent of the weight of both that has to be shared

// Words and what they mean; names are all the same.
Features features_of(const Reading& r) {
  Features out;
  for (const Word& word : r.words) {
    const bool name = word.quoted || word.email || word.folded == "name";
    out.insert(name ? "NAME" : word.number ? "NUMBER" : word.folded);
  }
  for (const std::string& concept_name : r.concepts)
    if (concept_name.find(':') == std::string::npos) out.insert("+" + concept_name);
  return out;
}

struct Known {
  std::string tool;
  Features features;
};

struct Bank {
  std::vector<Known> known;
  std::map<std::string, int, std::less<>> weights;  // rare is heavy
  Bank() {
    std::map<std::string, int, std::less<>> counts;
    for (const Examples& entry : kExamples)
      for (const std::string& phrase : split(entry.phrases, '|')) {
        known.push_back({std::string(entry.tool), features_of(read(phrase))});
        for (const std::string& feature : known.back().features) ++counts[feature];
      }
    const int all = static_cast<int>(known.size());
    for (const auto& [feature, n] : counts) {
      int weight = 1;
      for (int times = all / n; times > 1; times /= 2) ++weight;
      weights[feature] = weight;
    }
  }
  int weight(const Features& features) const {
    int sum = 0;
    for (const std::string& feature : features) {
      const auto found = weights.find(feature);
      sum += found == weights.end() ? 4 : found->second;
    }
    return sum;
  }
};

}  // namespace

std::string resembles(const Reading& reading) {
  static const Bank kBank;
  const Features asked = features_of(reading);
  const int mine = kBank.weight(asked);
  std::string best;
  int nearest = kNear;
  const int strangers = strangers_in(reading);
  for (const Known& one : kBank.known) {
    if (strangers > 0 && !one.features.contains("NAME")) continue;
    Features shared;
    std::set_intersection(asked.begin(), asked.end(), one.features.begin(), one.features.end(),
                          std::inserter(shared, shared.end()));
    // Words that mean nothing here resemble anything.
    const auto meant =
        std::count_if(shared.begin(), shared.end(), [](const std::string& f) { return f.starts_with('+'); });
    if (meant < 2) continue;
    const int both = mine + kBank.weight(one.features);
    const int percent = both == 0 ? 0 : 200 * kBank.weight(shared) / both;
    if (percent <= nearest) continue;
    nearest = percent;
    best = one.tool;
  }
  return best;
}

}  // namespace every::chat
