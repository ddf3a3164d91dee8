import { Button, Group, NativeSelect, Skeleton, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { fieldError, problemWords } from '../api/problem';
import { whoChangedSettings } from '../api/who';
import type { TaxRate } from '../documents/taxes';
import { May } from '../session/may';
import { common } from '../text/common';
import { readDecimal, shownDecimal, unread } from '../text/decimal';
import { decimalPoint } from '../text/format';
import { EditForm } from '../ui/EditForm';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { text as billing } from './billing.text';
import { SettingsHead } from './SettingsHead';
import { text } from './taxes.text';

type Treatment = TaxRate['treatment'];
const valuesOf = (rate: TaxRate) => ({ name: rate.name, rate: shownDecimal(rate.ratePercent, decimalPoint()), treatment: (rate.treatment ?? '') as string, reason: rate.reason });
type Values = ReturnType<typeof valuesOf>;
const bodyOf = ({ name, rate, treatment, reason }: Values): Schemas['TaxRateCreate'] => {
  const read = readDecimal(rate, decimalPoint(), 6);
  return { name: name.trim(), ratePercent: 'value' in read ? read.value : unread(rate), treatment: (treatment || null) as Treatment, reason: reason.trim() };
};
const treatments = () => [{ value: '', label: text.asClient }, ...Object.entries(billing.treatments).map(([value, label]) => ({ value, label }))];
const inWords = (v: Values) => [[text.name, v.name], [text.rate, v.rate], [text.treatment, treatments().find(one => one.value === v.treatment)?.label ?? ''], [text.reason, v.reason]] as const;
const empty: Values = { name: '', rate: '', treatment: '', reason: '' };

function Fields({ now, problem }: { now: Values; problem: unknown }) {
  return (
    <>
      <Group grow align="flex-start">
        <TextInput label={text.name} name="name" defaultValue={now.name} required maxLength={60} error={fieldError(problem, '/name')} />
        <TextInput label={text.rate} name="rate" inputMode="decimal" autoComplete="off" defaultValue={now.rate} required error={fieldError(problem, '/ratePercent')} />
      </Group>
      <NativeSelect label={text.treatment} description={text.onlyUntaxed} name="treatment" defaultValue={now.treatment} data={treatments()} error={fieldError(problem, '/treatment')} />
      <TextInput label={text.reason} description={text.reasonHint} name="reason" defaultValue={now.reason} maxLength={500} error={fieldError(problem, '/reason')} />
    </>
  );
}

function useRefresh() {
  const queries = useQueryClient();
  return () => { for (const key of ['tax-rates', 'audit']) void queries.invalidateQueries({ queryKey: [key] }); };
}

const change = (id: string, body: Schemas['TaxRatePatch'], etag: string) => withTag(api.PATCH('/api/tax-rates/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body }));
const fields = ['/name', '/ratePercent', '/treatment', '/reason'];

function EditRate({ rate }: { rate: TaxRate }) {
  const refresh = useRefresh();
  const path = { id: rate.id };
  return (
    <EditForm stored={{ data: rate, etag: `"${rate.version}"` }} what="settings" need="settings.write" title={rate.name} verb={text.save} atFields={fields} valuesOf={valuesOf} say={inWords} onSaved={refresh}
      put={(values, etag) => change(rate.id, bodyOf(values), etag)} latest={async () => ({ ...(await withTag(api.GET('/api/tax-rates/{id}', { params: { path } }))), ...(await whoChangedSettings(['tax_rate.updated'])) })}>
      {(now, problem) => <Fields now={now} problem={problem} />}
    </EditForm>
  );
}

function NewRate({ onAdded }: { onAdded: (rate: TaxRate) => void }) {
  const refresh = useRefresh();
  const once = useOnce();
  const add = useMutation({
    mutationFn: (body: Schemas['TaxRateCreate']) => once(header => unwrap(api.POST('/api/tax-rates', { params: { header }, body })), JSON.stringify(body)),
    onSuccess: rate => { refresh(); toast({ title: text.added(rate.name) }); onAdded(rate); },
  });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const submit = (data: FormData) => add.mutate(bodyOf(Object.fromEntries(Object.keys(empty).map(name => [name, String(data.get(name) ?? '')])) as Values));
  return (
    <form ref={form} className={page.card} style={{ display: 'grid', gap: 12 }} onSubmit={event => { event.preventDefault(); submit(new FormData(event.currentTarget)); }}>
      <h2>{text.newRate}</h2>
      {add.error && !fields.some(field => fieldError(add.error, field)) && <Notice tone="negative">{problemWords(add.error)}</Notice>}
      <Fields now={empty} problem={add.error} />
      <Group justify="flex-end"><Button type="submit" loading={add.isPending}>{text.addNow}</Button></Group>
    </form>
  );
}

function Row({ rate, onEdit }: { rate: TaxRate; onEdit: () => void }) {
  const refresh = useRefresh();
  const turn = useMutation({
    mutationFn: (body: Schemas['TaxRatePatch']) => change(rate.id, body, `"${rate.version}"`),
    onError: error => toast({ title: problemWords(error), tone: 'negative' }),
    onSettled: refresh,
  });
  const button = (what: string, run: () => void) => <Button size="compact-sm" variant="default" aria-label={text.of(what, rate.name)} disabled={turn.isPending} onClick={run}>{what}</Button>;
  return (
    <li style={{ alignItems: 'flex-start' }}>
      <div style={{ flex: '1 1 200px', minInlineSize: 0 }}>
        <span><bdi>{rate.name}</bdi> <span className={page.dim}>· {text.percent(shownDecimal(rate.ratePercent, decimalPoint()))}{rate.treatment && ` · ${billing.treatments[rate.treatment]}`}</span></span>
        {rate.default && <Text size="sm" fw={560}>{text.isDefault}</Text>}
      </div>
      <May need="settings.write">
        <Group gap="xs">
          {!rate.archived && button(rate.default ? text.noDefault : text.makeDefault, () => turn.mutate({ default: !rate.default }))}
          {button(text.edit, onEdit)}
          {button(rate.archived ? text.useAgain : text.archive, () => turn.mutate({ archived: !rate.archived }))}
        </Group>
      </May>
    </li>
  );
}

// The tax rates that lines choose from, and beside them the one that is changed.
export function TaxesPage() {
  const { rate: chosen } = useSearch({ strict: false }) as { rate?: string };
  const navigate = useNavigate();
  const rates = useQuery({ queryKey: ['tax-rates'], queryFn: () => unwrap(api.GET('/api/tax-rates')) });
  const show = (rate: string) => void navigate({ to: '/settings/taxes', search: { rate } as never, replace: true });
  const items = rates.data?.items ?? [], archived = items.filter(one => one.archived), used = items.filter(one => !one.archived);
  const editing = items.find(one => one.id === chosen);
  const add = <May need="settings.write"><Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => show('new')}>{text.add}</Button></May>;
  const list = (of: typeof items) => <ul className={page.rows}>{of.map(one => <Row key={one.id} rate={one} onEdit={() => show(one.id)} />)}</ul>;
  return (
    <>
      <SettingsHead title={text.title} sub={text.explained}>{items.length > 0 && add}</SettingsHead>
      <div className={page.columns}>
        <div className={page.stack}>
          <section className={page.card} aria-labelledby="used">
            <h2 id="used">{text.inUse}</h2>
            {rates.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void rates.refetch() }}>{text.notLoaded}</Notice>}
            {!rates.data && !rates.error && <Skeleton height={104} radius={8} />}
            {rates.data && used.length === 0 && <EmptyState text={text.none} action={add} />}
            {list(used)}
          </section>
          {archived.length > 0 && <section className={page.card} aria-labelledby="archived"><h2 id="archived">{text.archived}</h2>{list(archived)}</section>}
        </div>
        <div className={page.stack}>
          {chosen === 'new' && <May need="settings.write"><NewRate onAdded={rate => show(rate.id)} /></May>}
          {editing && <EditRate key={editing.id} rate={editing} />}
        </div>
      </div>
    </>
  );
}
