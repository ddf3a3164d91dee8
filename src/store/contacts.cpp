#include "base/text.h"
#include "domain/matching.h"
#include "store/clients.h"
#include "store/encode.h"
#include "store/tx.h"
#include "store/words.h"

namespace every::store {
namespace {

constexpr std::string_view kColumns =
    "id, first_name, last_name, email, phone, mobile, job_title, more_emails, street, street2, city, region, postal_code, "
    "country, source, hubspot_id, portal_id, hubspot_url, gone_at, synced_at, unlocked_at, created_at, updated_at, version";

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
    c.hubspot = domain::HubSpotLink{"contact", r.text(15), r.text(16), r.text(17), r.maybe_time(18), r.maybe_time(19)};
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

void put_emails(Tx& tx, const Tenant& tenant, const domain::Contact& c) {
  tx.run(tenant, "DELETE FROM contact_emails WHERE workspace_id = $1 AND contact_id = $2", c.id);
  const auto add = [&](const std::string& email) {
    if (const auto normal = domain::normal_email(email))
      tx.run(tenant,
             "INSERT INTO contact_emails (workspace_id, email, contact_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", *normal,
             c.id);
  };
  add(c.email);
  for (const std::string& email : c.more_emails) add(email);
}

// A client is found by its contacts' names and addresses, and sorts by its primary contact's address.
void carry_to_client(Tx& tx, const Tenant& tenant, const std::string& client_id, const domain::Contact& c) {
  put_words(tx, tenant, "client", client_id, c.id, search_text(c));
  std::string email;
  {
    Rows r = tx.rows(tenant,
                     "SELECT p.email FROM client_contacts m JOIN contacts p ON p.workspace_id = m.workspace_id AND p.id = "
                     "m.contact_id WHERE m.workspace_id = $1 AND m.client_id = $2 AND p.email <> '' ORDER BY m.invoice_role = "
                     "'primary' DESC, p.id LIMIT 1",
                     client_id);
    if (r.next()) email = r.text(0);
  }
  if (!email.empty())
    tx.run(tenant, "UPDATE clients SET email_key = $3 WHERE workspace_id = $1 AND id = $2 AND email_key <> $3", client_id,
           fold(email));
}

}  // namespace

void Contacts::insert(const domain::Contact& c) {
  const domain::HubSpotLink link = c.hubspot.value_or(domain::HubSpotLink{});
  tx_.run(tenant_,
          "INSERT INTO contacts (workspace_id, id, first_name, last_name, email, phone, mobile, job_title, more_emails, street, "
          "street2, city, region, postal_code, country, source, hubspot_id, portal_id, hubspot_url, gone_at, synced_at, "
          "unlocked_at, created_at, updated_at, version, name_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
          "$13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)",
          c.id, c.first_name, c.last_name, c.email, c.phone, c.mobile, c.job_title, encode(c.more_emails), c.address.street,
          c.address.street2, c.address.city, c.address.region, c.address.postal_code, c.address.country, name(c.source),
          link.object_id, link.portal_id, link.url, link.gone_at, link.synced_at, c.unlocked_at, c.created_at, c.updated_at,
          c.version, fold(c.display_name()));
  put_emails(tx_, tenant_, c);
  put_words(tx_, tenant_, "contact", c.id, c.id, search_text(c));
}

bool Contacts::update(const domain::Contact& c, std::int64_t expected_version) {
  const domain::HubSpotLink link = c.hubspot.value_or(domain::HubSpotLink{});
  const bool written =
      tx_.run(tenant_,
              "UPDATE contacts SET first_name = $3, last_name = $4, email = $5, phone = $6, mobile = $7, job_title = $8, "
              "more_emails = $9, street = $10, street2 = $11, city = $12, region = $13, postal_code = $14, country = $15, "
              "source = $16, hubspot_id = $17, portal_id = $18, hubspot_url = $19, gone_at = $20, synced_at = $21, unlocked_at "
              "= $22, updated_at = $23, name_key = $24, version = version + 1 WHERE workspace_id = $1 AND id = $2 AND ($25 = 0 "
              "OR version = $25)",
              c.id, c.first_name, c.last_name, c.email, c.phone, c.mobile, c.job_title, encode(c.more_emails),
              c.address.street, c.address.street2, c.address.city, c.address.region, c.address.postal_code, c.address.country,
              name(c.source), link.object_id, link.portal_id, link.url, link.gone_at, link.synced_at, c.unlocked_at,
              c.updated_at, fold(c.display_name()), expected_version) == 1;
  if (!written) return false;
  put_emails(tx_, tenant_, c);
  put_words(tx_, tenant_, "contact", c.id, c.id, search_text(c));
  for (const domain::Membership& m : memberships_of_contact(c.id)) carry_to_client(tx_, tenant_, m.client_id, c);
  return true;
}

bool Contacts::remove(const std::string& id) {
  for (const domain::Membership& m : memberships_of_contact(id)) remove_membership(m.client_id, id);
  tx_.run(tenant_, "DELETE FROM contact_emails WHERE workspace_id = $1 AND contact_id = $2", id);
  tx_.run(tenant_, "DELETE FROM deal_contacts WHERE workspace_id = $1 AND contact_id = $2", id);
  drop_words_of_origin(tx_, tenant_, "contact", id, id);
  return tx_.run(tenant_, "DELETE FROM contacts WHERE workspace_id = $1 AND id = $2", id) == 1;
}

std::optional<domain::Contact> Contacts::find(const std::string& id) {
  std::optional<domain::Contact> out;
  {
    Rows r = tx_.rows(tenant_, "SELECT " + std::string(kColumns) + " FROM contacts WHERE workspace_id = $1 AND id = $2", id);
    if (r.next()) out = read(r);
  }
  if (out) out->memberships = memberships_of_contact(id);
  return out;
}

std::optional<domain::Contact> Contacts::by_hubspot(const std::string& object_id) {
  if (object_id.empty()) return std::nullopt;
  std::string id;
  {
    Rows r = tx_.rows(tenant_, "SELECT id FROM contacts WHERE workspace_id = $1 AND hubspot_id = $2 AND hubspot_id <> ''",
                      object_id);
    if (r.next()) id = r.text(0);
  }
  if (id.empty()) return std::nullopt;
  return find(id);
}

std::map<std::string, std::string> Contacts::ids_by_hubspot(std::span<const std::string> object_ids) {
  std::map<std::string, std::string> out;
  for (const std::string& object_id : object_ids) {
    Rows r = tx_.rows(tenant_, "SELECT id FROM contacts WHERE workspace_id = $1 AND hubspot_id = $2 AND hubspot_id <> ''",
                      object_id);
    if (r.next()) out[object_id] = r.text(0);
  }
  return out;
}

Window<domain::Contact> Contacts::list(const ContactFilter& filter, const Slice& slice) {
  const auto words = question_words(filter.q);
  std::string where = "c.workspace_id = $1 ";
  where += filter.source.empty() ? "AND $2 = $2 " : filter.source == "here" ? "AND c.source <> 'hubspot' AND $2 = $2 "
                                                                            : "AND c.source = $2 ";
  where += filter.client_id.empty()
               ? "AND $3 = $3 "
               : "AND c.id IN (SELECT contact_id FROM client_contacts WHERE workspace_id = $1 AND client_id = $3) ";
  std::vector<std::string> bounds(4);
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string lo = "$" + std::to_string(4 + 2 * i), hi = "$" + std::to_string(5 + 2 * i);
    if (i < words.size()) {
      where += "AND c.id IN (SELECT subject_id FROM words WHERE workspace_id = $1 AND kind = 'contact' AND word >= " + lo +
               " AND word < " + hi + ") ";
      bounds[2 * i] = words[i];
      bounds[2 * i + 1] = after_prefix(words[i]);
    } else {
      where += "AND " + lo + " = " + lo + " AND " + hi + " = " + hi + " ";
    }
  }
  Window<domain::Contact> out;
  out.total = tx_.number(tenant_, "SELECT count(*) FROM contacts c WHERE " + where, filter.source, filter.client_id, bounds[0],
                         bounds[1], bounds[2], bounds[3]);
  const std::string direction = slice.descending ? " DESC" : "";
  const std::string column = slice.sort == "email" ? "c.email" : slice.sort == "updatedAt" ? "c.updated_at"
                             : slice.sort == "createdAt" ? "c.created_at" : "c.name_key";
  std::vector<std::string> ids;
  {
    Rows r = tx_.rows(tenant_,
                      "SELECT c.id FROM contacts c WHERE " + where + "ORDER BY " + column + direction + ", c.id" + direction +
                          " LIMIT $8 OFFSET $9",
                      filter.source, filter.client_id, bounds[0], bounds[1], bounds[2], bounds[3], limit_of(slice),
                      slice.offset);
    while (r.next()) ids.push_back(r.text(0));
  }
  for (const std::string& id : ids)
    if (auto contact = find(id)) out.items.push_back(std::move(*contact));
  return out;
}

