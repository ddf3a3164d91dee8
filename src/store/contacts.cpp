#include "base/text.h"
#include "domain/matching.h"
#include "domain/phone.h"
#include "store/carry.h"
#include "store/clients.h"
#include "store/counters.h"
#include "store/encode.h"
#include "store/listing.h"
#include "store/search.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kColumns =
    "id, first_name, last_name, email, phone, mobile, job_title, more_emails, street, street2, city, region, "
    "postal_code, "
    "country, source, hubspot_id, portal_id, hubspot_url, gone_at, synced_at, unlocked_at, created_at, "
    "updated_at, version, left_at";

domain::Contact read(const Rows& r) {
  domain::Contact c;
  c.id = r.text(0);
  c.first_name = r.text(1);
  c.last_name = r.text(2);
  c.email = r.text(3);
  c.phone = r.text(4);
  c.mobile = r.text(5);
  c.job_title = r.text(6);
  c.more_emails = decode_texts(r.view(7));
  c.address = {r.text(8), r.text(9), r.text(10), r.text(11), r.text(12), r.text(13)};
  c.source = domain::source_from(r.view(14)).value_or(domain::Source::manual);
  if (!r.view(15).empty())
    c.hubspot = domain::HubSpotLink{"contact",        r.text(15),       r.text(16),      r.text(17),
                                    r.maybe_time(18), r.maybe_time(19), r.maybe_time(24)};
  c.unlocked_at = r.maybe_time(20);
  c.created_at = r.time(21);
  c.updated_at = r.time(22);
  c.version = r.integer(23);
  return c;
}

std::string search_text(const domain::Contact& c) {
  std::string out = c.first_name + " " + c.last_name + " " + c.email;
  for (const std::string& email : c.more_emails) out += " " + email;
  return out;
}

void put_emails(Tx& tx, const Tenant& tenant, const domain::Contact& c, bool fresh) {
  if (!fresh) tx.run(tenant, "DELETE FROM contact_emails WHERE workspace_id = $1 AND contact_id = $2", c.id);
  const auto add = [&](const std::string& email) {
    if (const auto normal = domain::normal_email(email))
      tx.run(tenant,
             "INSERT INTO contact_emails (workspace_id, email, contact_id) VALUES ($1, $2, $3) ON CONFLICT "
             "DO NOTHING",
             *normal, c.id);
  };
  add(c.email);
  for (const std::string& email : c.more_emails) add(email);
}

// Only of those that a HubSpot contact may still turn out to be.
void put_phones(Tx& tx, const Tenant& tenant, const domain::Contact& c, bool fresh) {
  if (!fresh) tx.run(tenant, "DELETE FROM contact_phones WHERE workspace_id = $1 AND contact_id = $2", c.id);
  if (c.hubspot && !c.hubspot->object_id.empty() && !c.hubspot->gone_at) return;
  for (const std::string& phone : {c.phone, c.mobile})
    if (const std::string tail = domain::phone_tail(phone); !tail.empty())
      tx.run(tenant,
             "INSERT INTO contact_phones (workspace_id, tail, contact_id) VALUES ($1, $2, $3) ON CONFLICT DO "
             "NOTHING",
             tail, c.id);
}

// Where a contact counts: "hubspot/linked".
std::string bucket(std::string_view source, bool linked) {
  return std::string(source).append(linked ? "/linked" : "/free");
}
std::string bucket(const domain::Contact& c) {
  return bucket(name(c.source), c.hubspot && !c.hubspot->object_id.empty());
}
struct Before {
  std::int64_t seq = 0;
  std::string bucket, search;
};
std::optional<Before> before(Tx& tx, const Tenant& tenant, const std::string& id) {
  Rows r = tx.rows(
      tenant, "SELECT seq, source, hubspot_id, search FROM contacts WHERE workspace_id = $1 AND id = $2", id);
  if (!r.next()) return std::nullopt;
  return Before{r.integer(0), bucket(r.view(1), !r.view(2).empty()), r.text(3)};
}

}  // namespace

