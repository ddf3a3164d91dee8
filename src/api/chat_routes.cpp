// The chat: saying something, conversations, and the proposals that wait for a click.
#include "api/api.h"
#include "api/reply.h"
#include "chat/talk.h"

namespace every::api {

void add_chat_routes(Api& api) {
  using http::Method;
  api.add(Method::post, "/api/chat", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(answer, chat::say(c.app, c.actor, c.body));
    return reply(200, answer);
  });
  api.add(Method::get, "/api/chat/conversations", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(list, chat::conversations(c.app, c.actor));
    return reply(200, list);
  });
  api.add(Method::get, "/api/chat/conversations/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(found, chat::conversation(c.app, c.actor, c.path("id")));
    return reply(200, found);
  });
  api.add(Method::del, "/api/chat/conversations/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(chat::forget_conversation(c.app, c.actor, c.path("id")));
    return no_content();
  });
  api.add(Method::get, "/api/chat/proposals/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(found, chat::proposal(c.app, c.actor, c.path("id")));
    return reply(200, found);
  });
  api.add(Method::post, "/api/chat/proposals/{id}/confirm", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(done, chat::confirm(c.app, c.actor, c.path("id")));
    return reply(200, done);
  });
  api.add(Method::post, "/api/chat/proposals/{id}/dismiss", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(done, chat::dismiss(c.app, c.actor, c.path("id")));
    return reply(200, done);
  });
}

}  // namespace every::api
