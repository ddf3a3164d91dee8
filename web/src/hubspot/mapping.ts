// The field mapping as a person edits it: one row for each field here, and what changed against what is saved.
import type { Schemas } from '../api/client';
import type { Values } from '../ui/edited';
import { fieldName } from './fields';
import { text } from './mapping.text';
import { text as stageWords } from './stages.text';
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

// The mapping as its form keeps it: one text for each field and stage, so that two people may each change another one. A
// field that was in `like` and is in no rule any more has an empty text.
const separator = '\n'; // in no name of a property, pipeline or stage
export function mappingValues(mapping: Mapping, like: Values = {}): Values {
  const rules = mappedObjects.flatMap(object => (mapping[object] ?? []).map(rule => [[object, rule.field].join(separator), JSON.stringify([rule.properties, rule.transform ?? 'trim', rule.mode ?? 'overwrite'])]));
  const stages = (mapping.stages ?? []).map(({ pipeline, stage, group }) => [['stages', pipeline, stage].join(separator), group]);
  return { ...Object.fromEntries(Object.keys(like).map(name => [name, ''])), ...(Object.fromEntries([...rules, ...stages]) as Values) };
}

type Parts = [properties: string[], transform: NonNullable<Rule['transform']>, mode: NonNullable<Rule['mode']>];
export function mappingOf(values: Values): Mapping {
  const out = { contacts: [] as Rule[], companies: [] as Rule[], deals: [] as Rule[], stages: [] as NonNullable<Mapping['stages']> };
  for (const [name, value] of Object.entries(values)) {
    const [kind = '', first = '', stage = ''] = name.split(separator);
    if (!value) continue;
    if (kind === 'stages') out.stages.push({ pipeline: first, stage, group: value as Group });
    else if (kind in out) {
      const [properties, transform, mode] = JSON.parse(value) as Parts;
      out[kind as MappedObject].push({ properties, field: first, transform, mode });
    }
  }
  return out;
}

// Each field and stage with what fills it, in words. `stageName`: of a pipeline's stage.
export const sayMapping = (values: Values, stageName: (pipeline: string, stage: string) => string): (readonly [label: string, text: string])[] =>
  Object.entries(values).filter(([name]) => name.includes(separator)).map(([name, value]) => {
    const [kind = '', first = '', stage = ''] = name.split(separator);
    if (kind === 'stages') return [text.stageIn(stageName(first, stage)), value ? stageWords.groups[value as Group] : stageWords.asHubSpot];
    const [properties, transform, mode] = value ? (JSON.parse(value) as Parts) : [[], 'trim' as const, 'overwrite' as const];
    return [text.fieldIn(text.objects[kind as MappedObject], fieldName(first, first)), value ? text.filled(properties, text.transforms[transform], text.modes[mode]) : text.nothing];
  });

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
