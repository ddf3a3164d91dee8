// Deals in parts, and deals that changed after they were invoiced.
#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/deal_drift.h"
#include "app/deal_parts.h"
#include "app/invoices.h"

namespace every::api {
namespace {

json::value invoice_ref(const domain::Invoice& i, Date today) {
  return json::object{
      {"id", i.id}, {"number", text_or_null(i.number)}, {"status", store::display_status(i, today)}};
}

Date today_of(const Call& c) {
  return c.app.db.read([&](store::Tx& tx) { return app::today_of(c.app, app::workspace_of(tx, c.actor)); });
}

json::value plan_json(const Call& c, const app::DealPlan& plan) {
  const Date today = today_of(c);
  Money invoiced{0, plan.whole.currency};
  json::array parts, shares, supplements;
  for (const app::DealPlan::Part& one : plan.parts) {
    if (one.invoice && one.part.amount.currency == invoiced.currency) invoiced = invoiced + one.part.amount;
    parts.push_back(
        json::object{{"id", one.part.id},
                     {"label", one.part.label},
                     {"amount", to_json(one.part.amount)},
                     {"invoice", one.invoice ? invoice_ref(*one.invoice, today) : json::value(nullptr)}});
  }
  for (const domain::Invoice& one : plan.shares) {
    if (one.currency == invoiced.currency) invoiced = invoiced + one.totals.total;
    shares.push_back(invoice_ref(one, today));
  }
  for (const domain::Invoice& one : plan.supplements) supplements.push_back(invoice_ref(one, today));
  return json::object{{"whole", to_json(plan.whole)},
                      {"invoice", plan.in_whole ? invoice_ref(*plan.in_whole, today) : json::value(nullptr)},
                      {"parts", std::move(parts)},
                      {"invoiced", to_json(invoiced)},
                      {"shares", std::move(shares)},
                      {"supplements", std::move(supplements)}};
}

json::object drift_json(const app::Drift& drift) {
  json::array changes;
  for (const app::DriftChange& one : drift.changes)
    changes.push_back(
        json::object{{"field", one.field}, {"was", text_or_null(one.was)}, {"now", text_or_null(one.now)}});
  return {{"changes", std::move(changes)},
          {"difference", to_json(drift.difference)},
          {"proposal", drift.proposal}};
}

}  // namespace

void add_deal_billing_routes(Api& api) {
  api.add(http::Method::get, "/api/deals/{id}/parts", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(plan, app::deal_plan(c.app, c.actor, c.path("id")));
    return reply(200, plan_json(c, plan));
  });
  api.add(http::Method::put, "/api/deals/{id}/parts", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(plan, app::plan_deal(c.app, c.actor, c.path("id"), c.body));
    return reply(200, plan_json(c, plan));
  });
  api.add(http::Method::get, "/api/deals/drifts", [](const Call& c) -> Result<http::Response> {
    json::array items;
    const Date today = today_of(c);
    for (const app::DriftedDeal& one : app::drifted_deals(c.app, c.actor)) {
      json::object item = drift_json(one.drift);
      item["invoice"] = invoice_ref(one.invoice, today);
      item["client"] = ref_json(one.invoice.client_id, one.invoice.client_name);
      item["deal"] = ref_json(one.invoice.deal_id, one.invoice.deal_name);
      items.push_back(std::move(item));
    }
    const auto total = static_cast<std::int64_t>(items.size());
    return reply(200, list_json(std::move(items), total));
  });
  api.add(http::Method::get, "/api/invoices/{id}/drift", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(drift, app::invoice_drift(c.app, c.actor, c.path("id")));
    return reply(200,
                 json::object{{"drift", drift ? json::value(drift_json(*drift)) : json::value(nullptr)}});
  });
  api.add(http::Method::post, "/api/invoices/{id}/drift", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::settle_drift(c.app, c.actor, c.path("id"), c.body));
    return no_content();
  });
  api.add(http::Method::post, "/api/invoices/{id}/supplement", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(draft, app::supplement_invoice(c.app, c.actor, c.path("id")));
    json::value body;
    c.app.db.read([&](store::Tx& tx) {
      body = invoice_json(*app::view_invoice(tx, c.actor, draft.id),
                          app::today_of(c.app, app::workspace_of(tx, c.actor)));
      return true;
    });
    return created("/api/invoices/" + draft.id, body, draft.version);
  });
}

}  // namespace every::api
