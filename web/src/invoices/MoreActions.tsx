import { Button, Menu, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { problemWords } from '../api/problem';
import { withWords } from '../text/catalogue';
import { formatMoney } from '../text/format';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { toast } from '../ui/toast';
import { text } from './dialogs.text';

const CreditDialog = lazy(withWords(() => import('./CreditDialog').then(part => ({ default: part.CreditDialog }))));

interface Props {
  invoice: Schemas['Invoice'];
  onDone: () => void;
}

// What is done with an invoice less often: copy it, and put right what was issued.
export function MoreActions({ invoice, onDone }: Props) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'void' | 'replace' | 'credit' | 'anew' | null>(null);
  const [reason, setReason] = useState('');
  const close = () => {
    setAsking(null);
    setReason('');
  };
  const done = () => {
    close();
    onDone();
  };
  const failed = (error: unknown) => {
    close();
    toast({ title: problemWords(error), tone: 'negative' });
  };
  const once = useOnce();
  const path = { id: invoice.id };
  const cancel = useMutation({ mutationFn: () => once(header => unwrap(api.POST('/api/invoices/{id}/void', { params: { path, header }, body: { reason } })), 'void'), onSuccess: done, onError: failed });
  const copy = useMutation({
    mutationFn: (voidReason: string | null) => once(header => unwrap(api.POST('/api/invoices/{id}/copy', { params: { path, header }, ...(voidReason === null ? {} : { body: { voidReason } }) })), voidReason === null ? 'copy' : 'replace'),
    onSuccess: (draft, voidReason) => {
      done();
      toast({ title: voidReason === null ? text.copied : text.isVoid(invoice.number ?? '') });
      void navigate({ to: '/invoices/$id/edit', params: { id: draft.id } });
    },
    onError: failed,
  });
  const anew = useMutation({
    mutationFn: () => once(header => unwrap(api.POST('/api/invoices/{id}/replacement', { params: { path, header }, body: { reason } })), 'anew'),
    onSuccess: made => {
      done();
      toast({ title: text.isReplaced(invoice.number ?? '', made.creditNote.number ?? '') });
      void navigate({ to: '/invoices/$id/edit', params: { id: made.invoice.id } });
    },
    onError: failed,
  });
  const untouched = invoice.status === 'issued' && Number(invoice.credited.amount) === 0;
  const open = untouched && Number(invoice.paid.amount) === 0;
  const creditable = invoice.creditable !== null && Number(invoice.creditable.amount) > 0;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target><Button variant="default">{text.more}</Button></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => copy.mutate(null)}>{text.duplicate}</Menu.Item>
          {creditable && <Menu.Item onClick={() => setAsking('credit')}>{text.creditNote}</Menu.Item>}
          {untouched && <Menu.Item onClick={() => setAsking('anew')}>{text.replaceMore}</Menu.Item>}
          {open && <Menu.Item onClick={() => setAsking('replace')}>{text.voidAndCopyMore}</Menu.Item>}
          {open && <Menu.Item onClick={() => setAsking('void')}>{text.voidMore}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog opened={asking === 'void'} title={text.voidTitle(invoice.number ?? '')} verb={text.voidInvoice} danger busy={cancel.isPending} onConfirm={() => reason.trim() && cancel.mutate()} onClose={close}>
        {text.voidHint}
        <TextInput label={text.reason} mt="sm" required value={reason} onChange={event => setReason(event.currentTarget.value)} />
      </ConfirmDialog>
      <ConfirmDialog opened={asking === 'replace'} title={text.replaceTitle(invoice.number ?? '')} verb={text.voidAndCopy} danger busy={copy.isPending} onConfirm={() => reason.trim() && copy.mutate(reason)} onClose={close}>
        {text.replaceHint}
        <TextInput label={text.reason} mt="sm" required value={reason} onChange={event => setReason(event.currentTarget.value)} />
      </ConfirmDialog>
      <ConfirmDialog opened={asking === 'anew'} title={text.anewTitle(invoice.number ?? '')} verb={text.creditAndReplace} danger busy={anew.isPending} onConfirm={() => reason.trim() && anew.mutate()} onClose={close}>
        {text.anewHint(formatMoney(invoice.total), Number(invoice.paid.amount) > 0 ? formatMoney(invoice.paid) : null, invoice.client.name)}
        <TextInput label={text.reason} description={text.reasonHint} mt="sm" required value={reason} onChange={event => setReason(event.currentTarget.value)} />
      </ConfirmDialog>
      {asking === 'credit' && (
        <Suspense>
          <CreditDialog invoice={invoice} onClose={close} onDone={note => { done(); toast({ title: text.wasIssued(note.number ?? ''), actions: [{ label: text.openIt, run: () => void navigate({ to: '/invoices/$id', params: { id: note.id } }) }] }); }} />
        </Suspense>
      )}
    </>
  );
}
