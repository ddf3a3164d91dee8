// The rules that make drafts of deals: the list, a new one, what changes, what goes. What a rule does when a
// deal enters its stage is in draft_entered.h; what it would have done, in preview_deal_rule.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/context.h"
#include "base/json.h"
#include "domain/deal_rule.h"

namespace every::app {

inline constexpr std::size_t kDealRulesMax = 50;
inline constexpr std::int64_t kWaitingShown = 20;

struct DealRuleView {
  domain::DealRule rule;
  std::string pipeline_label, stage_label;  // "" of any
  std::string sentence;
  domain::RuleProblem problem;
  std::int64_t drafts = 0;   // that it made so far
  std::int64_t waiting = 0;  // deals that entered and could not be drafted yet
  struct Waiting {
    std::string deal_id, deal_name, code, detail;
    Instant entered_at{};
  };
  std::vector<Waiting>
      first;  // the longest first, at most kWaitingShown; those not looked at yet are not told
};

Result<std::vector<DealRuleView>> deal_rules(const App& app, const Actor& actor);
Result<DealRuleView> deal_rule(const App& app, const Actor& actor, const std::string& id);

// Body: {pipeline: id or null (any), stage: id or null (any won stage), on?}. Deals that are in the stage
// already are left alone. Errors: validation (no such pipeline or stage, a lost one, a rule for it is there).
Result<DealRuleView> create_deal_rule(const App& app, const Actor& actor, const json::value& body);
// What is absent stays. Pointed elsewhere or switched on, it counts from now on. Errors: not_found,
// validation, stale.
Result<DealRuleView> change_deal_rule(const App& app, const Actor& actor, const std::string& id,
                                      const json::value& body, std::int64_t expected_version);
Status delete_deal_rule(const App& app, const Actor& actor, const std::string& id);

// What a request says a rule is about, checked: for the three of them and for the preview.
Status read_deal_rule(store::Tx& tx, const Actor& actor, Fields& in, domain::DealRule& rule, bool whole);

}  // namespace every::app
