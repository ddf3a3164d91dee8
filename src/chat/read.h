// Who reads what is said: the language model, when one is on, else the grammar, which reads it too when the
// model gives nothing that counts.
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "app/language_model.h"
#include "chat/model.h"
#include "chat/understand.h"

namespace every::chat {

struct Read {
  Understood understood;  // it passes the check of tools.h, whoever chose it
  std::string by;         // model, grammar
  std::string fallback;   // why not the model that was asked: its failure's name; "" else
};
// May wait for the model for as long as app::kModelTimeout; nothing is locked meanwhile. Commands ("/status")
// are the grammar's.
Read read_said(const app::App& app, const app::Actor& actor, const ModelQuestion& question,
               const Thread& thread, std::chrono::milliseconds timeout = app::kModelTimeout);

// Asks the model one small question, on or off: {works, detail, milliseconds, tool, text}. Errors: forbidden
// for everybody but an owner; validation when no endpoint or model is set.
Result<json::object> try_model(const app::App& app, const app::Actor& actor,
                               std::chrono::milliseconds timeout = app::kModelTimeout);

}  // namespace every::chat
