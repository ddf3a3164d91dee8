// The note that people here keep at an invoice: never printed, never sent, and editable after it was issued.
#pragma once

#include <string>

#include "app/context.h"
#include "base/json.h"
#include "store/internal_notes.h"

namespace every::app {

Result<store::InternalNote> internal_note(const App& app, const Actor& actor, const std::string& invoice_id);
// Errors: not_found, stale, validation.
Result<store::InternalNote> write_internal_note(const App& app, const Actor& actor,
                                                const std::string& invoice_id, const json::value& body,
                                                std::int64_t expected_version);

}  // namespace every::app
