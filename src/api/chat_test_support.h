// What tests of the chat share: saying something, the card that comes back, the click on a proposal.
#pragma once

#include "api/money_test_support.h"

namespace every::api {

class ChatTest : public MoneyTest {
 protected:
  // The answer to what is said, in the same conversation.
  json::object say(const std::string& words, json::object more = {}) {
    more["text"] = words;
    if (!conversation.empty()) more["conversation"] = conversation;
    const json::object answer = ok(post("/api/chat", more));
    conversation = text(answer, "conversation");
    return answer.at("messages").as_array().at(1).as_object();
  }
  static json::object block(const json::object& message, std::string_view type) {
    for (const auto& one : message.at("blocks").as_array())
      if (text(one, "type") == type) return one.as_object();
    ADD_FAILURE() << "no " << type << " in " << json::serialize(message);
    return {};
  }
  json::object proposed(const std::string& words, json::object more = {}) {
    const json::object card = block(say(words, std::move(more)), "proposal");
    return card.contains("proposal") ? card.at("proposal").as_object() : json::object{{"id", ""}};
  }
  json::object confirm(const json::object& proposal) {
    return ok(post("/api/chat/proposals/" + text(proposal, "id") + "/confirm"));
  }
  void anew() { conversation.clear(); }

  std::string conversation;
};

}  // namespace every::api
