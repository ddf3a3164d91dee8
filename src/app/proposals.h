// Proposals: drafts that change, opened to a client who accepts or declines them, invoiced as a whole or in
// shares.
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "app/invoices.h"
#include "app/mail_queue.h"
#include "base/json.h"
#include "domain/proposal.h"
#include "render/proposal_pdf.h"
#include "store/proposals.h"

namespace every::app {

// Draft: parties as they are now; open: as they were then; accepted: exactly what was accepted.
std::optional<domain::Proposal> load_proposal(store::Tx& tx, const Actor& actor, const std::string& id);

// From scratch (clientId) or from a deal (dealId): its client, lines and currency. Errors: validation,
// not_found, deal_no_client.
Result<domain::Proposal> create_proposal(const App& app, const Actor& actor, const json::value& body);
// Errors: not_found, proposal_not_draft, stale, validation.
Result<domain::Proposal> change_proposal(const App& app, const Actor& actor, const std::string& id,
                                         const json::value& body, std::int64_t expected_version);
// A draft that was never open. Error: proposal_not_draft.
Status delete_proposal(const App& app, const Actor& actor, const std::string& id);
// It gets its number and can be answered by whoever has its link. Errors: proposal_not_draft, validation
// (everything that is missing, at once).
Result<domain::Proposal> open_proposal(const App& app, const Actor& actor, const std::string& id);
// Takes one that is not accepted back as a draft: until it is opened again, nobody can answer it. Error:
// proposal_not_open.
Result<domain::Proposal> revise_proposal(const App& app, const Actor& actor, const std::string& id);

Result<render::ProposalDocument> proposal_document(const App& app, store::Tx& tx, const Actor& actor,
                                                   const std::string& id);
Result<Pdf> proposal_pdf(const App& app, const Actor& actor, const std::string& id);

// As with invoices (app/send_invoice); a draft is opened when it is sent.
Result<MailPreview> proposal_mail(const App& app, const Actor& actor, const std::string& id);
Result<store::OutboxMail> send_proposal(const App& app, const Actor& actor, const std::string& id,
                                        const json::value& body);
Result<std::vector<store::OutboxMail>> mails_of_proposal(const App& app, const Actor& actor,
                                                         const std::string& id);
void note_proposal_sent(const App& app, store::Tx& tx, const store::Tenant& tenant,
                        const store::OutboxMail& mail);
void note_proposal_not_sent(const App& app, store::Tx& tx, const store::Tenant& tenant,
                            const store::OutboxMail& mail, const std::string& reply);

// A draft invoice of what was accepted: body {percent}, all that is left when it is absent. Asked for all of
// it again, the invoice there is comes back (made = false). Errors: proposal_not_accepted, proposal_invoiced,
// has_documents (the deal has another invoice).
Result<DealInvoice> invoice_proposal(const App& app, const Actor& actor, const std::string& id,
                                     const json::value& body);

// `answered`: by its client, just now.
void tell_proposal(const App& app, const Actor& actor, const std::string& id, bool answered = false);
void note_proposal(const App& app, store::Tx& tx, const Actor& actor, const domain::Proposal& proposal,
                   std::string_view event, const std::string& text);
// Opens a draft within the caller's transaction.
Result<domain::Proposal> open_in(const App& app, store::Tx& tx, const Actor& actor, const std::string& id);

}  // namespace every::app
