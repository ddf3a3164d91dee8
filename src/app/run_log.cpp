#include "app/run_log.h"

#include "app/field_changes.h"
#include "app/hubspot_json.h"
#include "app/reader.h"
#include "base/csv.h"
#include "base/sentence.h"
#include "sync/retry.h"

namespace every::app {
namespace {

constexpr std::int64_t kExamples = 3;
constexpr std::int64_t kBatch = 500;

Error no_such_run() {
  return Error(Code::not_found, "There is no such run.", "Look at the list of runs.");
}

json::object record_json(const store::RunRecord& r) {
  const auto changes = parse_json(r.changes);
  return {{"objectType", r.object_type},
          {"objectId", text_or_null(r.object_id)},
          {"everyId", text_or_null(r.every_id)},
          {"name", r.name},
          {"outcome", r.outcome},
          {"code", text_or_null(r.code)},
          {"changes", changes.ok() ? told_changes(*changes) : json::array{}},
          {"at", time_json(r.at)}};
}

json::object cause_json(const store::RunCause& cause) {
  const auto code = code_from_name(cause.code);
  json::array examples;
  for (const auto& one : cause.examples) examples.push_back(run_error_json(one));
  return {{"code", cause.code},     {"title", ours(code ? title(*code) : std::string_view(cause.detail))},
          {"fix", ours(cause.fix)}, {"count", cause.count},
          {"waits", cause.waits},   {"examples", std::move(examples)}};
}

json::object attention_json(const store::AttentionRow& row) {
  json::object out = run_error_json(row.error);
  out["firstAt"] = time_json(row.first_at);
  out["runId"] = row.run_id;
  return out;
}

// "Company: Pinecrest Works > Pinecrest Works Inc.; Phone: …"
std::string changes_text(const std::string& changes) {
  std::string out;
  const auto parsed = parse_json(changes);
  if (!parsed.ok()) return out;
  for (const json::array told = told_changes(*parsed); const auto& change : told) {
    const auto text = [&](const char* name) { return std::string(change.at(name).as_string()); };
    out += (out.empty() ? "" : "; ") + text("label") + ": " + text("from") + " > " + text("to");
  }
  return out;
}

// Windows of a list until it ends.
template <class Next, class Line>
void all_of(const Next& next, const Line& line) {
  while (true) {
    const auto window = next();
    for (const auto& one : window) line(one);
    if (std::ssize(window) < kBatch) return;
  }
}

}  // namespace

Result<json::object> run_records(HubSpotHub& hub, const Actor& actor, const std::string& run_id,
                                 const store::RunRecordFilter& filter, const store::Slice& slice) {
  EVERY_CHECK(require(actor, Permission::read));
  return hub.db().read([&](store::Tx& tx) -> Result<json::object> {
    if (!store::Runs(tx, actor.tenant).find(run_id)) return no_such_run();
    store::RunRecords records(tx, actor.tenant);
    json::object out = list_json(records.list(run_id, filter, slice), record_json);
    json::object counts;
    for (const auto& [outcome, n] : records.counts(run_id)) counts[outcome] = n;
    out["counts"] = std::move(counts);
    return out;
  });
}

Result<json::object> run_causes(HubSpotHub& hub, const Actor& actor, const std::string& run_id) {
  EVERY_CHECK(require(actor, Permission::read));
  return hub.db().read([&](store::Tx& tx) -> Result<json::object> {
    if (!store::Runs(tx, actor.tenant).find(run_id)) return no_such_run();
    json::array items;
    for (const auto& cause : store::RunRecords(tx, actor.tenant).causes(run_id, kExamples))
      items.push_back(cause_json(cause));
    const auto total = items.size();
    return json::object{{"items", std::move(items)}, {"total", total}};
  });
}

Result<std::string> run_download(HubSpotHub& hub, const Actor& actor, const std::string& run_id,
                                 std::string_view format) {
  EVERY_CHECK(require(actor, Permission::read));
  const bool csv = format == "csv";
  // In the language of who downloads it.
  const Wording* wording =
      hub.db().read([&](store::Tx& tx) { return &wording_of(tx, actor.tenant, actor.user_id); });
  std::string out;
  if (csv) out = csv_line({"at", "type", "HubSpot id", "Every id", "name", "outcome", "code", "details"});
  const auto record = [&](const store::RunRecord& r) {
    if (csv)
      out += csv_line({to_rfc3339(r.at), r.object_type, r.object_id, r.every_id, r.name, r.outcome, r.code,
                       worded(changes_text(r.changes), *wording)});
    else
      out += worded_json(json::serialize(record_json(r)), *wording) + "\n";
  };
  const auto problem = [&](const store::RunError& e) {
    if (csv)
      out += csv_line({to_rfc3339(e.at), e.object_type, e.object_id, "", e.name, "problem", e.code,
                       worded(ours(e.detail) + " " + ours(e.fix), *wording)});
    else
      out += worded_json(json::serialize(run_error_json(e)), *wording) + "\n";
  };
  // Batch by batch, so that a long log holds no snapshot open.
  if (!hub.db().read([&](store::Tx& tx) { return store::Runs(tx, actor.tenant).find(run_id); }))
    return no_such_run();
  std::int64_t seq = 0, offset = 0;
  all_of(
      [&] {
        return hub.db().read(
            [&](store::Tx& tx) { return store::RunRecords(tx, actor.tenant).after(run_id, seq, kBatch); });
      },
      [&](const store::RunRecord& r) {
        record(r);
        seq = r.seq;
      });
  all_of(
      [&] {
        return hub.db().read([&](store::Tx& tx) {
          return store::Runs(tx, actor.tenant).errors(run_id, {"", false, offset, kBatch}).items;
        });
      },
      [&](const store::RunError& e) {
        problem(e);
        ++offset;
      });
  return out;
}

namespace {

using RecordIds = std::vector<std::pair<std::string, std::string>>;

// The cause in the body of a retry; empty for all.
Result<std::string> asked_code(const json::value& body) {
  const json::value nothing = json::object{};
  Fields in(body.is_null() ? nothing : body);
  std::string code = in.text("code", {.max = 100}).value_or("");
  EVERY_CHECK(in.finish());
  return code;
}

Result<store::Run> start_retry(HubSpotHub& hub, const Actor& actor, const RecordIds& records) {
  auto run = hub.start_run(
      actor.tenant,
      {.kind = "retry", .trigger = "manual", .by = actor.name, .subject = sync::retry_subject(records)});
  if (!run.ok() && run.error().code == Code::run_conflict)
    if (const auto active = hub.engine(actor.tenant).current()) run.error().extra["runId"] = active->id;
  return run;
}

}  // namespace

Result<store::Run> retry_failed(HubSpotHub& hub, const Actor& actor, const std::string& run_id,
                                const json::value& body) {
  EVERY_CHECK(require(actor, Permission::sync));
  EVERY_TRY(code, asked_code(body));
  EVERY_TRY(records, hub.db().read([&](store::Tx& tx) -> Result<RecordIds> {
    if (!store::Runs(tx, actor.tenant).find(run_id)) return no_such_run();
    return store::RunRecords(tx, actor.tenant).failed(run_id, code);
  }));
  if (records.empty())
    return Error(Code::not_found, "No record failed in this run.", "There is nothing to try again.");
  return start_retry(hub, actor, records);
}

Result<store::Run> retry_attention(HubSpotHub& hub, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::sync));
  EVERY_TRY(code, asked_code(body));
  const auto records =
      hub.db().read([&](store::Tx& tx) { return store::Attention(tx, actor.tenant).records(code); });
  if (records.empty())
    return Error(Code::not_found, "No record needs attention.", "There is nothing to try again.");
  return start_retry(hub, actor, records);
}

