// An invoice by mail, or a reminder of it: written from the workspace's template, kept in the outbox in the
// transaction that answers (and that issues a draft, when asked to), then sent by the post (app/post).
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "app/mail_queue.h"
#include "base/json.h"
#include "domain/invoice.h"

namespace every::app {

// `kind`: invoice or reminder. Of a draft "{number}" stays as it is: sending fills it. Errors: not_found,
// invoice_not_issued (it is void, or a reminder of a draft), validation (a reminder of what is paid).
Result<MailPreview> invoice_mail(const App& app, const Actor& actor, const std::string& invoice_id,
                                 const std::string& kind);
// Body: kind, issue (a draft is issued first, or nothing happens at all), to, cc, subject, text, each
// optional. Placeholders in subject and text are filled. Errors: those of invoice_mail, of queue_mail and of
// issuing.
Result<store::OutboxMail> send_invoice(const App& app, const Actor& actor, const std::string& invoice_id,
                                       const json::value& body);
Result<std::vector<store::OutboxMail>> mails_of_invoice(const App& app, const Actor& actor,
                                                        const std::string& invoice_id);
// It left for the client in another way. Again: nothing more happens. Error: invoice_not_issued.
Status mark_invoice_sent(const App& app, const Actor& actor, const std::string& invoice_id);

// In the transaction that keeps what became of a mail: the invoice is sent, or its history says why not.
void note_sent(const App& app, store::Tx& tx, const store::Tenant& tenant, const store::OutboxMail& mail);
void note_not_sent(const App& app, store::Tx& tx, const store::Tenant& tenant, const store::OutboxMail& mail,
                   const std::string& reply);

}  // namespace every::app
