// Resources as the contract (api/openapi.yaml) writes them.
#pragma once

#include <string>
#include <vector>

#include "app/accounts.h"
#include "app/invoices.h"
#include "app/locks.h"
#include "base/json.h"
#include "domain/deal.h"
#include "store/clients.h"
#include "store/deals.h"
#include "store/journal.h"

namespace every::api {

json::value session_json(const store::User& user, const store::Workspace& workspace);
json::value user_json(const store::User& user);
json::value workspace_json(const store::Workspace& workspace);
json::value client_json(const store::ClientRow& row, const app::Locks& locks);
json::value contact_json(const domain::Contact& contact, const app::Locks& locks);
json::object activity_json(const store::Activity& activity);
json::value deal_json(const store::DealRow& row, const std::vector<domain::Pipeline>& pipelines,
                      const std::vector<std::pair<std::string, std::string>>& contacts,
                      const app::Locks& locks);
json::value party_json(const domain::PartySnapshot& party);
// Text, or null for none.
json::value percent_json(Decimal percent);
json::object line_json(const domain::InvoiceLine& line, Money total);
json::array taxes_json(const std::vector<domain::TaxSum>& taxes);
json::value invoice_json(const app::InvoiceView& view, Date today);
json::value invoice_summary_json(const domain::Invoice& invoice, Date today);
json::value payment_json(const domain::Payment& payment);
// What of a payment paid one invoice.
json::value payment_on_json(const domain::Payment& payment, const std::string& invoice_id);
json::array money_list(const std::vector<Money>& sums);
// {"items": […], "total": n}
json::object list_json(json::array items, std::int64_t total);
// The language of a document's `locale`: "de" of "de-AT".
json::value language_json(std::string_view locale);
json::value ref_json(const std::string& id, const std::string& name);

}  // namespace every::api
