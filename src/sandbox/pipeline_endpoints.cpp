// Pipelines and stages of deals, and who changed them.
#include <fmt/format.h>

#include <algorithm>

#include "sandbox/call.h"

namespace every::sandbox {
namespace {

std::string when(std::int64_t ms) {
  return to_rfc3339(from_ms(ms));
}

json::object stage_json(const Stage& s) {
  return json::object{
      {"label", s.label},
      {"displayOrder", s.order},
      {"metadata", json::object{{"isClosed", s.closed ? "true" : "false"}, {"probability", s.probability}}},
      {"id", s.id},
      {"createdAt", when(s.created_ms)},
      {"updatedAt", when(s.updated_ms)},
      {"writePermissions", "CRM_PERMISSIONS_ENFORCEMENT"},
      {"archived", false}};
}

json::array stages_json(const Pipeline& p) {
  json::array out;
  for (const Stage& s : p.stages) out.push_back(stage_json(s));
  return out;
}

json::object pipeline_json(const Pipeline& p) {
  return json::object{
      {"label", p.label},         {"displayOrder", p.order},         {"id", p.id},
      {"stages", stages_json(p)}, {"createdAt", when(p.created_ms)}, {"updatedAt", when(p.updated_ms)},
      {"archived", false}};
}

Response audit(const Call& call, const Account& account) {
  json::array results;
  for (auto a = account.audits.rbegin(); a != account.audits.rend(); ++a) {
    if (a->pipeline != call.route.id || a->stage != call.route.sub) continue;
    const std::string& identifier = a->stage.empty() ? a->pipeline : a->stage;
    results.push_back(
        json::object{{"portalId", call.portal.id()},
                     {"identifier", identifier},
                     {"action", a->action},
                     {"timestamp", when(a->at_ms)},
                     {"fromUserId", 222222},
                     {"rawObject", json::serialize(json::object{{"id", identifier}, {"label", a->label}})}});
  }
  return json_answer(200, json::serialize(json::object{{"results", std::move(results)}}));
}

}  // namespace

Response pipelines(const Call& call) {
  const Endpoint e = call.route.endpoint;
  if (kind_from(call.route.type) != Kind::deal)
    return e == Endpoint::pipelines ? json_answer(200, R"({"results":[]})") : not_found(call);
  const auto lock = call.portal.reading();
  const Account& account = call.portal.account();
  // Also of what is gone.
  if (e == Endpoint::pipeline_audit || e == Endpoint::stage_audit) return audit(call, account);
  if (e == Endpoint::pipelines) {
    json::array results;
    for (const Pipeline& p : account.pipelines) results.push_back(pipeline_json(p));
    return json_answer(200, json::serialize(json::object{{"results", std::move(results)}}));
  }
  const Pipeline* p = account.pipeline(call.route.id);
  if (p == nullptr) return not_found(call);
  if (e == Endpoint::pipeline) return json_answer(200, json::serialize(pipeline_json(*p)));
  if (e == Endpoint::stages)
    return json_answer(200, json::serialize(json::object{{"results", stages_json(*p)}}));
  const Stage* s = p->stage(call.route.sub);
  return s == nullptr ? not_found(call) : json_answer(200, json::serialize(stage_json(*s)));
}

}  // namespace every::sandbox