void Contacts::insert(const domain::Contact& c) {
  tx_.touch("contact", c.id);
  const domain::HubSpotLink link = c.hubspot.value_or(domain::HubSpotLink{});
  const std::string search = search_words(search_text(c));
  const std::int64_t seq = tx_.number(
      tenant_,
      "INSERT INTO contacts (workspace_id, id, first_name, last_name, email, phone, mobile, job_title, "
      "more_emails, street, "
      "street2, city, region, postal_code, country, source, hubspot_id, portal_id, hubspot_url, gone_at, "
      "synced_at, "
      "unlocked_at, created_at, updated_at, version, name_key, "
      "email_key, search, left_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
      "$13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29) RETURNING seq",
      c.id, c.first_name, c.last_name, c.email, c.phone, c.mobile, c.job_title, encode(c.more_emails),
      c.address.street, c.address.street2, c.address.city, c.address.region, c.address.postal_code,
      c.address.country, name(c.source), link.object_id, link.portal_id, link.url, link.gone_at,
      link.synced_at, c.unlocked_at, c.created_at, c.updated_at, c.version, fold(c.display_name()),
      fold(c.email), search, link.left_at);
  put_emails(tx_, tenant_, c, true);
  put_phones(tx_, tenant_, c, true);
  put_search(tx_, tenant_, "contact", seq, "", search);
  add_to_counter(tx_, tenant_, "contact", bucket(c), 1);
}

bool Contacts::update(const domain::Contact& c, std::int64_t expected_version) {
  const auto was = before(tx_, tenant_, c.id);
  if (!was) return false;
  tx_.touch("contact", c.id);
  const std::string search = search_words(search_text(c));
  const domain::HubSpotLink link = c.hubspot.value_or(domain::HubSpotLink{});
  const bool written =
      tx_.run(tenant_,
              "UPDATE contacts SET first_name = $3, last_name = $4, email = $5, phone = $6, mobile = $7, "
              "job_title = $8, "
              "more_emails = $9, street = $10, street2 = $11, city = $12, region = $13, postal_code = $14, "
              "country = $15, "
              "source = $16, hubspot_id = $17, portal_id = $18, hubspot_url = $19, gone_at = $20, synced_at "
              "= $21, unlocked_at "
              "= $22, updated_at = $23, name_key = $24, email_key = $25, search = $26, left_at = $28, "
              "version = version + 1 "
              "WHERE workspace_id = $1 AND id = $2 "
              "AND ($27 = 0 OR version = $27)",
              c.id, c.first_name, c.last_name, c.email, c.phone, c.mobile, c.job_title, encode(c.more_emails),
              c.address.street, c.address.street2, c.address.city, c.address.region, c.address.postal_code,
              c.address.country, name(c.source), link.object_id, link.portal_id, link.url, link.gone_at,
              link.synced_at, c.unlocked_at, c.updated_at, fold(c.display_name()), fold(c.email), search,
              expected_version, link.left_at) == 1;
  if (!written) return false;
  put_emails(tx_, tenant_, c, false);
  put_phones(tx_, tenant_, c, false);
  put_search(tx_, tenant_, "contact", was->seq, was->search, search);
  for (const domain::Membership& m : memberships_of_contact(c.id)) {
    carry_client_search(tx_, tenant_, m.client_id);
    carry_email(tx_, tenant_, m.client_id);
  }
  if (const std::string now = bucket(c); now != was->bucket) {
    add_to_counter(tx_, tenant_, "contact", was->bucket, -1);
    add_to_counter(tx_, tenant_, "contact", now, 1);
  }
  return true;
}

bool Contacts::remove(const std::string& id) {
  const auto was = before(tx_, tenant_, id);
  if (!was) return false;
  tx_.touch("contact", id);
  for (const domain::Membership& m : memberships_of_contact(id)) remove_membership(m.client_id, id);
  tx_.run(tenant_, "DELETE FROM contact_emails WHERE workspace_id = $1 AND contact_id = $2", id);
  tx_.run(tenant_, "DELETE FROM contact_phones WHERE workspace_id = $1 AND contact_id = $2", id);
  tx_.run(tenant_, "DELETE FROM deal_contacts WHERE workspace_id = $1 AND contact_id = $2", id);
  put_search(tx_, tenant_, "contact", was->seq, was->search, "");
  tx_.run(tenant_, "DELETE FROM contacts WHERE workspace_id = $1 AND id = $2", id);
  add_to_counter(tx_, tenant_, "contact", was->bucket, -1);
  return true;
}

std::optional<domain::Contact> Contacts::find(const std::string& id) {
  std::optional<domain::Contact> out;
  {
    Rows r = tx_.rows(
        tenant_, "SELECT " + std::string(kColumns) + " FROM contacts WHERE workspace_id = $1 AND id = $2",
        id);
    if (r.next()) out = read(r);
  }
  if (out) out->memberships = memberships_of_contact(id);
  return out;
}

