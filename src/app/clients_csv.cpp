#include "app/clients_csv.h"

#include <map>
#include <set>

#include "app/client_choice.h"
#include "app/invoices.h"
#include "base/csv.h"
#include "base/text.h"

namespace every::app {
namespace {

constexpr std::int64_t kBatch = 500;

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& one : texts) out += (out.empty() ? "" : ", ") + one;
  return out;
}

// "USD 10.00; EUR -5.00": a letter comes first, so that a credit is no formula.
std::string sums(const std::vector<Money>& list) {
  std::string out;
  for (const Money& one : list)
    out += (out.empty() ? "" : "; ") + std::string(one.currency.code()) + " " + one.decimal();
  return out;
}

std::string line_of(const store::ClientRow& row, const domain::Contact* contact) {
  const domain::Client& c = row.client;
  const domain::Address& a = c.address;
  return csv_line({c.name,
                   c.is_person ? "person" : "company",
                   c.legal_name,
                   c.email,
                   c.phone,
                   c.website,
                   c.tax_id,
                   a.street,
                   a.street2,
                   a.city,
                   a.region,
                   a.postal_code,
                   a.country,
                   c.currency,
                   c.payment_terms_days ? std::to_string(*c.payment_terms_days) : "",
                   joined(c.tags),
                   c.archived ? "archived" : "active",
                   domain::name(c.source),
                   sums(row.balance),
                   contact != nullptr ? contact->first_name : "",
                   contact != nullptr ? contact->last_name : "",
                   contact != nullptr ? contact->email : "",
                   contact != nullptr ? contact->phone : "",
                   contact != nullptr ? contact->job_title : ""});
}

std::string head_line() {
  return csv_line({"name",
                   "kind",
                   "legal name",
                   "email",
                   "phone",
                   "website",
                   "tax id",
                   "street",
                   "street 2",
                   "city",
                   "region",
                   "postal code",
                   "country",
                   "currency",
                   "payment terms days",
                   "tags",
                   "status",
                   "source",
                   "balance",
                   "contact first name",
                   "contact last name",
                   "contact email",
                   "contact phone",
                   "contact job title"});
}

void add_lines(std::string& out, store::Contacts& contacts, const store::ClientRow& row) {
  const auto members = contacts.memberships_of_client(row.client.id);
  if (members.empty()) out += line_of(row, nullptr);
  for (const domain::Membership& member : members) {
    const auto contact = contacts.find(member.contact_id);
    out += line_of(row, contact ? &*contact : nullptr);
  }
}

std::string lines_of(const App& app, const Actor& actor, store::Tx& tx, const store::ClientFilter& filter,
                     const std::set<std::string>& except) {
  const Date today = today_of(app, workspace_of(tx, actor));
  store::Clients clients(tx, actor.tenant);
  store::Contacts contacts(tx, actor.tenant);
  std::string out = head_line();
  for (store::Slice slice{.sort = "name", .descending = false, .offset = 0, .limit = kBatch};;
       slice.offset += kBatch) {
    const auto window = clients.list(filter, slice, today);
    if (window.items.empty()) return out;
    for (const store::ClientRow& row : window.items)
      if (!except.contains(row.client.id)) add_lines(out, contacts, row);
  }
}

// By name, as the other files are.
std::string lines_of(const App& app, const Actor& actor, store::Tx& tx, const std::vector<std::string>& ids) {
  const Date today = today_of(app, workspace_of(tx, actor));
  store::Clients clients(tx, actor.tenant);
  store::Contacts contacts(tx, actor.tenant);
  std::map<std::pair<std::string, std::string>, store::ClientRow> rows;
  for (const std::string& id : ids)
    if (auto row = clients.row(id, today))
      rows.emplace(std::pair(fold(row->client.name), id), *std::move(row));
  std::string out = head_line();
  for (const auto& [name, row] : rows) add_lines(out, contacts, row);
  return out;
}

}  // namespace

Result<std::string> clients_csv(const App& app, const Actor& actor, const store::ClientFilter& filter) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read(
      [&](store::Tx& tx) -> Result<std::string> { return lines_of(app, actor, tx, filter, {}); });
}

Result<std::string> chosen_clients_csv(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::read));
  Fields in(body);
  const ClientChoice choice = read_client_choice(in);
  EVERY_CHECK(in.finish());
  EVERY_CHECK(know_filter(app, actor, choice.filter));
  return app.db.read([&](store::Tx& tx) -> Result<std::string> {
    return choice.ids ? lines_of(app, actor, tx, *choice.ids)
                      : lines_of(app, actor, tx, choice.filter, choice.except);
  });
}

}  // namespace every::app
