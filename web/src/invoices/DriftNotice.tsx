import { Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { problemWords } from '../api/problem';
import { useRefreshMoney } from '../payments/undo';
import { May } from '../session/may';
import { withWords } from '../text/catalogue';
import { formatMoney } from '../text/format';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { proposalWords } from './drift';
import { minorOf, moneyOf } from './sums';
import { text } from './text';

const CreditDialog = lazy(withWords(() => import('./CreditDialog').then(part => ({ default: part.CreditDialog }))));

// Amounts by line that give `amount` back, the last line first; what a line has left is all it gives.
function takeBack(invoice: Schemas['Invoice'], amount: string): Record<string, string> {
  const { currency } = invoice;
  let left = minorOf(amount, currency);
  const out: Record<string, string> = {};
  for (const line of [...invoice.lines].reverse()) {
    const there = line.creditable ? minorOf(line.creditable.amount, currency) : 0n;
    const part = left < there ? left : there;
    if (part <= 0n) continue;
    out[line.id] = moneyOf(part, currency).amount;
    left -= part;
  }
  return out;
}

// The deal says something else in HubSpot than what was invoiced. What was issued stays; the difference is proposed.
export function DriftNotice({ invoice }: { invoice: Schemas['Invoice'] }) {
  const refresh = useRefreshMoney();
  const once = useOnce();
  const navigate = useNavigate();
  const [crediting, setCrediting] = useState(false);
  const path = { id: invoice.id };
  const drift = useQuery({ queryKey: ['invoices', 'drift', invoice.id, invoice.updatedAt, invoice.creditNotes.length], queryFn: async () => (await unwrap(api.GET('/api/invoices/{id}/drift', { params: { path } }))).drift });
  const failed = (error: unknown) => toast({ title: problemWords(error), tone: 'negative' });
  const settle = useMutation({
    mutationFn: (action: 'keep' | 'renew') => unwrap(api.POST('/api/invoices/{id}/drift', { params: { path }, body: { action } }) as never),
    onSuccess: () => { refresh(); void drift.refetch(); },
    onError: failed,
  });
  const supplement = useMutation({
    mutationFn: () => once(header => unwrap(api.POST('/api/invoices/{id}/supplement', { params: { path, header } }))),
    onSuccess: draft => { refresh(); void navigate({ to: '/invoices/$id', params: { id: draft.id } }); },
    onError: failed,
  });
  const found = drift.data;
  if (!found) return null;
  const back = found.difference ? { ...found.difference, amount: found.difference.amount.replace(/^-/, '') } : null;
  const some = invoice.creditable !== null && Number(invoice.creditable.amount) > 0;
  return (
    <section className={page.card} aria-labelledby="drift">
      <h2 id="drift">{text.dealChanged}</h2>
      <ul className={page.rows}>
        {found.changes.map((change, i) => (
          <li key={i}><span>{text.drift.fields[change.field]}</span><span>{change.was ?? text.drift.nothing} → {change.now ?? text.drift.nothing}</span></li>
        ))}
      </ul>
      <p className={page.dim}>{proposalWords(found.proposal, back ? formatMoney(back) : '')}</p>
      <May need="invoices.write"><Group gap="sm">
        {found.proposal === 'renew' && <Button size="xs" loading={settle.isPending} onClick={() => settle.mutate('renew')}>{text.takeOver}</Button>}
        {found.proposal === 'supplement' && back && <Button size="xs" loading={supplement.isPending} onClick={() => supplement.mutate()}>{text.supplementOver(formatMoney(back))}</Button>}
        {found.proposal === 'credit_note' && back && some && <Button size="xs" onClick={() => setCrediting(true)}>{text.creditBack(formatMoney(back))}</Button>}
        <Button size="xs" variant="default" loading={settle.isPending} onClick={() => settle.mutate('keep')}>{text.keep}</Button>
      </Group></May>
      {crediting && back && (
        <Suspense>
          <CreditDialog invoice={invoice} settlesDrift start={{ reason: text.dealChangedReason, amounts: takeBack(invoice, back.amount) }} onClose={() => setCrediting(false)} onDone={note => { setCrediting(false); refresh(); void drift.refetch(); toast({ title: text.wasIssued(note.number ?? '') }); }} />
        </Suspense>
      )}
    </section>
  );
}
