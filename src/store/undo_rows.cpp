#include "store/undo_rows.h"

#include "store/clients.h"
#include "store/deals.h"
#include "store/review.h"
#include "store/tx.h"
#include "store/undo_codec.h"

namespace every::store {
namespace {

// `was` is there again as it was: written over what is there, or made anew.
template <class Repository, class Row>
void put_back(Repository rows, const Row& was) {
  if (rows.find(was.id))
    rows.update(was, 0);
  else
    rows.insert(was);
}

void put_back_contact(Tx& tx, const Tenant& tenant, const domain::Contact& was) {
  Contacts contacts(tx, tenant);
  put_back(contacts, was);
  for (const auto& now : contacts.memberships_of_contact(was.id)) {
    bool kept = false;
    for (const auto& m : was.memberships) kept = kept || m.client_id == now.client_id;
    if (!kept) contacts.remove_membership(now.client_id, was.id);
  }
  for (const auto& m : was.memberships)
    if (Clients(tx, tenant).find(m.client_id)) contacts.put_membership(m);
}

void unselect(Tx& tx, const Tenant& tenant, const std::string& hubspot_id) {
  tx.touch("selection", hubspot_id);
  tx.run(tenant, "DELETE FROM selection WHERE workspace_id = $1 AND hubspot_id = $2", hubspot_id);
}

template <class Row>
void add_addresses(std::vector<std::string>& out, const std::optional<Row>& contact) {
  if (!contact) return;
  out.push_back(contact->email);
  out.insert(out.end(), contact->more_emails.begin(), contact->more_emails.end());
}

// As it is now, else as it was.
template <class Row>
std::optional<Row> either(std::optional<Row> now, std::optional<Row> was) {
  return now ? std::move(now) : std::move(was);
}

}  // namespace

std::optional<domain::HubSpotLink> link_before(const UndoRow& row) {
  if (row.before.empty()) return std::nullopt;
  if (row.kind == "client") {
    const auto was = decode_client(row.before);
    return was ? was->hubspot : std::nullopt;
  }
  if (row.kind == "contact") {
    const auto was = decode_contact(row.before);
    return was ? was->hubspot : std::nullopt;
  }
  if (row.kind != "deal") return std::nullopt;
  const auto was = decode_deal(row.before);
  return was ? was->hubspot : std::nullopt;
}

UndoSubject subject_of(Tx& tx, const Tenant& tenant, const UndoRow& row) {
  UndoSubject out;
  if (row.kind == "client") {
    if (const auto c = either(Clients(tx, tenant).find(row.id), decode_client(row.before)))
      return {c->name, c->hubspot, {}};
  } else if (row.kind == "contact") {
    const auto now = Contacts(tx, tenant).find(row.id);
    const auto was = decode_contact(row.before);
    add_addresses(out.emails, now);
    add_addresses(out.emails, was);
    if (const auto c = either(now, was)) {
      out.name = c->display_name();
      out.hubspot = c->hubspot;
    }
  } else if (row.kind == "deal") {
    if (const auto d = either(Deals(tx, tenant).find(row.id), decode_deal(row.before)))
      return {d->name, d->hubspot, {}};
  }
  return out;
}

void take_back(Tx& tx, const Tenant& tenant, const UndoRow& row) {
  const bool made = row.before.empty();
  if (row.kind == "client") {
    if (made)
      Clients(tx, tenant).remove(row.id);
    else if (const auto was = decode_client(row.before))
      put_back(Clients(tx, tenant), *was);
  } else if (row.kind == "contact") {
    if (made)
      Contacts(tx, tenant).remove(row.id);
    else if (const auto was = decode_contact(row.before))
      put_back_contact(tx, tenant, *was);
  } else if (row.kind == "deal") {
    if (made)
      Deals(tx, tenant).remove(row.id);
    else if (const auto was = decode_deal(row.before))
      put_back(Deals(tx, tenant), *was);
  } else if (row.kind == "decision") {
    if (made)
      Review(tx, tenant).delete_decision(row.id);
    else if (const auto was = decode_decision(row.before))
      Review(tx, tenant).put_decision(*was);
  } else if (row.kind == "selection") {
    unselect(tx, tenant, row.id);
  }
}

}  // namespace every::store
