#include "store/outbox.h"

#include "store/encode.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kColumns =
    "id, invoice_id, client_id, to_, cc, subject, text, state, attempts, due_at, problem, created_by, "
    "created_at, sent_at, kind, proposal_id, account_id, revision, about, button, path";

OutboxMail read(const Rows& r) {
  return {.id = r.text(0),
          .kind = r.text(14),
          .invoice_id = r.text(1),
          .proposal_id = r.text(15),
          .account_id = r.text(16),
          .revision = r.integer(17),
          .client_id = r.text(2),
          .to = decode_texts(r.view(3)),
          .cc = decode_texts(r.view(4)),
          .subject = r.text(5),
          .text = r.text(6),
          .about = r.text(18),
          .button = r.text(19),
          .path = r.text(20),
          .state = r.text(7),
          .attempts = r.integer(8),
          .due_at = r.time(9),
          .problem = r.text(10),
          .created_by = r.text(11),
          .created_at = r.time(12),
          .sent_at = r.maybe_time(13)};
}

}  // namespace

MailSettings Outbox::settings() {
  MailSettings out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT host, port, security, user_name, password_sealed, from_address, from_name, subject, text, "
      "version, reminder_subject, reminder_text, proposal_subject, proposal_text FROM mail_settings WHERE "
      "workspace_id = $1");
  if (!r.next()) return out;
  out.host = r.text(0);
  out.port = static_cast<int>(r.integer(1));
  out.security = r.text(2);
  out.user = r.text(3);
  out.password_sealed = r.text(4);
  out.from_address = r.text(5);
  out.from_name = r.text(6);
  out.subject = r.text(7);
  out.text = r.text(8);
  out.version = r.integer(9);
  out.reminder_subject = r.text(10);
  out.reminder_text = r.text(11);
  out.proposal_subject = r.text(12);
  out.proposal_text = r.text(13);
  return out;
}

bool Outbox::put_settings(const MailSettings& s, Instant at, std::int64_t expected_version) {
  if (settings().version != expected_version) return false;
  return tx_.run(
             tenant_,
             "INSERT INTO mail_settings (workspace_id, host, port, security, user_name, password_sealed, "
             "from_address, from_name, subject, text, reminder_subject, reminder_text, proposal_subject, "
             "proposal_text, updated_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
             "$13, $14, $15, 1) ON CONFLICT (workspace_id) DO UPDATE SET host = excluded.host, port = "
             "excluded.port, security = excluded.security, user_name = excluded.user_name, password_sealed = "
             "excluded.password_sealed, from_address = excluded.from_address, from_name = "
             "excluded.from_name, "
             "subject = excluded.subject, text = excluded.text, reminder_subject = "
             "excluded.reminder_subject, "
             "reminder_text = excluded.reminder_text, proposal_subject = excluded.proposal_subject, "
             "proposal_text "
             "= excluded.proposal_text, updated_at = excluded.updated_at, version = mail_settings.version + "
             "1",
             s.host, s.port, s.security, s.user, s.password_sealed, s.from_address, s.from_name, s.subject,
             s.text, s.reminder_subject, s.reminder_text, s.proposal_subject, s.proposal_text, at) == 1;
}

void Outbox::insert(const OutboxMail& m) {
  tx_.run(
      tenant_,
      "INSERT INTO outbox (workspace_id, id, kind, invoice_id, proposal_id, client_id, to_, cc, subject, "
      "text, "
      "state, attempts, due_at, problem, created_by, created_at, account_id, revision, about, button, path) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, "
      "$21)",
      m.id, m.kind, m.invoice_id, m.proposal_id, m.client_id, encode(m.to), encode(m.cc), m.subject, m.text,
      m.state, m.attempts, m.due_at, m.problem, m.created_by, m.created_at, m.account_id, m.revision, m.about,
      m.button, m.path);
}

