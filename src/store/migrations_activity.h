// The steps of the schema for what people write down and what happened. Private to migrations.cpp, which says
// their order.
#pragma once

#include <string_view>

namespace every::store {

// Whose a note is, what it said before, and that it was deleted: it leaves its client, and its history stays.
inline constexpr std::string_view kNotesStep = R"sql(
ALTER TABLE notes ADD COLUMN author_id TEXT NOT NULL DEFAULT '';
ALTER TABLE notes ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE notes ADD COLUMN deleted_at INTEGER;
ALTER TABLE notes ADD COLUMN deleted_by TEXT NOT NULL DEFAULT '';
CREATE TABLE note_versions (workspace_id TEXT NOT NULL, note_id TEXT NOT NULL, seq INTEGER NOT NULL,
  text TEXT NOT NULL, by_ TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (workspace_id, note_id, seq)) STRICT;
)sql";

}  // namespace every::store
