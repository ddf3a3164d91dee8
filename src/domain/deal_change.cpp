#include "domain/deal_change.h"

#include <algorithm>

namespace every::domain {
namespace {

const Stage* stage_in(const Pipeline* pipeline, const std::string& id) {
  if (pipeline == nullptr) return nullptr;
  const auto at = std::find_if(pipeline->stages.begin(), pipeline->stages.end(),
                               [&](const Stage& stage) { return stage.id == id; });
  return at == pipeline->stages.end() ? nullptr : &*at;
}

// What a person says about a stage counts before what HubSpot's metadata says. There, what is closed and not
// won is lost.
void enter(Deal& deal, const Pipeline& pipeline, const Stage& stage, const Mapping& mapping) {
  deal.stage_id = stage.id;
  deal.probability = stage.probability;
  if (const auto mapped = mapping.group(pipeline.id, stage.id)) {
    deal.won = *mapped == StageGroup::won;
    deal.lost = *mapped == StageGroup::lost;
    return;
  }
  deal.won = stage.won();
  deal.lost = stage.is_closed && !deal.won;
}

template <class T>
bool differs(const std::optional<T>& wanted, const T& is) {
  return wanted && *wanted != is;
}

}  // namespace

std::vector<std::string> changed_fields(const Deal& deal, const DealChange& change) {
  std::vector<std::string> out;
  if (differs(change.name, deal.name)) out.emplace_back("name");
  if (differs(change.stage_id, deal.stage_id)) out.emplace_back("stage");
  if (differs(change.client_id, deal.client_id)) out.emplace_back("client");
  if (differs(change.amount, deal.amount)) out.emplace_back("amount");
  if (differs(change.close_date, deal.close_date)) out.emplace_back("closeDate");
  if (differs(change.probability, deal.probability)) out.emplace_back("probability");
  return out;
}

const Pipeline* pipeline_of(const std::vector<Pipeline>& pipelines, const Deal& deal) {
  const auto at = std::find_if(pipelines.begin(), pipelines.end(),
                               [&](const Pipeline& one) { return one.id == deal.pipeline_id; });
  return at == pipelines.end() ? nullptr : &*at;
}

const Stage* stage_of(const std::vector<Pipeline>& pipelines, const Deal& deal) {
  return stage_in(pipeline_of(pipelines, deal), deal.stage_id);
}

Status change_deal(Deal& deal, const DealChange& change, const std::vector<Pipeline>& pipelines,
                   const Mapping& mapping) {
  Error wrong(Code::validation, "Some values are not as they should be.");
  const Pipeline* pipeline = pipeline_of(pipelines, deal);
  const bool moves = differs(change.stage_id, deal.stage_id);
  const Stage* stage = moves ? stage_in(pipeline, *change.stage_id) : nullptr;
  if (moves && (stage == nullptr || !takes_deals(*stage)))
    wrong.fields.push_back({"/stage", "no_such_stage", "The deal's pipeline has no such stage."});
  if (change.probability && *change.probability &&
      (**change.probability < Decimal{} || **change.probability > Decimal::whole(1)))
    wrong.fields.push_back({"/probability", "range", "From 0 to 1."});
  if (!wrong.fields.empty()) return wrong;
  if (stage != nullptr) enter(deal, *pipeline, *stage, mapping);
  if (change.name) deal.name = *change.name;
  if (change.client_id) deal.client_id = *change.client_id;
  if (change.amount) deal.amount = *change.amount;
  if (change.close_date) deal.close_date = *change.close_date;
  if (change.probability) deal.probability = *change.probability;
  return done();
}

Result<Deal> new_deal(const NewDeal& wanted, const std::vector<Pipeline>& pipelines, const Mapping& mapping) {
  Deal deal;
  deal.name = wanted.name;
  deal.client_id = wanted.client_id;
  deal.amount = wanted.amount;
  deal.close_date = wanted.close_date;
  deal.pipeline_id = wanted.pipeline_id;
  deal.source = Source::manual;
  const Pipeline* pipeline = pipeline_of(pipelines, deal);
  Error wrong(Code::validation, "Some values are not as they should be.");
  if (pipeline == nullptr || pipeline->archived) {
    wrong.fields.push_back({"/pipeline", "no_such_pipeline", "There is no such pipeline."});
    return wrong;
  }
  const Stage* stage = stage_in(pipeline, wanted.stage_id);
  if (stage == nullptr || !takes_deals(*stage)) {
    wrong.fields.push_back({"/stage", "no_such_stage", "The deal's pipeline has no such stage."});
    return wrong;
  }
  enter(deal, *pipeline, *stage, mapping);
  return deal;
}

}  // namespace every::domain
