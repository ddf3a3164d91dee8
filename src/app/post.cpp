#include "app/post.h"

#include <algorithm>

#include "app/account_mail.h"
#include "app/invoices.h"
#include "app/links.h"
#include "app/mail_queue.h"
#include "app/mail_settings.h"
#include "app/news.h"
#include "app/outgoing_mail.h"
#include "app/proposals.h"
#include "app/send_invoice.h"
#include "base/sentence.h"
#include "net/mail.h"
#include "store/outbox.h"

namespace every::app {
namespace {

constexpr std::int64_t kRoundMax = 50;
constexpr std::int64_t kAttemptsMax = 8;  // over about four hours
constexpr std::chrono::seconds kTimeout{60};
constexpr std::chrono::seconds kLook{2};
constexpr std::chrono::seconds kNewsEvery{5};

std::chrono::seconds pause_after(std::int64_t attempts) {
  return std::chrono::seconds(60) * (std::int64_t{1} << std::min<std::int64_t>(attempts - 1, 7));
}

// The link is not in the outbox: it is put in as the message leaves.
Result<std::string> with_link(const App& app, const Actor& actor, const store::OutboxMail& mail) {
  if (!mail.account_id.empty()) return account_mail_text(app, actor, mail);
  if (mail.text.find("{link}") == std::string::npos) return mail.text;
  const bool proposal = !mail.proposal_id.empty();
  EVERY_TRY(url, app.db.write([&](store::Tx& tx) {
    return link_in(app, tx, actor, proposal ? "proposal" : "invoice",
                   proposal ? mail.proposal_id : mail.invoice_id);
  }));
  return fill_template(mail.text, {{"link", url}});
}

Result<NewsLetter> letter_of(const App& app, const Actor& actor, const store::OutboxMail& mail) {
  if (mail.kind == "news") return news_letter(app, actor, mail);
  EVERY_TRY(text, with_link(app, actor, mail));
  return NewsLetter{text, ""};
}

using Attachments = std::vector<net::MailAttachment>;

// What became of the document while its mail waited may be a reason not to send it.
Result<Pdf> document_of(const App& app, const Actor& actor, const store::OutboxMail& mail) {
  if (!mail.proposal_id.empty()) {
    EVERY_CHECK(app.db.read([&](store::Tx& tx) -> Status {
      const auto proposal = load_proposal(tx, actor, mail.proposal_id);
      if (!proposal) return done();
      EVERY_CHECK(domain::check_open(*proposal, today_of(app, workspace_of(tx, actor))));
      // Its words are of another proposal than the one that would be attached.
      if (mail.revision != 0 && mail.revision != proposal->revision)
        return Error(Code::stale, "The proposal was changed after this mail was written.", "Send it anew.");
      return done();
    }));
    return proposal_pdf(app, actor, mail.proposal_id);
  }
  const auto invoice = app.db.read([&](store::Tx& tx) { return load_invoice(tx, actor, mail.invoice_id); });
  if (invoice && invoice->status == domain::DocumentStatus::voided)
    return Error(Code::invoice_not_issued, "The invoice was voided before it was sent.");
  if (invoice && mail.kind == "reminder" && invoice->due().minor <= 0)
    return Error(Code::validation, sentence("Nothing is due on {} any more.", invoice->number),
                 "There is nothing to remind of.");
  return invoice_pdf(app, actor, mail.invoice_id);
}

net::MailOutcome send(const App& app, const Actor& actor, const store::OutboxMail& mail,
                      const store::MailSettings& settings) {
  const auto refused = [](const Error& error) {
    return net::MailOutcome{net::MailOutcome::Kind::refused, error.detail};
  };
  const auto out = outgoing_mail(app, actor.tenant, settings);
  if (!out.ok()) return refused(out.error());
  Attachments attachments;
  if (mail.account_id.empty()) {
    auto pdf = document_of(app, actor, mail);
    if (!pdf.ok()) return refused(pdf.error());
    attachments.push_back({pdf->file_name, "application/pdf", std::move(pdf->bytes)});
  }
  auto letter = letter_of(app, actor, mail);
  if (!letter.ok()) return refused(letter.error());
  const std::size_t at = out->from.address.find('@');
  return net::send_mail(out->server,
                        {.message_id = mail.id + "@" + out->from.address.substr(at + 1),
                         .from = out->from.address,
                         .from_name = out->from.name,
                         .to = mail.to,
                         .cc = mail.cc,
                         .subject = mail.subject,
                         .text = std::move(letter->text),
                         .html = std::move(letter->html),
                         .automatic = mail.kind == "news",
                         .date = app.now(),
                         .attachments = std::move(attachments)},
                        kTimeout);
}

void note_person_mail(const App& app, store::Tx& tx, const Actor& actor, const store::OutboxMail& mail,
                      const net::MailOutcome& outcome) {
  mail.kind == "news" ? note_news(app, tx, actor, mail, outcome)
                      : note_account_mail(app, tx, actor, mail, outcome);
}

void note(const App& app, store::Tx& tx, const Actor& actor, const store::OutboxMail& mail,
          const net::MailOutcome& outcome) {
  using Kind = net::MailOutcome::Kind;
  store::Outbox outbox(tx, actor.tenant);
  const bool proposal = !mail.proposal_id.empty();
  if (outcome.kind == Kind::accepted) {
    outbox.end_sent(mail.id, app.now());
    if (!mail.account_id.empty()) return note_person_mail(app, tx, actor, mail, outcome);
    proposal ? note_proposal_sent(app, tx, actor.tenant, mail) : note_sent(app, tx, actor.tenant, mail);
    record_mail(app, tx, actor, mail, "mail.sent", "Sent: " + mail.subject);
    return;
  }
  const bool again = outcome.kind == Kind::failed && mail.attempts < kAttemptsMax;
  const char* state = again                           ? "queued"
                      : outcome.kind == Kind::refused ? "refused"
                      : outcome.kind == Kind::unknown ? "unknown"
                                                      : "failed";
  outbox.move(mail.id, "sending", state, app.now() + pause_after(mail.attempts), outcome.reply);
  if (again) return;
  if (!mail.account_id.empty()) return note_person_mail(app, tx, actor, mail, outcome);
  proposal ? note_proposal_not_sent(app, tx, actor.tenant, mail, outcome.reply)
           : note_not_sent(app, tx, actor.tenant, mail, outcome.reply);
  record_mail(app, tx, actor, mail, "mail.failed",
              sentence("Not sent: {} ({})", mail.subject, outcome.reply));
}

}  // namespace

int deliver_due_mail(const App& app) {
  const auto due = app.db.read([&](store::Tx& tx) { return store::due_mail(tx, app.now(), kRoundMax); });
  int tried = 0;
  for (const store::DueMail& one : due) {
    const Actor actor{store::Tenant(one.workspace_id), "", "Every", "", "owner", ""};
    store::MailSettings settings;
    const auto mail = app.db.write([&](store::Tx& tx) -> std::optional<store::OutboxMail> {
      store::Outbox outbox(tx, actor.tenant);
      if (!outbox.begin(one.id)) return std::nullopt;
      settings = outbox.settings();
      return outbox.find(one.id);
    });
    if (!mail) continue;
    ++tried;
    const net::MailOutcome outcome = send(app, actor, *mail, settings);
    app.db.write([&](store::Tx& tx) { note(app, tx, actor, *mail, outcome); });
    tell_mail(app, actor, *mail);
  }
  return tried;
}

void Post::start() {
  const auto interrupted = app_.db.write([](store::Tx& tx) { return store::give_up_interrupted_mail(tx); });
  if (interrupted > 0) app_.log.warn("mail.interrupted", {{"messages", interrupted}});
  rounds_.start(kLook, [this, looked = std::optional<Instant>()]() mutable {
    // A clock that was set back does not keep the news.
    if (const Instant now = app_.now(); !looked || now < *looked || now - *looked >= kNewsEvery) {
      looked = now;
      queue_news(app_);
    }
    deliver_due_mail(app_);
  });
}

}  // namespace every::app
