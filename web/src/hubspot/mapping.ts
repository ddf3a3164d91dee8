// The field mapping as a person edits it: one row for each field here, and what changed against what is saved.
import type { Schemas } from '../api/client';
import { text } from './mapping.text';
import { wordOf } from './wordOf';

export type Mapping = Schemas['FieldMapping'];
export type Rule = Schemas['FieldRule'];
export type Group = Schemas['StageGroup'];
export const mappedObjects = ['contacts', 'companies', 'deals'] as const;
export type MappedObject = (typeof mappedObjects)[number];

export const ruleOf = (mapping: Mapping, object: MappedObject, field: string): Rule | undefined => mapping[object]?.find(rule => rule.field === field);

// The rule of one field replaced; without properties the field comes from nowhere and stays a person's own.
export function withRule(mapping: Mapping, object: MappedObject, rule: Rule): Mapping {
  const rules = mapping[object] ?? [];
  const there = rules.some(one => one.field === rule.field);
  const next = rule.properties.length === 0 ? rules.filter(one => one.field !== rule.field) : there ? rules.map(one => (one.field === rule.field ? rule : one)) : [...rules, rule];
  return { ...mapping, [object]: next };
}

// Null: what HubSpot says of the stage counts.
export function withStage(mapping: Mapping, pipeline: string, stage: string, group: Group | null): Mapping {
  const others = (mapping.stages ?? []).filter(one => one.pipeline !== pipeline || one.stage !== stage);
  return { ...mapping, stages: group === null ? others : [...others, { pipeline, stage, group }] };
}
export const stageOf = (mapping: Mapping, pipeline: string, stage: string): Group | null => mapping.stages?.find(one => one.pipeline === pipeline && one.stage === stage)?.group ?? null;

const same = (a: Rule | undefined, b: Rule | undefined) =>
  (a === undefined) === (b === undefined) && (a?.properties ?? []).join('\n') === (b?.properties ?? []).join('\n') && (a?.transform ?? 'trim') === (b?.transform ?? 'trim') && (a?.mode ?? 'overwrite') === (b?.mode ?? 'overwrite');

// How many fields and stages differ.
export function countChanges(before: Mapping, after: Mapping): number {
  let changes = 0;
  for (const object of mappedObjects) {
    const fields = new Set([...(before[object] ?? []), ...(after[object] ?? [])].map(rule => rule.field));
    for (const field of fields) if (!same(ruleOf(before, object, field), ruleOf(after, object, field))) ++changes;
  }
  const stages = new Map([...(before.stages ?? []), ...(after.stages ?? [])].map(one => [`${one.pipeline}\n${one.stage}`, one]));
  for (const { pipeline, stage } of stages.values()) if (stageOf(before, pipeline, stage) !== stageOf(after, pipeline, stage)) ++changes;
  return changes;
}

// Why a property cannot fill a field: "Annual revenue is a number; Phone holds text."
export const refusal = (property: { label: string; type: string }, field: { label: string; kind: string }): string =>
  text.refusal(property.label, wordOf(text.types, property.type), field.label, wordOf(text.holds, field.kind));
