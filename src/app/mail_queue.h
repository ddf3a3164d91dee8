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

// The client's document address, and copies to its contacts with the role cc.
void address_mail(store::Tx& tx, const Actor& actor, store::OutboxMail& mail);
// to, cc, subject, text: what is there replaces what the mail has.
void read_message(Fields& in, store::OutboxMail& mail);
// Into the outbox, in the caller's transaction. Error: validation (nobody to send to, mail not set up).
Result<store::OutboxMail> queue_mail(const App& app, store::Tx& tx, const Actor& actor,
                                     store::OutboxMail mail);

// Takes back what is still held. Errors: not_found, stale (it is under way).
Status cancel_mail(const App& app, const Actor& actor, const std::string& id);
// Queues again what did not arrive. Errors: not_found, stale (it is queued, under way or sent).
Result<store::OutboxMail> retry_mail(const App& app, const Actor& actor, const std::string& id);

}  // namespace every::app