std::map<std::string, std::vector<std::string>> Contacts::by_emails(std::span<const std::string> normal_emails) {
  std::map<std::string, std::vector<std::string>> out;
  for (const std::string& email : normal_emails) {
    Rows r = tx_.rows(tenant_,
                      "SELECT contact_id FROM contact_emails WHERE workspace_id = $1 AND email = $2 ORDER BY contact_id", email);
    while (r.next()) out[email].push_back(r.text(0));
  }
  return out;
}

std::int64_t Contacts::count_hubspot() {
  return tx_.number(tenant_, "SELECT count(*) FROM contacts WHERE workspace_id = $1 AND hubspot_id <> ''");
}

std::int64_t Contacts::unlock_all(Instant at) {
  return tx_.run(tenant_,
                 "UPDATE contacts SET unlocked_at = $2, version = version + 1 WHERE workspace_id = $1 AND hubspot_id <> '' AND "
                 "unlocked_at IS NULL",
                 at);
}

std::int64_t Contacts::relock_all() {
  return tx_.run(tenant_,
                 "UPDATE contacts SET unlocked_at = NULL, version = version + 1 WHERE workspace_id = $1 AND hubspot_id <> '' "
                 "AND unlocked_at IS NOT NULL");
}

std::vector<domain::Membership> Contacts::memberships_of_client(const std::string& client_id) {
  std::vector<domain::Membership> out;
  Rows r = tx_.rows(tenant_,
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
  Rows r = tx_.rows(tenant_,
                    "SELECT m.client_id, c.name, m.contact_id, m.invoice_role, m.proposal_role, m.from_hubspot FROM "
                    "client_contacts m JOIN clients c ON c.workspace_id = m.workspace_id AND c.id = m.client_id WHERE "
                    "m.workspace_id = $1 AND m.contact_id = $2 ORDER BY m.client_id",
                    contact_id);
  while (r.next())
    out.push_back({r.text(0), r.text(1), r.text(2), domain::role_from(r.view(3)).value_or(domain::Role::none),
                   domain::role_from(r.view(4)).value_or(domain::Role::none), r.flag(5)});
  return out;
}

void Contacts::put_membership(const domain::Membership& m) {
  tx_.run(tenant_,
          "INSERT INTO client_contacts (workspace_id, client_id, contact_id, invoice_role, proposal_role, from_hubspot) VALUES "
          "($1, $2, $3, $4, $5, $6) ON CONFLICT (workspace_id, client_id, contact_id) DO UPDATE SET invoice_role = "
          "excluded.invoice_role, proposal_role = excluded.proposal_role, from_hubspot = excluded.from_hubspot",
          m.client_id, m.contact_id, name(m.invoice_role), name(m.proposal_role), m.from_hubspot);
  std::optional<domain::Contact> contact;
  {
    Rows r = tx_.rows(tenant_, "SELECT " + std::string(kColumns) + " FROM contacts WHERE workspace_id = $1 AND id = $2",
                      m.contact_id);
    if (r.next()) contact = read(r);
  }
  if (contact) carry_to_client(tx_, tenant_, m.client_id, *contact);
}

void Contacts::remove_membership(const std::string& client_id, const std::string& contact_id) {
  drop_words_of_origin(tx_, tenant_, "client", client_id, contact_id);
  tx_.run(tenant_, "DELETE FROM client_contacts WHERE workspace_id = $1 AND client_id = $2 AND contact_id = $3", client_id,
          contact_id);
}

}  // namespace every::store
