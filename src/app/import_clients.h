// Clients and their contacts from a file that another program wrote: what each row would become, and
// importing it. The file comes with each call, so nothing is kept between them; what was decided about a
// duplicate is decided anew when it is imported.
#pragma once

#include <string>
#include <vector>

#include "app/client_matches.h"
#include "app/context.h"
#include "base/json.h"
#include "domain/client_import.h"

namespace every::app {

inline constexpr std::size_t kImportBytesMax = 5 * 1024 * 1024;
inline constexpr std::size_t kImportRowsMax = 10'000;  // beside the headings

struct ImportColumn {
  std::string name, field;           // field: "" = not imported
  std::vector<std::string> samples;  // of its first cells, at most three
};
struct PlannedRow {
  enum class State {
    fresh,      // becomes a client
    contact,    // becomes a contact of the client of an earlier row
    duplicate,  // is here already, or in an earlier row
    refused,
  };
  std::int64_t row = 0;  // as a spreadsheet counts
  State state = State::fresh;
  domain::ImportRow values;
  std::optional<ClientMatch> match;  // of a duplicate: of what is here, or with `other` of the file
  std::int64_t other = 0;            // the earlier row that it belongs to or repeats
  bool same_client = false;          // its client is that of `other`, its contact is another
};
struct ClientImportPlan {
  char separator = ',';
  std::vector<ImportColumn> columns;
  std::vector<PlannedRow> rows;
};
struct ClientImportResult {
  std::int64_t clients = 0, contacts = 0, left_out = 0, duplicates = 0, refused = 0;
};

// Body: {text, fields?}. Errors: forbidden, validation (too large, no rows, a quote that does not end, a
// field that is none or is there twice).
Result<ClientImportPlan> plan_client_import(const App& app, const Actor& actor, const json::value& body);
// Body: {text, fields, leaveOut?, anyway?}: rows that a person leaves out, and duplicates that are created
// all the same. All or nothing. Errors: as above, and validation for a row in `anyway` that is refused.
Result<ClientImportResult> import_clients(const App& app, const Actor& actor, const json::value& body);

}  // namespace every::app
