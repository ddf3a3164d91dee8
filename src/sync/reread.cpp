#include "sync/reread.h"

#include <algorithm>

#include "base/json.h"
#include "sync/first_load.h"
#include "sync/mirror_write.h"
#include "sync/read_again.h"
#include "sync/review.h"
#include "sync/values.h"

namespace every::sync {
namespace {

constexpr std::size_t kBatch = 100;  // one batch read

std::string key(ObjectType type) {
  return std::string(name(type));
}

void remember(store::Tx& tx, RunContext& run, ObjectType type, std::vector<std::string> ids) {
  if (ids.empty()) return;
  std::sort(ids.begin(), ids.end(), id_less);
  store::Cursor cursor;
  cursor.lane = "changed/" + key(type) + "/" + ids.front();
  for (const std::string& id : ids) cursor.position += id + " ";
  cursor.processed = std::ssize(ids);
  cursor.finished = true;
  store::Runs(tx, run.tenant()).put_cursor(run.snapshot().id, cursor);
}

}  // namespace

Result<FreshRead> read_fresh(RunContext& run, ObjectType type, std::span<const std::string> ids) {
  EVERY_TRY(properties, asked_properties(run, type));
  EVERY_TRY(read, run.source().read(type, ids, properties, run.stop()));
  FreshRead out;
  out.read = std::move(read);
  for (const Pair pair : kPairs) {
    if (pair.from != type) continue;
    auto found = run.source().associations(type, pair.to, ids, run.stop());
    if (!found.ok() && found.error().code == Code::scope_missing) continue;
    if (!found.ok()) return found.error();
    out.links[pair.to] = *std::move(found);
  }
  return out;
}

void write_fresh(store::Tx& tx, RunContext& run, ObjectType type, const std::vector<std::string>& ids,
                 const FreshRead& truth, Step& step) {
  const Written written = write_records(tx, run, type, truth.read.records);
  store::Mirror mirror(tx, run.tenant());
  for (const std::string& id : truth.read.missing) {
    const auto here = mirror.find(key(type), id);
    if (!here || here->gone_at) continue;
    write_gone(tx, run, type, id, "archived", "");
    ++step.counts.deleted;
  }
  for (const auto& [to, found] : truth.links) write_associations(tx, run, type, to, ids, found);
  if (type == ObjectType::contact) ReviewDesk(tx, run.tenant()).refresh(ids);
  remember(tx, run, type, ids);
  step.counts.created = written.counts.created;
  step.counts.updated = written.counts.updated;
  step.counts.unchanged = written.counts.unchanged;
  step.counts.merged = written.merged;
}

std::string retry_subject(std::span<const std::pair<std::string, std::string>> records) {
  json::object out;
  for (const auto& [type, id] : records) {
    json::value& ids = out[type];
    if (!ids.is_array()) ids.emplace_array();
    ids.as_array().emplace_back(id);
  }
  return json::serialize(out);
}

Status reread(RunContext& run, const std::string& subject) {
  const auto asked = parse_json(subject);
  if (!asked.ok() || !asked->is_object())
    return Error(Code::internal, "The run does not say what to try again.");
  std::int64_t total = 0;
  for (const auto& member : asked->get_object()) total += std::ssize(member.value().as_array());
  run.total("reading", total);
  for (const auto& member : asked->get_object()) {
    const auto type = object_type_from(member.key());
    if (!type) continue;
    std::vector<std::string> ids;
    for (const auto& id : member.value().as_array()) ids.emplace_back(id.as_string());
    for (std::size_t at = 0; at < ids.size(); at += kBatch) {
      const std::vector<std::string> some(
          ids.begin() + static_cast<std::ptrdiff_t>(at),
          ids.begin() + static_cast<std::ptrdiff_t>(std::min(at + kBatch, ids.size())));
      EVERY_TRY(truth, read_fresh(run, *type, some));
      EVERY_CHECK(run.commit([&](store::Tx& tx, Step& step) -> Status {
        write_fresh(tx, run, *type, some, truth, step);
        step.phase = "reading";
        step.processed = std::ssize(some);
        return done();
      }));
    }
  }
  run.finish_phase("reading");
  return done();
}

}  // namespace every::sync