std::optional<OutboxMail> Outbox::find(const std::string& id) {
  Rows r = tx_.rows(
      tenant_, "SELECT " + std::string(kColumns) + " FROM outbox WHERE workspace_id = $1 AND id = $2", id);
  if (!r.next()) return std::nullopt;
  return read(r);
}

std::vector<OutboxMail> Outbox::of_invoice(const std::string& invoice_id) {
  std::vector<OutboxMail> out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT " + std::string(kColumns) +
          " FROM outbox WHERE workspace_id = $1 AND invoice_id = $2 ORDER BY created_at DESC, id DESC",
      invoice_id);
  while (r.next()) out.push_back(read(r));
  return out;
}

std::vector<OutboxMail> Outbox::of_proposal(const std::string& proposal_id) {
  std::vector<OutboxMail> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT " + std::string(kColumns) +
                        " FROM outbox WHERE workspace_id = $1 AND proposal_id = $2 AND proposal_id <> '' "
                        "ORDER BY created_at "
                        "DESC, id DESC",
                    proposal_id);
  while (r.next()) out.push_back(read(r));
  return out;
}

std::optional<OutboxMail> Outbox::last_of_account(const std::string& account_id) {
  Rows r =
      tx_.rows(tenant_,
               "SELECT " + std::string(kColumns) +
                   " FROM outbox WHERE workspace_id = $1 AND account_id = $2 AND account_id <> '' ORDER BY "
                   "created_at DESC, id DESC LIMIT 1",
               account_id);
  if (!r.next()) return std::nullopt;
  return read(r);
}

std::optional<OutboxMail> Outbox::last_news_of(const std::string& user_id) {
  Rows r =
      tx_.rows(tenant_,
               "SELECT " + std::string(kColumns) +
                   " FROM outbox WHERE workspace_id = $1 AND account_id = $2 AND account_id <> '' AND kind = "
                   "'news' ORDER BY created_at DESC, id DESC LIMIT 1",
               user_id);
  if (!r.next()) return std::nullopt;
  return read(r);
}

bool Outbox::move(const std::string& id, const std::string& from, const std::string& to, Instant due_at,
                  const std::string& problem) {
  return tx_.run(tenant_,
                 "UPDATE outbox SET state = $4, due_at = $5, problem = $6 WHERE workspace_id = $1 AND id = "
                 "$2 AND "
                 "state = $3",
                 id, from, to, due_at, problem) == 1;
}

bool Outbox::begin(const std::string& id) {
  return tx_.run(tenant_,
                 "UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE workspace_id = $1 AND "
                 "id = $2 AND "
                 "state = 'queued'",
                 id) == 1;
}

bool Outbox::end_sent(const std::string& id, Instant at) {
  return tx_.run(tenant_,
                 "UPDATE outbox SET state = 'sent', problem = '', sent_at = $3 WHERE workspace_id = $1 AND "
                 "id = $2 AND "
                 "state = 'sending'",
                 id, at) == 1;
}

bool any_mail_settings(Tx& tx) {
  return tx.number(Tenant::system(),
                   "SELECT count(*) FROM mail_settings WHERE host <> '' AND from_address <> '' AND $1 = $1") >
         0;
}

std::vector<DueMail> due_mail(Tx& tx, Instant now, std::int64_t limit) {
  std::vector<DueMail> out;
  Rows r = tx.rows(
      Tenant::system(),
      "SELECT workspace_id, id FROM outbox WHERE state = 'queued' AND due_at <= $2 AND $1 = $1 ORDER BY "
      "due_at, id LIMIT $3",
      now, limit);
  while (r.next()) out.push_back({r.text(0), r.text(1)});
  return out;
}

std::int64_t give_up_interrupted_mail(Tx& tx) {
  return tx.run(Tenant::system(),
                "UPDATE outbox SET state = 'unknown', problem = $2 WHERE state = 'sending' AND $1 = $1",
                "The server was stopped while this was being sent.");
}

}  // namespace every::store
