// Mails about accounts: invitations and links to a new password. Their links are made as the message leaves,
// so that no token is ever in the outbox.
#pragma once

#include <string>

#include "app/context.h"
#include "base/error.h"
#include "net/mail.h"
#include "store/outbox.h"
#include "store/people.h"

namespace every::app {

inline constexpr auto kResetLife = std::chrono::hours(1);

// A new link to the page where the subject is done with; works once.
std::string once_url(const App& app, store::Tx& tx, const store::Tenant& tenant, const std::string& kind,
                     const std::string& subject_id, Instant expires_at);

// Into the outbox when the workspace can send mail; whether it could.
bool queue_invitation(const App& app, store::Tx& tx, const Actor& actor, const store::Invitation& invitation);
bool queue_password_reset(const App& app, store::Tx& tx, const Actor& actor, const store::User& user);

// The text with its link, as the message leaves. Error: what has become of it since is a reason not to send
// it.
Result<std::string> account_mail_text(const App& app, const Actor& actor, const store::OutboxMail& mail);
// What became of it, for the log and the list of invitations.
void note_account_mail(const App& app, store::Tx& tx, const Actor& actor, const store::OutboxMail& mail,
                       const net::MailOutcome& outcome);

}  // namespace every::app
