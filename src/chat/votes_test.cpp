#include "chat/votes.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "chat/phrasings_test_support.h"
#include "chat/surround.h"
#include "chat/tools.h"
#include "chat/votes_learn_test_support.h"
#include "chat/votes_table.h"

namespace every::chat {
namespace {

// The tools that a line accepts; cannot with each of its reasons.
std::vector<std::string> voted_tools(const json::object& row) {
  std::vector<std::string> out;
  const json::array tools = tools_of(row);
  for (std::size_t i = 0; i < tools.size(); ++i) {
    const std::string tool(tools[i].as_string());
    if (tool != "cannot") {
      out.push_back(tool);
      continue;
    }
    const json::value& args = row.at("args").is_array() ? row.at("args").at(i) : row.at("args");
    const auto* why = args.as_object().if_contains("why");
    const json::array reasons = why == nullptr    ? json::array{"other"}
                                : why->is_array() ? why->as_array()
                                                  : json::array{*why};
    for (const auto& reason : reasons) out.push_back("cannot:" + std::string(reason.as_string()));
  }
  return out;
}

// With EVERY_LEARN=1 it learns the table anew: after phrasings were added, or the vocabulary has changed.
TEST(Votes, AreLearntFromAllPhrasings) {
  const auto lines = phrasings();
  if (std::getenv("EVERY_LEARN") == nullptr) {
    EXPECT_EQ(kLearntFrom, lines.size()) << "Run it with EVERY_LEARN=1.";
    return;
  }
  std::vector<Lesson> lessons;
  for (const Line& line : lines) {
    Reading reading = read(line.row.at("say").as_string());
    const auto [thread, context] = around(line.row);
    surround(reading, thread, context);
    lessons.push_back({signs_of(reading), voted_tools(line.row)});
  }
  std::ofstream(std::string(EVERY_SOURCE_DIR) + "/src/chat/votes_table.h") << Learner(lessons).table();
}

TEST(Votes, AreForToolsThatThereAre) {
  for (const std::string_view voted : kVotedTools) {
    const auto tool = voted.substr(0, voted.find(':'));
    EXPECT_TRUE(tool == "ask" || tool == "unknown" || tool_called(tool) != nullptr) << voted;
  }
}

TEST(Votes, OfWhatIsSaidAreForWhatPeopleWantedWhoSaidIt) {
  const auto most = [](std::string_view said) {
    Reading reading = read(said);
    surround(reading, {}, {});
    const auto votes = votes_of(reading);
    return std::max_element(votes.begin(), votes.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  };
  EXPECT_EQ(most("could somebody look whether the thing with hubspot is alive"), "hubspot_status");
  EXPECT_EQ(most("money that Acme has not given us so far, invoices"), "invoices");
  EXPECT_EQ(most("shoot the invoice over to Acme by mail"), "cannot:sends");
}

TEST(Votes, KnowNoNames) {
  Reading acme = read("what does Acme owe us"), other = read("what does Brightwater owe us");
  surround(acme, {}, {});
  surround(other, {}, {});
  EXPECT_EQ(signs_of(acme), signs_of(other));
}

}  // namespace
}  // namespace every::chat
