#include "store/erasure.h"

#include <map>
#include <set>

#include "store/carry.h"
#include "store/notes.h"
#include "store/tx.h"

namespace every::store {
namespace {

// The free texts that may name a person. `which` narrows the rows.
struct Text {
  const char* table;
  const char* column;
  const char* which;
};
constexpr Text kTexts[] = {
    {"activity", "text", ""},
    {"activity", "data", ""},
    {"notes", "text", ""},
    {"note_versions", "text", ""},
    {"invoice_notes", "text", ""},
    {"run_errors", "name", ""},
    {"run_errors", "detail", ""},
    {"run_errors", "fix", ""},
    {"run_records", "name", ""},
    {"run_records", "changes", ""},
    {"attention", "name", ""},
    {"attention", "detail", ""},
    {"undo_rows", "name", ""},
    {"invoice_events", "detail", ""},
    {"outbox", "to_", " AND state <> 'queued'"},
    {"outbox", "cc", " AND state <> 'queued'"},
    {"outbox", "subject", " AND state <> 'queued'"},
    {"outbox", "text", " AND state <> 'queued'"},
    {"billing_profiles", "profile", ""},
    {"invoices", "deal_state", ""},
    {"deal_parts", "label", ""},
    {"payments", "note", ""},
    {"payments", "reference", ""},
    {"proposals", "title", " AND state <> 'accepted'"},
    {"proposals", "document", " AND state <> 'accepted'"},
    {"proposals", "deal_name", ""},
    {"proposal_events", "by_", ""},
    {"proposal_events", "detail", ""},
    {"proposal_answers", "name", " AND answer <> 'accepted'"},
    {"proposal_answers", "reason", " AND answer <> 'accepted'"},
    {"proposal_answers", "document", " AND answer <> 'accepted'"},
    {"chat_conversations", "title", ""},
    {"chat_messages", "text", ""},
    {"chat_messages", "args", ""},
    {"chat_messages", "blocks", ""},
    {"chat_proposals", "args", ""},
    {"chat_proposals", "effect", ""},
    {"chat_proposals", "result", ""},
    {"invoice_bill_to", "bill_to",
     " AND EXISTS (SELECT 1 FROM invoices i WHERE i.workspace_id = invoice_bill_to.workspace_id AND i.id = "
     "invoice_bill_to.invoice_id AND i.status = 'draft')"},
    {"invoices", "notes", " AND status = 'draft'"},
    {"invoices", "footer", " AND status = 'draft'"},
    {"invoices", "po_number", " AND status = 'draft'"},
    {"invoices", "deal_name", " AND status = 'draft'"},
    {"invoice_lines", "description",
     " AND EXISTS (SELECT 1 FROM invoices i WHERE i.workspace_id = invoice_lines.workspace_id AND i.id = "
     "invoice_lines.invoice_id AND i.status = 'draft')"},
};

// The rows that are found by a text which has the word.
std::vector<std::string> having(Tx& tx, const Tenant& tenant, const std::string& table,
                                std::initializer_list<std::string> columns, const std::string& word) {
  std::string any;
  for (const std::string& column : columns)
    any += (any.empty() ? "" : " OR ") + ("replace(" + column + ", $2, '') <> " + column);
  return tx.rows(tenant, "SELECT id FROM " + table + " WHERE workspace_id = $1 AND (" + any + ")", word)
      .texts();
}

}  // namespace

std::vector<std::string> Erasure::ids_of(const std::string& hubspot_id) {
  std::set<std::string> all{hubspot_id};
  std::vector<std::string> open{hubspot_id}, out;
  while (!open.empty()) {
    const std::string id = std::move(open.back());
    open.pop_back();
    Rows r = tx_.rows(tenant_,
                      "SELECT old_id FROM mirror_aliases WHERE workspace_id = $1 AND object_type = 'contact' "
                      "AND current_id = $2",
                      id);
    while (r.next())
      if (all.insert(r.text(0)).second) open.push_back(r.text(0));
    out.push_back(id);
  }
  return out;
}

bool Erasure::mirror(const std::string& hubspot_id, Instant at) {
  tx_.run(
      tenant_,
      "DELETE FROM mirror_associations WHERE workspace_id = $1 AND ((from_type = 'contact' AND from_id = $2) "
      "OR (to_type = 'contact' AND to_id = $2))",
      hubspot_id);
  tx_.run(tenant_,
          "DELETE FROM mirror_list_members WHERE workspace_id = $1 AND object_type = 'contact' AND record_id "
          "= $2",
          hubspot_id);
  return tx_.run(tenant_,
                 "UPDATE mirror_records SET properties = '{}', hash = '', gone_as = 'purged', gone_at = "
                 "coalesce(gone_at, $3) WHERE workspace_id = $1 AND object_type = 'contact' AND id_length = "
                 "length($2) AND id = $2",
                 hubspot_id, at) == 1;
}

void Erasure::forget_choices(const std::string& hubspot_id) {
  for (const char* table : {"decisions", "selection", "not_duplicates"})
    tx_.run(tenant_, std::string("DELETE FROM ") + table + " WHERE workspace_id = $1 AND hubspot_id = $2",
            hubspot_id);
}

std::int64_t Erasure::history(std::span<const std::string> contact_ids,
                              std::span<const std::string> client_ids, std::string_view sentence) {
  std::int64_t n = 0;
  const auto of = [&](const char* kind, std::span<const std::string> ids) {
    for (const std::string& id : ids)
      n += tx_.run(
          tenant_,
          "UPDATE activity SET text = $4, data = '{}' WHERE workspace_id = $1 AND subject_kind = $2 AND "
          "subject_id = $3 AND text <> $4",
          kind, id, sentence);
  };
  of("contact", contact_ids);
  of("client", client_ids);
  return n;
}

std::int64_t Erasure::notes_of(const std::string& client_id) {
  return Notes(tx_, tenant_).forget(client_id);
}

std::int64_t Erasure::complaints(std::span<const std::string> hubspot_ids, std::string_view sentence) {
  std::int64_t n = 0;
  for (const std::string& id : hubspot_ids)
    n += tx_.run(tenant_,
                 "UPDATE run_errors SET name = '', detail = $3 WHERE workspace_id = $1 AND object_type = "
                 "'contact' AND object_id = $2",
                 id, sentence);
  for (const char* table : {"run_records", "attention"})
    for (const std::string& id : hubspot_ids)
      n += tx_.run(tenant_,
                   std::string("DELETE FROM ") + table +
                       " WHERE workspace_id = $1 AND object_type = 'contact' AND object_id = $2",
                   id);
  return n;
}

std::int64_t Erasure::words(std::span<const std::string> words, std::string_view instead) {
  std::int64_t n = 0;
  for (const std::string& word : words) {
    const auto proposals = having(tx_, tenant_, "proposals", {"title", "deal_name"}, word);
    const auto invoices = having(tx_, tenant_, "invoices", {"po_number", "deal_name"}, word);
    // Where an answer of theirs came from, while it can still be told that it is theirs.
    n += tx_.run(
        tenant_,
        "UPDATE proposal_answers SET address = '' WHERE workspace_id = $1 AND answer <> 'accepted' AND "
        "address <> '' AND (replace(name, $2, '') <> name OR replace(reason, $2, '') <> reason OR "
        "replace(document, $2, '') <> document)",
        word);
    for (const Text& text : kTexts) {
      const std::string column = text.column;
      n += tx_.run(tenant_,
                   "UPDATE " + std::string(text.table) + " SET " + column + " = replace(" + column +
                       ", $2, $3) WHERE workspace_id = $1 AND replace(" + column + ", $2, '') <> " + column +
                       text.which,
                   word, instead);
    }
    // What an undo would bring back: without its row there, the record stays as it is.
    n += tx_.run(tenant_,
                 "DELETE FROM undo_rows WHERE workspace_id = $1 AND replace(before_, $2, '') <> before_",
                 word);
    n += tx_.run(tenant_,
                 "DELETE FROM kept_answers WHERE workspace_id = $1 AND replace(body, $2, '') <> body", word);
    for (const std::string& id : proposals) carry_proposal_search(tx_, tenant_, id);
    for (const std::string& id : invoices) carry_invoice_search(tx_, tenant_, id);
  }
  return n;
}

std::vector<Erasure::Document> Erasure::documents(std::span<const std::string> client_ids,
                                                  std::span<const std::string> emails) {
  std::map<std::string, Document> found;  // by number
  const auto take = [&](Rows r) {
    while (r.next()) found[r.text(1)] = {r.text(0), r.text(1)};
  };
  for (const std::string& id : client_ids)
    take(tx_.rows(tenant_,
                  "SELECT id, number FROM invoices WHERE workspace_id = $1 AND client_id = $2 AND status <> "
                  "'draft'",
                  id));
  for (const std::string& email : emails)
    take(tx_.rows(tenant_,
                  "SELECT id, number FROM invoices WHERE workspace_id = $1 AND status <> 'draft' AND "
                  "replace(bill_to, $2, '') <> bill_to",
                  email));
  for (const std::string& id : client_ids)
    take(tx_.rows(tenant_,
                  "SELECT id, number FROM proposals WHERE workspace_id = $1 AND client_id = $2 AND state = "
                  "'accepted'",
                  id));
  for (const std::string& email : emails)
    take(tx_.rows(
        tenant_,
        "SELECT p.id, p.number FROM proposals p JOIN proposal_answers a ON a.workspace_id = "
        "p.workspace_id AND a.proposal_id = p.id WHERE p.workspace_id = $1 AND p.state = 'accepted' AND "
        "a.answer = 'accepted' AND replace(a.document, $2, '') <> a.document",
        email));
  std::vector<Document> out;
  for (auto& [number, document] : found) out.push_back(std::move(document));
  return out;
}

}  // namespace every::store