std::optional<domain::Contact> Contacts::by_hubspot(const std::string& object_id) {
  if (object_id.empty()) return std::nullopt;
  std::string id;
  {
    Rows r = tx_.rows(
        tenant_, "SELECT id FROM contacts WHERE workspace_id = $1 AND hubspot_id = $2 AND hubspot_id <> ''",
        object_id);
    if (r.next()) id = r.text(0);
  }
  if (id.empty()) return std::nullopt;
  return find(id);
}

std::map<std::string, std::string> Contacts::ids_by_hubspot(std::span<const std::string> object_ids) {
  std::map<std::string, std::string> out;
  for (const std::string& object_id : object_ids) {
    Rows r = tx_.rows(
        tenant_, "SELECT id FROM contacts WHERE workspace_id = $1 AND hubspot_id = $2 AND hubspot_id <> ''",
        object_id);
    if (r.next()) out[object_id] = r.text(0);
  }
  return out;
}

Window<domain::Contact> Contacts::list(const ContactFilter& filter, const Slice& slice) {
  Listing listing{.where = Query(" FROM contacts c WHERE c.workspace_id = $1"),
                  .seq = "c.seq",
                  // The source stands in each index before the row number, so that both walk as one.
                  .keys = {slice.sort == "email"       ? "c.email_key"
                           : slice.sort == "updatedAt" ? "c.updated_at"
                           : slice.sort == "createdAt" ? "c.created_at"
                                                       : "c.name_key",
                           "c.source"},
                  .descending = slice.descending,
                  .among = found(tx_, tenant_, "contact", filter.q),
                  .total = std::nullopt,
                  .marked = "contacts",
                  .begins = slice.sort == "updatedAt" || slice.sort == "createdAt" ? "" : fold(filter.q)};
  if (filter.source == "here") listing.where.add(" AND c.source <> 'hubspot'");
  if (!filter.source.empty() && filter.source != "here")
    listing.where.add(" AND c.source = ?", filter.source);
  if (!filter.client_id.empty()) {
    // A client has few contacts: they are looked up, whatever the list is sorted by.
    std::vector<std::int64_t> members;
    Rows r = tx_.rows(
        tenant_,
        "SELECT p.seq FROM client_contacts m JOIN contacts p ON p.workspace_id = m.workspace_id AND p.id = "
        "m.contact_id WHERE m.workspace_id = $1 AND m.client_id = $2 ORDER BY p.seq",
        filter.client_id);
    while (r.next())
      if (!listing.among || listing.among->contains(r.integer(0))) members.push_back(r.integer(0));
    listing.among = Finds(std::move(members));
  } else if (listing.among && filter.source.empty()) {
    listing.total = static_cast<std::int64_t>(listing.among->size());
  } else if (!listing.among) {
    listing.total = counted(tx_, tenant_, "contact", [&](std::string_view in) {
      return is_of_source(filter.source, in.substr(0, in.find('/')));
    });
  }
  const Window<std::int64_t> rows = rows_of(tx_, tenant_, listing, slice);
  Window<domain::Contact> out;
  out.total = rows.total;
  for (const std::int64_t seq : rows.items) {
    Rows r = tx_.rows(
        tenant_, "SELECT " + std::string(kColumns) + " FROM contacts WHERE workspace_id = $1 AND seq = $2",
        seq);
    if (!r.next()) continue;
    out.items.push_back(read(r));
    out.items.back().memberships = memberships_of_contact(out.items.back().id);
  }
  return out;
}

std::map<std::string, std::vector<std::string>> Contacts::by_emails(
    std::span<const std::string> normal_emails) {
  std::map<std::string, std::vector<std::string>> out;
  for (const std::string& email : normal_emails) {
    Rows r = tx_.rows(
        tenant_,
        "SELECT contact_id FROM contact_emails WHERE workspace_id = $1 AND email = $2 ORDER BY contact_id",
        email);
    while (r.next()) out[email].push_back(r.text(0));
  }
  return out;
}

std::vector<std::string> Contacts::with_phone_tail(const std::string& tail, std::int64_t limit) {
  return tx_
      .rows(tenant_,
            "SELECT contact_id FROM contact_phones WHERE workspace_id = $1 AND tail = $2 ORDER BY "
            "contact_id LIMIT $3",
            tail, limit)
      .texts();
}

