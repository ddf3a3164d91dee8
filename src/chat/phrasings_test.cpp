// How well the grammar understands people: test/chat/phrasings, written apart from it (its README says how a
// line is judged). The even lines of each file are held out: they count here, and which of them failed is not
// told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "base/text.h"
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

struct Line {
  std::string file;
  int number = 0;
  json::object row;
};

std::vector<Line> phrasings() {
  std::vector<Line> out;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(EVERY_SOURCE_DIR) + "/test/chat/phrasings")) {
    if (entry.path().extension() != ".jsonl") continue;
    std::ifstream in(entry.path());
    int number = 0;
    for (std::string text; std::getline(in, text);)
      out.push_back({entry.path().filename(), ++number, parse_json(text)->as_object()});
  }
  return out;
}

Understood said(const json::object& row) {
  Context context;
  if (const auto* about = row.if_contains("about"))
    context = {std::string(about->at("kind").as_string()), "id", std::string(about->at("name").as_string())};
  Thread thread;
  if (const auto* after = row.if_contains("after"))
    for (const auto& before : after->as_array()) {
      const auto understood = understand(before.as_string(), thread, context);
      if (understood.tool != "unknown" && understood.tool != "ask")
        thread = {understood.tool, understood.args};
    }
  return understand(row.at("say").as_string(), thread, context);
}

bool right(const json::object& row, const Understood& got) {
  const json::array tools =
      row.at("tool").is_array() ? row.at("tool").as_array() : json::array{row.at("tool")};
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

// Whoever chooses, the same check decides what may be looked at.
TEST(Phrasings, AreReadAsToolsWithArgumentsThatFit) {
  for (const Line& line : phrasings()) {
    const auto got = said(line.row);
    if (got.tool == "unknown" || got.tool == "ask") continue;
    EXPECT_EQ(unfit(got.tool, got.args), "")
        << line.file << ":" << line.number << " " << got.tool << " " << json::serialize(got.args);
  }
}

TEST(Phrasings, AreUnderstood) {
  std::map<std::string, std::pair<int, int>> files;
  int right_seen = 0, seen = 0, right_held = 0, held = 0, wrong_seen = 0, wrong_held = 0;
  const bool show = std::getenv("EVERY_PHRASINGS") != nullptr;
  for (const Line& line : phrasings()) {
    const auto got = said(line.row);
    const bool ok = right(line.row, got), wrong = wrong_change(line.row, got), open = line.number % 2 == 1;
    (open ? seen : held) += 1;
    (open ? right_seen : right_held) += ok ? 1 : 0;
    (open ? wrong_seen : wrong_held) += wrong ? 1 : 0;
    files[line.file].first += ok ? 1 : 0;
    files[line.file].second += 1;
    if (open && (wrong || (show && !ok)))
      std::cerr << line.file << ":" << line.number << (wrong ? " WRONG CHANGE " : " ")
                << json::serialize(line.row) << "\n    " << got.tool << " " << json::serialize(got.args)
                << "\n";
  }
  if (show)
    for (const auto& [file, counts] : files)
      std::cerr << file << " " << counts.first << "/" << counts.second << "\n";
  RecordProperty("seen", right_seen);
  RecordProperty("held_out", right_held);
  std::cerr << "seen " << right_seen << "/" << seen << ", held out " << right_held << "/" << held
            << ", wrong changes " << wrong_seen << " and " << wrong_held << "\n";
  EXPECT_GE(right_seen * 100, seen * 97);
  EXPECT_EQ(wrong_seen, 0);
  // The aim is 95 of 100 and none wrong. What is reached is held here, and only ever raised.
  EXPECT_GE(right_held * 100, held * 85);
  EXPECT_LE(wrong_held, 6);
}

}  // namespace
}  // namespace every::chat
