#include "app/import_contacts.h"

#include "app/hubspot_activity.h"
#include "base/sentence.h"
#include "store/import_choices.h"
#include "sync/review.h"

namespace every::app {
namespace {

constexpr std::size_t kIdsMax = 10'000;
constexpr std::size_t kDecisionsMax = 10'000;

struct Asked {
  sync::ImportRequest request;
  std::map<std::string, domain::Decision> decisions;  // by id of a cluster or of a HubSpot contact
  bool dry_run = false;
};

bool is_hubspot_id(std::string_view text) {
  return !text.empty() && text.size() <= 20 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<std::string> read_ids(Fields& in, std::string_view name) {
  auto ids = in.texts(name, kIdsMax);
  if (!ids) return {};
  for (const std::string& id : *ids)
    if (!is_hubspot_id(id)) {
      in.complain(name, "format", "Ids of HubSpot contacts are digits.");
      break;
    }
  return *std::move(ids);
}

void read_select(Fields& in, sync::ImportRequest& out) {
  out.all = in.boolean("all").value_or(false);
  const bool by_ids = in.has("ids");
  out.ids = read_ids(in, "ids");
  out.except = read_ids(in, "except");
  if (auto filter = in.object("filter")) {
    out.filter.emplace();
    out.filter->state = filter
                            ->choice("state", {"new", "imported", "duplicate", "skipped", "left", "filtered",
                                               "gone", "no_email"})
                            .value_or("");
    out.filter->q = filter->text("q", {.max = 200}).value_or("");
  }
  if ((out.all ? 1 : 0) + (by_ids ? 1 : 0) + (out.filter ? 1 : 0) != 1)
    in.complain("", "required", "Say one of all, ids or filter.");
}

void read_decisions(Fields& in, std::map<std::string, domain::Decision>& out) {
  const json::value* decisions = in.any("decisions");
  if (decisions == nullptr || decisions->is_null()) return;
  const json::object* object = decisions->if_object();
  if (object == nullptr || object->size() > kDecisionsMax)
    return in.complain("decisions", "type", "An object of decisions by id.");
  for (const auto& member : *object) {
    const auto* word = member.value().if_string();
    const auto decision = word != nullptr ? domain::decision_from(std::string_view(*word)) : std::nullopt;
    if (!decision) return in.complain("decisions", "format", "Each decision is replace, skip or create.");
    out[std::string(member.key())] = *decision;
  }
}

Result<Asked> read(const json::value& body) {
  Asked out;
  Fields in(body);
  if (auto select = in.object("select", true)) read_select(*select, out.request);
  read_decisions(in, out.decisions);
  out.request.undecided =
      sync::match_policy_from(in.choice("default", {"ask", "replace", "skip"}).value_or("ask"))
          .value_or(sync::MatchPolicy::ask);
  out.request.include_deals = in.boolean("includeDeals").value_or(true);
  out.request.include_no_email = in.boolean("includeNoEmail").value_or(false);
  out.dry_run = in.boolean("dryRun").value_or(false);
  EVERY_CHECK(in.finish());
  return out;
}

// Decisions by cluster become decisions of its HubSpot contacts, as ReviewDesk::decide would make them.
Status resolve(store::Tx& tx, const store::Tenant& tenant, Asked& asked) {
  sync::ReviewDesk desk(tx, tenant);
  store::Review review(tx, tenant);
  for (const auto& [id, decision] : asked.decisions) {
    const auto cluster = desk.view(id);
    if (!cluster) {
      if (is_hubspot_id(id) && review.find(id)) {
        asked.request.decisions[id] = {decision, ""};
        continue;
      }
      Error error(Code::validation, "A decision is about a record that does not exist.",
                  "Reload the list of matches.");
      error.fields.push_back({"/decisions/" + id, "unknown", "No match and no HubSpot contact has this id."});
      return error;
    }
    for (const std::string& contact : cluster->cluster.hubspot_ids) {
      const bool other = decision == domain::Decision::replace && contact != cluster->hubspot_id;
      const std::string target = decision == domain::Decision::replace && !other ? cluster->target_id : "";
      asked.request.decisions[contact] = {other ? domain::Decision::skip : decision, target};
    }
  }
  return done();
}

std::string told(const sync::ImportRequest& request) {
  if (request.all) return "Started an import of all HubSpot contacts.";
  if (request.filter) return "Started an import of the HubSpot contacts of a search.";
  const auto n = request.ids.size();
  return sentence(
      n == 1 ? "Started an import of {} HubSpot contact." : "Started an import of {} HubSpot contacts.", n);
}

}  // namespace

Result<ImportAnswer> import_contacts(HubSpotHub& hub, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::sync));
  EVERY_TRY(asked, read(body));
  asked.request.by = actor.name;
  EVERY_CHECK(hub.db().read([&](store::Tx& tx) -> Status {
    const auto connection = store::Connections(tx, actor.tenant).get();
    if (connection.state == store::ConnectionState::not_connected)
      return Error(Code::not_connected, "HubSpot is not connected.", "Connect HubSpot first.");
    return resolve(tx, actor.tenant, asked);
  }));
  sync::Engine& engine = hub.engine(actor.tenant);
  if (asked.dry_run) {
    EVERY_TRY(totals, engine.preview(asked.request));
    return ImportAnswer(totals);
  }
  auto run = hub.start_run(
      actor.tenant, {.kind = "import", .trigger = "import", .by = actor.name, .import = asked.request});
  if (!run.ok()) {
    if (run.error().code == Code::run_conflict)
      if (const auto active = engine.current()) run.error().extra["runId"] = active->id;
    return run.error();
  }
  hub.db().write([&](store::Tx& tx) {
    note_activity(hub, tx, actor, "import.started", told(asked.request), {}, run->id);
    store::ImportChoices(tx, actor.tenant).begin_anew();
  });
  return ImportAnswer(*run);
}

}  // namespace every::app
