// What can be imported, the matches and their decisions, and the import.
#include "api/hubspot_routes_detail.h"
#include "api/reply.h"
#include "app/hubspot_json.h"
#include "app/import_choice.h"
#include "app/import_contacts.h"
#include "app/review_contacts.h"
#include "app/review_filters.h"
#include "app/undo_import.h"

namespace every::api {
namespace {

Result<http::Response> summary(const Call& call) {
  EVERY_TRY(counts, app::review_summary(call.app.hubspot, call.actor));
  return reply(200, counts);
}

Result<http::Response> contacts(const Call& call) {
  EVERY_TRY(slice, call.slice({"name", "email", "company", "modifiedAt", "state"}, {"modifiedAt"}));
  EVERY_TRY(state, call.choice("state", {"new", "imported", "duplicate", "skipped", "left", "filtered",
                                         "gone", "no_email"}));
  EVERY_TRY(days, call.period());
  store::ReviewFilter filter{
      .state = state, .q = call.query("q"), .list = call.query("list"), .owner = call.query("owner")};
  if (days.from || days.to) {
    const std::string zone =
        call.app.db.read([&](store::Tx& tx) { return app::workspace_of(tx, call.actor).time_zone; });
    if (days.from) filter.modified_from = start_of_day(*days.from, zone);
    if (days.to) filter.modified_before = start_of_day(add_days(*days.to, 1), zone);
  }
  if (!filter.list.empty())
    EVERY_CHECK(app::know_list(call.app.hubspot, call.actor, filter.list, app::ListsOf::contacts));
  EVERY_TRY(window, app::review_contacts(call.app.hubspot, call.actor, filter, slice));
  return reply(200, app::list_json(window, app::review_contact_json));
}

Result<http::Response> filters(const Call& call) {
  EVERY_TRY(choices, app::review_filters(call.app.hubspot, call.actor));
  return reply(200, choices);
}

Result<http::Response> duplicates(const Call& call) {
  EVERY_TRY(slice, call.slice({"differences", "name", "invoices"}, {"differences", "invoices"}));
  EVERY_TRY(decided, call.choice("decided", {"true", "false"}));
  EVERY_TRY(kind, call.choice("kind", {"all", "formatting", "conflict"}));
  EVERY_TRY(match, call.choice("match", {"exact", "possible"}));
  store::ClusterFilter filter;
  if (!decided.empty()) filter.decided = decided == "true";
  filter.formatting_only = kind == "formatting";
  filter.conflicts_only = kind == "conflict";
  if (!match.empty()) filter.exact = match == "exact";
  filter.q = call.query("q");
  EVERY_TRY(list, app::duplicates(call.app.hubspot, call.actor, filter, slice));
  return reply(200, list);
}

Result<http::Response> decide_contact(const Call& call) {
  EVERY_TRY(row, app::decide_contact(call.app.hubspot, call.actor, call.path("id"), call.body));
  return reply(200, app::review_contact_json(row));
}

Result<http::Response> duplicate(const Call& call) {
  EVERY_TRY(cluster, app::duplicate(call.app.hubspot, call.actor, call.path("id")));
  return reply(200, cluster);
}

Result<http::Response> decide(const Call& call) {
  EVERY_TRY(cluster, app::decide(call.app.hubspot, call.actor, call.path("id"), call.body));
  return reply(200, cluster);
}

Result<http::Response> decide_many(const Call& call) {
  EVERY_TRY(decided, app::decide_many(call.app.hubspot, call.actor, call.body));
  return reply(200, json::object{{"decided", decided}});
}

Result<http::Response> import_contacts(const Call& call) {
  EVERY_TRY(answer, app::import_contacts(call.app.hubspot, call.actor, call.body));
  if (const auto* totals = std::get_if<sync::ImportTotals>(&answer))
    return reply(200, app::preview_json(*totals));
  return reply(202, app::run_json(call.app.hubspot, call.actor.tenant, std::get<store::Run>(answer)));
}

Result<http::Response> choice(const Call& call) {
  EVERY_TRY(found, app::import_choice(call.app.hubspot, call.actor));
  return reply(200, app::import_choice_json(found), found.version);
}

Result<http::Response> choose(const Call& call) {
  EVERY_TRY(changed, app::change_import_choice(call.app.hubspot, call.actor, call.body, call.if_match()));
  return reply(200, app::import_choice_json(changed), changed.version);
}

}  // namespace

void add_hubspot_review_routes(Api& api) {
  using http::Method;
  api.add(Method::get, "/api/hubspot/review", summary);
  api.add(Method::get, "/api/hubspot/review/filters", filters);
  api.add(Method::get, "/api/hubspot/contacts", contacts);
  api.add(Method::put, "/api/hubspot/contacts/{id}", decide_contact);
  api.add(Method::get, "/api/hubspot/duplicates", duplicates);
  api.add(Method::post, "/api/hubspot/duplicates/decide", decide_many);
  api.add(Method::get, "/api/hubspot/duplicates/{id}", duplicate);
  api.add(Method::put, "/api/hubspot/duplicates/{id}", decide);
  api.add(Method::post, "/api/hubspot/import", import_contacts);
  api.add(Method::get, "/api/hubspot/import/choice", choice);
  api.add(Method::put, "/api/hubspot/import/choice", choose);
}

}  // namespace every::api
