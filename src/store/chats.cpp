#include "store/chats.h"

#include <algorithm>

#include "store/tx.h"

namespace every::store {
namespace {

Conversation read_conversation(const Rows& r) {
  return {r.text(0), r.text(1), r.time(2), r.time(3), r.text(4), r.text(5)};
}

constexpr std::string_view kConversation =
    "SELECT id, user_id, created_at, updated_at, title, coalesce((SELECT m.text FROM chat_messages m WHERE "
    "m.workspace_id = c.workspace_id AND m.conversation_id = c.id AND m.role = 'person' ORDER BY m.seq LIMIT "
    "1), '') FROM chat_conversations c WHERE workspace_id = $1 AND ";

}  // namespace

void Chats::insert(const Conversation& c) {
  tx_.run(
      tenant_,
      "INSERT INTO chat_conversations (workspace_id, id, user_id, created_at, updated_at) VALUES ($1, $2, "
      "$3, $4, $5)",
      c.id, c.user_id, c.created_at, c.updated_at);
}

std::optional<Conversation> Chats::find(const std::string& id) {
  Rows r = tx_.rows(tenant_, std::string(kConversation) + "id = $2", id);
  if (!r.next()) return std::nullopt;
  return read_conversation(r);
}

std::vector<Conversation> Chats::of_user(const std::string& user_id) {
  std::vector<Conversation> out;
  Rows r = tx_.rows(tenant_,
                    std::string(kConversation) + "user_id = $2 ORDER BY updated_at DESC, id DESC LIMIT 50",
                    user_id);
  while (r.next()) out.push_back(read_conversation(r));
  return out;
}

void Chats::rename(const std::string& id, const std::string& title) {
  tx_.run(tenant_, "UPDATE chat_conversations SET title = $3 WHERE workspace_id = $1 AND id = $2", id, title);
}

bool Chats::remove(const std::string& id) {
  tx_.run(tenant_, "DELETE FROM chat_messages WHERE workspace_id = $1 AND conversation_id = $2", id);
  return tx_.run(tenant_, "DELETE FROM chat_conversations WHERE workspace_id = $1 AND id = $2", id) == 1;
}

void Chats::add(const std::string& conversation_id, const ChatMessage& m) {
  const std::int64_t seq =
      1 + tx_.number(tenant_,
                     "SELECT coalesce(max(seq), 0) FROM chat_messages WHERE workspace_id = $1 AND "
                     "conversation_id = $2",
                     conversation_id);
  tx_.run(
      tenant_,
      "INSERT INTO chat_messages (workspace_id, conversation_id, seq, id, role, text, blocks, tool, args, "
      "listed, at, read_by, fallback) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      conversation_id, seq, m.id, m.role, m.text, m.blocks, m.tool, m.args, m.listed, m.at, m.read_by,
      m.fallback);
  tx_.run(tenant_, "DELETE FROM chat_messages WHERE workspace_id = $1 AND conversation_id = $2 AND seq <= $3",
          conversation_id, seq - kChatMessagesMax);
  tx_.run(tenant_, "UPDATE chat_conversations SET updated_at = $3 WHERE workspace_id = $1 AND id = $2",
          conversation_id, m.at);
}

std::vector<ChatMessage> Chats::messages(const std::string& conversation_id) {
  std::vector<ChatMessage> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT id, role, text, blocks, tool, args, listed, at, read_by, fallback FROM "
                    "chat_messages WHERE workspace_id "
                    "= $1 AND conversation_id = $2 ORDER BY seq",
                    conversation_id);
  while (r.next())
    out.push_back({r.text(0), r.text(1), r.text(2), r.text(3), r.text(4), r.text(5), r.text(6), r.time(7),
                   r.text(8), r.text(9)});
  return out;
}

void Chats::insert(const ChatProposal& p) {
  tx_.run(tenant_,
          "INSERT INTO chat_proposals (workspace_id, id, user_id, tool, args, effect, basis, state, result, "
          "created_at, expires_at, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
          p.id, p.user_id, p.tool, p.args, p.effect, p.basis, p.state, p.result, p.created_at, p.expires_at,
          p.decided_at);
}

std::optional<ChatProposal> Chats::proposal(const std::string& id) {
  Rows r = tx_.rows(tenant_,
                    "SELECT id, user_id, tool, args, effect, basis, state, result, created_at, expires_at, "
                    "decided_at FROM chat_proposals WHERE workspace_id = $1 AND id = $2",
                    id);
  if (!r.next()) return std::nullopt;
  return ChatProposal{r.text(0), r.text(1), r.text(2), r.text(3), r.text(4),       r.text(5),
                      r.text(6), r.text(7), r.time(8), r.time(9), r.maybe_time(10)};
}

bool Chats::move(const std::string& id, const std::string& from, const std::string& to, Instant at) {
  return tx_.run(
             tenant_,
             "UPDATE chat_proposals SET state = $4, decided_at = $5 WHERE workspace_id = $1 AND id = $2 AND "
             "state = $3",
             id, from, to, at) == 1;
}

void Chats::finish(const std::string& id, const std::string& state, const std::string& result) {
  tx_.run(tenant_, "UPDATE chat_proposals SET state = $3, result = $4 WHERE workspace_id = $1 AND id = $2",
          id, state, result);
}

void Chats::put_effect(const std::string& id, const std::string& effect, const std::string& basis) {
  tx_.run(tenant_, "UPDATE chat_proposals SET effect = $3, basis = $4 WHERE workspace_id = $1 AND id = $2",
          id, effect, basis);
}

}  // namespace every::store
