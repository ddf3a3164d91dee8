#include "app/review_contacts.h"

#include <algorithm>

#include "app/hubspot_activity.h"
#include "app/hubspot_json.h"
#include "base/sentence.h"
#include "store/invoices.h"
#include "store/mirror.h"
#include "sync/review.h"

namespace every::app {
namespace {

constexpr std::size_t kIdsMax = 10'000;
constexpr std::size_t kDecidedAtOnce = 200;  // clusters of one transaction

std::int64_t open_invoices(store::Tx& tx, const store::Tenant& tenant, const std::string& client_id) {
  if (client_id.empty()) return 0;
  store::InvoiceFilter open;
  open.status = "open";
  open.client_id = client_id;
  // Being open does not depend on the day; the list wants one for what is overdue.
  const Date any_day{std::chrono::year(2000), std::chrono::January, std::chrono::day(1)};
  return store::Invoices(tx, tenant).list(open, {"", false, 0, 1}, any_day).total;
}

json::object side_json(const domain::Comparable& values) {
  return {{"name", values.name},       {"email", values.email},        {"phone", values.phone},
          {"company", values.company}, {"jobTitle", values.job_title}, {"address", values.address}};
}

json::object cluster_json(store::Tx& tx, const store::Tenant& tenant, const sync::ClusterView& view) {
  json::array hubspot, every, fields;
  for (const auto& side : view.hubspot) {
    json::object one = side_json(side.values);
    one["id"] = side.id;
    one["url"] = side.url;
    hubspot.push_back(std::move(one));
  }
  for (const auto& side : view.here) {
    json::object one = side_json(side.values);
    one["contactId"] = side.id;
    one["clientId"] = text_or_null(side.client_id);
    one["openInvoices"] = open_invoices(tx, tenant, side.client_id);
    every.push_back(std::move(one));
  }
  for (const auto& d : view.differences)
    fields.push_back(json::object{{"field", d.field},
                                  {"label", ours(d.label)},
                                  {"every", d.here},
                                  {"hubspot", d.hubspot},
                                  {"same", d.same},
                                  {"formattingOnly", d.formatting_only}});
  const store::Cluster& c = view.cluster;
  return {{"id", c.id},
          {"name", c.name},
          {"email", c.email},
          {"kind", c.exact ? "exact" : "possible"},
          {"evidence", json::array(c.evidence.begin(), c.evidence.end())},
          {"differences", c.differences},
          {"formattingOnly", c.formatting_only},
          {"openInvoices", c.open_invoices},
          {"hubspot", std::move(hubspot)},
          {"every", std::move(every)},
          {"fields", std::move(fields)},
          {"decision", c.decision ? json::value(domain::name(*c.decision)) : json::value(nullptr)},
          {"targetId", text_or_null(c.target_id)},
          {"hubspotId", text_or_null(c.hubspot_id)},
          {"decidedAt", time_json(c.decided_at)},
          {"decidedBy", text_or_null(c.decided_by)}};
}

Error no_such_cluster() {
  return Error(Code::not_found, "This match no longer exists.", "Reload the list of matches.");
}

// Which clusters a bulk decision is about.
struct Chosen {
  std::optional<store::ClusterFilter> filter;
  std::vector<std::string> ids;
};

Chosen read_select(Fields& select) {
  Chosen out;
  int ways = 0;
  if (select.boolean("all").value_or(false)) {
    out.filter = store::ClusterFilter{.decided = false};
    ++ways;
  }
  if (auto ids = select.texts("ids", kIdsMax)) {
    out.ids = *std::move(ids);
    ++ways;
  }
  if (select.choice("kind", {"formatting"})) {
    out.filter = store::ClusterFilter{.decided = false, .formatting_only = true};
    ++ways;
  }
  if (ways != 1) select.complain("", "required", "Say one of all, ids or kind.");
  return out;
}

}  // namespace

Result<json::object> review_summary(HubSpotHub& hub, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::read));
  const auto active = hub.engine(actor.tenant).current();
  return hub.db().read([&](store::Tx& tx) -> Result<json::object> {
    const store::ReviewCounts counts = store::Review(tx, actor.tenant).counts();
    const store::Connection connection = store::Connections(tx, actor.tenant).get();
    store::Mirror mirror(tx, actor.tenant);
    const bool reading = active && !active->finished_at && !sync::mirror_complete(tx, actor.tenant);
    const bool connected = connection.state != store::ConnectionState::not_connected;
    return json::object{
        {"found", std::max(counts.found, mirror.count("contact"))},
        {"reading", reading},
        {"new", counts.fresh},
        {"duplicate", counts.duplicate},
        {"undecided", counts.undecided},
        {"imported", counts.imported},
        {"skipped", counts.skipped},
        {"left", counts.left},
        {"filtered", counts.filtered},
        {"gone", counts.gone},
        {"noEmail", counts.no_email},
        {"companies", mirror.count("company")},
        {"deals", mirror.count("deal")},
        {"portalName", connected ? text_or_null(connection.portal_name) : json::value(nullptr)}};
  });
}

Result<store::Window<store::ReviewRow>> review_contacts(HubSpotHub& hub, const Actor& actor,
                                                        const store::ReviewFilter& filter,
                                                        const store::Slice& slice) {
  EVERY_CHECK(require(actor, Permission::read));
  return hub.db().read([&](store::Tx& tx) { return store::Review(tx, actor.tenant).list(filter, slice); });
}

