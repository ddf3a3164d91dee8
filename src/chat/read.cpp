#include "chat/read.h"

#include <map>

#include "base/sentence.h"
#include "chat/tools.h"

namespace every::chat {
namespace {

Understood by_grammar(const ModelQuestion& q, const Thread& thread) {
  Understood out = understand(q.text, thread, q.page);
  if (out.tool == "unknown" || out.tool == "ask" || unfit(out.tool, out.args).empty()) return out;
  return {"unknown", {}, "", 0};
}

struct Asked {
  app::ModelReply reply;
  ModelChoice choice;
};
Asked ask(const app::App& app, const store::Tenant& tenant, const store::LanguageModel& model,
          const ModelQuestion& q, std::chrono::milliseconds timeout) {
  Asked out{app::ask_language_model(app, tenant, model, model_request(model.model, q), timeout), {}};
  out.choice =
      out.reply.failure.empty() ? model_choice(out.reply.body) : ModelChoice{std::nullopt, out.reply.failure};
  return out;
}

std::string failure_words(const std::string& failure) {
  static const std::map<std::string_view, std::string_view> kWords{
      {"bad_answer", "It answered, but not as OpenAI's chat completions do."},
      {"refused", "It refused to answer."},
      {"several", "It called several functions at once instead of one."},
      {"unknown_tool", "It called a function that there is none of."},
      {"bad_arguments", "It called a function with arguments that do not fit."},
      {"bad_text", "It answered in words and chose no function: it may not know how to call functions."}};
  const auto found = kWords.find(failure);
  return std::string(found == kWords.end() ? "It gave no answer." : found->second);
}

}  // namespace

Read read_said(const app::App& app, const app::Actor& actor, const ModelQuestion& q, const Thread& thread,
               std::chrono::milliseconds timeout) {
  Read out{{}, "grammar", ""};
  if (!q.text.starts_with("/")) {
    const auto model =
        app.db.read([&](store::Tx& tx) { return store::LanguageModels(tx, actor.tenant).find(); });
    if (model.enabled) {
      const Asked asked = ask(app, actor.tenant, model, q, timeout);
      if (asked.choice.understood) return {*asked.choice.understood, "model", ""};
      out.fallback = asked.choice.failure;
      app.log.warn("chat.model_failed",
                   {{"why", out.fallback}, {"ms", static_cast<std::int64_t>(asked.reply.took.count())}});
    }
  }
  out.understood = by_grammar(q, thread);
  return out;
}

Result<json::object> try_model(const app::App& app, const app::Actor& actor,
                               std::chrono::milliseconds timeout) {
  EVERY_TRY(model, app::language_model(app, actor));
  if (model.url.empty() || model.model.empty())
    return Error(Code::validation, "There is no language model to ask yet.",
                 "Enter its endpoint and its name, then save them.");
  const Asked asked =
      ask(app, actor.tenant, model, {.text = "Is HubSpot ok?", .turns = {}, .page = {}}, timeout);
  json::object out{{"works", false},
                   {"detail", ""},
                   {"milliseconds", asked.reply.took.count()},
                   {"tool", nullptr},
                   {"text", nullptr}};
  if (!asked.reply.failure.empty()) {
    out["detail"] = ours(asked.reply.detail);
  } else if (!asked.choice.understood) {
    out["detail"] = ours(failure_words(asked.choice.failure));
  } else if (asked.choice.understood->tool == "ask") {
    out["text"] = asked.choice.understood->question;
    out["detail"] = ours("It asked back and chose no function.");
  } else {
    out["works"] = true;
    out["tool"] = asked.choice.understood->tool;
    out["detail"] = ours("It chose a function.");
  }
  return out;
}

}  // namespace every::chat
