// The chat: saying something, conversations, the proposals that wait for a click, and the language model that
// may read what is said.
#include "api/api.h"
#include "api/reply.h"
#include "app/language_model.h"
#include "chat/read.h"
#include "chat/talk.h"

namespace every::api {
namespace {

http::Response model_reply(const store::LanguageModel& m) {
  return reply(
      200,
      json::object{
          {"url", m.url}, {"model", m.model}, {"hasKey", !m.key_sealed.empty()}, {"enabled", m.enabled}},
      m.version);
}

void add_model_routes(Api& api) {
  api.add(http::Method::get, "/api/workspace/model", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(model, app::language_model(c.app, c.actor));
    return model_reply(model);
  });
  api.add(http::Method::patch, "/api/workspace/model", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(version, c.if_match());
    EVERY_TRY(model, app::change_language_model(c.app, c.actor, c.body, version));
    return model_reply(model);
  });
  api.add(http::Method::post, "/api/workspace/model/test", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(tried, chat::try_model(c.app, c.actor));
    return reply(200, tried);
  });
}

}  // namespace

void add_chat_routes(Api& api) {
  using http::Method;
  add_model_routes(api);
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
  api.add(Method::patch, "/api/chat/conversations/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(renamed, chat::rename_conversation(c.app, c.actor, c.path("id"), c.body));
    return reply(200, renamed);
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
