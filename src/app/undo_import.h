// Taking an import back.
#pragma once

#include <string>
#include <variant>

#include "app/context.h"
#include "app/hubspot_hub.h"
#include "sync/undo.h"

namespace every::app {

using UndoAnswer = std::variant<sync::UndoPreview, store::Run>;

// Body: {"dryRun": true} gives what would happen, else the run that does it, once the run at work has ended;
// asked for twice, the same run.
// Errors: forbidden, not_found, undo_refused, run_conflict.
Result<UndoAnswer> undo_import(HubSpotHub& hub, const Actor& actor, const std::string& run_id,
                               const json::value& body);
// Run, with how long it can be undone by the same rule.
json::object run_json(HubSpotHub& hub, const store::Tenant& tenant, const store::Run& run);
json::object undo_preview_json(const sync::UndoPreview& preview);  // UndoPreview

}  // namespace every::app
