#include <algorithm>

#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/change_deal.h"
#include "app/invoices.h"
#include "app/own_deals.h"
#include "app/pipeline.h"
#include "base/sentence.h"
#include "domain/deal_change.h"

namespace every::api {
namespace {

json::value fraction(const std::optional<Decimal>& d) {
  if (!d) return nullptr;
  const auto parsed = parse_json(d->text());
  return parsed.ok() ? *parsed : json::value(nullptr);
}

json::value board_json(const app::Board& board) {
  json::array pipelines, stages, owners;
  for (const auto& p : board.pipelines) pipelines.push_back(json::object{{"id", p.id}, {"label", p.label}});
  for (const auto& s : board.stages)
    stages.push_back(json::object{{"id", s.stage.id},
                                  {"label", s.stage.label},
                                  {"group", json::string(domain::name(s.group))},
                                  {"probability", fraction(s.stage.probability)},
                                  {"closed", s.stage.is_closed},
                                  {"won", s.group == domain::StageGroup::won},
                                  {"takesDeals", domain::takes_deals(s.stage)},
                                  {"count", s.count},
                                  {"totals", money_list(s.totals)},
                                  {"weighted", money_list(s.weighted)}});
  for (const auto& [id, name] : board.owners) owners.push_back(ref_json(id, name));
  json::value shown = nullptr;
  if (board.shown) shown = json::object{{"id", board.shown->id}, {"label", board.shown->label}};
  return json::object{
      {"pipelines", std::move(pipelines)},
      {"pipeline", std::move(shown)},
      {"stages", std::move(stages)},
      {"summary",
       json::object{{"open", money_list(board.open)},
                    {"weighted", money_list(board.weighted)},
                    {"wonNotInvoiced",
                     json::object{{"count", board.waiting}, {"totals", money_list(board.waiting_totals)}}}}},
      {"owners", std::move(owners)}};
}

// Of the board, the lists beside it, and the clients in it.
Result<store::DealFilter> filter_of(const Call& c) {
  EVERY_TRY(days, c.period());
  store::DealFilter out;
  out.pipeline_id = c.query("pipeline");
  out.q = c.query("q");
  out.owner_id = c.query("owner");
  out.closes_from = days.from;
  out.closes_to = days.to;
  return out;
}

// Whichever pipeline it is in; its id when none has it any more.
std::string stage_label(const std::vector<domain::Pipeline>& pipelines, const std::string& pipeline_id,
                        const std::string& stage_id) {
  for (const domain::Pipeline& p : pipelines)
    if (pipeline_id.empty() || p.id == pipeline_id)
      for (const domain::Stage& s : p.stages)
        if (s.id == stage_id) return s.label;
  return stage_id;
}

json::value place_json(const std::vector<domain::Pipeline>& pipelines, const domain::StagePlace& place) {
  if (place.second.empty()) return nullptr;
  return json::object{{"id", place.second}, {"label", stage_label(pipelines, place.first, place.second)}};
}

Result<http::Response> past_reply(const Call& c) {
  EVERY_TRY(slice, c.slice({}));
  EVERY_TRY(past, app::deal_past(c.app, c.actor, c.path("id"), slice));
  json::array items, moves;
  for (const store::Activity& one : past.activity.items) items.push_back(activity_json(one));
  for (const store::DealMove& move : past.moves)
    moves.push_back(json::object{{"from", place_json(past.pipelines, move.from)},
                                 {"to", place_json(past.pipelines, move.to)},
                                 {"inHubSpot", move.in_hubspot},
                                 {"at", time_json(move.at)}});
  json::object out = list_json(std::move(items), past.activity.total);
  out["moves"] = std::move(moves);
  return reply(200, out);
}

Result<http::Response> deal_reply(const Call& c, const std::string& id, int status = 200) {
  const auto found = app::deal(c.app, c.actor, id);
  if (found.items.empty()) return Error(Code::not_found, "This deal does not exist.");
  const auto& one = found.items.front();
  const json::value body = deal_json(one.row, found.pipelines, one.contacts, found.locks);
  return status == 201 ? created("/api/deals/" + id, body, one.row.deal.version)
                       : reply(status, body, one.row.deal.version);
}

http::Response invoice_reply(const Call& c, const domain::Invoice& invoice, int status) {
  json::value body;
  c.app.db.read([&](store::Tx& tx) {
    body = invoice_json(*app::view_invoice(tx, c.actor, invoice.id),
                        app::today_of(c.app, app::workspace_of(tx, c.actor)));
    return true;
  });
  return status == 201 ? created("/api/invoices/" + invoice.id, body, invoice.version)
                       : reply(status, body, invoice.version);
}

}  // namespace

void add_deal_routes(Api& api) {
  api.add(http::Method::get, "/api/pipeline", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(c.slice({}));
    EVERY_TRY(filter, filter_of(c));
    return reply(200, board_json(app::board(c.app, c.actor, filter)));
  });
  api.add(http::Method::get, "/api/pipeline/clients", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(slice, c.slice({}));
    EVERY_TRY(filter, filter_of(c));
    const auto found = app::client_board(c.app, c.actor, filter, slice);
    json::array items;
    for (const store::ClientDeals& one : found.clients.items) {
      json::array stages;
      for (const store::StageTotal& stage : one.stages)
        stages.push_back(
            json::object{{"id", stage.stage_id},
                         {"label", stage_label(found.pipelines, filter.pipeline_id, stage.stage_id)},
                         {"count", stage.count},
                         {"totals", money_list(stage.totals)},
                         {"weighted", money_list(stage.weighted)}});
      items.push_back(json::object{{"client", ref_json(one.client_id, one.client_name)},
                                   {"deals", one.count},
                                   {"stages", std::move(stages)}});
    }
    return reply(200, list_json(std::move(items), found.clients.total));
  });
  api.add(http::Method::get, "/api/deals", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(slice, c.slice({"closeDate", "amount", "name"}, {"closeDate", "amount"}));
    EVERY_TRY(waiting, c.choice("wonWithoutInvoice", {"true", "false"}));
    EVERY_TRY(filter, filter_of(c));
    filter.stage_id = c.query("stage");
    filter.client_id = c.query("client");
    filter.won_without_invoice = waiting == "true";
    const auto found = app::deals(c.app, c.actor, filter, slice);
    json::array items;
    for (const auto& one : found.items)
      items.push_back(deal_json(one.row, found.pipelines, one.contacts, found.locks));
    return reply(200, list_json(std::move(items), found.total));
  });
  api.add(http::Method::get, "/api/deals/{id}",
          [](const Call& c) -> Result<http::Response> { return deal_reply(c, c.path("id")); });
  api.add(http::Method::get, "/api/deals/{id}/activity", past_reply);
  api.add(http::Method::post, "/api/deals", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(id, app::make_deal(c.app, c.actor, c.body));
    return deal_reply(c, id, 201);
  });
  api.add(http::Method::del, "/api/deals/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::delete_deal(c.app, c.actor, c.path("id")));
    return no_content();
  });
  api.add(http::Method::patch, "/api/deals/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(version, c.if_match());
    EVERY_CHECK(app::change_deal(c.app, c.actor, c.path("id"), c.body, version));
    return deal_reply(c, c.path("id"));
  });
  api.add(http::Method::post, "/api/deals/{id}/invoice", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(made, app::invoice_deal(c.app, c.actor, c.path("id"), c.body));
    return invoice_reply(c, made.invoice, made.made ? 201 : 200);
  });
  api.add(http::Method::post, "/api/deals/invoices", [](const Call& c) -> Result<http::Response> {
    bool dry_run = false;
    EVERY_TRY(drafts, app::invoice_deals(c.app, c.actor, c.body, dry_run));
    const auto left = std::count_if(drafts.items.begin(), drafts.items.end(),
                                    [](const auto& item) { return !item.code.empty(); });
    if (!dry_run) {
      json::array ids;
      for (const auto& id : drafts.created) ids.emplace_back(id);
      return reply(
          201, json::object{{"created", std::move(ids)}, {"leftOut", left}, {"remaining", drafts.remaining}});
    }
    json::array items;
    for (const auto& item : drafts.items)
      items.push_back(json::object{
          {"dealId", item.deal_id},
          {"name", item.name},
          {"client",
           item.client_id.empty() ? json::value(nullptr) : ref_json(item.client_id, item.client_name)},
          {"amount", to_json(item.amount)},
          {"paymentTermsDays",
           item.payment_terms_days ? json::value(*item.payment_terms_days) : json::value(nullptr)},
          {"ok", item.code.empty()},
          {"code", text_or_null(item.code)},
          {"detail", text_or_null(ours(item.detail))}});
    const auto ready = static_cast<std::int64_t>(drafts.items.size()) - left;
    return reply(200, json::object{{"items", std::move(items)},
                                   {"ready", ready},
                                   {"leftOut", left},
                                   {"remaining", drafts.remaining}});
  });
}

}  // namespace every::api
