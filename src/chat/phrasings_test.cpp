// How well the grammar understands people: test/chat/phrasings (its README says how a line is judged). What
// is not understood is told with EVERY_PHRASINGS=1; a change that nobody asked for always, but in a set that
// is held out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>

#include "base/text.h"
#include "chat/phrasings_test_support.h"
#include "chat/tools.h"
#include "chat/understand.h"

namespace every::chat {
namespace {

std::string folded(const json::value& value) {
  return value.is_string() ? fold(value.get_string()) : json::serialize(value);
}

// One of several, or the value itself; an amount by its members.
bool agrees(const json::value& wanted, const json::value& got) {
  if (wanted.is_array()) {
    for (const auto& one : wanted.get_array())
      if (agrees(one, got)) return true;
    return false;
  }
  if (wanted.is_object()) {
    if (!got.is_object()) return false;
    for (const auto& member : wanted.get_object()) {
      const auto* value = got.get_object().if_contains(member.key());
      if (value == nullptr || !agrees(member.value(), *value)) return false;
    }
    return wanted.get_object().contains("currency") || !wanted.get_object().contains("amount") ||
           !got.get_object().contains("currency");
  }
  return folded(wanted) == folded(got);
}

Understood said(const json::object& row) {
  const auto [thread, context] = around(row);
  return understand(row.at("say").as_string(), thread, context);
}

bool right(const json::object& row, const Understood& got) {
  const json::array tools = tools_of(row);
  for (std::size_t i = 0; i < tools.size(); ++i) {
    if (tools[i].as_string() != got.tool) continue;
    const auto* args = row.if_contains("args");
    const json::value wanted = args == nullptr    ? json::value(json::object{})
                               : args->is_array() ? args->as_array().at(i)
                                                  : *args;
    if (!agrees(wanted, got.args)) return false;
    if (const auto* never = row.if_contains("not"))
      for (const auto& member : never->as_object())
        if (const auto* value = got.args.if_contains(member.key());
            value != nullptr && agrees(member.value(), *value))
          return false;
    return true;
  }
  return false;
}

// A change that nobody asked for: not among the tools that the line accepts.
bool wrong_change(const json::object& row, const Understood& got) {
  if (!changes(got.tool)) return false;
  const auto* never = row.if_contains("never_changes");
  return (never != nullptr && never->as_bool()) || !right(row, got);
}

struct Tally {
  int lines = 0, right = 0, wrong_changes = 0;
};

// Of a set that is held out nobody sees a line: it would be held out no more.
enum class Tell { nothing, wrong_changes, all };

// Judges one line, and tells what is wrong with it.
void judge(const Line& line, Tell tell, Tally& tally) {
  const auto got = said(line.row);
  const bool ok = right(line.row, got), wrong = wrong_change(line.row, got);
  // Whoever chooses, the same check decides what may be looked at.
  if (tell != Tell::nothing && got.tool != "unknown" && got.tool != "ask")
    EXPECT_EQ(unfit(got.tool, got.args), "")
        << line.file << ":" << line.number << " " << got.tool << " " << json::serialize(got.args);
  ++tally.lines;
  tally.right += ok ? 1 : 0;
  tally.wrong_changes += wrong ? 1 : 0;
  if (tell == Tell::all ? wrong || !ok : tell == Tell::wrong_changes && wrong)
    std::cerr << line.file << ":" << line.number << (wrong ? " WRONG CHANGE " : " ")
              << json::serialize(line.row) << "\n    " << got.tool << " " << json::serialize(got.args) << " "
              << got.question << "\n";
}

TEST(Phrasings, AreUnderstoodAsToolsWithArgumentsThatFit) {
  const bool tell = std::getenv("EVERY_PHRASINGS") != nullptr;
  std::map<std::string, Tally> files;
  Tally all;
  for (const Line& line : phrasings()) {
    Tally one;
    judge(line, tell ? Tell::all : Tell::wrong_changes, one);
    for (Tally* tally : {&all, &files[line.file]}) {
      tally->lines += one.lines;
      tally->right += one.right;
      tally->wrong_changes += one.wrong_changes;
    }
  }
  if (tell)
    for (const auto& [file, tally] : files)
      std::cerr << file << " " << tally.right << "/" << tally.lines << "\n";
  std::cerr << all.right << " of " << all.lines << " understood, " << all.wrong_changes << " wrong changes\n";
  // What is reached is held here, and only ever raised, but where harder sets come in (the tenth,
  // eleventh, and fourteenth to seventeenth).
  EXPECT_GE(all.right * 1000, all.lines * 979);
  EXPECT_EQ(all.wrong_changes, 0);
}

// Orders whose arguments are easily misread, beside what looks like them; the votes are not learnt from them,
// since most of them are orders.
TEST(Phrasings, OfOrdersTheArgumentsAreRead) {
  Tally all;
  for (const Line& line : phrasings("/arguments"))
    judge(line, std::getenv("EVERY_PHRASINGS") != nullptr ? Tell::all : Tell::wrong_changes, all);
  std::cerr << all.right << " of " << all.lines << " with their arguments, " << all.wrong_changes
            << " wrong changes\n";
  EXPECT_GE(all.right * 1000, all.lines * 830);
  EXPECT_EQ(all.wrong_changes, 0);
}

// Nobody has looked at these while writing the grammar: they say how well it understands people it has not
// met. The aim is more than 95 of 100 and no wrong change; what is reached with each set is held, and its sum
// only ever bettered.
TEST(Phrasings, OfAnUnseenSetAreUnderstood) {
  const auto lines = phrasings("/held-out");
  if (lines.empty()) GTEST_SKIP() << "skipped: no set of phrasings is held out now";
  Tally all;
  std::map<std::string, Tally> files;
  for (const Line& line : lines)
    judge(line, Tell::nothing, all), judge(line, Tell::nothing, files[line.file]);
  if (std::getenv("EVERY_PHRASINGS") != nullptr)
    for (const auto& [file, tally] : files)
      std::cerr << file << " " << tally.right << "/" << tally.lines << ", " << tally.wrong_changes
                << " wrong changes\n";
  std::cerr << all.right << " of " << all.lines << " unseen understood, " << all.wrong_changes
            << " wrong changes\n";
  static const std::map<std::string, Tally> kReached{
      {"fifth.jsonl", {320, 298, 0}}, {"sixth.jsonl", {340, 331, 0}}, {"seventh.jsonl", {226, 214, 0}}};
  for (const auto& [file, tally] : files) {
    ASSERT_TRUE(kReached.contains(file)) << file << ": say what is reached with it.";
    const Tally& reached = kReached.at(file);
    EXPECT_EQ(tally.lines, reached.lines) << file;
    EXPECT_GE(tally.right, reached.right) << file;
    EXPECT_LE(tally.wrong_changes, reached.wrong_changes) << file;
  }
}

// Everything that the product's documentation says one may ask, each line of it.
TEST(Phrasings, WhatIsDocumentedIsAllUnderstood) {
  Tally documented;
  for (const Line& line : phrasings())
    if (line.file == "documented.jsonl") judge(line, Tell::all, documented);
  EXPECT_GE(documented.lines, 66);
  EXPECT_EQ(documented.right, documented.lines);
  EXPECT_EQ(documented.wrong_changes, 0);
}

}  // namespace
}  // namespace every::chat
