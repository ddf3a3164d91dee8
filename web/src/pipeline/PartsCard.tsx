import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { fieldError, problemWords } from '../api/problem';
import { digitsOf } from '../documents/totals';
import { useRefreshMoney } from '../payments/undo';
import { May } from '../session/may';
import { common } from '../text/common';
import { formatMoney } from '../text/format';
import { DecimalInput } from '../ui/DecimalInput';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { Status } from '../ui/Status';
import { toast } from '../ui/toast';
import type { Deal } from './data';
import { text } from './text';

type Plan = Schemas['DealPlan'];
interface Row {
  id?: string;
  label: string;
  kind: 'percent' | 'amount' | 'rest';
  value: string;
  fixed: boolean; // it is invoiced: it stays as it is
}

const startWith = (): Row[] => [{ label: text.deposit, kind: 'percent', value: '30', fixed: false }, { label: text.finalInvoice, kind: 'rest', value: '', fixed: false }];
const rowsOf = (plan: Plan): Row[] => (plan.parts.length === 0 ? startWith() : plan.parts.map(part => ({ id: part.id, label: part.label, kind: 'amount', value: part.amount.amount, fixed: part.invoice !== null })));

// A deposit, milestones, splits: parts of a deal that add up to the whole, each invoiced once.
export function PartsCard({ deal }: { deal: Deal }) {
  const queries = useQueryClient();
  const refresh = useRefreshMoney();
  const once = useOnce();
  const path = { id: deal.id };
  const [rows, setRows] = useState<Row[] | null>(null);
  const plan = useQuery({ queryKey: ['deals', 'parts', deal.id, deal.updatedAt, deal.invoice?.id], queryFn: () => unwrap(api.GET('/api/deals/{id}/parts', { params: { path } })) });
  const done = (next: Plan) => {
    queries.setQueryData(['deals', 'parts', deal.id, deal.updatedAt, deal.invoice?.id], next);
    setRows(null);
    refresh();
  };
  const save = useMutation({
    mutationFn: (parts: Row[]) =>
      unwrap(api.PUT('/api/deals/{id}/parts', { params: { path }, body: { parts: parts.map(row => ({ ...(row.id ? { id: row.id } : {}), label: row.label, ...(row.kind === 'percent' ? { percent: row.value.trim() } : row.kind === 'amount' ? { amount: { amount: row.value.trim(), currency: plan.data?.whole.currency ?? '' } } : {}) })) } })),
    onSuccess: done,
    // Saving may have read HubSpot's tax rates: the whole is another one.
    onError: () => void plan.refetch(),
  });
  const draft = useMutation({
    mutationFn: (partId: string) => once(header => unwrap(api.POST('/api/deals/{id}/invoice', { params: { path, header }, body: { partId } })), partId),
    onSuccess: () => { void plan.refetch(); refresh(); },
    onError: error => toast({ title: problemWords(error), tone: 'negative' }),
  });
  const found = plan.data;
  if (!found || found.invoice) return null;
  if (found.shares.length > 0)
    return (
      <section className={page.card} aria-labelledby="parts">
        <h2 id="parts">{text.inShares}</h2>
        <ul className={page.rows}>
          {found.shares.map(share => <li key={share.id}><Link to="/invoices/$id" params={{ id: share.id }}>{share.number ?? text.draftNumber}</Link> <Status kind="invoice" value={share.status} /></li>)}
        </ul>
      </section>
    );
  const change = (at: number, next: Partial<Row>) => { save.reset(); setRows(old => (old ?? []).map((row, i) => (i === at ? { ...row, ...next } : row))); };
  if (!rows)
    return (
      <section className={page.card} aria-labelledby="parts">
        <h2 id="parts">{found.parts.length > 0 ? text.inParts : text.parts}</h2>
        {found.parts.length === 0 ? (
          <p className={page.dim}>{text.partsHint(formatMoney(found.whole))}</p>
        ) : (
          <ul className={page.rows}>
            {found.parts.map(part => (
              <li key={part.id}>
                <span>{part.label} <span className={page.dim}>{formatMoney(part.amount)}</span></span>
                {part.invoice ? (
                  <span><Link to="/invoices/$id" params={{ id: part.invoice.id }}>{part.invoice.number ?? text.draftNumber}</Link> <Status kind="invoice" value={part.invoice.status} /></span>
                ) : (
                  <May need="invoices.write"><Button size="compact-xs" variant="light" disabled={!deal.client} loading={draft.isPending && draft.variables === part.id} onClick={() => draft.mutate(part.id)}>{text.createDraft}</Button></May>
                )}
              </li>
            ))}
          </ul>
        )}
        <May need="invoices.write"><Button size="xs" variant="default" mt="xs" onClick={() => setRows(rowsOf(found))}>{found.parts.length > 0 ? text.changeParts : text.invoiceInParts}</Button></May>
      </section>
    );
  return (
    <section className={page.card} aria-labelledby="parts">
      <h2 id="parts">{text.partsOf(formatMoney(found.whole))}</h2>
      {save.error && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      {rows.map((row, i) => (
        <Group key={row.id ?? i} gap={6} align="flex-start" mb={6} wrap="nowrap">
          <TextInput aria-label={text.part(i + 1)} value={row.label} style={{ flex: 1 }} onChange={event => change(i, { label: event.currentTarget.value })} error={fieldError(save.error, `/parts/${i}/label`)} />
          <DecimalInput aria-label={text.howMuch(i + 1)} places={row.kind === 'percent' ? 6 : digitsOf(found.whole.currency)} w={86} disabled={row.kind === 'rest' || row.fixed} value={row.value} onChange={value => change(i, { value })} error={fieldError(save.error, `/parts/${i}/percent`) ?? fieldError(save.error, `/parts/${i}/amount/amount`) ?? fieldError(save.error, `/parts/${i}/amount`)} />
          <NativeSelect aria-label={text.kindOf(i + 1)} w={86} disabled={row.fixed} value={row.kind} data={[{ value: 'percent', label: '%' }, { value: 'amount', label: found.whole.currency }, { value: 'rest', label: text.rest }]} onChange={event => change(i, { kind: event.currentTarget.value as Row['kind'] })} />
          <Button variant="subtle" color="gray" px={8} disabled={row.fixed} aria-label={text.takeAway(i + 1)} onClick={() => { save.reset(); setRows(rows.filter((_, k) => k !== i)); }}>✕</Button>
        </Group>
      ))}
      <Group gap="xs" mt="xs">
        <Button size="xs" variant="default" onClick={() => setRows([...rows, { label: '', kind: 'percent', value: '', fixed: false }])}>{text.addPart}</Button>
        <Button size="xs" loading={save.isPending} onClick={() => save.mutate(rows)}>{text.saveParts}</Button>
        <Button size="xs" variant="default" onClick={() => { save.reset(); setRows(null); }}>{common.cancel}</Button>
      </Group>
    </section>
  );
}
