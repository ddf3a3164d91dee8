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
int hubspot_runs_command(const CommandLine& line);
// `what` as in export_records.h.
int export_command(const CommandLine& line, const std::string& what);

}  // namespace every::app
