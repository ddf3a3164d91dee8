#include "app/own_deals.h"

#include "app/change_deal.h"
#include "app/invoices.h"
#include "app/locks.h"
#include "base/sentence.h"
#include "base/text.h"
#include "domain/deal_change.h"
#include "store/clients.h"
#include "store/deal_billing.h"
#include "store/deals.h"
#include "store/invoices.h"
#include "store/mirror.h"
#include "store/proposals.h"
#include "sync/stage_entry.h"

namespace every::app {
namespace {

constexpr std::size_t kNameMax = 500, kIdMax = 100;

Result<domain::NewDeal> read_deal(const json::value& body) {
  Fields in(body);
  domain::NewDeal out;
  out.name = in.text("name", {.required = true, .max = kNameMax}).value_or("");
  if (!out.name.empty() && !is_visible(out.name))
    in.complain("name", "required", "A name that can be read is needed here.");
  out.pipeline_id = in.text("pipeline", {.required = true, .max = kIdMax}).value_or("");
  out.stage_id = in.text("stage", {.required = true, .max = kIdMax}).value_or("");
  if (in.has("client") && !in.is_null("client"))
    out.client_id = in.text("client", {.required = true, .max = kIdMax}).value_or("");
  if (!in.is_null("amount")) out.amount = in.money("amount");
  if (!in.is_null("closeDate")) out.close_date = in.date("closeDate");
  EVERY_CHECK(in.finish());
  return out;
}

// Drafts and void documents count: what they say of the deal is to stay true.
bool has_documents(const App& app, store::Tx& tx, const Actor& actor, const std::string& deal_id) {
  const Date today = today_of(app, workspace_of(tx, actor));
  const store::Slice one{.sort = "", .descending = true, .offset = 0, .limit = 1};
  const store::InvoiceFilter invoices{.status = "", .q = "", .client_id = "", .deal_id = deal_id, .kind = ""};
  const store::ProposalFilter proposals{.status = "", .q = "", .client_id = "", .deal_id = deal_id};
  return store::Invoices(tx, actor.tenant).list(invoices, one, today).total > 0 ||
         store::Proposals(tx, actor.tenant).list(proposals, one, today).total > 0;
}

Error came_from_hubspot(const domain::Deal& deal, const Locks& locks) {
  const bool managed = locks.hold(deal.hubspot);
  Error error(Code::locked_field,
              managed
                  ? sentence("{} is managed in HubSpot.", deal.name)
                  : sentence("{} came from HubSpot. Only deals made here can be deleted here.", deal.name),
              managed ? "Delete it in HubSpot." : "Move it to a stage of lost deals instead.");
  if (!deal.hubspot->url.empty()) error.extra["url"] = deal.hubspot->url;
  return error;
}

}  // namespace

Result<std::string> make_deal(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::edit));
  EVERY_TRY(wanted, read_deal(body));
  auto made = app.db.write([&](store::Tx& tx) -> Result<std::string> {
    EVERY_CHECK(use_key(app, tx, actor));
    if (!wanted.client_id.empty() && !store::Clients(tx, actor.tenant).find(wanted.client_id))
      return no_such_client();
    const Locks locks = locks_of(tx, actor.tenant);
    const auto pipelines = store::Mirror(tx, actor.tenant).pipelines();
    if (pipelines.empty() && !locks.connected)
      return Error(Code::not_connected, "There is no pipeline to put a deal into.",
                   "Connect HubSpot: deals go through its pipelines and stages.");
    EVERY_TRY(deal, domain::new_deal(wanted, pipelines, locks.mapping));
    deal.id = app.id();
    deal.created_at = deal.updated_at = app.now();
    store::Deals(tx, actor.tenant).insert(deal);
    sync::StageEntry(tx, actor.tenant, pipelines, locks.mapping).made_here(deal, deal.created_at);
    record(app, tx, actor, "deal", deal.id, deal.client_id, "deal.created",
           sentence("Deal {} was made in {}.", deal.name, domain::stage_of(pipelines, deal)->label));
    return deal.id;
  });
  if (made.ok()) tell_changed(app, actor, "deal", *made);
  return made;
}

Status delete_deal(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::edit));
  EVERY_CHECK(app.db.write([&](store::Tx& tx) -> Status {
    store::Deals deals(tx, actor.tenant);
    const auto deal = deals.find(id);
    if (!deal) return Error(Code::not_found, "This deal does not exist.");
    if (deal->hubspot) return came_from_hubspot(*deal, locks_of(tx, actor.tenant));
    if (has_documents(app, tx, actor, id))
      return Error(Code::has_documents,
                   sentence("{} has invoices or proposals and cannot be deleted.", deal->name),
                   "Delete their drafts, or move the deal to a stage of lost deals instead.");
    store::DealBilling(tx, actor.tenant).put_parts(id, {}, app.now(), actor.name);
    deals.remove(id);
    record(app, tx, actor, "deal", id, deal->client_id, "deal.deleted",
           sentence("Deal {} was deleted.", deal->name));
    return done();
  }));
  tell_changed(app, actor, "deal", id);
  return done();
}

}  // namespace every::app
