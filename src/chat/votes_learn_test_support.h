// How the votes are learnt: logistic regression over the signs of all phrasings, by steepest descent. Each
// phrasing in turn moves the votes of its signs towards the tool that is meant, away from the others, the
// more the less they agreed; a vote that was moved often moves less (AdaGrad). Gives the text of
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
    for (const auto& [sign, n] : times)  // what was said once or twice says nothing of others
      if (n > 2) signs_.push_back(sign);
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
      known.share = 1 / std::sqrt(static_cast<float>(std::max<std::size_t>(1, lesson.signs.size())));
      known_.push_back(std::move(known));
    }
    votes_.assign(signs_.size() * tools_.size(), 0);
  }

  std::string table() {
    learn();
    std::string letters, names, rows;
    for (std::size_t tool = 0; tool < tools_.size(); ++tool) {
      letters += static_cast<char>(tool < 26 ? 'a' + tool : 'A' + (tool - 26));
      names += (tool == 0 ? "" : ", ") + ("\"" + tools_[tool] + "\"");
    }
    for (std::size_t sign = 0; sign < signs_.size(); ++sign) {
      std::string votes;
      for (std::size_t tool = 0; tool < tools_.size(); ++tool) {
        const auto tenths = std::lround(10 * votes_[sign * tools_.size() + tool]);
        if (std::abs(tenths) >= 3) votes += letters[tool] + std::to_string(tenths);
      }
      if (!votes.empty()) rows += "    {\"" + signs_[sign] + "\", \"" + votes + "\"},\n";
    }
    return R"(// What each sign of a sentence votes for, in tenths. Learnt by the test Votes.AreLearntFromAllPhrasings,
// not written by hand. Private to votes.cpp.
#pragma once

#include <string_view>

namespace every::chat {

struct Sign {
  const char *sign, *votes;
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
    float share = 0;  // of each sign: long sentences are not surer than short ones
  };

  void learn() {
    constexpr int kTimes = 12, kMean = 6;
    std::vector<float> moved(votes_.size(), 0.01F);
    std::vector<std::size_t> turn(known_.size());
    std::iota(turn.begin(), turn.end(), 0);
    std::uint32_t random = 1;
    // What counts is the mean over the last rounds: where each round ends depends on what came last in it.
    std::vector<float> sums(votes_.size(), 0);
    for (int time = 0; time < kTimes; ++time) {
      for (std::size_t i = turn.size(); i > 1; --i) {
        random = random * 1664525U + 1013904223U;
        std::swap(turn[i - 1], turn[(random >> 8) % i]);
      }
      const float step = 0.5F * (1 - 0.8F * static_cast<float>(time) / kTimes);
      for (const std::size_t at : turn) move(known_[at], step, moved);
      if (time >= kTimes - kMean)
        for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += votes_[i] / kMean;
    }
    votes_ = std::move(sums);
  }

  void move(const Known& known, float step, std::vector<float>& moved) {
    const std::size_t n = tools_.size();
    std::vector<float> off(n, 0);  // by how much each tool is too likely
    for (const std::size_t sign : known.signs) {
      const float* vote = &votes_[sign * n];
      for (std::size_t tool = 0; tool < n; ++tool) off[tool] += vote[tool];
    }
    const float most = *std::max_element(off.begin(), off.end());
    float sum = 0, right = 0;
    for (float& one : off) sum += one = std::exp((one - most) * known.share);
    for (float& one : off) one /= sum;
    for (const std::size_t tool : known.right) right += off[tool];
    // Half of it should be for the best one, the rest for any of those that are right.
    for (const std::size_t tool : known.right) off[tool] -= off[tool] / (2 * std::max(right, 1e-9F));
    off[known.best] -= 0.5F;
    for (float& one : off) one *= known.share;
    for (const std::size_t sign : known.signs) {
      float* vote = &votes_[sign * n];
      float* far = &moved[sign * n];
      for (std::size_t tool = 0; tool < n; ++tool) {
        const float by = off[tool] + 1e-5F * vote[tool];
        far[tool] += by * by;
        vote[tool] -= step * by / std::sqrt(far[tool]);
      }
    }
  }

  std::vector<std::string> tools_, signs_;
  std::vector<Known> known_;
  std::vector<float> votes_;
};

}  // namespace every::chat
