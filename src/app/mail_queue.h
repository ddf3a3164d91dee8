// What mails of every kind have in common: who gets them, what a person changed before sending, keeping them
// in the outbox (held for some seconds, so that they can be taken back), taking them back, trying again.
#pragma once

#include <chrono>
#include <string>

#include "app/context.h"
#include "base/json.h"
#include "store/outbox.h"

namespace every::app {

inline constexpr std::chrono::seconds kMailHold{10};

// What would be sent, to whom and from whom.
struct MailPreview {
  store::OutboxMail mail;
  std::string from_address, from_name;
  bool ready = false;  // a server and a sender are set up
};
void fill_sender(const App& app, store::Tx& tx, const Actor& actor, MailPreview& preview);

// From the workspace's template of this kind, else in the document's language, with its placeholders; `mail`
// says its kind, client and document. To the client's primary contact for invoices or proposals (else its
// document address), and copies to those with the role cc.
void write_mail(store::Tx& tx, const Actor& actor, store::OutboxMail& mail, const std::string& language);
// What the placeholders stand for, with the sender's name.
using MailValues = std::vector<std::pair<std::string, std::string>>;
void fill_mail(store::Tx& tx, const Actor& actor, store::OutboxMail& mail, MailValues values);
// Who it comes from, in words.
std::string sender_name(store::Tx& tx, const Actor& actor);
// to, cc, subject, text: what is there replaces what the mail has. sendAt: not before that time.
void read_message(Fields& in, store::OutboxMail& mail);
// The screens that show the mail's document learn of it.
void tell_mail(const App& app, const Actor& actor, const store::OutboxMail& mail);
// A line in the history of the mail's document.
void record_mail(const App& app, store::Tx& tx, const Actor& actor, const store::OutboxMail& mail,
                 std::string_view kind, const std::string& text);
// Into the outbox, in the caller's transaction. Error: validation (nobody to send to, mail not set up).
Result<store::OutboxMail> queue_mail(const App& app, store::Tx& tx, const Actor& actor,
                                     store::OutboxMail mail);

// "a@x.example, b@x.example": everybody who gets it.
std::string recipients(const store::OutboxMail& mail);

// Takes back what is still held. Errors: not_found, stale (it is under way).
Status cancel_mail(const App& app, const Actor& actor, const std::string& id);
// Queues again what did not arrive. Errors: not_found, stale (it is queued, under way or sent).
Result<store::OutboxMail> retry_mail(const App& app, const Actor& actor, const std::string& id);

}  // namespace every::app
