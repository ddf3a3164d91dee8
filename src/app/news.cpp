#include "app/news.h"

#include "app/news_choices.h"
#include "app/news_look.h"
#include "app/outgoing_mail.h"
#include "app/reader.h"
#include "base/sentence.h"
#include "base/text.h"
#include "render/mail_html.h"
#include "store/news.h"
#include "words/words.h"

namespace every::app {
namespace {

constexpr std::size_t kSubjectMax = 200, kLineMax = 1000;

Actor every_in(const std::string& workspace_id) {
  return {store::Tenant(workspace_id), "", "Every", "", "owner", ""};
}

bool can_send(const App& app, store::Tx& tx, const Actor& actor) {
  return can_send_mail(app, store::Outbox(tx, actor.tenant).settings());
}

void queue(const App& app, store::Tx& tx, const Actor& actor, const NewsStep& step) {
  const Wording& wording = wording_of(tx, actor.tenant, step.user.id);
  const auto say = [&](const std::string& text, std::size_t max) {
    return domain::one_line(worded(ours(text), wording), max);
  };
  store::OutboxMail mail;
  mail.id = app.id();
  mail.kind = "news";
  mail.account_id = step.user.id;
  mail.to = {step.user.email};
  mail.subject = say(step.words->subject, kSubjectMax);
  for (const std::string& line : step.words->lines) mail.text += say(line, kLineMax) + "\n";
  mail.about = step.kind->name;
  mail.button = say(step.words->button, kSubjectMax);
  mail.path = step.words->path;
  mail.created_by = actor.name;
  mail.created_at = mail.due_at = app.now();
  store::Outbox(tx, actor.tenant).insert(mail);
}

// Looked at again in the transaction that writes: another process may have been faster.
int apply(const App& app, const Actor& actor) {
  return app.db.write([&](store::Tx& tx) {
    store::News news(tx, actor.tenant);
    const NewsLook look = look_for_news(app, tx, actor);
    int queued = 0;
    for (const NewsStep& step : look.steps) {
      news.put_mark(step.user.id, std::string(step.kind->name), step.mark);
      if (!step.words) continue;
      queue(app, tx, actor, step);
      ++queued;
    }
    if (look.unnoted_wins) news.note_wins(app.now());
    return queued;
  });
}

}  // namespace

int queue_news(const App& app) {
  int queued = 0;
  for (const store::Workspace& workspace :
       app.db.read([](store::Tx& tx) { return store::Accounts(tx).workspaces(); })) {
    const Actor actor = every_in(workspace.id);
    const bool due = app.db.read(
        [&](store::Tx& tx) { return can_send(app, tx, actor) && !look_for_news(app, tx, actor).empty(); });
    if (due) queued += apply(app, actor);
  }
  return queued;
}

Result<NewsLetter> news_letter(const App& app, const Actor& actor, const store::OutboxMail& mail) {
  return app.db.read([&](store::Tx& tx) -> Result<NewsLetter> {
    const domain::NewsKind* kind = domain::news_kind(mail.about);
    const auto user = store::Accounts(tx).user(actor.tenant, mail.account_id);
    if (!user || kind == nullptr)
      return Error(Code::not_found, "Its reader does not belong to the workspace any more.");
    if (!may(user->role, permission_of(*kind)))
      return Error(Code::forbidden, "Its reader's role was changed.");
    if (!wants(store::News(tx, actor.tenant).choices(user->id), *kind))
      return Error(Code::stale, "Its reader switched this off.");
    const Wording& wording = wording_of(tx, actor.tenant, user->id);
    render::MailHtml html{
        .title = mail.subject,
        .lines = split(mail.text, '\n'),
        .button = mail.button,
        .url = app.config.public_url + mail.path,
        .reason =
            worded(sentence("You get this because email is on for “{}” in {}. Change it in", ours(kind->what),
                            domain::one_line(workspace_of(tx, actor).name, kSubjectMax)),
                   wording),
        .settings = worded(ours("Settings > Account"), wording),
        .settings_url = app.config.public_url + "/settings/account",
        .language = std::string(words::language_of(wording))};
    std::string text = mail.subject + "\n\n";
    if (!mail.text.empty()) text += mail.text + "\n";
    text += html.button + ": " + html.url + "\n\n-- \n" + html.reason + " " + html.settings + ": " +
            html.settings_url + "\n";
    return NewsLetter{std::move(text), render::mail_html(html)};
  });
}

void note_news(const App& app, store::Tx& tx, const Actor& actor, const store::OutboxMail& mail,
               const net::MailOutcome& outcome) {
  if (outcome.kind == net::MailOutcome::Kind::accepted) return;
  record(app, tx, actor, "user", mail.account_id, "", "notification.not_sent",
         sentence("Could not mail a notification to {}: {}", mail.to.front(), outcome.reply));
}

}  // namespace every::app
