// Changes: what one would do, computed by the use case's own preview, and the same use case when somebody
// agreed.
#pragma once

#include <string>
#include <vector>

#include "chat/answer.h"

namespace every::chat {

struct Effect {
  std::string title;               // "Import 12 contacts"
  std::vector<std::string> lines;  // what it does, exactly; what it leaves alone
  std::string button;              // "Import 12 contacts"
  std::string basis;               // what this was computed from: another basis is another effect
  json::object args;               // with everything decided that was still open: ids instead of "these"
};

// Either the effect, or an answer: nothing to do, or a question that comes first.
struct Proposed {
  std::optional<Effect> effect;
  Answer instead;
};

// What stands around: the page, and what was listed before.
struct Surroundings {
  Context about;
  std::vector<Named> listed;
};

// Errors: forbidden and those of the use case's preview. `args` may be those of an effect.
Result<Proposed> propose(const app::App& app, const app::Actor& actor, const std::string& tool,
                         const json::object& args, const Surroundings& around);
// Does it. Gives the cards of the outcome. Errors: those of the use case.
Result<Answer> carry_out(const app::App& app, const app::Actor& actor, const std::string& tool,
                         const json::object& args);

}  // namespace every::chat
