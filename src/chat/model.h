// What a language model is asked about a sentence, and what of its answer counts. Pure: no I/O. The model
// only chooses: one of the tools, with arguments that pass the check of every choice (tools.h), or a question
// back. Texts from records are data in the result of a function, never in the instructions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "chat/understand.h"

namespace every::chat {

// One question of the conversation and what became of it.
struct Turn {
  std::string asked;
  std::string tool;  // what was understood
  json::object args;
  std::string said;                 // the answer's text
  std::vector<std::string> listed;  // the names it listed
};

struct ModelQuestion {
  std::string text;
  std::vector<Turn> turns;  // the last ones, oldest first
  Context page;
};

// The body for an endpoint that speaks OpenAI's chat completions.
json::object model_request(const std::string& model, const ModelQuestion& question);

// Either a tool or a question (ask), or why neither: bad_answer, refused, several, unknown_tool,
// bad_arguments, bad_text.
struct ModelChoice {
  std::optional<Understood> understood;
  std::string failure;
};
ModelChoice model_choice(std::string_view body);

// On one line, without marks that are not seen or turn the direction of what is.
std::string plain(std::string_view text);

}  // namespace every::chat
