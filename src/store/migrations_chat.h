// The steps of the schema for the chat. Private to migrations.cpp, which says the order.
#pragma once

#include <string_view>

namespace every::store {

// What was said, by whom, and what was understood of it; what was proposed, and what became of it. Cards are
// kept as references: what they show is read when they are shown.
inline constexpr std::string_view kChatStep = R"sql(
CREATE TABLE chat_conversations (workspace_id TEXT NOT NULL, id TEXT NOT NULL, user_id TEXT NOT NULL,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (workspace_id, id)) STRICT;
CREATE INDEX chat_conversations_of ON chat_conversations (workspace_id, user_id, updated_at);
CREATE TABLE chat_messages (workspace_id TEXT NOT NULL, conversation_id TEXT NOT NULL, seq INTEGER NOT NULL,
  id TEXT NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL, blocks TEXT NOT NULL, tool TEXT NOT NULL,
  args TEXT NOT NULL, listed TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, conversation_id, seq)) STRICT;
CREATE TABLE chat_proposals (workspace_id TEXT NOT NULL, id TEXT NOT NULL, user_id TEXT NOT NULL,
  tool TEXT NOT NULL, args TEXT NOT NULL, effect TEXT NOT NULL, basis TEXT NOT NULL, state TEXT NOT NULL,
  result TEXT NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, decided_at INTEGER,
  PRIMARY KEY (workspace_id, id)) STRICT;
)sql";

// The language model of a workspace, and of each answer: who read the question, and why it was not the model.
inline constexpr std::string_view kLanguageModelStep = R"sql(
CREATE TABLE language_models (workspace_id TEXT NOT NULL PRIMARY KEY, url TEXT NOT NULL, model TEXT NOT NULL,
  key_sealed TEXT NOT NULL, enabled INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL) STRICT;
ALTER TABLE chat_messages ADD COLUMN read_by TEXT NOT NULL DEFAULT '';
ALTER TABLE chat_messages ADD COLUMN fallback TEXT NOT NULL DEFAULT '';
)sql";

// What a person calls a conversation; "": what they said first.
inline constexpr std::string_view kChatTitlesStep = R"sql(
ALTER TABLE chat_conversations ADD COLUMN title TEXT NOT NULL DEFAULT '';
)sql";

}  // namespace every::store
