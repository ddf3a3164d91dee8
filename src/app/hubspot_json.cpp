#include "app/hubspot_json.h"

#include "base/sentence.h"
#include "domain/mapping.h"

namespace every::app {
namespace {

json::value count_or_null(const std::optional<std::int64_t>& n) {
  return n ? json::value(*n) : json::value(nullptr);
}

json::object counts_json(const store::RunCounts& c) {
  return {{"created", c.created}, {"updated", c.updated}, {"unchanged", c.unchanged}, {"skipped", c.skipped},
          {"failed", c.failed},   {"deleted", c.deleted}, {"merged", c.merged},       {"waiting", c.waiting}};
}

struct Where {
  json::value phase;
  std::int64_t processed = 0;
  std::optional<std::int64_t> total;
};

// The current phase and how far it is; after the end, everything that was done.
Where where_is(const store::Run& run) {
  Where out;
  const bool over = run.finished_at.has_value();
  if (over) out.phase = "done";
  if (!over && !run.phase.empty()) out.phase = run.phase;
  for (const auto& phase : run.phases) {
    if (phase.name != run.phase) continue;
    out.processed = phase.processed;
    out.total = phase.total;
  }
  return out;
}

json::value percent_json(const store::Run& run) {
  return run.percent < 0 ? json::value(nullptr) : json::value(run.percent);
}

// The contract's words for what the trace found.
std::string_view answer_of(const sync::Why& why) {
  if (why.code == "waiting") return "arrives_next";
  if (why.code == "gone") return "deleted";
  return why.code;
}

}  // namespace

json::value sync_error_json(const store::Run& run) {
  if (run.error_code.empty()) return nullptr;
  return json::object{
      {"code", run.error_code}, {"detail", ours(run.error_detail)}, {"fix", ours(run.error_fix)}};
}

json::object run_json(const store::Run& run, std::optional<Instant> undoable_until) {
  json::array phases;
  for (const auto& p : run.phases)
    phases.push_back(json::object{{"name", p.name},
                                  {"processed", p.processed},
                                  {"total", count_or_null(p.total)},
                                  {"startedAt", time_json(p.started_at)},
                                  {"finishedAt", time_json(p.finished_at)}});
  Where where = where_is(run);
  return {{"id", run.id},
          {"kind", run.kind},
          {"trigger", run.trigger},
          {"state", store::name(run.state)},
          {"phase", std::move(where.phase)},
          {"phases", std::move(phases)},
          {"processed", where.processed},
          {"total", count_or_null(where.total)},
          {"percent", percent_json(run)},
          {"etaMs", count_or_null(run.eta_ms)},
          {"resumesAt", time_json(run.resumes_at)},
          {"counts", counts_json(run.counts)},
          {"requests", run.requests},
          {"bytes", run.bytes},
          {"rateLimited", run.rate_limited},
          {"retries", run.retries},
          {"startedBy", text_or_null(run.started_by)},
          {"createdAt", time_json(run.created_at)},
          {"startedAt", time_json(run.started_at)},
          {"finishedAt", time_json(run.finished_at)},
          {"error", sync_error_json(run)},
          {"inLine", run.in_line},
          {"undoableUntil", time_json(undoable_until)}};
}

json::object progress_json(const store::Run& run) {
  Where where = where_is(run);
  return {{"runId", run.id},
          {"kind", run.kind},
          {"state", store::name(run.state)},
          {"phase", std::move(where.phase)},
          {"processed", where.processed},
          {"total", count_or_null(where.total)},
          {"percent", percent_json(run)},
          {"created", run.counts.created},
          {"updated", run.counts.updated},
          {"skipped", run.counts.skipped},
          {"failed", run.counts.failed},
          {"waiting", run.counts.waiting},
          {"etaMs", count_or_null(run.eta_ms)},
          {"resumesAt", time_json(run.resumes_at)}};
}

json::object run_error_json(const store::RunError& e) {
  return {{"objectType", e.object_type},
          {"objectId", text_or_null(e.object_id)},
          {"name", e.name},
          {"code", e.code},
          {"detail", ours(e.detail)},
          {"fix", ours(e.fix)},
          {"url", text_or_null(e.url)},
          {"at", time_json(e.at)}};
}

json::object review_contact_json(const store::ReviewRow& row) {
  return {{"id", row.hubspot_id},
          {"name", row.name},
          {"email", text_or_null(row.email)},
          {"phone", text_or_null(row.phone)},
          {"company", text_or_null(row.company)},
          {"jobTitle", text_or_null(row.job_title)},
          {"ownerName", text_or_null(row.owner_name)},
          {"lifecycleStage", text_or_null(row.lifecycle_stage)},
          {"modifiedAt", time_json(row.modified_at)},
          {"state", row.state},
          {"url", row.url},
          {"clusterId", text_or_null(row.cluster_id)},
          {"decision", row.decision ? json::value(domain::name(*row.decision)) : json::value(nullptr)},
          {"matchReason", row.cluster_id.empty()                    ? json::value(nullptr)
                          : row.cluster_id.starts_with("possible-") ? json::value("possible")
                                                                    : json::value("email")},
          {"clientId", text_or_null(row.client_id)},
          {"contactId", text_or_null(row.contact_id)},
          {"deals", row.deals}};
}

json::object preview_json(const sync::ImportTotals& t) {
  json::array left_out;
  for (const auto& [code, n] : t.left_out)
    if (n > 0) left_out.push_back(json::object{{"code", code}, {"count", n}});
  return {{"contacts", t.contacts},
          {"clientsCreated", t.clients_created},
          {"contactsCreated", t.contacts_created},
          {"updated", t.updated},
          {"skipped", t.skipped},
          {"undecided", t.undecided},
          {"deals", t.deals},
          {"leftOut", std::move(left_out)}};
}

json::object settings_json(const store::SyncSettings& s) {
  return {{"frequency", s.frequency},
          {"atTime", s.at_time},
          {"weekday", s.weekday},
          {"duplicatePolicy", s.duplicate_policy},
          {"includeDeals", s.include_deals},
          {"sweepTime", text_or_null(s.sweep_time)},
          {"quotaSharePercent", s.quota_share},
          {"mapping", domain::to_json(domain::mapping_from(s.mapping))},
          {"lists", json::array(s.lists.begin(), s.lists.end())},
          {"pending", s.rules != s.projected_rules}};
}

json::object why_json(const sync::Why& why) {
  json::array trail;
  for (const auto& step : why.trail)
    trail.push_back(json::object{{"ok", step.ok}, {"text", ours(step.text)}});
  return {{"answer", answer_of(why)},
          {"detail", ours(why.text)},
          {"code", text_or_null(why.problem)},
          {"since", time_json(why.since)},
          {"objectType", text_or_null(why.object_type)},
          {"hubspotId", text_or_null(why.hubspot_id)},
          {"name", text_or_null(why.name)},
          {"contactId", text_or_null(why.contact_id)},
          {"clientId", text_or_null(why.client_id)},
          {"dealId", text_or_null(why.deal_id)},
          {"url", text_or_null(why.url)},
          {"trail", std::move(trail)}};
}

}  // namespace every::app
