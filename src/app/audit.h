// The audit log: what people did, out of the journal. Nobody can change or delete a line of it; the database
// itself refuses.
#pragma once

#include <string>

#include "app/context.h"
#include "store/journal.h"

namespace every::app {

Result<store::Window<store::Activity>> audit_log(const App& app, const Actor& actor,
                                                 const store::AuditFilter& filter, const store::Slice& slice);
// All that matches, newest first, as CSV.
Result<std::string> audit_csv(const App& app, const Actor& actor, const store::AuditFilter& filter);

// Data left the workspace as a file. `what`: "clients", "audit_log", …
void note_export(const App& app, const Actor& actor, std::string_view what, const std::string& text);

// "Firefox, Linux" of a User-Agent, "a program" when it is no browser's.
std::string device_of(const std::string& user_agent);

}  // namespace every::app
