// How a workspace sends mail: its SMTP server (the password sealed, never told), who it comes from, and what
// it says.
#pragma once

#include "app/context.h"
#include "base/json.h"
#include "store/outbox.h"

namespace every::app {

// What a mail says. Placeholders: {number}, {client}, {total}, {sender}, of an invoice {due} and {dueDate},
// of a credit note {about} (the invoice's number), of a proposal {title} and {validUntil}; {link} is filled
// as the message leaves.
struct MailTemplate {
  std::string subject, text;
};
// The product's own words for a kind of mail (invoice, reminder, credit_note or proposal) in the language of
// a tag of BCP 47; English where there is no other.
MailTemplate default_template(std::string_view kind, std::string_view language);
// The language of documents to clients that have none of their own (BCP 47).
std::string workspace_language(const App& app, const Actor& actor);
// The workspace's own words, which it has in one language only, else the product's; of credit notes there are
// none of its own.
MailTemplate template_of(const store::MailSettings& settings, std::string_view kind,
                         std::string_view language);

Result<store::MailSettings> mail_settings(const App& app, const Actor& actor);
// Members that are absent stay; "password" is write-only. Errors: validation, stale.
Result<store::MailSettings> change_mail_settings(const App& app, const Actor& actor, const json::value& body,
                                                 std::int64_t expected_version);

// Sends a message with nothing in it to `to` (the actor's own address when it is absent), at once, and gives
// what the server answered. Errors: validation, mail_not_sent.
struct TestMail {
  std::string to, reply;
};
Result<TestMail> send_test_mail(const App& app, const Actor& actor, const json::value& body);

// "{number}" and the like, replaced; an unknown name stays as it is.
std::string fill_template(const std::string& text,
                          const std::vector<std::pair<std::string, std::string>>& values);

}  // namespace every::app
