#include "sync/undo_judge.h"

#include "store/clients.h"
#include "store/deals.h"
#include "store/invoices.h"
#include "store/notes.h"
#include "store/proposals.h"
#include "store/undo_rows.h"

namespace every::sync {
namespace {

constexpr std::int64_t kBatch = 500;
// Being there does not depend on the day; the lists want one for what is overdue.
constexpr Date kAnyDay{std::chrono::year(2000), std::chrono::January, std::chrono::day(1)};

bool made(const store::UndoRow& row) {
  return row.before.empty();
}

}  // namespace

void UndoJudge::each(const std::string& kind, const std::function<void(const store::UndoRow&)>& body) {
  std::string after;
  while (true) {
    const auto rows = store::UndoLog(tx_, tenant_).after(import_id_, kind, after, kBatch);
    for (const auto& row : rows) body(row);
    if (std::ssize(rows) < kBatch) return;
    after = rows.back().id;
  }
}

void UndoJudge::look() {
  stays_.clear();
  const auto judge = [&](const store::UndoRow& row) {
    if (row.verdict == "undone") return;
    const std::string why = row.verdict.empty() ? alone(row) : row.verdict;
    if (!why.empty()) stays_[{row.kind, row.id}] = why;
  };
  // A client stays for its deals and contacts, so those come first; then the contacts of a client that stays.
  each("deal", judge);
  each("contact", judge);
  each("client", judge);
  each("contact", [&](const store::UndoRow& row) {
    if (row.verdict.empty() && made(row) && !stays(row.kind, row.id))
      for (const auto& m : store::Contacts(tx_, tenant_).memberships_of_contact(row.id))
        if (stays("client", m.client_id)) stays_[{row.kind, row.id}] = "client";
  });
}

std::string UndoJudge::verdict(const store::UndoRow& row) const {
  const auto at = stays_.find({row.kind, row.id});
  return at == stays_.end() ? "" : at->second;
}

std::string UndoJudge::alone(const store::UndoRow& row) {
  const std::string now = store::UndoLog(tx_, tenant_).fingerprint(row.kind, row.id);
  if (now != row.after) return now == "gone" ? "" : "edited";
  if (row.kind == "deal") return deal(row);
  if (row.kind == "client") return client(row);
  return row.kind == "contact" ? contact(row) : "";
}

std::string UndoJudge::deal(const store::UndoRow& row) {
  if (made(row)) {
    store::InvoiceFilter of_deal;
    of_deal.deal_id = row.id;
    const auto invoices = store::Invoices(tx_, tenant_).list(of_deal, {"", false, 0, 1}, kAnyDay);
    const auto proposals =
        store::Proposals(tx_, tenant_)
            .list({.status = "", .q = "", .client_id = "", .deal_id = row.id}, {"", false, 0, 1}, kAnyDay);
    return invoices.total + proposals.total > 0 ? "documents" : "";
  }
  const auto link = store::link_before(row);
  const auto holder = link ? store::Deals(tx_, tenant_).by_hubspot(link->object_id) : std::nullopt;
  return holder && holder->id != row.id ? "link_taken" : "";
}

std::string UndoJudge::contact(const store::UndoRow& row) {
  const auto link = store::link_before(row);
  const auto holder = link ? store::Contacts(tx_, tenant_).by_hubspot(link->object_id) : std::nullopt;
  return holder && holder->id != row.id ? "link_taken" : "";
}

// The record is in the log, and what the log says about it will be done.
bool UndoJudge::goes(const std::string& kind, const std::string& id) {
  if (stays(kind, id)) return false;
  const auto row = store::UndoLog(tx_, tenant_).row(import_id_, kind, id);
  return row && (row->verdict.empty() || row->verdict == "undone");
}

std::string UndoJudge::client(const store::UndoRow& row) {
  if (!made(row)) {
    const auto link = store::link_before(row);
    const auto holder =
        link ? store::Clients(tx_, tenant_).by_hubspot(link->object_type, link->object_id) : std::nullopt;
    return holder && holder->id != row.id ? "link_taken" : "";
  }
  if (row.after == "gone") return "";
  if (store::Clients(tx_, tenant_).has_documents(row.id)) return "documents";
  if (!store::Notes(tx_, tenant_).of_client(row.id).empty()) return "notes";
  store::DealFilter of_client;
  of_client.client_id = row.id;
  for (std::int64_t offset = 0;; offset += kBatch) {
    const auto deals = store::Deals(tx_, tenant_).list(of_client, {"", false, offset, kBatch}, kAnyDay);
    for (const auto& one : deals.items)
      if (!goes("deal", one.deal.id)) return "deals";
    if (std::ssize(deals.items) < kBatch) break;
  }
  for (const auto& m : store::Contacts(tx_, tenant_).memberships_of_client(row.id))
    if (!goes("contact", m.contact_id)) return "contacts";
  return "";
}

}  // namespace every::sync
