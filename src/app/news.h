// Mails about what the bell says: who is to be told of what is decided and queued in one transaction, so that
// a kill loses nothing and doubles nothing; the post (post.h) sends them.
#pragma once

#include <string>

#include "app/context.h"
#include "net/mail.h"
#include "store/outbox.h"

namespace every::app {

// One look at every workspace that can send mail. Returns how many mails were queued.
int queue_news(const App& app);

// The mail as it leaves: text and HTML with the button's address and why it came. Error: what has become of
// its reader since is a reason not to send it.
struct NewsLetter {
  std::string text, html;
};
Result<NewsLetter> news_letter(const App& app, const Actor& actor, const store::OutboxMail& mail);
// Only what did not arrive is noted.
void note_news(const App& app, store::Tx& tx, const Actor& actor, const store::OutboxMail& mail,
               const net::MailOutcome& outcome);

}  // namespace every::app
