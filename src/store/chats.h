// The chat's conversations, each of one user, and the changes that were proposed in them. Texts and arguments
// may name people: erasure.cpp knows the columns.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

inline constexpr std::int64_t kChatMessagesMax = 500;  // of a conversation; older ones go

struct Conversation {
  std::string id, user_id;
  Instant created_at, updated_at;
  std::string title = {};  // as its person calls it; "": not at all
  std::string first = {};  // what they said first, as far as it is kept
};

struct ChatMessage {
  std::string id;
  std::string role;           // person, every
  std::string text;           // what was typed, or said
  std::string blocks = "[]";  // JSON: the cards, as references
  std::string tool;           // of an answer: what was understood
  std::string args = "{}";    // JSON
  std::string listed = "[]";  // JSON: [{kind, id}] in the order of the card
  Instant at;
  std::string read_by = {};   // of an answer: model, grammar
  std::string fallback = {};  // why it was not the model that was asked first; "" else
};

struct ChatProposal {
  std::string id;
  std::string user_id;     // whose it is; "": an outside assistant's, for whoever may do it
  std::string tool, args;  // JSON
  std::string effect;      // JSON: what it says it does
  std::string basis;       // what the effect was computed from: the same basis is the same effect
  std::string state;       // open, running, done, failed, dismissed
  std::string result = "{}";
  Instant created_at, expires_at;
  std::optional<Instant> decided_at;
};

class Chats {
 public:
  Chats(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void insert(const Conversation& conversation);
  std::optional<Conversation> find(const std::string& id);
  std::vector<Conversation> of_user(const std::string& user_id);  // the newest 50, newest first
  void rename(const std::string& id, const std::string& title);
  bool remove(const std::string& id);  // with its messages
  void add(const std::string& conversation_id, const ChatMessage& message);
  std::vector<ChatMessage> messages(const std::string& conversation_id);  // oldest first

  void insert(const ChatProposal& proposal);
  std::optional<ChatProposal> proposal(const std::string& id);
  // False: it is not in that state (any more). The one who moves it to running carries it out.
  bool move(const std::string& id, const std::string& from, const std::string& to, Instant at);
  void finish(const std::string& id, const std::string& state, const std::string& result);
  void put_effect(const std::string& id, const std::string& effect, const std::string& basis);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
