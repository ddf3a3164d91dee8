// The rules that make drafts of deals.
#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/deal_rules.h"
#include "app/preview_deal_rule.h"

namespace every::api {
namespace {

json::value labelled(const std::string& id, const std::string& label) {
  if (id.empty()) return nullptr;
  return json::object{{"id", id}, {"label", label}};
}

json::object reason_json(const std::string& deal_id, const std::string& deal_name, const std::string& code,
                         const std::string& detail, Instant entered_at) {
  return {{"deal", ref_json(deal_id, deal_name)},
          {"code", code},
          {"detail", detail},
          {"enteredAt", time_json(entered_at)}};
}

json::object rule_json(const app::DealRuleView& view) {
  json::array waiting;
  for (const auto& one : view.first)
    waiting.push_back(reason_json(one.deal_id, one.deal_name, one.code, one.detail, one.entered_at));
  return {{"id", view.rule.id},
          {"pipeline", labelled(view.rule.pipeline_id, view.pipeline_label)},
          {"stage", labelled(view.rule.stage_id, view.stage_label)},
          {"on", view.rule.on},
          {"sentence", view.sentence},
          {"problem", view.problem.code.empty() ? json::value(nullptr)
                                                : json::value(json::object{{"code", view.problem.code},
                                                                           {"detail", view.problem.detail}})},
          {"drafts", view.drafts},
          {"waiting", json::object{{"count", view.waiting}, {"first", std::move(waiting)}}},
          {"since", time_json(view.rule.since)},
          {"createdBy", view.rule.created_by},
          {"createdAt", time_json(view.rule.created_at)},
          {"updatedAt", time_json(view.rule.updated_at)},
          {"version", view.rule.version}};
}

json::object preview_json(const app::DealRulePreview& preview) {
  json::array past, left;
  for (const auto& one : preview.past)
    past.push_back(json::object{{"days", one.days},
                                {"entered", one.entered},
                                {"drafted", one.drafted},
                                {"leftOut", one.left_out},
                                {"totals", money_list(one.totals)}});
  for (const auto& one : preview.first)
    left.push_back(reason_json(one.deal_id, one.deal_name, one.why.code, one.why.detail, one.entered_at));
  return {{"sentence", preview.sentence},
          {"now", json::object{{"deals", preview.deals},
                               {"withoutInvoice", preview.without_invoice},
                               {"totals", money_list(preview.totals)},
                               {"won", preview.won}}},
          {"past", std::move(past)},
          {"leftOut", std::move(left)},
          {"knownSince", time_json(preview.known_since)}};
}

}  // namespace

void add_deal_rule_routes(Api& api) {
  using http::Method;
  api.add(Method::get, "/api/deal-rules", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(rules, app::deal_rules(c.app, c.actor));
    json::array items;
    for (const auto& one : rules) items.push_back(rule_json(one));
    return reply(200, list_json(std::move(items), static_cast<std::int64_t>(rules.size())));
  });
  api.add(Method::post, "/api/deal-rules", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(made, app::create_deal_rule(c.app, c.actor, c.body));
    return created("/api/deal-rules/" + made.rule.id, rule_json(made), made.rule.version);
  });
  api.add(Method::post, "/api/deal-rules/preview", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(preview, app::preview_deal_rule(c.app, c.actor, c.body));
    return reply(200, preview_json(preview));
  });
  api.add(Method::get, "/api/deal-rules/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(rule, app::deal_rule(c.app, c.actor, c.path("id")));
    return reply(200, rule_json(rule), rule.rule.version);
  });
  api.add(Method::patch, "/api/deal-rules/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(version, c.if_match());
    EVERY_TRY(rule, app::change_deal_rule(c.app, c.actor, c.path("id"), c.body, version));
    return reply(200, rule_json(rule), rule.rule.version);
  });
  api.add(Method::del, "/api/deal-rules/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::delete_deal_rule(c.app, c.actor, c.path("id")));
    return no_content();
  });
}

}  // namespace every::api
