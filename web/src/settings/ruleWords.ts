// A rule, and why a deal got no draft, in the reader's words.
import type { Schemas } from '../api/client';
import { text } from './rules.text';

export const reasonWord = (one: Schemas['DealLeftOut']): string => text.reason[one.code] ?? one.detail;

export function ruleWords({ pipeline, stage }: Pick<Schemas['DealRule'], 'pipeline' | 'stage'>): string {
  if (!pipeline) return text.wonAnywhere;
  return stage ? text.enters(stage.label, pipeline.label) : text.wonIn(pipeline.label);
}
