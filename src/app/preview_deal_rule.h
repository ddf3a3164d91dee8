// What a rule would do, before it is saved: told from where deals moved, by the very judgement and the very
// draft that it would make, none of which is written.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/deal_draft.h"
#include "base/json.h"
#include "base/money.h"

namespace every::app {

inline constexpr std::array<int, 2> kPreviewDays = {30, 90};
inline constexpr std::size_t kPreviewLeftOutShown = 50;

struct DealRulePreview {
  std::string sentence;
  // In its stages now. The rule leaves them alone.
  std::int64_t deals = 0, without_invoice = 0;
  std::vector<Money> totals;  // of those without
  bool won = false;           // all of its stages count as won: the bulk drafts take them
  // Of the deals that entered in so many days, each counted once. A draft is what the deal says today; one
  // that was invoiced since it entered first counts as drafted, with what its invoice says.
  struct Past {
    int days = 0;
    std::int64_t entered = 0, drafted = 0, left_out = 0;
    std::vector<Money> totals;  // of the drafts
  };
  std::vector<Past> past;
  struct Missed {
    std::string deal_id, deal_name;
    LeftOut why;
    Instant entered_at{};
  };
  std::vector<Missed> first;           // of those left out in the longest time, the newest first
  std::optional<Instant> known_since;  // moves before are not known; nothing: no deal is here
};

// Body: {pipeline, stage}, as for a new rule. Errors: those of create_deal_rule, save that a rule may be
// there.
Result<DealRulePreview> preview_deal_rule(const App& app, const Actor& actor, const json::value& body);

}  // namespace every::app
