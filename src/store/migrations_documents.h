// The steps of the schema for how documents reach the client. Private to migrations.cpp, which says their
// order.
#pragma once

#include <string_view>

namespace every::store {

// What a mail is: an invoice or a reminder of it, and the reminder's own words.
inline constexpr std::string_view kRemindersStep = R"sql(
ALTER TABLE outbox ADD COLUMN kind TEXT NOT NULL DEFAULT 'invoice';
ALTER TABLE mail_settings ADD COLUMN reminder_subject TEXT NOT NULL DEFAULT '';
ALTER TABLE mail_settings ADD COLUMN reminder_text TEXT NOT NULL DEFAULT '';
)sql";

// Links by which clients open documents. A revoked one keeps its views, and no token.
inline constexpr std::string_view kPublicLinksStep = R"sql(
CREATE TABLE public_links (workspace_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,
  document_id TEXT NOT NULL, token_hash TEXT NOT NULL, token_sealed TEXT NOT NULL, created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL, revoked_at INTEGER, views INTEGER NOT NULL, last_viewed_at INTEGER,
  PRIMARY KEY (workspace_id, id)) STRICT;
CREATE UNIQUE INDEX public_links_token ON public_links (token_hash);
CREATE INDEX public_links_of ON public_links (workspace_id, kind, document_id);
CREATE UNIQUE INDEX public_links_live ON public_links (workspace_id, kind, document_id) WHERE revoked_at IS NULL;
)sql";

}  // namespace every::store
