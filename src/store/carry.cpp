#include "store/carry.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "store/encode.h"
#include "store/words.h"

namespace every::store {
namespace {

std::vector<std::string> ids(Rows rows) {
  std::vector<std::string> out;
  while (rows.next()) out.push_back(rows.text(0));
  return out;
}

}  // namespace

void carry_contact_words(Tx& tx, const Tenant& tenant, const std::string& client_id, const std::string& contact_id) {
  std::string text;
  bool archived = false;
  {
    Rows r = tx.rows(tenant,
                     "SELECT p.first_name, p.last_name, p.email, p.more_emails, c.archived FROM contacts p JOIN clients c "
                     "ON c.workspace_id = p.workspace_id AND c.id = $2 WHERE p.workspace_id = $1 AND p.id = $3",
                     client_id, contact_id);
    if (!r.next()) return;
    text = r.text(0) + " " + r.text(1) + " " + r.text(2);
    for (const std::string& email : decode_texts(r.view(3))) text += " " + email;
    archived = r.flag(4);
  }
  put_words(tx, tenant, client_kind(archived), client_id, contact_id, text);
}

std::string document_email(Tx& tx, const Tenant& tenant, const std::string& client_id) {
  {
    Rows r = tx.rows(tenant,
                     "SELECT p.email FROM client_contacts m JOIN contacts p ON p.workspace_id = m.workspace_id AND p.id = "
                     "m.contact_id WHERE m.workspace_id = $1 AND m.client_id = $2 AND p.email <> '' ORDER BY CASE WHEN "
                     "m.invoice_role = 'primary' THEN 0 ELSE 1 END, p.id LIMIT 1",
                     client_id);
    if (r.next()) return r.text(0);
  }
  Rows r = tx.rows(tenant, "SELECT email FROM clients WHERE workspace_id = $1 AND id = $2", client_id);
  return r.next() ? r.text(0) : std::string();
}

void carry_email(Tx& tx, const Tenant& tenant, const std::string& client_id) {
  tx.run(tenant, "UPDATE clients SET email_key = $3 WHERE workspace_id = $1 AND id = $2 AND email_key <> $3", client_id,
         fold(document_email(tx, tenant, client_id)));
}

// In thousandths, so that yen and dinars compare. Currencies are not converted: this only sorts.
void carry_balance(Tx& tx, const Tenant& tenant, const std::string& client_id) {
  std::int64_t largest = 0;
  {
    Rows r = tx.rows(tenant,
                     "SELECT currency, sum(total - paid) FROM invoices WHERE workspace_id = $1 AND client_id = $2 AND "
                     "status = 'issued' GROUP BY currency",
                     client_id);
    while (r.next()) {
      std::int64_t thousandths = r.integer(1);
      for (int d = currency_of(r.view(0)).digits(); d < 3; ++d)
        thousandths = std::min(thousandths, std::numeric_limits<std::int64_t>::max() / 10) * 10;
      largest = std::max(largest, thousandths);
    }
  }
  tx.run(tenant, "UPDATE clients SET balance_sort = $3 WHERE workspace_id = $1 AND id = $2 AND balance_sort <> $3",
         client_id, largest);
}

void carry_deal_words(Tx& tx, const Tenant& tenant, const std::string& deal_id) {
  std::string text;
  {
    Rows r = tx.rows(tenant,
                     "SELECT d.name, coalesce(c.name, '') FROM deals d LEFT JOIN clients c ON c.workspace_id = "
                     "d.workspace_id AND c.id = d.client_id WHERE d.workspace_id = $1 AND d.id = $2",
                     deal_id);
    if (!r.next()) return;
    text = r.text(0) + " " + r.text(1);
  }
  put_words(tx, tenant, "deal", deal_id, deal_id, text);
}

void carry_invoice_words(Tx& tx, const Tenant& tenant, const std::string& invoice_id) {
  std::string text;
  {
    Rows r = tx.rows(tenant,
                     "SELECT i.number, i.deal_name, i.po_number, coalesce(c.name, '') FROM invoices i LEFT JOIN clients c "
                     "ON c.workspace_id = i.workspace_id AND c.id = i.client_id WHERE i.workspace_id = $1 AND i.id = $2",
                     invoice_id);
    if (!r.next()) return;
    text = r.text(0) + " " + r.text(1) + " " + r.text(2) + " " + r.text(3);
  }
  put_words(tx, tenant, "invoice", invoice_id, invoice_id, text);
}

void carry_client_name(Tx& tx, const Tenant& tenant, const std::string& client_id) {
  for (const std::string& id :
       ids(tx.rows(tenant, "SELECT id FROM deals WHERE workspace_id = $1 AND client_id = $2", client_id)))
    carry_deal_words(tx, tenant, id);
  for (const std::string& id :
       ids(tx.rows(tenant, "SELECT id FROM invoices WHERE workspace_id = $1 AND client_id = $2", client_id)))
    carry_invoice_words(tx, tenant, id);
}

}  // namespace every::store
