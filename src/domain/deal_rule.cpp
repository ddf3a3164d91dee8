#include "domain/deal_rule.h"

#include <algorithm>
#include <tuple>

#include "base/sentence.h"

namespace every::domain {
namespace {

const Pipeline* find_pipeline(const std::vector<Pipeline>& pipelines, const std::string& id) {
  const auto at =
      std::find_if(pipelines.begin(), pipelines.end(), [&](const Pipeline& one) { return one.id == id; });
  return at == pipelines.end() ? nullptr : &*at;
}

const Stage* find_stage(const Pipeline* pipeline, const std::string& id) {
  if (pipeline == nullptr) return nullptr;
  const auto at = std::find_if(pipeline->stages.begin(), pipeline->stages.end(),
                               [&](const Stage& one) { return one.id == id; });
  return at == pipeline->stages.end() ? nullptr : &*at;
}

RuleProblem archived_pipeline() {
  return {"pipeline_archived", "Its pipeline was deleted in HubSpot."};
}

}  // namespace

std::set<StagePlace> places_of(const DealRule& rule, const std::vector<Pipeline>& pipelines,
                               const Mapping& mapping) {
  if (!rule.stage_id.empty()) return {{rule.pipeline_id, rule.stage_id}};
  std::set<StagePlace> out;
  for (const Pipeline& pipeline : pipelines) {
    if (!rule.pipeline_id.empty() && pipeline.id != rule.pipeline_id) continue;
    for (const Stage& stage : pipeline.stages)
      if (mapping.group_of(pipeline, stage) == StageGroup::won) out.emplace(pipeline.id, stage.id);
  }
  return out;
}

Status check_rule(const DealRule& rule, const std::vector<Pipeline>& pipelines, const Mapping& mapping) {
  Error wrong(Code::validation, "Some values are not as they should be.");
  const auto complain = [&](const char* pointer, const char* code, const char* detail) {
    wrong.fields.push_back({pointer, code, detail});
  };
  if (rule.pipeline_id.empty()) {
    if (!rule.stage_id.empty())
      complain("/pipeline", "required", "A stage belongs to a pipeline: name it as well.");
  } else if (const Pipeline* pipeline = find_pipeline(pipelines, rule.pipeline_id);
             pipeline == nullptr || pipeline->archived) {
    complain("/pipeline", "no_such_pipeline", "There is no such pipeline.");
  } else if (!rule.stage_id.empty()) {
    const Stage* stage = find_stage(pipeline, rule.stage_id);
    if (stage == nullptr || stage->archived)
      complain("/stage", "no_such_stage", "The pipeline has no such stage.");
    else if (mapping.group_of(*pipeline, *stage) == StageGroup::lost)
      complain("/stage", "lost", "A deal that is lost is not invoiced.");
  }
  if (!wrong.fields.empty()) return wrong;
  return done();
}

bool counts_before(const DealRule& a, const DealRule& b) {
  const auto order = [](const DealRule& rule) {
    return std::tuple(rule.stage_id.empty(), rule.pipeline_id.empty(), rule.created_at, rule.id);
  };
  return order(a) < order(b);
}

RuleProblem rule_problem(const DealRule& rule, const std::vector<Pipeline>& pipelines,
                         const Mapping& mapping) {
  if (rule.pipeline_id.empty()) return {};
  if (!rule.stage_id.empty()) return place_problem({rule.pipeline_id, rule.stage_id}, pipelines, mapping);
  const Pipeline* pipeline = find_pipeline(pipelines, rule.pipeline_id);
  if (pipeline == nullptr || pipeline->archived) return archived_pipeline();
  return {};
}

RuleProblem place_problem(const StagePlace& place, const std::vector<Pipeline>& pipelines,
                          const Mapping& mapping) {
  const Pipeline* pipeline = find_pipeline(pipelines, place.first);
  if (pipeline == nullptr || pipeline->archived) return archived_pipeline();
  const Stage* stage = find_stage(pipeline, place.second);
  if (stage == nullptr || stage->archived) return {"stage_archived", "Its stage was deleted in HubSpot."};
  if (mapping.group_of(*pipeline, *stage) == StageGroup::lost)
    return {"stage_lost", "Its stage counts as lost."};
  return {};
}

std::string pipeline_label(const std::vector<Pipeline>& pipelines, const std::string& pipeline_id) {
  const Pipeline* pipeline = find_pipeline(pipelines, pipeline_id);
  return pipeline == nullptr || pipeline->label.empty() ? pipeline_id : pipeline->label;
}

std::string stage_label(const std::vector<Pipeline>& pipelines, const StagePlace& place) {
  const Stage* stage = find_stage(find_pipeline(pipelines, place.first), place.second);
  return stage == nullptr || stage->label.empty() ? place.second : stage->label;
}

std::string rule_sentence(const DealRule& rule, const std::vector<Pipeline>& pipelines) {
  const std::string pipeline = pipeline_label(pipelines, rule.pipeline_id);
  if (rule.stage_id.empty())
    return rule.pipeline_id.empty() ? sentence("When a deal is won in any pipeline, draft its invoice.")
                                    : sentence("When a deal is won in {}, draft its invoice.", pipeline);
  return sentence("When a deal enters {} in {}, draft its invoice.",
                  stage_label(pipelines, {rule.pipeline_id, rule.stage_id}), pipeline);
}

}  // namespace every::domain
