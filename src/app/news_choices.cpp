#include "app/news_choices.h"

#include "app/outgoing_mail.h"
#include "app/sessions.h"
#include "store/news.h"
#include "store/outbox.h"

namespace every::app {
namespace {

NewsChoices choices_in(const App& app, store::Tx& tx, const Actor& actor) {
  NewsChoices out;
  const auto chosen = store::News(tx, actor.tenant).choices(actor.user_id);
  for (const domain::NewsKind& kind : domain::news_kinds())
    if (may(actor.role, permission_of(kind))) out.items.push_back({&kind, wants(chosen, kind)});
  store::Outbox outbox(tx, actor.tenant);
  out.ready = can_send_mail(app, outbox.settings());
  if (const auto last = outbox.last_news_of(actor.user_id))
    if (last->state == "refused" || last->state == "failed" || last->state == "unknown")
      out.problem = last->problem;
  return out;
}

}  // namespace

Permission permission_of(const domain::NewsKind& kind) {
  if (kind.name == "connection_lost") return Permission::manage;
  if (kind.name == "won_without_invoice" || kind.name == "drafts_made") return Permission::invoice;
  if (kind.name == "attention" || kind.name == "sync_failing" || kind.name == "matches_waiting" ||
      kind.name == "import_done")
    return Permission::sync;
  return Permission::read;
}

bool wants(const std::map<std::string, bool>& choices, const domain::NewsKind& kind) {
  const auto at = choices.find(std::string(kind.name));
  return at == choices.end() ? kind.by_default : at->second;
}

Result<NewsChoices> news_choices(const App& app, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::account));
  EVERY_CHECK(no_token(actor));
  return app.db.read([&](store::Tx& tx) -> Result<NewsChoices> { return choices_in(app, tx, actor); });
}

Result<NewsChoices> change_news_choices(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::account));
  EVERY_CHECK(no_token(actor));
  std::vector<NewsChoices::One> asked;
  Fields in(body);
  if (auto email = in.object("email", true)) {
    for (const domain::NewsKind& kind : domain::news_kinds()) {
      if (!email->has(kind.name)) continue;
      const auto mail = email->boolean(kind.name, true);
      if (!may(actor.role, permission_of(kind)))
        email->complain(kind.name, "forbidden", "Your role can do nothing about this.");
      if (mail) asked.push_back({&kind, *mail});
    }
    EVERY_CHECK(email->finish());
  }
  EVERY_CHECK(in.finish());
  return app.db.write([&](store::Tx& tx) -> Result<NewsChoices> {
    store::News news(tx, actor.tenant);
    const auto chosen = news.choices(actor.user_id);
    const auto marks = news.marks(actor.user_id);
    for (const auto& [kind, mail] : asked) {
      const std::string name(kind->name);
      if (mail && !wants(chosen, *kind)) {
        domain::NewsMark mark = marks.contains(name) ? marks.at(name) : domain::NewsMark{};
        mark.seen_at = app.now();
        news.put_mark(actor.user_id, name, mark);
      }
      news.put_choice(actor.user_id, name, mail);
    }
    return choices_in(app, tx, actor);
  });
}

}  // namespace every::app
