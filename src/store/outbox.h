// Mail on its way. A message is kept before anything is sent, and each step it takes is a row's state:
//
//   queued -> sending -> sent | refused (the server does not want it) | queued again (later) | failed (tried
//   often enough) | unknown (handed over, but no answer came, or the process was killed in between)
//
// Only `queued` is ever sent, so that nothing is sent twice; what is not `sent` stays visible and can be
// queued again by a person.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

struct MailSettings {
  std::string host, security = "starttls", user, password_sealed, from_address, from_name;
  int port = 587;
  std::string subject, text;  // templates; empty: the product's own
  std::string reminder_subject, reminder_text;
  std::string proposal_subject, proposal_text;
  std::int64_t version = 0;  // 0: nothing was kept yet
};

struct OutboxMail {
  std::string id, kind = "invoice";  // and reminder, credit_note, proposal, invitation, password_reset, news
  std::string invoice_id, proposal_id;  // one of them, or
  std::string account_id;               // of the invitation, or of the person
  std::int64_t revision = 0;            // of the proposal that it was written about; 0: not known
  std::string client_id;
  std::vector<std::string> to, cc;
  std::string subject, text;
  std::string about, button, path;  // of news: its kind, and the button with the page that it opens
  std::string state = "queued";     // and sending, sent, refused, failed, unknown, cancelled
  std::int64_t attempts = 0;
  Instant due_at;       // of a queued one: when it is sent
  std::string problem;  // what the server said
  std::string created_by;
  Instant created_at;
  std::optional<Instant> sent_at;
};

class Outbox {
 public:
  Outbox(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  MailSettings settings();
  bool put_settings(const MailSettings& settings, Instant at, std::int64_t expected_version);

  void insert(const OutboxMail& mail);
  std::optional<OutboxMail> find(const std::string& id);
  std::vector<OutboxMail> of_invoice(const std::string& invoice_id);  // newest first
  std::vector<OutboxMail> of_proposal(const std::string& proposal_id);
  std::optional<OutboxMail> last_of_account(const std::string& account_id);
  std::optional<OutboxMail> last_news_of(const std::string& user_id);
  // From one state into another; false when it is not in that one any more.
  bool move(const std::string& id, const std::string& from, const std::string& to, Instant due_at,
            const std::string& problem);
  bool begin(const std::string& id);  // queued -> sending, one more attempt
  bool end_sent(const std::string& id, Instant at);

 private:
  Tx& tx_;
  Tenant tenant_;
};

// Whether any workspace has a server and a sender.
bool any_mail_settings(Tx& tx);

struct DueMail {
  std::string workspace_id, id;
};
// Of all workspaces, at most `limit`, the longest due first.
std::vector<DueMail> due_mail(Tx& tx, Instant now, std::int64_t limit);
// What a killed process was sending: whether it arrived is not known. Once, before anything is sent.
std::int64_t give_up_interrupted_mail(Tx& tx);

}  // namespace every::store
