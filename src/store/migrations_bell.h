// The step of the schema for the bell. Private to migrations.cpp, which says the order of the steps.
#pragma once

#include <string_view>

namespace every::store {

// The index holds the few events that are told, beside the many that a sync writes.
inline constexpr std::string_view kBellStep = R"sql(
CREATE INDEX activity_told ON activity (workspace_id, at, id) WHERE kind IN ('invoice.viewed', 'payment.recorded',
  'proposal.accepted', 'proposal.declined', 'mail.failed', 'connection.lost');
CREATE TABLE bell_marks (workspace_id TEXT NOT NULL, user_id TEXT NOT NULL, seen_at INTEGER NOT NULL,
  counts TEXT NOT NULL, PRIMARY KEY (workspace_id, user_id)) STRICT;
)sql";

}  // namespace every::store
