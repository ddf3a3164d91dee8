#include "sync/run_book.h"

#include "base/json.h"
#include "store/connection.h"
#include "store/undo_log.h"

namespace every::sync {
namespace {

constexpr std::chrono::hours kRecordsKept{24 * 90}, kUndoKept{25};
constexpr std::int64_t kRunsKept = 100, kForgetAtOnce = 2'000;
constexpr int kForgetTimesMax = 50;

}  // namespace

bool is_for_review(std::string_view code) {
  return code == name(Code::contact_no_email) || code == name(Code::match_undecided) ||
         code == name(Code::match_many);
}

std::string rules_now(store::Tx& tx, const store::Tenant& tenant) {
  store::Connections connections(tx, tenant);
  return std::to_string(connections.settings().version) + "/" + std::to_string(connections.get().epoch);
}

std::string changes_json(const std::vector<FieldChange>& changes) {
  json::array out;
  for (const auto& c : changes)
    out.push_back({{"field", c.field}, {"label", c.label}, {"from", c.from}, {"to", c.to}});
  return json::serialize(out);
}

void forget_old_logs(const Engine::Parts& parts) {
  // A little at a time, so that nobody waits long for the database.
  for (int n = 0; n < kForgetTimesMax; ++n) {
    const bool more = parts.db.write([&](store::Tx& tx) {
      const Instant now = parts.clock.now();
      const bool records =
          store::RunRecords(tx, parts.tenant).forget(now - kRecordsKept, kRunsKept, kForgetAtOnce);
      const bool rows = store::UndoLog(tx, parts.tenant).forget_before(now - kUndoKept, kForgetAtOnce);
      return records || rows;
    });
    if (!more) return;
  }
}

void RunBook::note(const store::MirrorRecord& record, const std::string& name, std::string_view outcome,
                   const std::string& every_id, std::string_view code,
                   const std::vector<FieldChange>& changes) {
  store::RunRecord out;
  out.object_type = record.object_type;
  out.object_id = record.id;
  out.every_id = every_id;
  out.name = name;
  out.outcome = outcome;
  out.code = code;
  out.changes = changes_json(changes);
  records_.push_back(std::move(out));
}

void RunBook::judge(const Portal& portal, const store::MirrorRecord& record, const std::string& name,
                    const std::vector<Remark>& remarks) {
  Judged out{record.object_type, record.id, {}};
  for (const Remark& remark : remarks) {
    const std::string_view code = every::name(remark.code);
    if (is_for_review(code)) continue;
    out.errors.push_back({record.object_type,
                          record.id,
                          name,
                          std::string(code),
                          remark.detail.empty() ? std::string(title(remark.code)) : remark.detail,
                          remark.fix,
                          record_url(portal, record),
                          {}});
  }
  judged_.push_back(std::move(out));
}

void RunBook::settle(const std::string& object_type, const std::string& object_id) {
  judged_.push_back({object_type, object_id, {}});
}

std::vector<store::RunError> RunBook::wrong_with(std::string_view object_type,
                                                 const std::set<std::string>& ids) const {
  std::vector<store::RunError> out;
  for (const auto& judged : judged_)
    if (judged.object_type == object_type && ids.contains(judged.object_id))
      out.insert(out.end(), judged.errors.begin(), judged.errors.end());
  return out;
}

void RunBook::write(store::Tx& tx, RunContext& run) {
  const std::string id = run.snapshot().id;
  const Instant now = run.now();
  for (auto& record : records_) record.at = now;
  store::RunRecords(tx, run.tenant()).add(id, records_);
  store::Attention attention(tx, run.tenant());
  const bool any = attention.any();
  std::string rules;
  for (auto& judged : judged_) {
    std::set<std::string> codes;
    for (auto& error : judged.errors) {
      codes.insert(error.code);
      error.at = now;
      if (rules.empty()) rules = rules_now(tx, run.tenant());
      attention.put({error, id, now, rules});
    }
    if (any) attention.settle(judged.object_type, judged.object_id, codes);
  }
}

}  // namespace every::sync
