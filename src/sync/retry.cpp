#include "sync/retry.h"

#include "base/json.h"
#include "sync/read_again.h"

namespace every::sync {

std::string retry_subject(std::span<const std::pair<std::string, std::string>> records) {
  json::object out;
  for (const auto& [type, id] : records) {
    json::value& ids = out[type];
    if (!ids.is_array()) ids.emplace_array();
    ids.as_array().emplace_back(id);
  }
  return json::serialize(out);
}

Status retry_records(RunContext& run, const std::string& subject) {
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
    const auto remember = [&run, type](store::Tx& tx, Step& step, std::span<const std::string> batch) {
      step.phase = "reading";
      step.processed = std::ssize(batch);
      remember_changed(tx, run, {{*type, {batch.begin(), batch.end()}}});
    };
    EVERY_CHECK(read_again(run, *type, ids, remember));
  }
  run.finish_phase("reading");
  return done();
}

}  // namespace every::sync
