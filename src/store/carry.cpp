#include "store/carry.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "store/encode.h"
#include "store/search.h"

namespace every::store {
// Sorted by the membership's contact, never by the contact's own id: a planner without statistics would begin
// with every contact there is to save itself the sorting.
void carry_client_search(Tx& tx, const Tenant& tenant, const std::string& client_id) {
  std::string text, was;
  std::int64_t seq = 0;
  bool archived = false;
  {
    Rows r = tx.rows(tenant,
                     "SELECT seq, archived, search, name, legal_name, email, website, tags FROM clients "
                     "WHERE workspace_id = $1 "
                     "AND id = $2",
                     client_id);
    if (!r.next()) return;
    seq = r.integer(0);
    archived = r.flag(1);
    was = r.text(2);
    text = r.text(3) + " " + r.text(4) + " " + r.text(5) + " " + r.text(6);
    for (const std::string& tag : decode_texts(r.view(7))) text += " " + tag;
  }
  {
    Rows r = tx.rows(
        tenant,
        "SELECT p.first_name, p.last_name, p.email, p.more_emails FROM client_contacts m JOIN contacts p ON "
        "p.workspace_id = m.workspace_id AND p.id = m.contact_id WHERE m.workspace_id = $1 AND m.client_id = "
        "$2 ORDER BY m.contact_id LIMIT 100",
        client_id);
    while (r.next()) {
      text += " " + r.text(0) + " " + r.text(1) + " " + r.text(2);
      for (const std::string& email : decode_texts(r.view(3))) text += " " + email;
    }
  }
  const std::string now = search_words(text);
  if (now == was) return;
  put_search(tx, tenant, client_index(archived), seq, was, now);
  tx.run(tenant, "UPDATE clients SET search = $3 WHERE workspace_id = $1 AND seq = $2", seq, now);
}

void drop_client_search(Tx& tx, const Tenant& tenant, const std::string& client_id) {
  std::string was;
  std::int64_t seq = 0;
  bool archived = false;
  {
    Rows r = tx.rows(tenant, "SELECT seq, archived, search FROM clients WHERE workspace_id = $1 AND id = $2",
                     client_id);
    if (!r.next()) return;
    seq = r.integer(0);
    archived = r.flag(1);
    was = r.text(2);
  }
  put_search(tx, tenant, client_index(archived), seq, was, "");
  tx.run(tenant, "UPDATE clients SET search = '' WHERE workspace_id = $1 AND seq = $2", seq);
}

std::string document_email(Tx& tx, const Tenant& tenant, const std::string& client_id) {
  {
    Rows r = tx.rows(
        tenant,
        "SELECT p.email FROM client_contacts m JOIN contacts p ON p.workspace_id = m.workspace_id AND p.id = "
        "m.contact_id WHERE m.workspace_id = $1 AND m.client_id = $2 AND p.email <> '' ORDER BY CASE WHEN "
        "m.invoice_role = 'primary' THEN 0 ELSE 1 END, m.contact_id LIMIT 1",
        client_id);
    if (r.next()) return r.text(0);
  }
  Rows r = tx.rows(tenant, "SELECT email FROM clients WHERE workspace_id = $1 AND id = $2", client_id);
  return r.next() ? r.text(0) : std::string();
}

void carry_email(Tx& tx, const Tenant& tenant, const std::string& client_id) {
  tx.run(tenant, "UPDATE clients SET email_key = $3 WHERE workspace_id = $1 AND id = $2 AND email_key <> $3",
         client_id, fold(document_email(tx, tenant, client_id)));
}

std::vector<Money> balances(Tx& tx, const Tenant& tenant, const std::string& client_id) {
  std::vector<Money> out;
  Rows r = tx.rows(
      tenant,
      "SELECT currency, sum(owed) FROM (SELECT currency, total - paid - credited AS owed FROM invoices WHERE "
      "workspace_id = $1 AND client_id = $2 AND status = 'issued' AND paid + credited <> total UNION ALL "
      "SELECT "
      "currency, used - amount "
      "FROM "
      "payments WHERE workspace_id = $1 AND client_id = $2 AND used < amount) AS owing GROUP BY currency "
      "HAVING "
      "sum(owed) <> 0 ORDER BY currency",
      client_id);
  while (r.next()) out.push_back({r.integer(1), currency_of(r.view(0))});
  return out;
}

// In thousandths, so that yen and dinars compare. Currencies are not converted: this only sorts.
void carry_balance(Tx& tx, const Tenant& tenant, const std::string& client_id) {
  std::int64_t largest = 0;
  for (const Money& balance : balances(tx, tenant, client_id)) {
    std::int64_t thousandths = balance.minor;
    for (int d = balance.currency.digits(); d < 3; ++d)
      thousandths = std::min(thousandths, std::numeric_limits<std::int64_t>::max() / 10) * 10;
    largest = std::max(largest, thousandths);
  }
  tx.run(tenant,
         "UPDATE clients SET balance_sort = $3 WHERE workspace_id = $1 AND id = $2 AND balance_sort <> $3",
         client_id, largest);
}

namespace {

// `words`: what of a row of `table` is found; the row is t there, and its client c.
void carry_search(Tx& tx, const Tenant& tenant, const std::string& index, std::string_view words,
                  std::string_view table, const std::string& id) {
  std::string was, now;
  std::int64_t seq = 0;
  {
    Rows r = tx.rows(tenant,
                     "SELECT t.seq, t.search, " + std::string(words) + " FROM " + std::string(table) +
                         " t LEFT JOIN clients c ON c.workspace_id = t.workspace_id AND c.id = t.client_id "
                         "WHERE t.workspace_id = $1 AND t.id = $2",
                     id);
    if (!r.next()) return;
    seq = r.integer(0);
    was = r.text(1);
    now = search_words(r.view(2));
  }
  if (now == was) return;
  put_search(tx, tenant, index, seq, was, now);
  tx.run(tenant, "UPDATE " + std::string(table) + " SET search = $3 WHERE workspace_id = $1 AND seq = $2",
         seq, now);
}

}  // namespace

void carry_deal_search(Tx& tx, const Tenant& tenant, const std::string& deal_id) {
  carry_search(tx, tenant, "deal", "t.name || ' ' || coalesce(c.name, '')", "deals", deal_id);
}

void carry_invoice_search(Tx& tx, const Tenant& tenant, const std::string& invoice_id) {
  carry_search(tx, tenant, "invoice",
               "t.number || ' ' || t.deal_name || ' ' || t.po_number || ' ' || coalesce(c.name, '')",
               "invoices", invoice_id);
}

void carry_proposal_search(Tx& tx, const Tenant& tenant, const std::string& proposal_id) {
  carry_search(tx, tenant, "proposal",
               "t.number || ' ' || t.title || ' ' || t.deal_name || ' ' || coalesce(c.name, '')", "proposals",
               proposal_id);
}

void carry_client_name(Tx& tx, const Tenant& tenant, const std::string& client_id) {
  for (const std::string& id :
       tx.rows(tenant, "SELECT id FROM deals WHERE workspace_id = $1 AND client_id = $2", client_id).texts())
    carry_deal_search(tx, tenant, id);
  for (const std::string& id :
       tx.rows(tenant, "SELECT id FROM invoices WHERE workspace_id = $1 AND client_id = $2", client_id)
           .texts())
    carry_invoice_search(tx, tenant, id);
  for (const std::string& id :
       tx.rows(tenant, "SELECT id FROM proposals WHERE workspace_id = $1 AND client_id = $2", client_id)
           .texts())
    carry_proposal_search(tx, tenant, id);
}

}  // namespace every::store
