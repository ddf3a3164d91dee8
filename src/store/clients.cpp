#include "store/clients.h"

#include <algorithm>

#include "base/text.h"
#include "store/billing_profiles.h"
#include "store/carry.h"
#include "store/client_filters.h"
#include "store/counters.h"
#include "store/encode.h"
#include "store/invoice_word.h"
#include "store/listing.h"
#include "store/notes.h"
#include "store/payments.h"
#include "store/search.h"
#include "store/tx.h"

namespace every::store {
namespace {

// So many clients are met on the way to a page, rather than all that fit being picked out of an index first.
constexpr std::int64_t kWalkMax = 20'000;

constexpr std::string_view kColumns =
    "id, is_person, name, legal_name, email, phone, website, tax_id, street, street2, city, region, "
    "postal_code, country, "
    "currency, payment_terms_days, tags, archived, source, hubspot_type, hubspot_id, portal_id, hubspot_url, "
    "gone_at, "
    "synced_at, owner_name, unlocked_at, created_at, updated_at, version, left_at, bill_to";

domain::Client read(const Rows& r) {
  domain::Client c;
  c.id = r.text(0);
  c.is_person = r.flag(1);
  c.name = r.text(2);
  c.legal_name = r.text(3);
  c.email = r.text(4);
  c.phone = r.text(5);
  c.website = r.text(6);
  c.tax_id = r.text(7);
  c.address = {r.text(8), r.text(9), r.text(10), r.text(11), r.text(12), r.text(13)};
  c.currency = r.text(14);
  if (!r.is_null(15)) c.payment_terms_days = static_cast<int>(r.integer(15));
  c.tags = decode_texts(r.view(16));
  c.archived = r.flag(17);
  c.source = domain::source_from(r.view(18)).value_or(domain::Source::manual);
  if (!r.view(20).empty())
    c.hubspot = domain::HubSpotLink{r.text(19),       r.text(20),       r.text(21),      r.text(22),
                                    r.maybe_time(23), r.maybe_time(24), r.maybe_time(30)};
  c.owner_name = r.text(25);
  c.unlocked_at = r.maybe_time(26);
  c.created_at = r.time(27);
  c.updated_at = r.time(28);
  c.version = r.integer(29);
  c.bill_to = decode_bill_to(r.view(31));
  return c;
}

// Where a client counts: "active/hubspot/linked".
std::string bucket(bool archived, std::string_view source, bool linked) {
  return std::string(archived ? "archived/" : "active/").append(source).append(linked ? "/linked" : "/free");
}
std::string bucket(const domain::Client& c) {
  return bucket(c.archived, name(c.source), c.hubspot && !c.hubspot->object_id.empty());
}
void count(Tx& tx, const Tenant& tenant, const std::string& in, std::int64_t by) {
  add_to_counter(tx, tenant, "client", in, by);
}

// What the other tables hold about the row that is about to change.
struct Before {
  std::string bucket, name, email;
  bool archived = false;
  std::int64_t version = 0;
};
std::optional<Before> before(Tx& tx, const Tenant& tenant, const std::string& id) {
  Rows r = tx.rows(tenant,
                   "SELECT archived, source, hubspot_id, name, email, version FROM clients WHERE "
                   "workspace_id = $1 AND id = $2",
                   id);
  if (!r.next()) return std::nullopt;
  return Before{bucket(r.flag(0), r.view(1), !r.view(2).empty()), r.text(3), r.text(4), r.flag(0),
                r.integer(5)};
}

// Removing a client writes its contacts' memberships and its deals as well.
void touch_with_neighbours(Tx& tx, const Tenant& tenant, const std::string& id) {
  std::vector<std::pair<std::string_view, std::string>> touched{{"client", id}};
  const auto add = [&](std::string_view kind, Rows r) {
    while (r.next()) touched.emplace_back(kind, r.text(0));
  };
  add("contact",
      tx.rows(tenant, "SELECT contact_id FROM client_contacts WHERE workspace_id = $1 AND client_id = $2",
              id));
  add("deal", tx.rows(tenant, "SELECT id FROM deals WHERE workspace_id = $1 AND client_id = $2", id));
  for (const auto& [kind, one] : touched) tx.touch(kind, one);
}

}  // namespace

void Clients::carry(const std::string& id) {
  carry_client_search(tx_, tenant_, id);
  carry_email(tx_, tenant_, id);
}

void Clients::insert(const domain::Client& c, Carry carry) {
  tx_.touch("client", c.id);
  const domain::HubSpotLink link = c.hubspot.value_or(domain::HubSpotLink{});
  const std::string shown = domain::visible_name(c);  // whoever writes it, it can be read
  tx_.run(tenant_,
          "INSERT INTO clients (workspace_id, id, is_person, name, legal_name, email, phone, website, "
          "tax_id, street, street2, "
          "city, region, postal_code, country, currency, payment_terms_days, tags, archived, source, "
          "hubspot_type, hubspot_id, "
          "portal_id, hubspot_url, gone_at, synced_at, owner_name, unlocked_at, created_at, updated_at, "
          "version, name_key, "
          "email_key, balance_sort, left_at, bill_to) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
          "$12, $13, "
          "$14, "
          "$15, $16, $17, $18, "
          "$19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, 0, $34, $35)",
          c.id, c.is_person, shown, c.legal_name, c.email, c.phone, c.website, c.tax_id, c.address.street,
          c.address.street2, c.address.city, c.address.region, c.address.postal_code, c.address.country,
          c.currency, c.payment_terms_days, encode(c.tags), c.archived, name(c.source), link.object_type,
          link.object_id, link.portal_id, link.url, link.gone_at, link.synced_at, c.owner_name, c.unlocked_at,
          c.created_at, c.updated_at, c.version, fold(shown), fold(c.email), link.left_at, encode(c.bill_to));
  if (carry == Carry::now) carry_client_search(tx_, tenant_, c.id);
  count(tx_, tenant_, bucket(c), 1);
}

bool Clients::update(const domain::Client& c, std::int64_t expected_version) {
  const auto was = before(tx_, tenant_, c.id);
  if (!was) return false;
  if (expected_version != 0 && was->version != expected_version) return false;
  tx_.touch("client", c.id);
  if (was->archived != c.archived) drop_client_search(tx_, tenant_, c.id);
  const domain::HubSpotLink link = c.hubspot.value_or(domain::HubSpotLink{});
  const std::string shown = domain::visible_name(c);
  const bool written =
      tx_.run(tenant_,
              "UPDATE clients SET is_person = $3, name = $4, legal_name = $5, email = $6, phone = $7, "
              "website = $8, tax_id = "
              "$9, street = $10, street2 = $11, city = $12, region = $13, postal_code = $14, country = $15, "
              "currency = $16, "
              "payment_terms_days = $17, tags = $18, archived = $19, source = $20, hubspot_type = $21, "
              "hubspot_id = $22, "
              "portal_id = $23, hubspot_url = $24, gone_at = $25, synced_at = $26, owner_name = $27, "
              "unlocked_at = $28, "
              "updated_at = $29, name_key = $30, left_at = $32, bill_to = $33, version = version + 1 WHERE "
              "workspace_id = "
              "$1 AND id = $2 "
              "AND ($31 = 0 "
              "OR version = $31)",
              c.id, c.is_person, shown, c.legal_name, c.email, c.phone, c.website, c.tax_id, c.address.street,
              c.address.street2, c.address.city, c.address.region, c.address.postal_code, c.address.country,
              c.currency, c.payment_terms_days, encode(c.tags), c.archived, name(c.source), link.object_type,
              link.object_id, link.portal_id, link.url, link.gone_at, link.synced_at, c.owner_name,
              c.unlocked_at, c.updated_at, fold(shown), expected_version, link.left_at,
              encode(c.bill_to)) == 1;
  if (!written) return false;
  carry_client_search(tx_, tenant_, c.id);
  if (was->email != c.email) carry_email(tx_, tenant_, c.id);
  if (was->name != shown) carry_client_name(tx_, tenant_, c.id);
  if (const std::string now = bucket(c); now != was->bucket) {
    count(tx_, tenant_, was->bucket, -1);
    count(tx_, tenant_, now, 1);
  }
  return true;
}

bool Clients::remove(const std::string& id) {
  const auto was = before(tx_, tenant_, id);
  if (!was) return false;
  if (tx_.watched()) touch_with_neighbours(tx_, tenant_, id);
  drop_client_search(tx_, tenant_, id);
  Notes(tx_, tenant_).forget(id);
  BillingProfiles(tx_, tenant_).remove(id);
  tx_.run(tenant_, "DELETE FROM client_contacts WHERE workspace_id = $1 AND client_id = $2", id);
  tx_.run(tenant_, "DELETE FROM clients WHERE workspace_id = $1 AND id = $2", id);
  carry_client_name(tx_, tenant_, id);
  tx_.run(tenant_, "UPDATE deals SET client_id = '' WHERE workspace_id = $1 AND client_id = $2", id);
  count(tx_, tenant_, was->bucket, -1);
  return true;
}

std::optional<domain::Client> Clients::find(const std::string& id) {
  Rows r = tx_.rows(
      tenant_, "SELECT " + std::string(kColumns) + " FROM clients WHERE workspace_id = $1 AND id = $2", id);
  if (!r.next()) return std::nullopt;
  return read(r);
}

std::optional<domain::Client> Clients::by_hubspot(const std::string& object_type,
                                                  const std::string& object_id) {
  if (object_id.empty()) return std::nullopt;
  Rows r = tx_.rows(tenant_,
                    "SELECT " + std::string(kColumns) +
                        " FROM clients WHERE workspace_id = $1 AND hubspot_type = $2 AND hubspot_id = $3 AND "
                        "hubspot_id <> ''",
                    object_type, object_id);
  if (!r.next()) return std::nullopt;
  return read(r);
}

std::string Clients::id_by_hubspot(const std::string& object_type, const std::string& object_id) {
  if (object_id.empty()) return {};
  Rows r = tx_.rows(tenant_,
                    "SELECT id FROM clients WHERE workspace_id = $1 AND hubspot_type = $2 AND hubspot_id = "
                    "$3 AND hubspot_id <> ''",
                    object_type, object_id);
  return r.next() ? r.text(0) : std::string();
}

std::vector<domain::Client> Clients::find_many(std::span<const std::string> ids) {
  std::vector<domain::Client> out;
  for (const std::string& id : ids)
    if (auto client = find(id)) out.push_back(std::move(*client));
  return out;
}

std::optional<ClientRow> Clients::row(const std::string& id, Date today) {
  auto client = find(id);
  if (!client) return std::nullopt;
  ClientRow row{.client = std::move(*client),
                .primary_email = {},
                .balance = {},
                .credit = {},
                .last_invoice_id = {},
                .last_invoice_number = {},
                .last_invoice_status = {}};
  fill(row, today);
  return row;
}

void Clients::fill(ClientRow& row, Date today) {
  const std::string& id = row.client.id;
  row.primary_email = document_email(tx_, tenant_, id);
  row.balance = balances(tx_, tenant_, id);
  row.credit = Payments(tx_, tenant_).credit(id);
  {
    Rows r = tx_.rows(
        tenant_,
        "SELECT i.id, i.number, " + invoice_word("$3") +
            " FROM invoices i WHERE i.workspace_id = $1 AND i.client_id = $2 AND i.kind = 'invoice' ORDER BY "
            "i.created_at DESC, i.id DESC LIMIT 1",
        id, today);
    if (r.next()) {
      row.last_invoice_id = r.text(0);
      row.last_invoice_number = r.text(1);
      row.last_invoice_status = r.text(2);
    }
  }
  row.contacts = tx_.number(
      tenant_, "SELECT count(*) FROM client_contacts WHERE workspace_id = $1 AND client_id = $2", id);
  row.deals =
      tx_.number(tenant_, "SELECT count(*) FROM deals WHERE workspace_id = $1 AND client_id = $2", id);
}

Window<std::int64_t> Clients::seqs(const ClientFilter& filter, const Slice& slice, Date today) {
  const bool archived = filter.status == "archived";
  const std::string_view prefix = archived ? "archived/" : "active/";
  // Where many are in the word that is asked for, a page of them is met soon on the way along the list.
  const auto in_word = in_last_word(tx_, tenant_, filter);
  const auto everybody = [&] {
    return counted(tx_, tenant_, "client", [&](std::string_view in) { return in.starts_with(prefix); });
  };
  const auto met = [&](std::int64_t all) {  // on the way to the page, from the end that is nearer
    const std::int64_t from_end = std::max<std::int64_t>(0, all - offset_of(slice));
    return std::min(offset_of(slice), from_end) + limit_of(slice);
  };
  const bool walks = in_word && *in_word > 0 && met(*in_word) * everybody() / *in_word < kWalkMax;
  Listing listing{
      .where = Query(" FROM clients c WHERE c.workspace_id = $1"),
      .seq = "c.seq",
      // The source stands in each index before the row number, so that both walk as one.
      .keys = {slice.sort == "email"       ? "c.email_key"
               : slice.sort == "updatedAt" ? "c.updated_at"
               : slice.sort == "createdAt" ? "c.created_at"
               : slice.sort == "balance"   ? "c.balance_sort"
                                           : "c.name_key",
               "c.source"},
      .descending = slice.descending,
      .among = walks ? std::nullopt : client_finds(tx_, tenant_, filter, today),
      .total = walks ? in_word : std::nullopt,
      .marked = walks ? "" : "clients",  // a word comes and goes without a change of its client
      .begins = slice.sort == "" || slice.sort == "name" || slice.sort == "email" ? fold(filter.q) : ""};
  listing.where.add(" AND c.archived = ?", archived);
  if (filter.source == "here") listing.where.add(" AND c.source <> 'hubspot'");
  if (!filter.source.empty() && filter.source != "here")
    listing.where.add(" AND c.source = ?", filter.source);
  if (filter.hubspot == "in_sync") {
    // What is not in sync is counted, not what is.
    listing.where.add(" AND " + in_sync("c"));
    listing.marked = "";
  }
  if (walks) {
    // Not by the index of words, which has the list in another order.
    listing.where.add(" AND +c.last_word = ?", filter.invoice);
  } else if (listing.among) {
    if (filter.source.empty() && filter.hubspot != "in_sync")
      listing.total = static_cast<std::int64_t>(listing.among->size());
  } else {
    listing.total = counted(tx_, tenant_, "client", [&](std::string_view in) {
      if (!in.starts_with(prefix)) return false;
      if (filter.hubspot == "in_sync" && !in.ends_with("/linked")) return false;
      in.remove_prefix(prefix.size());
      return is_of_source(filter.source, in.substr(0, in.find('/')));
    });
    if (filter.hubspot == "in_sync") *listing.total -= not_in_sync(tx_, tenant_, filter);
  }
  return rows_of(tx_, tenant_, listing, slice);
}

Window<ClientRow> Clients::list(const ClientFilter& filter, const Slice& slice, Date today) {
  const Window<std::int64_t> rows = seqs(filter, slice, today);
  Window<ClientRow> out;
  out.total = rows.total;
  for (const std::int64_t seq : rows.items) {
    Rows r = tx_.rows(
        tenant_, "SELECT " + std::string(kColumns) + " FROM clients WHERE workspace_id = $1 AND seq = $2",
        seq);
    if (!r.next()) continue;
    out.items.push_back({.client = read(r),
                         .primary_email = {},
                         .balance = {},
                         .credit = {},
                         .last_invoice_id = {},
                         .last_invoice_number = {},
                         .last_invoice_status = {}});
    fill(out.items.back(), today);
  }
  return out;
}

std::vector<std::string> Clients::named(const std::string& client, std::int64_t limit) {
  return tx_
      .rows(tenant_,
            "SELECT id FROM clients WHERE workspace_id = $1 AND archived IN (0, 1) AND name_key = $2 "
            "ORDER BY id LIMIT $3",
            fold(client), limit)
      .texts();
}

std::vector<std::string> Clients::with_email(const std::string& normal_email, std::int64_t limit) {
  return tx_
      .rows(tenant_,
            "SELECT id FROM clients WHERE workspace_id = $1 AND email <> '' AND lower(email) = $2 "
            "ORDER BY id LIMIT $3",
            normal_email, limit)
      .texts();
}

std::int64_t Clients::count_hubspot() {
  return counted(tx_, tenant_, "client", [](std::string_view in) { return in.ends_with("/linked"); });
}

std::int64_t Clients::unlock_all(Instant at) {
  return tx_.run(tenant_,
                 "UPDATE clients SET unlocked_at = $2, version = version + 1 WHERE workspace_id = $1 AND "
                 "hubspot_id <> '' AND "
                 "unlocked_at IS NULL",
                 at);
}

std::int64_t Clients::relock_all() {
  return tx_.run(tenant_,
                 "UPDATE clients SET unlocked_at = NULL, version = version + 1 WHERE workspace_id = $1 AND "
                 "hubspot_id <> '' AND "
                 "unlocked_at IS NOT NULL");
}

bool Clients::has_documents(const std::string& id) {
  return tx_.number(
             tenant_,
             "SELECT 1 FROM invoices WHERE workspace_id = $1 AND client_id = $2 UNION ALL SELECT 1 FROM "
             "payments WHERE workspace_id = $1 AND client_id = $2 UNION ALL SELECT 1 FROM "
             "proposals WHERE workspace_id = $1 AND client_id = $2 LIMIT 1",
             id) == 1;
}

}  // namespace every::store
