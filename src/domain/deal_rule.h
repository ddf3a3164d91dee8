// A rule that makes drafts: "when a deal enters this stage, draft its invoice". Entering means that the deal
// was not in any stage of the rule before.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "domain/deal.h"
#include "domain/mapping.h"

namespace every::domain {

using StagePlace = std::pair<std::string, std::string>;  // ids of a pipeline and of a stage in it

struct DealRule {
  std::string id;
  std::string pipeline_id;  // "": any
  std::string stage_id;     // "": any stage that counts as won
  bool on = true;
  Instant
      since{};  // what entered before that is not the rule's: made, switched on, or pointed elsewhere then
  std::string created_by = {};
  Instant created_at{}, updated_at{};
  std::int64_t version = 1;
};

inline StagePlace place_of(const Deal& deal) {
  return {deal.pipeline_id, deal.stage_id};
}

// Every stage that the rule is about, as the pipelines are now; a stage that the rule names is always there.
std::set<StagePlace> places_of(const DealRule& rule, const std::vector<Pipeline>& pipelines,
                               const Mapping& mapping);
inline bool enters(const std::set<StagePlace>& places, const StagePlace& from, const StagePlace& to) {
  return places.contains(to) && !places.contains(from);
}

// Error: validation with pointers, when there is no such pipeline or stage that takes deals, the stage counts
// as lost, or a stage is named without its pipeline.
Status check_rule(const DealRule& rule, const std::vector<Pipeline>& pipelines, const Mapping& mapping);

// Of several rules about one stage the one that says it most exactly counts, then the oldest: the order in
// which they are asked.
bool counts_before(const DealRule& a, const DealRule& b);

// Why the rule makes no draft whatever enters: a code and a sentence; empty ones when it can.
struct RuleProblem {
  std::string code, detail;  // pipeline_archived, stage_archived, stage_lost
};
RuleProblem rule_problem(const DealRule& rule, const std::vector<Pipeline>& pipelines,
                         const Mapping& mapping);
// The same of the stage that a deal stands in.
RuleProblem place_problem(const StagePlace& place, const std::vector<Pipeline>& pipelines,
                          const Mapping& mapping);

// What people call them; the id of what is not known.
std::string pipeline_label(const std::vector<Pipeline>& pipelines, const std::string& pipeline_id);
std::string stage_label(const std::vector<Pipeline>& pipelines, const StagePlace& place);
// "When a deal enters Closed Won in Sales Pipeline, draft its invoice."
std::string rule_sentence(const DealRule& rule, const std::vector<Pipeline>& pipelines);

}  // namespace every::domain
