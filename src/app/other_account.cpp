#include "app/other_account.h"

#include <fmt/format.h>

#include "base/sentence.h"
#include "store/clients.h"
#include "store/deals.h"

namespace every::app {
namespace {

std::string counted(std::int64_t n, std::string_view one, std::string_view many) {
  return sentence(n == 1 ? one : many, n);
}

}  // namespace

std::optional<OtherAccount> other_account(store::Tx& tx, const store::Tenant& tenant,
                                          const store::Connection& connection) {
  if (connection.portal_id.empty() || connection.state != store::ConnectionState::not_connected)
    return std::nullopt;
  OtherAccount out;
  out.portal_id = connection.portal_id;
  out.portal_name = connection.portal_name;
  out.clients = store::Clients(tx, tenant).count_hubspot();
  out.contacts = store::Contacts(tx, tenant).count_hubspot();
  out.deals = store::Deals(tx, tenant).count_hubspot();
  out.consequence = sentence(
      "With another account, {}, {} and {} from {} stay here for good as records of your own: editable, no "
      "longer "
      "linked with HubSpot, never updated again. What was read from {}, the decided matches and the choice "
      "of "
      "contacts are forgotten. Invoices, payments and notes do not change. Everything of the new account is "
      "then "
      "reviewed before it comes in.",
      counted(out.clients, "{} client", "{} clients"), counted(out.contacts, "{} contact", "{} contacts"),
      counted(out.deals, "{} deal", "{} deals"), out.portal_name, out.portal_name);
  return out;
}

json::value to_json(const std::optional<OtherAccount>& other) {
  if (!other) return nullptr;
  return json::object{{"id", other->portal_id},    {"name", other->portal_name},
                      {"clients", other->clients}, {"contacts", other->contacts},
                      {"deals", other->deals},     {"consequence", other->consequence}};
}

}  // namespace every::app
