// What a sentence asks for: one tool of Every's chat with its arguments. Pure: no I/O, no state, no
// workspace. What was said and listed before comes in as the thread, the page that is open as the context.
// Text is only ever compared with the vocabulary: nothing in it is carried out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace every::chat {

// The page that the person looks at: "invoice this" is about it.
struct Context {
  std::string kind;  // client, contact, deal, invoice, proposal, duplicate; "" for none
  std::string id, name;
};

// What the conversation is at: the last thing that was understood.
struct Thread {
  std::string tool;  // "" at the start
  json::object args;
  std::vector<std::string> names;  // of what it listed, in that order, where that is known
};

struct Understood {
  std::string tool;  // a name of the catalogue, or cannot, unknown, ask
  json::object args;
  std::string question;  // of ask: what is missing, in a sentence
  int score = 0;         // how well the sentence fits; 0 for unknown
  std::string part;      // of the sentence that says it; "" for all of it
};

Understood understand(std::string_view text, const Thread& thread = {}, const Context& context = {});

// Tools whose answer is a proposal.
bool changes(std::string_view tool);
// What a tool's card lists: deals, duplicates, contacts, invoices, payments, proposals, clients, runs,
// problems, records; "" for none.
std::string_view listed_by(std::string_view tool);

}  // namespace every::chat
