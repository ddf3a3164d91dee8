// Works off what the rules noted (sync/stage_entry.h): the draft of a deal that entered a rule's stage, made
// as the button makes it. The draft and the end of its note are one transaction: whenever the process ends,
// each deal that entered gets one draft. What cannot be drafted keeps its note with the reason, and is looked
// at again when the deal, its parts or its pipeline change (triggers of store/migrations_rules.h); the note
// goes when the deal leaves the stage, is invoiced otherwise, or the rule goes.
#pragma once

#include <optional>

#include "app/context.h"
#include "app/deal_draft.h"
#include "base/rounds.h"
#include "domain/deal_rule.h"

namespace every::app {

// Why no draft is made of a deal that entered a rule's stage; nothing: one is. Asked before a draft and by
// previews. Beside the codes of LeftOut: deal_gone, pipeline_archived, stage_archived, stage_lost.
std::optional<LeftOut> why_not_by_rule(store::Tx& tx, const Actor& actor, const store::DealRow& row,
                                       const domain::StagePlace& entered,
                                       const std::vector<domain::Pipeline>& pipelines,
                                       const domain::Mapping& mapping);

// One round: what is due now. Returns how many drafts were made.
int draft_entered_deals(const App& app);

// Rounds on a thread of its own.
class Drafter {
 public:
  Drafter(const App& app, Tasks& tasks) : app_(app), rounds_(tasks, app.log, "drafts.round_failed") {}
  void start();
  void stop() { rounds_.stop(); }  // idempotent; a draft under way is finished first

 private:
  const App& app_;
  Rounds rounds_;
};

}  // namespace every::app
