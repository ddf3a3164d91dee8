// The language model that reads what is said in the chat, when the owner has plugged one in: any endpoint
// that speaks OpenAI's chat completions with tools. Its key is sealed and never told. What is asked and what
// an answer may mean is chat/model.h; this is the way there.
#pragma once

#include <chrono>
#include <string>

#include "app/context.h"
#include "base/json.h"
#include "store/language_models.h"

namespace every::app {

// Errors: forbidden for everybody but an owner.
Result<store::LanguageModel> language_model(const App& app, const Actor& actor);
// Members that are absent stay; "key" is write-only, and forgotten when another host is to be asked.
// Errors: forbidden, validation, stale.
Result<store::LanguageModel> change_language_model(const App& app, const Actor& actor,
                                                   const json::value& body, std::int64_t expected_version);

inline constexpr std::chrono::milliseconds kModelTimeout{8'000};

struct ModelReply {
  std::string failure;  // "" when it answered, else busy, timeout, no_answer, http_error
  std::string detail;   // of a failure, in a sentence without secrets
  std::string body;
  std::chrono::milliseconds took{0};
};
// Sends one request to the endpoint and waits for its answer. The key leaves in the Authorization header
// alone; redirects are not followed. Asks nobody when too many are waiting already.
ModelReply ask_language_model(const App& app, const store::Tenant& tenant, const store::LanguageModel& model,
                              const json::object& request, std::chrono::milliseconds timeout);

}  // namespace every::app
