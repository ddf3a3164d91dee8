import { Button, Group, Loader, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { fieldError, problemWords } from '../api/problem';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { text } from './bulk.text';

type Outcome = Schemas['BulkOutcome'];
export type BulkKind = 'sent' | 'void';

function LeftOut({ outcomes }: { outcomes: readonly Outcome[] }) {
  if (outcomes.length === 0) return null;
  return (
    <div>
      <h3 id="left-out" className={page.dim}>{text.leftOut(outcomes.length)}</h3>
      {/* A region that scrolls has to be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div style={{ maxBlockSize: '40vh', overflow: 'auto' }} tabIndex={0} role="region" aria-labelledby="left-out">
        <table className={page.table}>
          <thead><tr><th scope="col">{text.invoice}</th><th scope="col">{common.client}</th><th scope="col">{text.why}</th></tr></thead>
          <tbody>
            {outcomes.map(one => (
              <tr key={one.invoiceId}>
                <td><Link to="/invoices/$id" params={{ id: one.invoiceId }}>{one.number ?? text.draft}</Link></td>
                <td><bdi>{one.client}</bdi></td>
                <td>{one.problem}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

// Many at once: first how many, and which are left out and why, then exactly that, then the receipt of it.
export default function BulkDialog({ kind, ids, onDone, onClose }: { kind: BulkKind; ids: () => Promise<string[]>; onDone: () => void; onClose: () => void }) {
  const once = useOnce();
  const [reason, setReason] = useState('');
  const [begun, setBegun] = useState(false); // what was shown stays: the next try is the same wish
  const plan = useQuery({
    queryKey: ['invoices', 'bulk', kind],
    enabled: !begun,
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    queryFn: async () => {
      const chosen = await ids();
      const tried = kind === 'sent' ? await unwrap(api.POST('/api/invoices/sent', { body: { ids: chosen, issue: true, dryRun: true } })) : await unwrap(api.POST('/api/invoices/void', { body: { ids: chosen, dryRun: true } }));
      return { chosen, ...tried };
    },
  });
  const chosen = plan.data?.chosen ?? [];
  const act = useMutation({
    mutationFn: () =>
      once(header => (kind === 'sent' ? unwrap(api.POST('/api/invoices/sent', { params: { header }, body: { ids: chosen, issue: true } })) : unwrap(api.POST('/api/invoices/void', { params: { header }, body: { ids: chosen, reason } })))),
    onMutate: () => setBegun(true),
    onSuccess: done => {
      onDone();
      if (done.leftOut.length > 0) return;
      toast({ title: text.did[kind](done.done.length) });
      onClose();
    },
  });
  const done = act.data;
  const drafts = plan.data?.done.filter(one => one.draft).length ?? 0;
  const count = plan.data?.done.length ?? 0;
  return (
    <Modal opened onClose={onClose} title={text.title[kind]} size={640}>
      {plan.isPending && <Loader size="sm" aria-label={common.loading} />}
      {plan.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void plan.refetch() }}>{problemWords(plan.error)}</Notice>}
      {done && (
        <div style={{ display: 'grid', gap: 12 }}>
          <p role="status" style={{ margin: 0 }}>{text.did[kind](done.done.length)}</p>
          <LeftOut outcomes={done.leftOut} />
          <Group justify="flex-end"><Button onClick={onClose} data-autofocus>{text.done}</Button></Group>
        </div>
      )}
      {plan.data && !done && (
        <form style={{ display: 'grid', gap: 12 }} onSubmit={event => { event.preventDefault(); act.mutate(); }}>
          {act.error && <Notice tone="negative">{problemWords(act.error)}</Notice>}
          <p style={{ margin: 0 }}>{count > 0 ? text.will[kind](count) : text.nothing[kind]} <span className={page.dim}>{count > 0 && text.hint[kind]}</span></p>
          {drafts > 0 && <p className={page.dim} style={{ margin: 0 }}>{text.issuedFirst(drafts)}</p>}
          {kind === 'void' && count > 0 && <TextInput label={text.reason} required value={reason} maxLength={1000} data-autofocus error={fieldError(act.error, '/reason')} onChange={event => setReason(event.currentTarget.value)} />}
          <LeftOut outcomes={plan.data.leftOut} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{common.cancel}</Button>
            {count > 0 && <Button type="submit" color={kind === 'void' ? 'red' : undefined} disabled={kind === 'void' && !reason.trim()} loading={act.isPending}>{text.verb[kind](count)}</Button>}
          </Group>
        </form>
      )}
    </Modal>
  );
}
