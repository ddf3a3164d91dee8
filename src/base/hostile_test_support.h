// What a CRM may hold to do harm (test/chat/hostile.jsonl): orders, markup, scripts, formulas, mail headers,
// turned reading directions, control characters. For tests of whatever writes such texts somewhere.
#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "base/json.h"

namespace every {

struct HostileText {
  std::string text, kind;
};

// All of them; none when the file is not there, which a test says.
inline std::vector<HostileText> hostile_texts() {
  std::vector<HostileText> out;
  std::ifstream in(std::string(EVERY_SOURCE_DIR) + "/test/chat/hostile.jsonl");
  for (std::string line; std::getline(in, line);) {
    const auto row = parse_json(line);
    if (!row.ok()) return {};
    out.push_back({std::string(row->at("text").as_string()), std::string(row->at("kind").as_string())});
  }
  return out;
}

}  // namespace every
