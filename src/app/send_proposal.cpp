#include "app/mail_settings.h"
#include "app/proposals.h"
#include "render/format.h"
#include "render/words.h"

namespace every::app {
namespace {

MailValues values_of(store::Tx& tx, const Actor& actor, const domain::Proposal& p) {
  const render::Formatter format(p.locale.empty() ? workspace_of(tx, actor).locale : p.locale);
  MailValues values = {{"client", p.bill_to.name},
                       {"title", p.title},
                       {"total", format.money(p.totals.total)},
                       {"validUntil", p.valid_until ? format.date(*p.valid_until)
                                                    : render::words_of(p.locale).further_notice.text()}};
  if (!p.number.empty()) values.emplace_back("number", p.number);
  return values;
}

store::OutboxMail written(store::Tx& tx, const Actor& actor, const domain::Proposal& p) {
  store::OutboxMail mail;
  mail.kind = "proposal";
  mail.proposal_id = p.id;
  mail.client_id = p.client_id;
  write_mail(tx, actor, mail, p.locale);
  return mail;
}

Error unknown_proposal() {
  return Error(Code::not_found, "This proposal does not exist.");
}

}  // namespace

Result<MailPreview> proposal_mail(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<MailPreview> {
    const auto proposal = load_proposal(tx, actor, id);
    if (!proposal) return unknown_proposal();
    MailPreview out{.mail = written(tx, actor, *proposal), .from_address = {}, .from_name = {}};
    fill_mail(tx, actor, out.mail, values_of(tx, actor, *proposal));
    fill_sender(app, tx, actor, out);
    return out;
  });
}

Result<store::OutboxMail> send_proposal(const App& app, const Actor& actor, const std::string& id,
                                        const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  auto queued = app.db.write([&](store::Tx& tx) -> Result<store::OutboxMail> {
    auto proposal = load_proposal(tx, actor, id);
    if (!proposal) return unknown_proposal();
    static const json::value kNothing = json::object{};
    Fields in(body.is_null() ? kNothing : body);
    store::OutboxMail mail = written(tx, actor, *proposal);
    read_message(in, mail);
    EVERY_CHECK(in.finish());
    if (proposal->state == domain::ProposalState::draft) {
      EVERY_TRY(opened, open_in(app, tx, actor, id));
      proposal = opened;
    }
    EVERY_CHECK(domain::check_open(*proposal, today_of(app, workspace_of(tx, actor))));
    mail.revision = proposal->revision;
    fill_mail(tx, actor, mail, values_of(tx, actor, *proposal));
    return queue_mail(app, tx, actor, std::move(mail));
  });
  if (queued.ok()) tell_proposal(app, actor, id);
  return queued;
}

Result<std::vector<store::OutboxMail>> mails_of_proposal(const App& app, const Actor& actor,
                                                         const std::string& id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<std::vector<store::OutboxMail>> {
    if (!store::Proposals(tx, actor.tenant).find(id)) return unknown_proposal();
    return store::Outbox(tx, actor.tenant).of_proposal(id);
  });
}

void note_proposal_sent(const App& app, store::Tx& tx, const store::Tenant& tenant,
                        const store::OutboxMail& mail) {
  store::Proposals proposals(tx, tenant);
  proposals.mark_sent(mail.proposal_id, app.now());
  proposals.add_event(mail.proposal_id, {"sent", mail.created_by, "To " + recipients(mail), app.now()});
}

void note_proposal_not_sent(const App& app, store::Tx& tx, const store::Tenant& tenant,
                            const store::OutboxMail& mail, const std::string& reply) {
  store::Proposals(tx, tenant).add_event(mail.proposal_id, {"not_sent", mail.created_by, reply, app.now()});
}

}  // namespace every::app
