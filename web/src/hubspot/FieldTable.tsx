import { Button, Group, NativeSelect, Select, Skeleton, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { Problem, problemWords } from '../api/problem';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { fieldName } from './fields';
import css from './hubspot.module.css';
import { refusal, ruleOf, withRule, type Mapping, type MappedObject, type Rule } from './mapping';
import { text } from './mapping.text';
import { helpOr } from './problems';

type Property = Schemas['HubSpotPropertyList']['items'][number];
type Field = Schemas['HubSpotPropertyList']['fields'][number];
const transforms = ['trim', 'lower', 'upper', 'country', 'phone', 'date', 'number', 'label'] as const;
const modes = ['overwrite', 'if_empty'] as const;
const propertiesAtMost = 5;

// The property that fills a field. What does not fit is there, cannot be chosen, and says why.
function PropertySelect({ label, value, field, properties, onChange }: { label: string; value: string | null; field: Field; properties: readonly Property[]; onChange: (name: string | null) => void }) {
  const known = properties.some(one => one.name === value);
  const option = (one: Property) => ({ value: one.name, label: one.label === one.name ? one.name : `${one.label} (${one.name})` });
  const fitting = properties.filter(one => one.fits.includes(field.name) || one.name === value);
  const others = properties.filter(one => !fitting.includes(one));
  return (
    <Select
      aria-label={label} value={value} onChange={onChange} placeholder={text.nothing} searchable clearable onFocus={event => event.currentTarget.select()} size="xs" limit={120} w={230}
      nothingFoundMessage={text.noProperty} comboboxProps={{ width: 340, position: 'bottom-start', keepMounted: false }} clearButtonProps={{ 'aria-label': text.takeFromNothing(field.label) }}
      data={[
        ...(value !== null && !known ? [{ value, label: text.gone(value) }] : []),
        ...fitting.map(option),
        ...(others.length > 0 ? [{ group: text.dontFit, items: others.map(one => ({ value: one.name, label: refusal(one, field), disabled: true })) }] : []),
      ]}
    />
  );
}

function Example({ rule, values, properties }: { rule: Rule | undefined; values: Record<string, string> | undefined; properties: readonly Property[] }) {
  const name = rule?.properties.find(one => values?.[one]);
  const raw = name ? values?.[name] : undefined;
  if (!rule || !values) return <span className={page.dim}>–</span>;
  if (!raw) return <span className={page.dim}>{common.empty}</span>;
  const option = properties.find(one => one.name === name)?.options.find(one => one.value === raw);
  return <span>{rule.transform === 'label' && option ? option.label : raw}{name !== rule.properties[0] ? <span className={page.dim}> {text.from(name ?? '')}</span> : null}</span>;
}

interface Props {
  object: MappedObject;
  mapping: Mapping;
  error: unknown;
  onChange: (mapping: Mapping) => void;
}

export function FieldTable({ object, mapping, error, onChange }: Props) {
  const [asked, setAsked] = useState<{ record?: string; after?: string }>({});
  const list = useQuery({ queryKey: ['hubspot', 'properties', object], staleTime: 60_000, queryFn: () => unwrap(api.GET('/api/hubspot/properties/{object}', { params: { path: { object } } })) });
  const example = useQuery({ queryKey: ['hubspot', 'example', object, asked], retry: false, placeholderData: keepPreviousData, staleTime: 60_000, queryFn: () => unwrap(api.GET('/api/hubspot/properties/{object}/example', { params: { path: { object }, query: asked } })) });
  if (list.error) return <Notice tone="negative" action={helpOr(list.error, common.tryAgain, list.refetch)}>{text.propertiesNotLoaded} {problemWords(list.error)}</Notice>;
  if (!list.data) return <Skeleton height={420} radius={12} />;
  const { items } = list.data;
  const fields = list.data.fields.map(one => ({ ...one, label: fieldName(one.name, one.label) }));
  const put = (rule: Rule) => onChange(withRule(mapping, object, rule));
  const problemOf = (field: string): string | undefined => {
    const at = mapping[object]?.findIndex(rule => rule.field === field) ?? -1;
    return error instanceof Problem && at >= 0 ? error.fields.find(one => one.pointer.startsWith(`/mapping/${object}/${String(at)}/`))?.detail : undefined;
  };
  return (
    <section className={page.card} aria-label={text.fieldsOf[object]}>
      <form className={page.filters} style={{ marginBlockEnd: 12 }} onSubmit={(event: FormEvent<HTMLFormElement>) => { event.preventDefault(); const record = String(new FormData(event.currentTarget).get('record')).trim(); setAsked(record ? { record } : {}); }}>
        <Text size="sm">{text.exampleIs} {example.data ? <a href={example.data.url} target="_blank" rel="noreferrer">{example.data.name}<span className="visually-hidden"> {common.newTab}</span></a> : example.error ? text.noExample : '…'}</Text>
        <Button size="xs" variant="default" disabled={!example.data} loading={example.isFetching} onClick={() => example.data && setAsked({ after: example.data.id })}>{text.another[object]}</Button>
        <TextInput size="xs" name="record" aria-label={text.linkOf[object]} placeholder={text.link} w={200} />
        <Button size="xs" variant="default" type="submit">{text.show}</Button>
        {example.error && <Text size="sm" c="red" role="status">{problemWords(example.error)}</Text>}
      </form>
      <div className={page.scroll}>
        <table className={`${page.table ?? ''} ${css.mapping ?? ''}`}>
          <thead><tr><th scope="col">{text.heads.property}</th><th scope="col">{text.heads.field}</th><th scope="col">{text.heads.how}</th><th scope="col">{text.heads.when}</th><th scope="col">{text.heads.example}</th></tr></thead>
          <tbody>
            {fields.map(field => {
              const rule = ruleOf(mapping, object, field.name);
              const problem = problemOf(field.name);
              if (field.kind === 'fixed')
                return (
                  <tr key={field.name}>
                    <td>{rule?.properties.map(name => items.find(one => one.name === name)?.label ?? name).join(', ')}</td>
                    <td style={{ overflowWrap: 'normal' }}>{field.label}</td>
                    <td colSpan={2} className={page.dim}>{field.name === 'email' ? text.fixedEmail : text.fixed}</td>
                    <td><Example rule={rule} values={example.data?.values} properties={items} /></td>
                  </tr>
                );
              const chosen = rule?.properties ?? [];
              const set = (part: Partial<Rule>) => put({ ...(rule ?? { field: field.name, properties: [] }), ...part });
              return (
                <tr key={field.name} data-problem={problem ? '' : undefined}>
                  <td>
                    <div className={css.ors}>
                    {[...chosen, ...(chosen.length === 0 ? [null] : [])].map((name, i) => (
                      <div key={name ?? ''} className={css.or}>
                        {i > 0 && <span className={page.dim}>{text.or}</span>}
                        <PropertySelect label={i === 0 ? text.propertyFor(field.label) : text.propertyNumber(i + 1, field.label)} value={name} field={field} properties={items.filter(one => one.name === name || !chosen.includes(one.name))} onChange={next => set({ properties: next === null ? chosen.filter((_, k) => k !== i) : [...chosen.slice(0, i), next, ...chosen.slice(i + 1)] })} />
                      </div>
                    ))}
                    {chosen.length > 0 && chosen.length < propertiesAtMost && <AddProperty field={field} properties={items.filter(one => !chosen.includes(one.name))} onAdd={name => set({ properties: [...chosen, name] })} />}
                    </div>
                    {problem && <Text size="xs" c="red" role="alert">{problem}</Text>}
                  </td>
                  <td style={{ overflowWrap: 'normal' }}>{field.label}</td>
                  <td>{rule && <NativeSelect size="xs" aria-label={text.howTaken(field.label)} value={rule.transform ?? 'trim'} onChange={event => set({ transform: event.currentTarget.value as NonNullable<Rule['transform']> })} data={transforms.map(value => ({ value, label: text.transforms[value] }))} />}</td>
                  <td>{rule ? <NativeSelect size="xs" aria-label={text.whenFilled(field.label)} value={rule.mode ?? 'overwrite'} onChange={event => set({ mode: event.currentTarget.value as NonNullable<Rule['mode']> })} data={modes.map(value => ({ value, label: text.modes[value] }))} /> : <span className={page.dim}>{text.editedHere}</span>}</td>
                  <td><Example rule={rule} values={example.data?.values} properties={items} /></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

// One more property, for when the ones before are empty.
function AddProperty({ field, properties, onAdd }: { field: Field; properties: readonly Property[]; onAdd: (name: string) => void }) {
  const [open, setOpen] = useState(false);
  if (!open) return <button type="button" className={css.expand} title={text.anotherHint} onClick={() => setOpen(true)}>{text.orMore}<span className="visually-hidden"> {text.orAnother(field.label)}</span></button>;
  return <Group gap={6}><span className={page.dim}>{text.or}</span><PropertySelect label={text.anotherFor(field.label)} value={null} field={field} properties={properties} onChange={name => { setOpen(false); if (name) onAdd(name); }} /></Group>;
}
