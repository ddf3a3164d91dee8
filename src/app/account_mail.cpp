#include "app/account_mail.h"

#include "app/mail_queue.h"
#include "app/mail_settings.h"
#include "app/outgoing_mail.h"
#include "app/reader.h"
#include "base/sentence.h"
#include "crypto/crypto.h"

namespace every::app {
namespace {

const MailTemplate kInvitation{
    "{inviter} invites you to {workspace}",
    "Hello,\n\n{inviter} invites you to {workspace} on Every, as {role}.\n\nSet your name and your password "
    "here: {link}\n\nThe link works once, until {day}. If you do not know {inviter}, there is nothing to "
    "do.\n"};
const MailTemplate kReset{"A new password for {workspace}",
                          "Hello {name},\n\nsomebody asked for a new password for your account of "
                          "{workspace} on Every.\n\nChoose it "
                          "here: {link}\n\nThe link works once, for an hour. If it was not you, there is "
                          "nothing to do: your password "
                          "stays as it is.\n"};

std::string_view word_of(std::string_view role) {
  return role == "owner"    ? "owner"
         : role == "admin"  ? "administrator"
         : role == "viewer" ? "reader"
                            : "member";
}

bool queue(const App& app, store::Tx& tx, const Actor& actor, store::OutboxMail mail,
           const MailTemplate& words, const MailValues& values, const Wording& wording) {
  store::Outbox outbox(tx, actor.tenant);
  if (!can_send_mail(app, outbox.settings())) return false;
  mail.id = app.id();
  mail.subject = fill_template(worded(ours(words.subject), wording), values);
  mail.text = fill_template(worded(ours(words.text), wording), values);
  mail.created_at = mail.due_at = app.now();
  mail.created_by = actor.name;
  outbox.insert(mail);
  return true;
}

}  // namespace

// The token is behind a #: what comes after it is sent to no server, and stands in nobody's log.
std::string once_url(const App& app, store::Tx& tx, const store::Tenant& tenant, const std::string& kind,
                     const std::string& subject_id, Instant expires_at) {
  const std::string token = crypto::random_token(24);
  store::forget_once_links(tx, app.now());
  store::insert_once_link(tx, crypto::sha256_hex(token),
                          {tenant.id(), kind, subject_id, app.now(), expires_at});
  return app.config.public_url + (kind == "invitation" ? "/invitation#" : "/reset#") + token;
}

bool queue_invitation(const App& app, store::Tx& tx, const Actor& actor,
                      const store::Invitation& invitation) {
  const store::Workspace workspace = workspace_of(tx, actor);
  const Wording& wording = wording_of(tx, actor.tenant, "");
  store::OutboxMail mail;
  mail.kind = "invitation";
  mail.account_id = invitation.id;
  mail.to = {invitation.email};
  return queue(
      app, tx, actor, std::move(mail), kInvitation,
      {{"inviter", actor.name},
       {"workspace", workspace.name},
       {"role", worded(ours(word_of(invitation.role)), wording)},
       {"day", worded(sentence("{}", local_date(invitation.expires_at, workspace.time_zone)), wording)}},
      wording);
}

bool queue_password_reset(const App& app, store::Tx& tx, const Actor& actor, const store::User& user) {
  store::OutboxMail mail;
  mail.kind = "password_reset";
  mail.account_id = user.id;
  mail.to = {user.email};
  return queue(app, tx, actor, std::move(mail), kReset,
               {{"name", user.name}, {"workspace", workspace_of(tx, actor).name}},
               wording_of(tx, actor.tenant, user.id));
}

Result<std::string> account_mail_text(const App& app, const Actor& actor, const store::OutboxMail& mail) {
  EVERY_TRY(url, app.db.write([&](store::Tx& tx) -> Result<std::string> {
    if (mail.kind == "invitation") {
      const auto invitation = store::People(tx, actor.tenant).invitation(mail.account_id);
      if (!invitation || !invitation->open() || invitation->expires_at <= app.now())
        return Error(Code::link_expired, "The invitation was not open any more.");
      return once_url(app, tx, actor.tenant, "invitation", invitation->id, invitation->expires_at);
    }
    if (mail.created_at + kResetLife <= app.now() || !store::Accounts(tx).user(actor.tenant, mail.account_id))
      return Error(Code::link_expired, "The new password was asked for too long ago.");
    return once_url(app, tx, actor.tenant, "password_reset", mail.account_id, app.now() + kResetLife);
  }));
  return fill_template(mail.text, {{"link", url}});
}

void note_account_mail(const App& app, store::Tx& tx, const Actor& actor, const store::OutboxMail& mail,
                       const net::MailOutcome& outcome) {
  const bool sent = outcome.kind == net::MailOutcome::Kind::accepted;
  const bool invitation = mail.kind == "invitation";
  const std::string& to = mail.to.front();
  record(app, tx, actor, invitation ? "invitation" : "user", mail.account_id, "",
         std::string(invitation ? "invitation." : "password.") + (sent ? "mail_sent" : "mail_not_sent"),
         sent ? sentence(
                    invitation ? "Mailed the invitation of {}." : "Mailed the link to a new password for {}.",
                    to)
              : sentence(invitation ? "Could not mail the invitation of {}: {}"
                                    : "Could not mail the link to a new password for {}: {}",
                         to, outcome.reply));
}

}  // namespace every::app
