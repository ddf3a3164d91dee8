// What a person changes of a deal that HubSpot does not manage, and deals that are made here. A stage says
// what becomes of a deal: whether it is won or lost, and how likely it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "domain/deal.h"
#include "domain/mapping.h"

namespace every::domain {

struct DealChange {
  std::optional<std::string> name, stage_id;
  // Absent: stays. Nothing inside ("" for the client): there is none from now on.
  std::optional<std::string> client_id;
  std::optional<std::optional<Money>> amount;
  std::optional<std::optional<Date>> close_date;
  std::optional<std::optional<Decimal>> probability;  // 0 to 1; absent with a new stage: the stage's
};

// A deal that is made here. It begins in a stage of a pipeline, as one of HubSpot's does.
struct NewDeal {
  std::string name, client_id, pipeline_id, stage_id;  // client_id may be ""
  std::optional<Money> amount;
  std::optional<Date> close_date;
};

// Our API's names of what would be another value, as locks know them ("stage").
std::vector<std::string> changed_fields(const Deal& deal, const DealChange& change);

// Whether deals can be moved there. One that HubSpot archived keeps its deals and takes no more.
inline bool takes_deals(const Stage& stage) {
  return !stage.archived;
}
const Pipeline* pipeline_of(const std::vector<Pipeline>& pipelines, const Deal& deal);
// nullptr: the deal's pipeline has no such stage (any more).
const Stage* stage_of(const std::vector<Pipeline>& pipelines, const Deal& deal);

// Error: validation with pointers, when the deal's pipeline has no stage of that id that takes deals, or the
// probability is none. Then nothing is changed.
Status change_deal(Deal& deal, const DealChange& change, const std::vector<Pipeline>& pipelines,
                   const Mapping& mapping);

// Without id and times. Error: validation with pointers, when there is no such pipeline that is in use, or it
// has no such stage that takes deals.
Result<Deal> new_deal(const NewDeal& wanted, const std::vector<Pipeline>& pipelines, const Mapping& mapping);

}  // namespace every::domain
