// The steps of the schema for the bell and for the mails about what it says. Private to migrations.cpp, which
// says the order of the steps.
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

// What each person chose, where they stand, and the deals that were won while somebody waits to be told of
// it: deals do not say themselves since when they are. When that was (`at`) is filled in by the next look.
inline constexpr std::string_view kNewsStep = R"sql(
CREATE TABLE news_choices (workspace_id TEXT NOT NULL, user_id TEXT NOT NULL, kind TEXT NOT NULL,
  mail INTEGER NOT NULL, PRIMARY KEY (workspace_id, user_id, kind)) STRICT;
CREATE TABLE news_marks (workspace_id TEXT NOT NULL, user_id TEXT NOT NULL, kind TEXT NOT NULL,
  seen_at INTEGER NOT NULL, mailed_at INTEGER, count INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, user_id, kind)) STRICT;
CREATE TABLE deal_wins (workspace_id TEXT NOT NULL, deal_id TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, deal_id)) STRICT;
CREATE INDEX deal_wins_at ON deal_wins (workspace_id, at);
CREATE TRIGGER deal_wins_in AFTER INSERT ON deals WHEN NEW.won = 1 AND EXISTS (SELECT 1 FROM news_choices c WHERE
  c.workspace_id = NEW.workspace_id AND c.kind = 'won_without_invoice' AND c.mail = 1) BEGIN
  INSERT INTO deal_wins VALUES (NEW.workspace_id, NEW.id, 0) ON CONFLICT (workspace_id, deal_id) DO UPDATE SET at = 0;
  END;
CREATE TRIGGER deal_wins_change AFTER UPDATE OF won ON deals WHEN NEW.won = 1 AND OLD.won = 0 AND EXISTS (SELECT 1
  FROM news_choices c WHERE c.workspace_id = NEW.workspace_id AND c.kind = 'won_without_invoice' AND c.mail = 1) BEGIN
  INSERT INTO deal_wins VALUES (NEW.workspace_id, NEW.id, 0) ON CONFLICT (workspace_id, deal_id) DO UPDATE SET at = 0;
  END;
ALTER TABLE outbox ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN button TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN path TEXT NOT NULL DEFAULT '';
)sql";

}  // namespace every::store
