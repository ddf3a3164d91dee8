import { Button, Group, Loader, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { fieldError, problemWords } from '../api/problem';
import { SendAt, sendAtOf } from '../mail/SendAt';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { text } from './dialogs.text';

interface Props {
  kind: 'invoice' | 'reminder';
  ids: () => Promise<string[]>;
  onSent: (what: string, mails: Schemas['Mail'][], left: number) => void;
  onClose: () => void;
}
const whatOf = (kind: Props['kind'], n: number) => (kind === 'reminder' ? text.reminders(n) : text.invoices(n));

// Many at once: first who gets what and what is left out, then exactly that.
export default function BulkMailDialog({ kind, ids, onSent, onClose }: Props) {
  const once = useOnce();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set()); // whom a person leaves out
  const plan = useQuery({
    queryKey: ['invoices', 'mails', kind],
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: async () => (await unwrap(api.POST('/api/invoices/mails/preview', { body: { ids: await ids(), kind } }))).items,
  });
  const items = plan.data ?? [];
  const chosen = items.filter(item => !item.problem && !left.has(item.invoiceId));
  const drafts = chosen.filter(item => item.draft).length;
  const ready = items.every(item => item.problem || item.ready);
  const send = useMutation({
    mutationFn: (at: { sendAt?: string }) =>
      once(header => unwrap(api.POST('/api/invoices/mails', { params: { header }, body: { kind, issue: true, ...at, items: chosen.map(item => ({ id: item.invoiceId, to: item.to, cc: item.cc })) } }))),
    onSuccess: done => onSent(whatOf(kind, done.mails.length), done.mails, done.leftOut.length),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send.mutate(sendAtOf(new FormData(event.currentTarget)));
  };
  return (
    <Modal opened onClose={onClose} title={kind === 'reminder' ? text.remindThese : text.sendThese} size={820}>
      {plan.isPending && <Loader size="sm" aria-label={common.loading} />}
      {plan.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void plan.refetch() }}>{problemWords(plan.error)}</Notice>}
      {send.error && <Notice tone="negative">{problemWords(send.error)}</Notice>}
      {plan.data && (
        <form style={{ display: 'grid', gap: 12 }} onSubmit={submit}>
          {!ready && <Notice tone="warn">{text.notSetUp} <Link to="/settings/email">{text.enterServer}</Link></Notice>}
          {/* A region that scrolls has to be reachable by keyboard. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div style={{ maxBlockSize: '48vh', overflow: 'auto' }} tabIndex={0} role="region" aria-label={text.whoGetsWhat}>
            <table className={page.table}>
              <thead>
                <tr><th scope="col"><span className="visually-hidden">{text.send}</span></th><th scope="col">{text.invoice}</th><th scope="col">{common.client}</th><th scope="col">{text.to}</th></tr>
              </thead>
              <tbody>
                {items.map(item => (
                  <tr key={item.invoiceId}>
                    <td><input type="checkbox" aria-label={text.sendOne(item.number, item.client)} disabled={item.problem !== null} checked={item.problem === null && !left.has(item.invoiceId)} onChange={() => setLeft(old => { const next = new Set(old); if (!next.delete(item.invoiceId)) next.add(item.invoiceId); return next; })} /></td>
                    <td>{item.number ?? text.draft}</td>
                    <td>{item.client}</td>
                    <td>{item.problem ?? item.to.join(', ')}{!item.problem && item.cc.length > 0 && <span className={page.dim} style={{ display: 'block' }}>{text.cc(item.cc.join(', '))}</span>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {drafts > 0 && <p className={page.dim} style={{ margin: 0 }}>{text.issuedFirst(drafts)}</p>}
          <SendAt error={fieldError(send.error, '/sendAt')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{common.cancel}</Button>
            <Button type="submit" disabled={chosen.length === 0 || !ready} loading={send.isPending}>{text.sendMany(whatOf(kind, chosen.length))}</Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}