Result<std::string> attention_download(HubSpotHub& hub, const Actor& actor,
                                       const store::AttentionFilter& filter, std::string_view format) {
  EVERY_CHECK(require(actor, Permission::read));
  const bool csv = format == "csv";
  const Wording* wording =
      hub.db().read([&](store::Tx& tx) { return &wording_of(tx, actor.tenant, actor.user_id); });
  std::string out =
      csv ? csv_line({"since", "type", "HubSpot id", "name", "code", "what happened", "fix", "link"}) : "";
  std::int64_t offset = 0;
  all_of(
      [&] {
        return hub.db().read([&](store::Tx& tx) {
          return store::Attention(tx, actor.tenant).list(filter, {"", false, offset, kBatch}).items;
        });
      },
      [&](const store::AttentionRow& row) {
        const store::RunError& e = row.error;
        out += csv ? csv_line({to_rfc3339(row.first_at), e.object_type, e.object_id, e.name, e.code,
                               worded(ours(e.detail), *wording), worded(ours(e.fix), *wording), e.url})
                   : worded_json(json::serialize(attention_json(row)), *wording) + "\n";
        ++offset;
      });
  return out;
}

Result<json::object> attention(HubSpotHub& hub, const Actor& actor, const store::AttentionFilter& filter,
                               const store::Slice& slice) {
  EVERY_CHECK(require(actor, Permission::read));
  return hub.db().read([&](store::Tx& tx) -> Result<json::object> {
    store::Attention rows(tx, actor.tenant);
    json::object out = list_json(rows.list(filter, slice), attention_json);
    json::array causes;
    for (const auto& [code, n] : rows.counts()) causes.push_back(json::object{{"code", code}, {"count", n}});
    out["causes"] = std::move(causes);
    out["records"] = rows.total();
    return out;
  });
}

}  // namespace every::app
