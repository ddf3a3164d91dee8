#include "chat/talk.h"

#include "base/sentence.h"
#include "base/text.h"
#include "chat/answer.h"
#include "chat/propose.h"
#include "chat/read.h"
#include "chat/tools.h"
#include "store/chats.h"

namespace every::chat {
namespace {

constexpr std::size_t kTitleMax = 100;

json::object conversation_json(const store::Conversation& c) {
  return {{"id", c.id},
          {"title", c.title.empty() ? shorten(c.first, kTitleMax) : c.title},
          {"createdAt", time_json(c.created_at)},
          {"updatedAt", time_json(c.updated_at)}};
}

constexpr std::chrono::minutes kOpenFor{30};  // a proposal; what it says may be old after that

Error no_conversation() {
  return Error(Code::not_found, "This conversation does not exist.", "Begin a new one.");
}

json::array array_of(const std::string& text) {
  const auto parsed = parse_json(text);
  return parsed.ok() && parsed->is_array() ? parsed->get_array() : json::array{};
}
json::object object_of(const std::string& text) {
  const auto parsed = parse_json(text);
  return parsed.ok() && parsed->is_object() ? parsed->get_object() : json::object{};
}

std::string state_of(const store::ChatProposal& p, Instant now) {
  return p.state == "open" && now >= p.expires_at ? "expired" : p.state;
}

json::object proposal_json(const store::ChatProposal& p, Instant now) {
  const json::object effect = object_of(p.effect), result = object_of(p.result);
  const auto part = [](const json::object& o, const char* name) {
    return o.contains(name) ? o.at(name) : json::value(nullptr);
  };
  return {{"id", p.id},
          {"tool", p.tool},
          {"state", state_of(p, now)},
          {"title", part(effect, "title")},
          {"lines", part(effect, "lines")},
          {"button", part(effect, "button")},
          {"expiresAt", time_json(p.expires_at)},
          {"decidedAt", time_json(p.decided_at)},
          {"text", part(result, "text")},
          {"blocks", result.contains("blocks") ? result.at("blocks") : json::value(json::array{})},
          {"problem", part(result, "problem")}};
}

// Proposals are read when they are shown: they may have been carried out since.
json::object message_json(store::Tx& tx, const store::Tenant& tenant, const store::ChatMessage& m,
                          Instant now) {
  json::array blocks;
  for (json::value& block : array_of(m.blocks)) {
    json::object& o = block.as_object();
    if (o.at("type") == "proposal")
      if (const auto p = store::Chats(tx, tenant).proposal(text_arg(o, "id")))
        o["proposal"] = proposal_json(*p, now);
    blocks.push_back(std::move(block));
  }
  return {{"id", m.id},
          {"role", m.role},
          {"text", m.text},
          {"at", time_json(m.at)},
          {"tool", text_or_null(m.tool)},
          {"readBy", text_or_null(m.read_by)},
          {"fallback", text_or_null(m.fallback)},
          {"blocks", std::move(blocks)}};
}

json::object effect_json(const Effect& effect) {
  json::array lines;
  for (const std::string& line : effect.lines) lines.push_back(json::string(ours(line)));
  return {{"title", ours(effect.title)}, {"lines", std::move(lines)}, {"button", ours(effect.button)}};
}

// What was said last, for "those" and "the second one". Names are looked up: what is gone is not meant.
struct Before {
  Thread thread;
  std::vector<Named> listed;
  std::vector<Turn> turns;
};

// The last few questions with what became of them.
std::vector<Turn> turns_of(const std::vector<store::ChatMessage>& messages) {
  constexpr std::ptrdiff_t kMessages = 8;
  std::vector<Turn> out;
  const auto first = messages.size() > kMessages ? messages.end() - kMessages : messages.begin();
  for (auto m = first; m != messages.end(); ++m) {
    if (m->role == "person")
      out.push_back({.asked = m->text, .tool = "", .args = {}, .said = "", .listed = {}});
    if (m->role != "every" || out.empty()) continue;
    out.back().tool = m->tool;
    out.back().args = object_of(m->args);
    out.back().said = english(m->text);
  }
  return out;
}

Before before(const app::App& app, const app::Actor& actor, const std::string& conversation_id) {
  Before out;
  const auto messages =
      app.db.read([&](store::Tx& tx) { return store::Chats(tx, actor.tenant).messages(conversation_id); });
  out.turns = turns_of(messages);
  for (auto m = messages.rbegin(); m != messages.rend(); ++m) {
    if (m->tool.empty() || m->tool == "unknown" || m->tool == "ask") continue;
    out.thread.tool = m->tool;
    out.thread.args = object_of(m->args);
    for (const json::value& item : array_of(m->listed)) {
      Named one{text_arg(item.as_object(), "kind"), text_arg(item.as_object(), "id"), ""};
      one.name = name_of(app, actor, one.kind, one.id);
      if (one.name.empty() && one.kind != "payment") continue;
      out.thread.names.push_back(one.name);
      out.listed.push_back(std::move(one));
    }
    if (!out.turns.empty() && out.turns.back().tool == m->tool) out.turns.back().listed = out.thread.names;
    break;
  }
  return out;
}

// Kept until somebody decides. `of`: whose it is; "" for everybody's who may do it.
store::ChatProposal keep(const app::App& app, const app::Actor& actor, const std::string& of,
                         const std::string& tool, const Effect& effect) {
  store::ChatProposal row{.id = app.id(),
                          .user_id = of,
                          .tool = tool,
                          .args = json::serialize(effect.args),
                          .effect = json::serialize(effect_json(effect)),
                          .basis = effect.basis,
                          .state = "open",
                          .result = "{}",
                          .created_at = app.now(),
                          .expires_at = app.now() + kOpenFor,
                          .decided_at = std::nullopt};
  app.db.write([&](store::Tx& tx) { store::Chats(tx, actor.tenant).insert(row); });
  return row;
}

Result<Answer> respond(const app::App& app, const app::Actor& actor, const Understood& understood,
                       const Before& was, const Context& about) {
  if (!changes(understood.tool)) return answer(app, actor, understood);
  EVERY_TRY(proposed, propose(app, actor, understood.tool, understood.args, {about, was.listed}));
  if (!proposed.effect) return proposed.instead;
  const auto row = keep(app, actor, actor.user_id, understood.tool, *proposed.effect);
  Answer out;
  out.listed = was.listed;
  out.blocks.push_back(json::object{{"type", "proposal"}, {"id", row.id}});
  return out;
}

Result<store::ChatProposal> own_proposal(const app::App& app, const app::Actor& actor,
                                         const std::string& id) {
  const auto p = app.db.read([&](store::Tx& tx) { return store::Chats(tx, actor.tenant).proposal(id); });
  if (!p || (!p->user_id.empty() && p->user_id != actor.user_id))
    return Error(Code::not_found, "This proposal does not exist.", "Ask again.");
  return *p;
}

json::object as_now(const app::App& app, const app::Actor& actor, const std::string& id) {
  const auto p = app.db.read([&](store::Tx& tx) { return store::Chats(tx, actor.tenant).proposal(id); });
  return proposal_json(*p, app.now());
}

}  // namespace

Result<json::object> say(const app::App& app, const app::Actor& actor, const json::value& body) {
  EVERY_CHECK(app::require(actor, app::Permission::read));
  Fields in(body);
  const auto text = in.text("text", {.required = true, .max = 2000});
  std::string conversation_id = in.text("conversation", {.max = 100}).value_or("");
  Context about;
  if (auto page = in.object("about")) {
    about.kind = page->choice("kind", {"client", "contact", "deal", "invoice", "proposal", "duplicate"}, true)
                     .value_or("");
    about.id = page->text("id", {.required = true, .max = 100}).value_or("");
  }
  EVERY_CHECK(in.finish());
  if (!about.kind.empty()) {
    about.name = name_of(app, actor, about.kind, about.id);
    if (about.name.empty()) about = {};
  }
  const bool begins = conversation_id.empty();
  if (begins)
    conversation_id = app.id();
  else if (const auto known = app.db.read(
               [&](store::Tx& tx) { return store::Chats(tx, actor.tenant).find(conversation_id); });
           !known || known->user_id != actor.user_id)
    return no_conversation();

  const Before was = before(app, actor, conversation_id);
  const Read reading = read_said(app, actor, {.text = *text, .turns = was.turns, .page = about}, was.thread);
  const Understood& understood = reading.understood;
  auto answered = respond(app, actor, understood, was, about);
  if (!answered.ok()) {
    // What is not allowed, or does not work now, is an answer like others.
    const Error& e = answered.error();
    if (http_status(e.code) >= 500) return e;
    answered = Answer{ours(e.detail) + (e.fix.empty() ? "" : " " + ours(e.fix)), {}, {}};
  }
  json::array listed;
  for (const Named& one : answered->listed)
    listed.push_back(json::object{{"kind", one.kind}, {"id", one.id}});
  const store::ChatMessage asked{.id = app.id(),
                                 .role = "person",
                                 .text = *text,
                                 .blocks = "[]",
                                 .tool = "",
                                 .args = "{}",
                                 .listed = "[]",
                                 .at = app.now()};
  const store::ChatMessage answer_message{.id = app.id(),
                                          .role = "every",
                                          .text = ours(answered->text),
                                          .blocks = json::serialize(answered->blocks),
                                          .tool = understood.tool,
                                          .args = json::serialize(understood.args),
                                          .listed = json::serialize(listed),
                                          .at = app.now(),
                                          .read_by = reading.by,
                                          .fallback = reading.fallback};
  return app.db.write([&](store::Tx& tx) -> Result<json::object> {
    store::Chats chats(tx, actor.tenant);
    if (begins) chats.insert(store::Conversation{conversation_id, actor.user_id, app.now(), app.now()});
    chats.add(conversation_id, asked);
    chats.add(conversation_id, answer_message);
    return json::object{{"conversation", conversation_id},
                        {"messages", json::array{message_json(tx, actor.tenant, asked, app.now()),
                                                 message_json(tx, actor.tenant, answer_message, app.now())}}};
  });
}

Result<json::object> conversations(const app::App& app, const app::Actor& actor) {
  EVERY_CHECK(app::require(actor, app::Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<json::object> {
    json::array items;
    for (const store::Conversation& c : store::Chats(tx, actor.tenant).of_user(actor.user_id))
      items.push_back(conversation_json(c));
    const auto total = items.size();
    return json::object{{"items", std::move(items)}, {"total", total}};
  });
}

Result<json::object> conversation(const app::App& app, const app::Actor& actor, const std::string& id) {
  EVERY_CHECK(app::require(actor, app::Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<json::object> {
    store::Chats chats(tx, actor.tenant);
    const auto known = chats.find(id);
    if (!known || known->user_id != actor.user_id) return no_conversation();
    json::array messages;
    for (const store::ChatMessage& m : chats.messages(id))
      messages.push_back(message_json(tx, actor.tenant, m, app.now()));
    return json::object{{"conversation", id}, {"messages", std::move(messages)}};
  });
}

Result<json::object> rename_conversation(const app::App& app, const app::Actor& actor, const std::string& id,
                                         const json::value& body) {
  EVERY_CHECK(app::require(actor, app::Permission::read));
  Fields in(body);
  if (!in.has("title")) in.complain("title", "required", "This is needed.");
  const auto title = in.text("title", {.max = kTitleMax});
  EVERY_CHECK(in.finish());
  return app.db.write([&](store::Tx& tx) -> Result<json::object> {
    store::Chats chats(tx, actor.tenant);
    auto known = chats.find(id);
    if (!known || known->user_id != actor.user_id) return no_conversation();
    known->title = title.value_or("");
    chats.rename(id, known->title);
    return conversation_json(*known);
  });
}

Status forget_conversation(const app::App& app, const app::Actor& actor, const std::string& id) {
  EVERY_CHECK(app::require(actor, app::Permission::read));
  return app.db.write([&](store::Tx& tx) -> Status {
    store::Chats chats(tx, actor.tenant);
    const auto known = chats.find(id);
    if (!known || known->user_id != actor.user_id) return no_conversation();
    chats.remove(id);
    return done();
  });
}

Result<json::object> propose_from_outside(const app::App& app, const app::Actor& actor,
                                          const std::string& tool, json::object args) {
  EVERY_CHECK(app::require(actor, app::Permission::read));
  if (tool == "resolve_duplicates") args["which"] = "all";
  if (tool == "create_invoice_drafts") args["deals"] = "uninvoiced";
  if (std::string why = unfit(tool, args); !why.empty()) return Error(Code::validation, std::move(why));
  EVERY_TRY(proposed, propose(app, actor, tool, args, {}));
  if (!proposed.effect)
    return json::object{
        {"text", ours(proposed.instead.text.empty() ? "There is nothing to do." : proposed.instead.text)}};
  return proposal_json(keep(app, actor, "", tool, *proposed.effect), app.now());
}

Result<json::object> proposal(const app::App& app, const app::Actor& actor, const std::string& id) {
  EVERY_CHECK(app::require(actor, app::Permission::read));
  EVERY_TRY(p, own_proposal(app, actor, id));
  return proposal_json(p, app.now());
}

Result<json::object> confirm(const app::App& app, const app::Actor& actor, const std::string& id) {
  EVERY_CHECK(app::require(actor, app::Permission::read));
  EVERY_TRY(p, own_proposal(app, actor, id));
  if (p.user_id.empty() && actor.session_hash.empty())
    return Error(Code::forbidden, "A person confirms what an assistant proposed.",
                 "Open its link in a browser where you are signed in.");
  if (state_of(p, app.now()) != "open") return proposal_json(p, app.now());
  const json::object args = object_of(p.args);
  // Who may do it, and what it does, are asked again.
  EVERY_TRY(again, propose(app, actor, p.tool, args, {}));
  if (!again.effect)
    return Error(Code::stale,
                 again.instead.text.empty() ? "There is nothing to do any more." : again.instead.text,
                 "Ask again.");
  if (again.effect->basis != p.basis) {
    app.db.write([&](store::Tx& tx) {
      store::Chats(tx, actor.tenant)
          .put_effect(id, json::serialize(effect_json(*again.effect)), again.effect->basis);
    });
    return Error(Code::stale, "It would do something else by now.", "Look at what it says, then confirm it.");
  }
  if (!app.db.write([&](store::Tx& tx) {
        return store::Chats(tx, actor.tenant).move(id, "open", "running", app.now());
      }))
    return as_now(app, actor, id);
  const auto outcome = carry_out(app, actor, p.tool, args);
  json::object result;
  if (outcome.ok()) {
    result = {{"text", ours(outcome->text)}, {"blocks", outcome->blocks}};
  } else {
    const Error& e = outcome.error();
    result["problem"] =
        json::object{{"code", name(e.code)}, {"detail", ours(e.detail)}, {"fix", ours(e.fix)}};
  }
  app.db.write([&](store::Tx& tx) {
    store::Chats(tx, actor.tenant).finish(id, outcome.ok() ? "done" : "failed", json::serialize(result));
  });
  if (!outcome.ok()) return outcome.error();
  return as_now(app, actor, id);
}

Result<json::object> dismiss(const app::App& app, const app::Actor& actor, const std::string& id) {
  EVERY_CHECK(app::require(actor, app::Permission::read));
  EVERY_CHECK(own_proposal(app, actor, id));
  app.db.write(
      [&](store::Tx& tx) { store::Chats(tx, actor.tenant).move(id, "open", "dismissed", app.now()); });
  return as_now(app, actor, id);
}

}  // namespace every::chat
