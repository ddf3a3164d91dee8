#include "app/deal_rules.h"

#include "app/locks.h"
#include "base/sentence.h"
#include "store/deal_entries.h"
#include "store/deal_rules.h"
#include "store/deals.h"
#include "store/mirror.h"

namespace every::app {
namespace {

Error no_rule() {
  return Error(Code::not_found, "There is no such rule.", "Load the list again.");
}

Error there_is_one() {
  Error error(Code::validation, "There is a rule for this stage already.", "Change or switch on that one.");
  error.fields.push_back({"/stage", "taken", error.detail});
  return error;
}

// What the views of all rules are told from, read once.
class Viewer {
 public:
  Viewer(store::Tx& tx, const Actor& actor)
      : tx_(tx),
        actor_(actor),
        pipelines_(store::Mirror(tx, actor.tenant).pipelines()),
        mapping_(locks_of(tx, actor.tenant).mapping),
        counts_(store::RuleDrafts(tx, actor.tenant).counts()) {}

  DealRuleView view(const domain::DealRule& rule) {
    DealRuleView out;
    out.rule = rule;
    if (!rule.pipeline_id.empty()) out.pipeline_label = domain::pipeline_label(pipelines_, rule.pipeline_id);
    if (!rule.stage_id.empty())
      out.stage_label = domain::stage_label(pipelines_, {rule.pipeline_id, rule.stage_id});
    out.sentence = domain::rule_sentence(rule, pipelines_);
    out.problem = domain::rule_problem(rule, pipelines_, mapping_);
    if (const auto at = counts_.find(rule.id); at != counts_.end()) out.drafts = at->second;
    const auto waiting = store::DealEntries(tx_, actor_.tenant).waiting_for(rule.id, kWaitingShown);
    out.waiting = waiting.total;
    for (const store::DealEntry& one : waiting.items)
      if (const auto deal = store::Deals(tx_, actor_.tenant).find(one.deal_id))
        out.first.push_back({deal->id, deal->name, one.code, one.detail, one.entered_at});
    return out;
  }
  const std::vector<domain::Pipeline>& pipelines() const { return pipelines_; }

 private:
  store::Tx& tx_;
  const Actor& actor_;
  const std::vector<domain::Pipeline> pipelines_;
  const domain::Mapping mapping_;
  const std::map<std::string, std::int64_t> counts_;
};

void note(const App& app, store::Tx& tx, const Actor& actor, const domain::DealRule& rule,
          std::string_view kind, const std::string& text) {
  record(app, tx, actor, "deal_rule", rule.id, "", kind, text);
}

// Absent, or null: any.
void read_id(Fields& in, const char* name, std::string& id) {
  if (in.is_null(name))
    id.clear();
  else if (const auto given = in.text(name, {.required = true, .max = 100}); given)
    id = *given;
}

}  // namespace

Status read_deal_rule(store::Tx& tx, const Actor& actor, Fields& in, domain::DealRule& rule, bool whole) {
  for (const auto& [name, id] :
       {std::pair{"pipeline", &rule.pipeline_id}, std::pair{"stage", &rule.stage_id}}) {
    if (in.has(name))
      read_id(in, name, *id);
    else if (whole)
      in.complain(name, "required", "An id, or null for any.");
  }
  EVERY_CHECK(in.finish());
  return domain::check_rule(rule, store::Mirror(tx, actor.tenant).pipelines(),
                            locks_of(tx, actor.tenant).mapping);
}

Result<std::vector<DealRuleView>> deal_rules(const App& app, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<std::vector<DealRuleView>> {
    Viewer viewer(tx, actor);
    std::vector<DealRuleView> out;
    for (const domain::DealRule& rule : store::DealRules(tx, actor.tenant).all())
      out.push_back(viewer.view(rule));
    return out;
  });
}

