// What the proposals share. Private to chat/.
#pragma once

#include "chat/propose.h"
#include "store/connection.h"
#include "store/runs.h"

namespace every::chat {

inline Proposed instead(std::string text) {
  return {std::nullopt, {std::move(text), {}, {}}};
}
store::Connection connection(const app::App& app, const app::Actor& actor);
std::optional<store::Run> active(const app::App& app, const app::Actor& actor);
Proposed progress_instead(const store::Run& run);
Proposed connect_first();

Result<Proposed> propose_connecting(const app::App& app, const app::Actor& actor);
Result<Proposed> propose_sync(const app::App& app, const app::Actor& actor);
Result<Proposed> propose_cancelling(const app::App& app, const app::Actor& actor);
Result<Proposed> propose_undo(const app::App& app, const app::Actor& actor, const json::object& args);
Result<Proposed> propose_retry(const app::App& app, const app::Actor& actor, const json::object& args);
Result<Proposed> propose_schedule(const app::App& app, const app::Actor& actor, const json::object& args);
Result<Proposed> propose_policy(const app::App& app, const app::Actor& actor, const json::object& args);
Result<Proposed> propose_disconnecting(const app::App& app, const app::Actor& actor);

}  // namespace every::chat
