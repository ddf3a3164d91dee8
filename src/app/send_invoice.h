// An invoice by mail: written from the workspace's template, kept in the outbox in the transaction that
// answers, held for some seconds so that it can be taken back, then sent by the post (app/post).
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "base/json.h"
#include "store/outbox.h"

namespace every::app {

inline constexpr std::chrono::seconds kMailHold{10};

// What would be sent, to whom: the client's primary invoice contact, copies to the contacts with the role cc.
// Errors: not_found, invoice_not_issued.
Result<store::OutboxMail> invoice_mail(const App& app, const Actor& actor, const std::string& invoice_id);
// Body: to, cc, subject, text, each optional. Errors: also validation (nobody to send to, mail not set up).
Result<store::OutboxMail> send_invoice(const App& app, const Actor& actor, const std::string& invoice_id,
                                       const json::value& body);
Result<std::vector<store::OutboxMail>> mails_of_invoice(const App& app, const Actor& actor,
                                                        const std::string& invoice_id);
// Takes back what is still held. Errors: not_found, stale (it is under way).
Status cancel_mail(const App& app, const Actor& actor, const std::string& id);
// Queues again what did not arrive. Errors: not_found, stale (it is queued, under way or sent).
Result<store::OutboxMail> retry_mail(const App& app, const Actor& actor, const std::string& id);

}  // namespace every::app