Result<DealRuleView> deal_rule(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<DealRuleView> {
    const auto rule = store::DealRules(tx, actor.tenant).find(id);
    if (!rule) return no_rule();
    return Viewer(tx, actor).view(*rule);
  });
}

Result<DealRuleView> create_deal_rule(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::manage));
  auto made = app.db.write([&](store::Tx& tx) -> Result<DealRuleView> {
    Fields in(body);
    domain::DealRule rule;
    rule.on = in.boolean("on").value_or(true);
    EVERY_CHECK(read_deal_rule(tx, actor, in, rule, true));
    store::DealRules rules(tx, actor.tenant);
    if (rules.all().size() >= kDealRulesMax)
      return Error(Code::validation, "There are too many rules.", "Delete those that nobody needs.");
    rule.id = app.id();
    rule.created_by = actor.name;
    rule.since = rule.created_at = rule.updated_at = app.now();
    if (!rules.insert(rule)) return there_is_one();
    Viewer viewer(tx, actor);
    note(app, tx, actor, rule, "deal_rule.created",
         sentence("A rule was made: {}", domain::rule_sentence(rule, viewer.pipelines())));
    return viewer.view(rule);
  });
  if (made.ok()) tell_changed(app, actor, "deal_rule", made->rule.id);
  return made;
}

Result<DealRuleView> change_deal_rule(const App& app, const Actor& actor, const std::string& id,
                                      const json::value& body, std::int64_t expected_version) {
  EVERY_CHECK(require(actor, Permission::manage));
  auto changed = app.db.write([&](store::Tx& tx) -> Result<DealRuleView> {
    store::DealRules rules(tx, actor.tenant);
    const auto was = rules.find(id);
    if (!was) return no_rule();
    Fields in(body);
    domain::DealRule rule = *was;
    rule.on = in.boolean("on").value_or(was->on);
    // What a rule is about may be gone by now; it can be switched off all the same.
    if (in.has("pipeline") || in.has("stage"))
      EVERY_CHECK(read_deal_rule(tx, actor, in, rule, false));
    else
      EVERY_CHECK(in.finish());
    if (was->version != expected_version)
      return Error(Code::stale, "This rule was changed meanwhile.",
                   "Load it again and review the differences.");
    Viewer viewer(tx, actor);
    const bool moved = rule.pipeline_id != was->pipeline_id || rule.stage_id != was->stage_id;
    if (!moved && rule.on == was->on) return viewer.view(*was);
    rule.updated_at = app.now();
    if (moved || (rule.on && !was->on)) rule.since = rule.updated_at;
    if (!rules.update(rule, expected_version)) return there_is_one();
    store::DealEntries(tx, actor.tenant).look_again(id);
    const std::string now = domain::rule_sentence(rule, viewer.pipelines());
    if (moved)
      note(app, tx, actor, rule, "deal_rule.updated", sentence("A rule was changed. It says now: {}", now));
    if (rule.on != was->on)
      note(app, tx, actor, rule, rule.on ? "deal_rule.on" : "deal_rule.off",
           rule.on ? sentence("A rule was switched on: {}", now)
                   : sentence("A rule was switched off: {}", now));
    return viewer.view(*rules.find(id));
  });
  if (changed.ok()) tell_changed(app, actor, "deal_rule", id);
  return changed;
}

Status delete_deal_rule(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::manage));
  EVERY_CHECK(app.db.write([&](store::Tx& tx) -> Status {
    store::DealRules rules(tx, actor.tenant);
    const auto rule = rules.find(id);
    if (!rule) return no_rule();
    store::DealEntries(tx, actor.tenant).look_again(id);
    rules.remove(id);
    note(app, tx, actor, *rule, "deal_rule.deleted",
         sentence("A rule was deleted: {}",
                  domain::rule_sentence(*rule, store::Mirror(tx, actor.tenant).pipelines())));
    return done();
  }));
  tell_changed(app, actor, "deal_rule", id);
  return done();
}

}  // namespace every::app
