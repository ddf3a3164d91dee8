// The steps of the schema for people: sessions that say where they are, invitations, links that are used
// once, and the journal as audit log. Private to migrations.cpp, which says their order.
#pragma once

#include <string_view>

namespace every::store {

// Sessions of before get an id of their own, so that they can be named without their secret. A workspace
// keeps an owner and the journal keeps its lines, whatever the program above does; only the words of a line
// can be erased, for who asks to be forgotten.
inline constexpr std::string_view kPeopleStep = R"sql(
ALTER TABLE sessions ADD COLUMN id TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN agent TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
UPDATE sessions SET id = lower(hex(randomblob(16))), seen_at = created_at;
CREATE UNIQUE INDEX sessions_id ON sessions (id);
CREATE INDEX sessions_user ON sessions (user_id, workspace_id);
ALTER TABLE memberships ADD COLUMN joined_at INTEGER NOT NULL DEFAULT 0;
UPDATE memberships SET joined_at = (SELECT created_at FROM users WHERE id = user_id);
CREATE TRIGGER memberships_keep_an_owner BEFORE UPDATE OF role ON memberships
  WHEN OLD.role = 'owner' AND NEW.role <> 'owner' AND NOT EXISTS (SELECT 1 FROM memberships
    WHERE workspace_id = OLD.workspace_id AND role = 'owner' AND user_id <> OLD.user_id) BEGIN
  SELECT RAISE(ABORT, 'a workspace keeps an owner'); END;
CREATE TRIGGER memberships_keep_the_owner BEFORE DELETE ON memberships
  WHEN OLD.role = 'owner' AND NOT EXISTS (SELECT 1 FROM memberships
    WHERE workspace_id = OLD.workspace_id AND role = 'owner' AND user_id <> OLD.user_id) BEGIN
  SELECT RAISE(ABORT, 'a workspace keeps an owner'); END;
CREATE TABLE invitations (workspace_id TEXT NOT NULL, id TEXT NOT NULL, email TEXT NOT NULL, role TEXT NOT NULL,
  invited_by TEXT NOT NULL, created_at INTEGER NOT NULL, renewed_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  accepted_at INTEGER, revoked_at INTEGER, user_id TEXT NOT NULL, PRIMARY KEY (workspace_id, id)) STRICT;
CREATE UNIQUE INDEX invitations_open ON invitations (workspace_id, email)
  WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE TABLE once_links (token_hash TEXT PRIMARY KEY, workspace_id TEXT NOT NULL, kind TEXT NOT NULL,
  subject_id TEXT NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT;
CREATE INDEX once_links_of ON once_links (kind, subject_id);
ALTER TABLE outbox ADD COLUMN account_id TEXT NOT NULL DEFAULT '';
CREATE INDEX outbox_of_account ON outbox (workspace_id, account_id) WHERE account_id <> '';
ALTER TABLE activity ADD COLUMN actor_id TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN agent TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN audit TEXT NOT NULL DEFAULT '';
CREATE INDEX activity_audit ON activity (workspace_id, at, id) WHERE audit <> '';
CREATE TRIGGER activity_stays BEFORE UPDATE OF workspace_id, id, subject_kind, subject_id, client_id, kind, actor,
  run_id, at, actor_id, address, agent, audit ON activity BEGIN
  SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER activity_remains BEFORE DELETE ON activity BEGIN
  SELECT RAISE(ABORT, 'the journal is only added to'); END;
)sql";

// Where the first run stands, so that it goes on in whatever browser its owner comes back with.
inline constexpr std::string_view kSetupStep = R"sql(
ALTER TABLE workspaces ADD COLUMN setup_step TEXT NOT NULL DEFAULT '';
)sql";

// Access tokens: what one is limited to, for whom it acts, until when, and when it was used last.
inline constexpr std::string_view kTokensStep = R"sql(
ALTER TABLE api_tokens ADD COLUMN scopes TEXT NOT NULL DEFAULT '';
ALTER TABLE api_tokens ADD COLUMN made_by_id TEXT NOT NULL DEFAULT '';
ALTER TABLE api_tokens ADD COLUMN made_by TEXT NOT NULL DEFAULT '';
ALTER TABLE api_tokens ADD COLUMN hint TEXT NOT NULL DEFAULT '';
ALTER TABLE api_tokens ADD COLUMN expires_at INTEGER;
ALTER TABLE api_tokens ADD COLUMN used_at INTEGER;
ALTER TABLE api_tokens ADD COLUMN address TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX api_tokens_of ON api_tokens (workspace_id, id);
)sql";

// The language that a person reads Every in. A person's, in every workspace of theirs.
inline constexpr std::string_view kLanguagesStep = R"sql(
CREATE TABLE user_languages (user_id TEXT NOT NULL PRIMARY KEY, language TEXT NOT NULL) STRICT;
)sql";

// How a person wants the screens, wherever they sign in.
inline constexpr std::string_view kPreferencesStep = R"sql(
CREATE TABLE user_preferences (user_id TEXT NOT NULL PRIMARY KEY, theme TEXT NOT NULL,
  time_zone TEXT NOT NULL) STRICT;
CREATE TABLE user_lists (user_id TEXT NOT NULL, list TEXT NOT NULL, hidden TEXT NOT NULL, order_ TEXT NOT NULL,
  dense INTEGER NOT NULL, PRIMARY KEY (user_id, list)) STRICT;
)sql";

}  // namespace every::store
