import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { toastSending } from '../mail/undo';
import { withWords } from '../text/catalogue';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { text } from './text';

const MailDialog = lazy(withWords(() => import('../mail/MailDialog')));
type Invoice = Schemas['Invoice'];

// How the invoice, or credit note, reaches the client: sent, reminded of, marked as sent. The dialog is in the URL (?do=).
export function Delivery({ invoice }: { invoice: Invoice }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { do: doing } = useSearch({ strict: false }) as { do?: string };
  const { id } = invoice;
  const open = (what?: 'send' | 'remind') => void navigate({ to: '/invoices/$id', params: { id }, search: (what ? { do: what } : {}) as never, replace: !what });
  const refresh = () => { for (const key of ['invoices', 'clients', 'pipeline', 'deals', 'home']) void queries.invalidateQueries({ queryKey: [key] }); };
  const mark = useMutation({
    mutationFn: () => unwrap(api.POST('/api/invoices/{id}/sent', { params: { path: { id } } })),
    onSuccess: refresh,
    onError: error => toast({ title: problemWords(error), tone: 'negative' }),
  });
  if (invoice.status === 'void') return null;
  const draft = invoice.status === 'draft';
  const note = invoice.kind === 'credit_note';
  const owed = invoice.kind === 'invoice' && Number(invoice.due.amount) > 0;
  const kind = doing === 'remind' && owed && !draft ? ('reminder' as const) : ('invoice' as const);
  const sent = async (mail: Schemas['Mail']) => {
    open();
    refresh();
    const number = invoice.number ?? (await unwrap(api.GET('/api/invoices/{id}', { params: { path: { id } } }))).number ?? text.theInvoice;
    toastSending(kind === 'reminder' ? text.reminderOf(number) : number, mail, refresh);
  };
  return (
    <>
      {!draft && !invoice.sentAt && <Button variant="default" loading={mark.isPending} onClick={() => mark.mutate()}>{text.markSent}</Button>}
      {!draft && owed && (invoice.sentAt || invoice.displayStatus === 'overdue') && <Button variant="default" onClick={() => open('remind')}>{text.remind}</Button>}
      <Button variant={draft ? 'filled' : 'default'} onClick={() => open('send')}>{invoice.sentAt ? text.sendAgain : text.send}</Button>
      {(doing === 'send' || doing === 'remind') && (
        <Suspense>
          <MailDialog
            title={kind === 'reminder' ? text.remindOf(invoice.number ?? '') : text.sendTitle(invoice.number, note)}
            verb={kind === 'reminder' ? text.sendReminder : text.sendVerb(note)}
            client={invoice.client.name}
            attached={text.pdfAttached}
            note={draft && <p className={page.dim} style={{ margin: 0 }}>{text.sendingIssues}</p>}
            cacheKey={['invoices', 'mail', id, kind]}
            preview={() => unwrap(api.GET('/api/invoices/{id}/mail', { params: { path: { id }, query: { kind } } }))}
            // The same words whatever became of the draft since the dialog opened: a second try is the same wish.
            send={(message, key) => unwrap(api.POST('/api/invoices/{id}/mails', { params: { path: { id }, header: { 'Idempotency-Key': key } }, body: { ...message, kind, issue: kind === 'invoice' } }))}
            onSent={mail => void sent(mail)}
            onClose={() => open()}
          />
        </Suspense>
      )}
    </>
  );
}
