// test/chat/phrasings, read: its README says what a line is.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "chat/understand.h"

namespace every::chat {

struct Line {
  std::string file;
  int number = 0;
  json::object row;
};

// Sorted by file.
inline std::vector<Line> phrasings(const std::string& folder = "") {
  const std::string where = std::string(EVERY_SOURCE_DIR) + "/test/chat/phrasings" + folder;
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::exists(where)) return {};
  for (const auto& entry : std::filesystem::directory_iterator(where))
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Line> out;
  for (const auto& file : files) {
    std::ifstream in(file);
    int number = 0;
    for (std::string text; std::getline(in, text);)
      out.push_back({file.filename(), ++number, parse_json(text)->as_object()});
  }
  return out;
}

// What was said before and the page that is open.
inline std::pair<Thread, Context> around(const json::object& row) {
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
  return {thread, context};
}

// The tools that a line accepts, the best first.
inline json::array tools_of(const json::object& row) {
  return row.at("tool").is_array() ? row.at("tool").as_array() : json::array{row.at("tool")};
}

}  // namespace every::chat
