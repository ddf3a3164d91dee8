// Many invoices at once, or reminders of them: first who would get what, then exactly that.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/mail_queue.h"

namespace every::app {

inline constexpr std::size_t kSendMax = 200;

// What would be sent for one of them, or why nothing.
struct PlannedMail {
  std::string invoice_id, number, client;  // number: "" for a draft
  bool draft = false;
  std::optional<MailPreview> preview;
  std::optional<Error> problem;  // nobody to send to, void, nothing due, unknown
};
// Body: {ids, kind?}. Errors: validation.
Result<std::vector<PlannedMail>> plan_mails(const App& app, const Actor& actor, const json::value& body);

struct SentMails {
  std::vector<store::OutboxMail> mails;
  std::vector<PlannedMail> left_out;  // with their problem
};
// Body: {items: [{id, to, cc}], kind?, issue?, sendAt?}. Each as send_invoice() does it, in a transaction of
// its own: what cannot be sent is left out with its reason and stops nobody else. Errors: forbidden,
// validation.
Result<SentMails> send_invoices(const App& app, const Actor& actor, const json::value& body);

}  // namespace every::app
