// How the votes are learnt: an averaged perceptron over the signs of all phrasings. Where a tool that is not
// meant has nearly as many votes as one that is, each sign of the sentence gives one of its votes to the
// right one and takes one from the wrong one; the votes of all these steps are averaged. The order of the
// phrasings counts for little: three orders are learnt from and averaged too. Gives the text of
// votes_table.h.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

namespace every::chat {

struct Lesson {
  std::vector<std::string> signs, tools;  // the tools that are right, the best first; cannot with its reason
};

class Learner {
 public:
  explicit Learner(const std::vector<Lesson>& lessons) {
    std::set<std::string> tools;
    std::map<std::string, int> times;
    for (const Lesson& lesson : lessons) {
      tools.insert(lesson.tools.begin(), lesson.tools.end());
      for (const std::string& sign : lesson.signs) ++times[sign];
    }
    tools_.assign(tools.begin(), tools.end());
    for (const auto& [sign, n] : times)  // what was said once says nothing of others
      if (n > 1) signs_.push_back(sign);
    for (const Lesson& lesson : lessons) {
      Known known;
      for (const std::string& sign : lesson.signs)
        if (const auto at = std::lower_bound(signs_.begin(), signs_.end(), sign);
            at != signs_.end() && *at == sign)
          known.signs.push_back(static_cast<std::size_t>(at - signs_.begin()));
      const auto place_of = [&](const std::string& tool) {
        return static_cast<std::size_t>(std::lower_bound(tools_.begin(), tools_.end(), tool) -
                                        tools_.begin());
      };
      known.best = place_of(lesson.tools.front());
      for (const std::string& tool : lesson.tools) known.right.insert(place_of(tool));
      known_.push_back(std::move(known));
    }
    sums_.assign(signs_.size() * tools_.size(), 0);
  }

  std::string table() {
    constexpr int kOrders = 3;
    for (std::uint32_t order = 1; order <= kOrders; ++order) learn(order);
    std::string letters, names, rows;
    for (std::size_t tool = 0; tool < tools_.size(); ++tool) {
      letters += static_cast<char>(tool < 26 ? 'a' + tool : 'A' + (tool - 26));
      names += (tool == 0 ? "" : ", ") + ("\"" + tools_[tool] + "\"");
    }
    for (std::size_t sign = 0; sign < signs_.size(); ++sign) {
      std::string votes;
      for (std::size_t tool = 0; tool < tools_.size(); ++tool) {
        const auto tenths = std::lround(10 * sums_[sign * tools_.size() + tool] / kOrders);
        if (std::abs(tenths) >= 5) votes += letters[tool] + std::to_string(tenths);
      }
      if (!votes.empty()) rows += "    {\"" + signs_[sign] + "\", \"" + votes + "\"},\n";
    }
    return R"(// What each sign of a sentence votes for, in tenths. Learnt by the test Votes.AreLearntFromAllPhrasings,
// not written by hand. Private to votes.cpp.
#pragma once

#include <string_view>

namespace every::chat {

struct Sign {
  std::string_view sign, votes;
};

inline constexpr std::size_t kLearntFrom = )" +
           std::to_string(known_.size()) + R"(;  // phrasings

// clang-format off
inline constexpr std::string_view kVotedTools[] = {)" +
           names + R"(};
// A letter for each of them.
inline constexpr std::string_view kVoted = ")" +
           letters + R"(";
inline constexpr Sign kSigns[] = {
)" + rows + R"(};
// clang-format on

}  // namespace every::chat
)";
  }

 private:
  struct Known {
    std::vector<std::size_t> signs;
    std::set<std::size_t> right;
    std::size_t best = 0;
  };

  void learn(std::uint32_t order) {
    constexpr int kTimes = 8;
    const std::size_t n = tools_.size();
    std::vector<long double> votes(sums_.size(), 0), given(sums_.size(), 0);
    std::vector<std::size_t> turn(known_.size());
    std::iota(turn.begin(), turn.end(), 0);
    long double step = 0;
    std::uint32_t random = order;
    for (int time = 0; time < kTimes; ++time) {
      for (std::size_t i = turn.size(); i > 1; --i) {
        random = random * 1664525U + 1013904223U;
        std::swap(turn[i - 1], turn[(random >> 8) % i]);
      }
      for (const std::size_t at : turn) {
        const Known& known = known_[at];
        ++step;
        std::vector<long double> sum(n, 0);
        for (const std::size_t sign : known.signs)
          for (std::size_t tool = 0; tool < n; ++tool) sum[tool] += votes[sign * n + tool];
        const std::size_t right = known.best;
        std::size_t rival = n;
        for (std::size_t tool = 0; tool < n; ++tool)
          if (!known.right.contains(tool) && (rival == n || sum[tool] > sum[rival])) rival = tool;
        if (sum[right] - sum[rival] >= std::sqrt(static_cast<long double>(known.signs.size()))) continue;
        for (const std::size_t sign : known.signs) {
          votes[sign * n + right] += 1;
          votes[sign * n + rival] -= 1;
          given[sign * n + right] += step;
          given[sign * n + rival] -= step;
        }
      }
    }
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += votes[i] - given[i] / step;
  }

  std::vector<std::string> tools_, signs_;
  std::vector<Known> known_;
  std::vector<long double> sums_;
};

}  // namespace every::chat
