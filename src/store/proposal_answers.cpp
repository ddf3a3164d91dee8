// What became of proposals: the answers, which nobody can change, and the invoices.
#include "store/encode.h"
#include "store/proposal_document.h"
#include "store/proposals.h"
#include "store/tx.h"

namespace every::store {

bool Proposals::answer(const domain::Proposal& p, const domain::ProposalAnswer& a, bool accepted) {
  const std::string state(name(accepted ? domain::ProposalState::accepted : domain::ProposalState::declined));
  const bool moved =
      tx_.run(tenant_,
              "UPDATE proposals SET state = $3, total = $4, updated_at = $5, version = version + 1 "
              "WHERE workspace_id = $1 AND id = $2 AND state = 'open' AND revision = $6",
              p.id, state, p.totals.total.minor, a.at, p.revision) == 1;
  if (!moved) return false;
  tx_.run(
      tenant_,
      "INSERT INTO proposal_answers (workspace_id, proposal_id, revision, answer, name, reason, address, at, "
      "document) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      p.id, p.revision, state, a.name, a.reason, a.address, a.at, encode_document(p));
  return true;
}

void Proposals::insert_invoice(const std::string& id, const domain::InvoicedShare& share, Instant at) {
  tx_.run(tenant_,
          "INSERT INTO proposal_invoices (workspace_id, proposal_id, invoice_id, percent, parts, at) VALUES "
          "($1, $2, "
          "$3, $4, $5, $6)",
          id, share.invoice_id, share.percent.units, encode_parts(share.parts), at);
}

void Proposals::move_share(const std::string& from_invoice, const std::string& to_invoice) {
  tx_.run(tenant_, "UPDATE proposal_invoices SET invoice_id = $3 WHERE workspace_id = $1 AND invoice_id = $2",
          from_invoice, to_invoice);
}

std::vector<domain::InvoicedShare> Proposals::shares(const std::string& id, Currency currency) {
  std::vector<domain::InvoicedShare> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT l.invoice_id, l.percent, l.parts FROM proposal_invoices l JOIN invoices i ON "
                    "i.workspace_id = l.workspace_id AND i.id = l.invoice_id AND i.status <> 'void' WHERE "
                    "l.workspace_id = $1 AND l.proposal_id = $2 ORDER BY l.rowid",
                    id);
  while (r.next()) out.push_back({r.text(0), Decimal{r.integer(1)}, decode_parts(r.view(2), currency)});
  return out;
}

std::string Proposals::of_invoice(const std::string& invoice_id) {
  Rows r = tx_.rows(tenant_,
                    "SELECT proposal_id FROM proposal_invoices WHERE workspace_id = $1 AND invoice_id = $2",
                    invoice_id);
  return r.next() ? r.text(0) : std::string();
}

}  // namespace every::store
