// The step of the schema for runs that wait for their turn, and for what a run says of its records. Private
// to migrations.cpp, which says the order of the steps.
#pragma once

#include <string_view>

namespace every::store {

// One run is at work; the others that were asked for stand in line. What needs somebody's decision is told
// apart from what went wrong, in the log of a run (`waits`) and in its counts (`waiting`), and `failed`
// counts each record that the log tells of: those of runs that ended before this step are counted here.
inline constexpr std::string_view kRunsStep = R"sql(
ALTER TABLE runs ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN in_line INTEGER NOT NULL DEFAULT 0;
DROP INDEX runs_one_active;
CREATE UNIQUE INDEX runs_one_active ON runs (workspace_id) WHERE state IN ('queued', 'running') AND in_line = 0;
CREATE INDEX runs_in_line ON runs (workspace_id, created_at, id) WHERE in_line = 1;
ALTER TABLE run_errors ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;
UPDATE run_errors SET waits = 1 WHERE code IN ('contact_no_email', 'match_undecided', 'match_many');
CREATE INDEX run_errors_of ON run_errors (workspace_id, run_id, object_type, object_id);
UPDATE runs SET waiting = (SELECT count(DISTINCT e.object_type || '/' || e.object_id) FROM run_errors e
  WHERE e.workspace_id = runs.workspace_id AND e.run_id = runs.id AND e.waits = 1);
UPDATE runs SET failed = (SELECT count(DISTINCT CASE e.object_id WHEN '' THEN e.seq ELSE e.object_type || '/' ||
  e.object_id END) FROM run_errors e WHERE e.workspace_id = runs.workspace_id AND e.run_id = runs.id AND e.waits = 0)
  WHERE state IN ('succeeded', 'partial');
UPDATE runs SET state = 'partial' WHERE state = 'succeeded' AND failed > 0;
)sql";

// What is ticked for the next import.
inline constexpr std::string_view kImportChoicesStep = R"sql(
CREATE TABLE import_choices (workspace_id TEXT NOT NULL PRIMARY KEY, all_ INTEGER NOT NULL, ids TEXT NOT NULL,
  include_deals INTEGER NOT NULL, include_no_email INTEGER NOT NULL, by_ TEXT NOT NULL, at INTEGER NOT NULL,
  version INTEGER NOT NULL) STRICT;
)sql";

}  // namespace every::store
