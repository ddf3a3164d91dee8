#include "app/check_parity.h"

#include "app/hubspot_json.h"
#include "app/reader.h"
#include "base/csv.h"
#include "base/sentence.h"

namespace every::app {
namespace {

constexpr std::int64_t kBatch = 500;

json::value sum_json(const store::ContentSum& sum) {
  return sum == store::ContentSum{} ? json::value(nullptr) : json::value(sum.hex());
}

json::object line_json(const store::CertificateLine& l) {
  return {{"objectType", l.object_type},
          {"off", l.off},
          {"hubspot", l.hubspot},
          {"here", l.here},
          {"waiting", l.waiting},
          {"hubspotHash", sum_json(l.hubspot_sum)},
          {"hereHash", sum_json(l.here_sum)},
          {"missing", l.missing},
          {"extra", l.extra},
          {"stale", l.stale},
          {"links", l.links},
          {"hubspotLinks", l.hubspot_links},
          {"hereLinks", l.here_links}};
}

json::object certificate_json(const store::Certificate& c, const std::optional<store::Run>& run,
                              Instant now) {
  json::array types;
  for (const auto& line : c.lines) types.push_back(line_json(line));
  const bool at_work = run && !run->finished_at;
  const Instant until = c.finished_at ? *c.finished_at : at_work ? now : c.started_at;
  return {{"runId", c.id},
          {"source", c.source},
          {"state", c.state == "unfinished" && at_work ? "running" : c.state},
          {"startedAt", time_json(c.started_at)},
          {"finishedAt", time_json(c.finished_at)},
          {"durationMs", std::max<std::int64_t>(0, (until - c.started_at).count())},
          {"requests", c.requests},
          {"findings", c.findings},
          {"healed", c.healed},
          {"types", std::move(types)}};
}

}  // namespace

json::object finding_json(const store::ParityFinding& f) {
  return {{"objectType", f.object_type},
          {"objectId", f.object_id},
          {"kind", f.kind},
          {"detail", ours(f.detail)},
          {"healed", f.healed}};
}

Result<store::Run> check_parity(HubSpotHub& hub, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::sync));
  const json::value nothing = json::object{};
  Fields in(body.is_null() ? nothing : body);
  const bool heal = in.boolean("heal").value_or(false);
  EVERY_CHECK(in.finish());
  auto run = hub.start_run(actor.tenant, {.kind = "parity",
                                          .trigger = "manual",
                                          .by = actor.name,
                                          .subject = heal ? std::string(sync::kHeal) : ""});
  if (!run.ok() && run.error().code == Code::run_conflict)
    if (const auto active = hub.engine(actor.tenant).current()) run.error().extra["runId"] = active->id;
  return run;
}

Result<json::object> parity(HubSpotHub& hub, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::read));
  return hub.db().read([&](store::Tx& tx) -> Result<json::object> {
    const auto latest = store::Parity(tx, actor.tenant).latest();
    if (!latest) return json::object{{"certificate", nullptr}};
    const auto run = store::Runs(tx, actor.tenant).find(latest->id);
    return json::object{{"certificate", certificate_json(*latest, run, hub.clock().now())}};
  });
}

Result<store::Window<store::ParityFinding>> parity_findings(HubSpotHub& hub, const Actor& actor,
                                                            const store::Slice& slice) {
  EVERY_CHECK(require(actor, Permission::read));
  return hub.db().read([&](store::Tx& tx) -> Result<store::Window<store::ParityFinding>> {
    store::Parity parity(tx, actor.tenant);
    const auto latest = parity.latest();
    return latest ? parity.findings(latest->id, slice) : store::Window<store::ParityFinding>{};
  });
}

Result<std::string> parity_download(HubSpotHub& hub, const Actor& actor, std::string_view format) {
  EVERY_CHECK(require(actor, Permission::read));
  return hub.db().read([&](store::Tx& tx) -> Result<std::string> {
    const bool csv = format == "csv";
    const Wording& wording = wording_of(tx, actor.tenant, actor.user_id);
    std::string out = csv ? csv_line({"type", "HubSpot id", "finding", "details", "healed"}) : "";
    store::Parity parity(tx, actor.tenant);
    const auto latest = parity.latest();
    for (std::int64_t seq = 0; latest;) {
      const auto window = parity.after(latest->id, seq, kBatch);
      for (const auto& f : window)
        out += csv ? csv_line({f.object_type, f.object_id, f.kind, worded(ours(f.detail), wording),
                               f.healed ? "yes" : "no"})
                   : worded_json(json::serialize(finding_json(f)), wording) + "\n";
      if (std::ssize(window) < kBatch) break;
      seq = window.back().seq;
    }
    return out;
  });
}

}  // namespace every::app
