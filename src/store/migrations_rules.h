// The step of the schema for the rules that make drafts of deals. Private to migrations.cpp, which says the
// order of the steps.
#pragma once

#include <string_view>

namespace every::store {

// Rules; where deals moved (what the journal told of HubSpot's moves before is taken along); deals that
// entered a rule's stage and have no draft yet; and which drafts a rule made. A deal that waits is due again
// when what it waits for may have come.
inline constexpr std::string_view kDealRulesStep = R"sql(
CREATE TABLE deal_rules (workspace_id TEXT NOT NULL, id TEXT NOT NULL, pipeline_id TEXT NOT NULL,
  stage_id TEXT NOT NULL, on_ INTEGER NOT NULL, since INTEGER NOT NULL, created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, version INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, id)) STRICT;
CREATE UNIQUE INDEX deal_rules_place ON deal_rules (workspace_id, pipeline_id, stage_id);
CREATE TABLE deal_moves (seq INTEGER PRIMARY KEY, workspace_id TEXT NOT NULL, deal_id TEXT NOT NULL,
  from_pipeline TEXT NOT NULL, from_stage TEXT NOT NULL, to_pipeline TEXT NOT NULL, to_stage TEXT NOT NULL,
  in_hubspot INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX deal_moves_of ON deal_moves (workspace_id, deal_id, seq);
CREATE INDEX deal_moves_at ON deal_moves (workspace_id, at);
INSERT INTO deal_moves (workspace_id, deal_id, from_pipeline, from_stage, to_pipeline, to_stage, in_hubspot, at)
  SELECT a.workspace_id, a.subject_id,
    coalesce((SELECT json_extract(p.value, '$.from') FROM json_each(a.data, '$.changes') p WHERE
      json_extract(p.value, '$.field') = 'pipeline'), d.pipeline_id), json_extract(c.value, '$.from'),
    coalesce((SELECT json_extract(p.value, '$.to') FROM json_each(a.data, '$.changes') p WHERE
      json_extract(p.value, '$.field') = 'pipeline'), d.pipeline_id), json_extract(c.value, '$.to'), 1, a.at
  FROM activity a JOIN deals d ON d.workspace_id = a.workspace_id AND d.id = a.subject_id,
    json_each(a.data, '$.changes') c
  WHERE a.kind = 'sync.deal_changed' AND json_extract(c.value, '$.field') = 'stage' ORDER BY a.at, a.id;
CREATE TABLE deal_entries (workspace_id TEXT NOT NULL, deal_id TEXT NOT NULL, rule_id TEXT NOT NULL,
  pipeline_id TEXT NOT NULL, stage_id TEXT NOT NULL, entered_at INTEGER NOT NULL, due INTEGER NOT NULL,
  code TEXT NOT NULL, detail TEXT NOT NULL, PRIMARY KEY (workspace_id, deal_id)) STRICT;
CREATE INDEX deal_entries_due ON deal_entries (due) WHERE due = 1;
CREATE INDEX deal_entries_rule ON deal_entries (workspace_id, rule_id, entered_at);
CREATE TRIGGER deal_entries_deal AFTER UPDATE OF client_id, amount, currency, gone_at, pipeline_id, stage_id ON deals
  WHEN NEW.client_id <> OLD.client_id OR NEW.amount IS NOT OLD.amount OR NEW.currency <> OLD.currency OR
  NEW.gone_at IS NOT OLD.gone_at OR NEW.pipeline_id <> OLD.pipeline_id OR NEW.stage_id <> OLD.stage_id BEGIN
  UPDATE deal_entries SET due = 1 WHERE workspace_id = NEW.workspace_id AND deal_id = NEW.id; END;
CREATE TRIGGER deal_entries_parts AFTER DELETE ON deal_parts BEGIN
  UPDATE deal_entries SET due = 1 WHERE workspace_id = OLD.workspace_id AND deal_id = OLD.deal_id; END;
CREATE TRIGGER deal_entries_pipeline AFTER UPDATE OF archived ON mirror_pipelines WHEN NEW.archived = 0 AND
  OLD.archived = 1 BEGIN
  UPDATE deal_entries SET due = 1 WHERE workspace_id = NEW.workspace_id AND pipeline_id = NEW.id AND
  code = 'pipeline_archived'; END;
CREATE TRIGGER deal_entries_stage AFTER UPDATE ON mirror_stages WHEN NEW.archived = 0 BEGIN
  UPDATE deal_entries SET due = 1 WHERE workspace_id = NEW.workspace_id AND pipeline_id = NEW.pipeline_id AND
  stage_id = NEW.id AND code IN ('stage_archived', 'stage_lost'); END;
CREATE TRIGGER deal_entries_gone AFTER DELETE ON deals BEGIN
  DELETE FROM deal_entries WHERE workspace_id = OLD.workspace_id AND deal_id = OLD.id;
  DELETE FROM deal_moves WHERE workspace_id = OLD.workspace_id AND deal_id = OLD.id; END;
CREATE TABLE rule_drafts (workspace_id TEXT NOT NULL, invoice_id TEXT NOT NULL, rule_id TEXT NOT NULL,
  deal_id TEXT NOT NULL, pipeline TEXT NOT NULL, stage TEXT NOT NULL, entered_at INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, invoice_id)) STRICT;
CREATE INDEX rule_drafts_at ON rule_drafts (workspace_id, made_at);
CREATE INDEX rule_drafts_rule ON rule_drafts (workspace_id, rule_id);
)sql";

// A deal's own past, beside it.
inline constexpr std::string_view kDealHistoryStep = R"sql(
CREATE INDEX activity_deal ON activity (workspace_id, subject_id, at, id) WHERE subject_kind = 'deal';
)sql";

}  // namespace every::store