std::vector<std::string> Contacts::free_named(const std::string& person, std::int64_t limit) {
  return tx_
      .rows(tenant_,
            "SELECT id FROM contacts WHERE workspace_id = $1 AND name_key = $2 AND (hubspot_id = '' OR "
            "gone_at IS NOT NULL) ORDER BY id LIMIT $3",
            fold(person), limit)
      .texts();
}

std::vector<std::string> Contacts::named(const std::string& person, std::int64_t limit) {
  return tx_
      .rows(tenant_, "SELECT id FROM contacts WHERE workspace_id = $1 AND name_key = $2 ORDER BY id LIMIT $3",
            fold(person), limit)
      .texts();
}

bool Contacts::any_free() {
  const auto free =
      counted(tx_, tenant_, "contact", [](std::string_view in) { return in.ends_with("/free"); });
  if (free > 0) return true;
  return tx_.number(
             tenant_,
             "SELECT EXISTS (SELECT 1 FROM contacts WHERE workspace_id = $1 AND gone_at IS NOT NULL)") > 0;
}

std::int64_t Contacts::count_hubspot() {
  return counted(tx_, tenant_, "contact", [](std::string_view in) { return in.ends_with("/linked"); });
}

std::int64_t Contacts::unlock_all(Instant at) {
  return tx_.run(tenant_,
                 "UPDATE contacts SET unlocked_at = $2, version = version + 1 WHERE workspace_id = $1 AND "
                 "hubspot_id <> '' AND "
                 "unlocked_at IS NULL",
                 at);
}

std::int64_t Contacts::relock_all() {
  return tx_.run(tenant_,
                 "UPDATE contacts SET unlocked_at = NULL, version = version + 1 WHERE workspace_id = $1 AND "
                 "hubspot_id <> '' "
                 "AND unlocked_at IS NOT NULL");
}

std::vector<domain::Membership> Contacts::memberships_of_client(const std::string& client_id) {
  std::vector<domain::Membership> out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT m.client_id, c.name, m.contact_id, m.invoice_role, m.proposal_role, m.from_hubspot FROM "
      "client_contacts m JOIN clients c ON c.workspace_id = m.workspace_id AND c.id = m.client_id WHERE "
      "m.workspace_id = $1 AND m.client_id = $2 ORDER BY m.contact_id",
      client_id);
  while (r.next())
    out.push_back({r.text(0), r.text(1), r.text(2), domain::role_from(r.view(3)).value_or(domain::Role::none),
                   domain::role_from(r.view(4)).value_or(domain::Role::none), r.flag(5)});
  return out;
}

std::vector<domain::Membership> Contacts::memberships_of_contact(const std::string& contact_id) {
  std::vector<domain::Membership> out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT m.client_id, c.name, m.contact_id, m.invoice_role, m.proposal_role, m.from_hubspot FROM "
      "client_contacts m JOIN clients c ON c.workspace_id = m.workspace_id AND c.id = m.client_id WHERE "
      "m.workspace_id = $1 AND m.contact_id = $2 ORDER BY m.client_id",
      contact_id);
  while (r.next())
    out.push_back({r.text(0), r.text(1), r.text(2), domain::role_from(r.view(3)).value_or(domain::Role::none),
                   domain::role_from(r.view(4)).value_or(domain::Role::none), r.flag(5)});
  return out;
}

void Contacts::put_membership(const domain::Membership& m, Carry carry) {
  tx_.touch("contact", m.contact_id);
  tx_.run(
      tenant_,
      "INSERT INTO client_contacts (workspace_id, client_id, contact_id, invoice_role, proposal_role, "
      "from_hubspot) VALUES "
      "($1, $2, $3, $4, $5, $6) ON CONFLICT (workspace_id, client_id, contact_id) DO UPDATE SET invoice_role "
      "= "
      "excluded.invoice_role, proposal_role = excluded.proposal_role, from_hubspot = excluded.from_hubspot",
      m.client_id, m.contact_id, name(m.invoice_role), name(m.proposal_role), m.from_hubspot);
  if (carry == Carry::now) Clients(tx_, tenant_).carry(m.client_id);
}

void Contacts::remove_membership(const std::string& client_id, const std::string& contact_id) {
  tx_.touch("contact", contact_id);
  tx_.run(tenant_,
          "DELETE FROM client_contacts WHERE workspace_id = $1 AND client_id = $2 AND contact_id = $3",
          client_id, contact_id);
  Clients(tx_, tenant_).carry(client_id);
}

}  // namespace every::store
