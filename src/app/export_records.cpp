#include "app/export_records.h"

#include <map>

#include "base/json.h"
#include "base/sentence.h"
#include "store/clients.h"
#include "store/deals.h"
#include "store/invoices.h"
#include "store/mirror.h"

namespace every::app {
namespace {

constexpr std::int64_t kBatch = 500;
constexpr std::string_view kTypes[] = {"contact", "company", "deal", "line_item"};
constexpr std::pair<std::string_view, std::string_view> kAssociations[] = {
    {"contact", "company"}, {"deal", "company"}, {"deal", "contact"}, {"deal", "line_item"}};

json::object address_json(const domain::Address& a) {
  return {{"street", a.street}, {"street2", a.street2},        {"city", a.city},
          {"region", a.region}, {"postalCode", a.postal_code}, {"country", a.country}};
}

json::value link_json(const std::optional<domain::HubSpotLink>& link) {
  if (!link) return nullptr;
  return json::object{{"id", link->object_id},
                      {"objectType", link->object_type},
                      {"url", link->url},
                      {"portalId", link->portal_id},
                      {"goneAt", time_json(link->gone_at)},
                      {"leftAt", time_json(link->left_at)}};
}

json::object line(const store::ClientRow& row) {
  const domain::Client& c = row.client;
  json::array balance;
  for (const Money& money : row.balance) balance.push_back(to_json(money));
  return {{"id", c.id},
          {"kind", c.is_person ? "person" : "company"},
          {"name", c.name},
          {"legalName", c.legal_name},
          {"email", c.email},
          {"phone", c.phone},
          {"website", c.website},
          {"taxId", c.tax_id},
          {"address", address_json(c.address)},
          {"billTo", c.bill_to.empty() ? json::value(nullptr)
                                       : json::object{{"name", c.bill_to.name},
                                                      {"address", address_json(c.bill_to.address)}}},
          {"currency", c.currency},
          {"tags", json::array(c.tags.begin(), c.tags.end())},
          {"status", c.archived ? "archived" : "active"},
          {"source", domain::name(c.source)},
          {"hubspot", link_json(c.hubspot)},
          {"balance", std::move(balance)},
          {"createdAt", time_json(c.created_at)},
          {"updatedAt", time_json(c.updated_at)}};
}

json::object line(const domain::Contact& c) {
  json::array clients;
  for (const auto& m : c.memberships)
    clients.push_back(json::object{{"id", m.client_id},
                                   {"invoiceRole", domain::name(m.invoice_role)},
                                   {"proposalRole", domain::name(m.proposal_role)}});
  return {{"id", c.id},
          {"firstName", c.first_name},
          {"lastName", c.last_name},
          {"email", c.email},
          {"moreEmails", json::array(c.more_emails.begin(), c.more_emails.end())},
          {"phone", c.phone},
          {"mobile", c.mobile},
          {"jobTitle", c.job_title},
          {"address", address_json(c.address)},
          {"clients", std::move(clients)},
          {"source", domain::name(c.source)},
          {"hubspot", link_json(c.hubspot)},
          {"createdAt", time_json(c.created_at)},
          {"updatedAt", time_json(c.updated_at)}};
}

json::object line(const store::DealRow& row) {
  const domain::Deal& d = row.deal;
  return {{"id", d.id},
          {"name", d.name},
          {"amount", to_json(d.amount)},
          {"pipeline", d.pipeline_id},
          {"stage", d.stage_id},
          {"closeDate", date_json(d.close_date)},
          {"won", d.won},
          {"lost", d.lost},
          {"ownerName", d.owner_name},
          {"clientId", text_or_null(d.client_id)},
          {"contactIds", json::array(d.contact_ids.begin(), d.contact_ids.end())},
          {"invoiceId", text_or_null(row.invoice_id)},
          {"source", domain::name(d.source)},
          {"hubspot", link_json(d.hubspot)}};
}

json::object line(const domain::Invoice& i) {
  return {{"id", i.id},
          {"number", text_or_null(i.number)},
          {"status", domain::name(i.status)},
          {"clientId", text_or_null(i.client_id)},
          {"clientName", i.client_name},
          {"dealId", text_or_null(i.deal_id)},
          {"issueDate", date_json(i.issue_date)},
          {"dueDate", date_json(i.due_date)},
          {"total", to_json(i.totals.total)},
          {"tax", to_json(i.totals.tax)},
          {"paid", to_json(i.paid)},
          {"createdAt", time_json(i.created_at)}};
}

void mirror_records(store::Mirror& mirror, std::string_view type, std::ostream& out) {
  std::string after;
  while (true) {
    const auto records = mirror.all_after(std::string(type), after, kBatch);
    for (const auto& record : records) {
      // The properties are stored as the JSON that they are.
      out << R"({"type":")" << type << R"(","id":)" << json::serialize(json::value(record.id))
          << R"(,"properties":)" << record.properties << R"(,"gone":)" << (record.gone_at ? "true" : "false")
          << "}\n";
    }
    if (std::ssize(records) < kBatch || !out) return;
    after = records.back().id;
  }
}

void mirror_associations(store::Mirror& mirror, std::string_view from, std::string_view to,
                         std::ostream& out) {
  std::string after;
  while (true) {
    std::vector<std::string> ids;
    for (auto& record : mirror.all_after(std::string(from), after, kBatch))
      ids.push_back(std::move(record.id));
    struct Targets {
      json::array ids;
      std::string primary;
    };
    std::map<std::string, Targets> found;
    for (const auto& a : mirror.associations(std::string(from), ids, std::string(to))) {
      Targets& targets = found[a.from_id];
      targets.ids.emplace_back(a.to_id);
      if (a.primary) targets.primary = a.to_id;
    }
    for (const std::string& id : ids)
      if (const auto at = found.find(id); at != found.end())
        out << json::serialize(json::object{{"from", json::object{{"type", from}, {"id", id}}},
                                            {"to", to},
                                            {"ids", std::move(at->second.ids)},
                                            {"primary", at->second.primary}})
            << '\n';
    if (std::ssize(ids) < kBatch || !out) return;
    after = ids.back();
  }
}

// Windows of a list until it ends.
template <class List>
void all_of(List&& list, std::ostream& out) {
  for (std::int64_t offset = 0;; offset += kBatch) {
    const auto window = list(store::Slice{.offset = offset, .limit = kBatch});
    for (const auto& one : window.items) out << json::serialize(line(one)) << '\n';
    if (std::ssize(window.items) < kBatch || !out) return;
  }
}

}  // namespace

Status export_records(store::Database& db, const store::Tenant& tenant, std::string_view what, Date today,
                      std::ostream& out) {
  const bool known = db.read([&](store::Tx& tx) {
    store::Mirror mirror(tx, tenant);
    if (what == "mirror") {
      for (const auto type : kTypes) mirror_records(mirror, type, out);
      for (const auto& [from, to] : kAssociations) mirror_associations(mirror, from, to, out);
    } else if (what == "clients") {
      for (const char* status : {"active", "archived"})
        all_of(
            [&](const store::Slice& slice) {
              return store::Clients(tx, tenant).list({.status = status}, slice, today);
            },
            out);
    } else if (what == "contacts") {
      all_of([&](const store::Slice& slice) { return store::Contacts(tx, tenant).list({}, slice); }, out);
    } else if (what == "deals") {
      all_of([&](const store::Slice& slice) { return store::Deals(tx, tenant).list({}, slice, today); }, out);
    } else if (what == "invoices") {
      all_of([&](const store::Slice& slice) { return store::Invoices(tx, tenant).list({}, slice, today); },
             out);
    } else {
      return false;
    }
    return true;
  });
  if (!known)
    return Error(Code::validation, sentence("There is no export of \"{}\".", std::string(what)),
                 "Say mirror, clients, contacts, deals or invoices.");
  out.flush();
  if (!out) return Error(Code::storage_failed, "The export could not be written.");
  return done();
}

}  // namespace every::app