Result<json::object> duplicates(HubSpotHub& hub, const Actor& actor, const store::ClusterFilter& filter,
                                const store::Slice& slice) {
  EVERY_CHECK(require(actor, Permission::read));
  return hub.db().read([&](store::Tx& tx) -> Result<json::object> {
    const auto window = store::Review(tx, actor.tenant).clusters(filter, slice);
    sync::ReviewDesk desk(tx, actor.tenant);
    json::array items;
    for (const store::Cluster& cluster : window.items)
      if (const auto view = desk.view(cluster.id)) items.push_back(cluster_json(tx, actor.tenant, *view));
    return json::object{{"items", std::move(items)}, {"total", window.total}};
  });
}

Result<json::object> duplicate(HubSpotHub& hub, const Actor& actor, const std::string& cluster_id) {
  EVERY_CHECK(require(actor, Permission::read));
  return hub.db().read([&](store::Tx& tx) -> Result<json::object> {
    const auto view = sync::ReviewDesk(tx, actor.tenant).view(cluster_id);
    if (!view) return no_such_cluster();
    return cluster_json(tx, actor.tenant, *view);
  });
}

Result<json::object> decide(HubSpotHub& hub, const Actor& actor, const std::string& cluster_id,
                            const json::value& body) {
  EVERY_CHECK(require(actor, Permission::sync));
  Fields in(body);
  if (!in.has("decision"))
    in.complain("decision", "required", "replace, skip, create, or null to take it back.");
  std::optional<domain::Decision> decision;
  bool apart = false;
  if (!in.is_null("decision"))
    if (const auto word = in.choice("decision", {"replace", "skip", "create", "not_duplicate"})) {
      decision = domain::decision_from(*word);
      apart = *word == "not_duplicate";
    }
  const std::string target = in.text("targetId", {.max = 100}).value_or("");
  const std::string hubspot_id = in.text("hubspotId", {.max = 100}).value_or("");
  EVERY_CHECK(in.finish());
  auto decided = hub.db().write([&](store::Tx& tx) -> Result<json::object> {
    sync::ReviewDesk desk(tx, actor.tenant);
    const auto before = desk.view(cluster_id);
    if (!before) return no_such_cluster();
    EVERY_CHECK(apart ? desk.set_apart(cluster_id, target, hubspot_id, actor.name, hub.clock().now())
                      : desk.decide(cluster_id, decision, target, hubspot_id, actor.name, hub.clock().now()));
    const std::string word(apart ? "not_duplicate" : decision ? domain::name(*decision) : "undecided");
    note_activity(hub, tx, actor, "review.decided", before->cluster.name + ": " + word + ".",
                  {{"clusterId", cluster_id}, {"decision", word}});
    const auto view = desk.view(cluster_id);
    json::object answer = cluster_json(tx, actor.tenant, view ? *view : *before);
    if (apart) answer["decision"] = "not_duplicate";
    return answer;
  });
  if (decided.ok()) hub.publish_changed(actor.tenant, {"review"}, {cluster_id});
  return decided;
}

Result<store::ReviewRow> decide_contact(HubSpotHub& hub, const Actor& actor, const std::string& hubspot_id,
                                        const json::value& body) {
  EVERY_CHECK(require(actor, Permission::sync));
  Fields in(body);
  if (!in.has("decision"))
    in.complain("decision", "required", "replace, skip, create, or null to take everything back.");
  std::optional<domain::Decision> decision;
  if (!in.is_null("decision"))
    if (const auto word = in.choice("decision", {"replace", "skip", "create"}))
      decision = domain::decision_from(*word);
  const std::string target = in.text("targetId", {.max = 100}).value_or("");
  EVERY_CHECK(in.finish());
  auto decided = hub.db().write([&](store::Tx& tx) -> Result<store::ReviewRow> {
    EVERY_CHECK(sync::ReviewDesk(tx, actor.tenant)
                    .decide_contact(hubspot_id, decision, target, actor.name, hub.clock().now()));
    const auto row = store::Review(tx, actor.tenant).find(hubspot_id);
    const std::string word(decision ? domain::name(*decision) : "undecided");
    note_activity(hub, tx, actor, "review.decided", row->name + ": " + word + ".",
                  {{"hubspotId", hubspot_id}, {"decision", word}});
    return *row;
  });
  if (decided.ok()) hub.publish_changed(actor.tenant, {"review"}, {hubspot_id});
  return decided;
}

Result<std::int64_t> decide_many(HubSpotHub& hub, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::sync));
  Fields in(body);
  Chosen chosen;
  if (auto select = in.object("select", true)) chosen = read_select(*select);
  const auto word = in.choice("decision", {"replace", "skip", "create"}, true);
  EVERY_CHECK(in.finish());
  const auto decision = domain::decision_from(*word);
  // What is only possible is never merged in passing: a person looks at each.
  if (chosen.filter && decision == domain::Decision::replace) chosen.filter->exact = true;
  if (chosen.filter)
    chosen.ids = hub.db().read(
        [&](store::Tx& tx) { return store::Review(tx, actor.tenant).cluster_ids(*chosen.filter); });
  std::int64_t decided = 0;
  for (std::size_t at = 0; at < chosen.ids.size(); at += kDecidedAtOnce) {
    const auto part = std::span(chosen.ids).subspan(at, std::min(kDecidedAtOnce, chosen.ids.size() - at));
    hub.db().write([&](store::Tx& tx) {
      sync::ReviewDesk desk(tx, actor.tenant);
      for (const std::string& id : part)
        if (desk.decide(id, decision, "", "", actor.name, hub.clock().now()).ok()) ++decided;
    });
  }
  hub.db().write([&](store::Tx& tx) {
    note_activity(hub, tx, actor, "review.decided", std::to_string(decided) + " matches: " + *word + ".",
                  {{"count", decided}, {"decision", *word}});
  });
  hub.publish_changed(actor.tenant, {"review"});
  return decided;
}

}  // namespace every::app
