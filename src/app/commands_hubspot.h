// `every hubspot …` and `every export`: the same use cases from the command line, on the database of a server
// that is not running. Each prints to `out`, says errors on `err`, and returns the exit code (0 done, 1
// failed, 2 usage).
#pragma once

#include <ostream>
#include <string>

#include "app/context.h"

namespace every::app {

struct CommandLine {
  const App& app;
  std::string workspace;  // name or id; "" = the only one
  bool json = false;
  std::ostream& out;
  std::ostream& err;
};

int hubspot_status_command(const CommandLine& line);
// Runs a sync in the foreground, with a line of progress on `err`.
int hubspot_sync_command(const CommandLine& line);
// `id`: a HubSpot id, a link to a HubSpot record or an e-mail address.
int hubspot_why_command(const CommandLine& line, const std::string& id);
// Checks parity in the foreground; 1 when there are differences that were not healed.
int hubspot_parity_command(const CommandLine& line, bool heal);
// Takes the import of a run back, or says what that would do.
int hubspot_undo_command(const CommandLine& line, const std::string& run_id, bool dry_run);
int hubspot_runs_command(const CommandLine& line);
// `what` as in export_records.h.
int export_command(const CommandLine& line, const std::string& what);

}  // namespace every::app
