// The tax rates that a workspace has names for.
#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/tax_rates.h"

namespace every::api {
namespace {

json::object rate_json(const domain::TaxRate& rate) {
  return {{"id", rate.id},
          {"name", rate.words.name},
          {"ratePercent", rate.percent.text()},
          {"treatment", text_or_null(domain::name(rate.words.treatment))},
          {"reason", rate.words.reason},
          {"default", rate.is_default},
          {"archived", rate.archived},
          {"createdAt", time_json(rate.created_at)},
          {"updatedAt", time_json(rate.updated_at)},
          {"version", rate.version}};
}

}  // namespace

void add_tax_rate_routes(Api& api) {
  using http::Method;
  api.add(Method::get, "/api/tax-rates", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(rates, app::tax_rates(c.app, c.actor));
    json::array items;
    for (const domain::TaxRate& one : rates) items.push_back(rate_json(one));
    return reply(200, list_json(std::move(items), static_cast<std::int64_t>(rates.size())));
  });
  api.add(Method::post, "/api/tax-rates", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(made, app::create_tax_rate(c.app, c.actor, c.body));
    return created("/api/tax-rates/" + made.id, rate_json(made), made.version);
  });
  api.add(Method::get, "/api/tax-rates/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(rate, app::tax_rate(c.app, c.actor, c.path("id")));
    return reply(200, rate_json(rate), rate.version);
  });
  api.add(Method::patch, "/api/tax-rates/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(version, c.if_match());
    EVERY_TRY(rate, app::change_tax_rate(c.app, c.actor, c.path("id"), c.body, version));
    return reply(200, rate_json(rate), rate.version);
  });
}

}  // namespace every::api
