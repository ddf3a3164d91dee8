// The conversations: what somebody says, the answer with its cards, and the proposals in it.
#pragma once

#include <string>

#include "app/context.h"
#include "base/json.h"

namespace every::chat {

// Body: {text, conversation?, about?: {kind, id}}. Gives {conversation, messages}: what was said and the
// answer. A conversation is its user's alone. Errors: forbidden, validation, not_found.
Result<json::object> say(const app::App& app, const app::Actor& actor, const json::value& body);

Result<json::object> conversations(const app::App& app, const app::Actor& actor);
Result<json::object> conversation(const app::App& app, const app::Actor& actor, const std::string& id);
// Body: {title}; an empty one is what was said first again. Gives the conversation as the list has it.
Result<json::object> rename_conversation(const app::App& app, const app::Actor& actor, const std::string& id,
                                         const json::value& body);
Status forget_conversation(const app::App& app, const app::Actor& actor, const std::string& id);

// For an assistant with a token: the tool that changes something, with its arguments, as the proposal it
// becomes, or {text} when there is nothing to do. Whoever may do it confirms it. Errors: forbidden and those
// of the preview.
Result<json::object> propose_from_outside(const app::App& app, const app::Actor& actor,
                                          const std::string& tool, json::object args);

Result<json::object> proposal(const app::App& app, const app::Actor& actor, const std::string& id);
// Carries it out, once: asked again, it answers what happened. Errors: forbidden, not_found, stale (it would
// do something else by now; the proposal says what), and those of the use case.
Result<json::object> confirm(const app::App& app, const app::Actor& actor, const std::string& id);
Result<json::object> dismiss(const app::App& app, const app::Actor& actor, const std::string& id);

}  // namespace every::chat
