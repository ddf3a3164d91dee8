import { Button, Group, Modal, Skeleton, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, type FormEvent, type ReactNode } from 'react';
import type { Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { fieldError, problemWords } from '../api/problem';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { SendAt, sendAtOf } from './SendAt';
import { text as words } from './text';
import { addressesOf } from './words';

export interface Message {
  to: string[];
  cc: string[];
  subject: string;
  text: string;
  sendAt?: string;
}
interface Props {
  title: string;
  verb: string;
  client: string;
  attached: string;
  note?: ReactNode;
  cacheKey: readonly unknown[];
  preview: () => Promise<Schemas['MailPreview']>;
  send: (message: Message, key: string) => Promise<Schemas['Mail']>;
  onSent: (mail: Schemas['Mail']) => void;
  onClose: () => void;
}

// What a client gets by mail, before it leaves: to whom, and in which words.
export default function MailDialog({ title, verb, client, attached, note, cacheKey, preview, send, onSent, onClose }: Props) {
  const once = useOnce();
  const busy = useRef(false); // a double click is one
  const mail = useQuery({ queryKey: cacheKey, queryFn: preview, gcTime: 0, staleTime: Infinity, refetchOnWindowFocus: false });
  const sending = useMutation({
    mutationFn: (message: Message) => once(header => send(message, header['Idempotency-Key'])),
    onSuccess: onSent,
    onSettled: () => { busy.current = false; },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    sending.mutate({ to: addressesOf(text('to')), cc: addressesOf(text('cc')), subject: text('subject'), text: text('text'), ...sendAtOf(form) });
  };
  const m = mail.data;
  return (
    <Modal opened onClose={onClose} title={title} size={640}>
      {mail.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void mail.refetch() }}>{problemWords(mail.error)}</Notice>}
      {!m && !mail.error && <Skeleton height={360} />}
      {m && (
        <form style={{ display: 'grid', gap: 12 }} onSubmit={submit}>
          {!m.ready && <Notice tone="warn">{words.notSetUp} <Link to="/settings/email">{words.enterServer}</Link></Notice>}
          {m.to.length === 0 && <Notice tone="warn">{words.noAddress(client)}</Notice>}
          {sending.error && <Notice tone="negative">{problemWords(sending.error)}</Notice>}
          <TextInput label={words.to} name="to" inputMode="email" autoComplete="off" required defaultValue={m.to.join(', ')} error={fieldError(sending.error, '/to')} data-autofocus />
          <TextInput label={words.cc} name="cc" inputMode="email" autoComplete="off" defaultValue={m.cc.join(', ')} error={fieldError(sending.error, '/cc')} />
          <TextInput label={words.subject} name="subject" required defaultValue={m.subject} error={fieldError(sending.error, '/subject')} />
          <Textarea label={words.message} name="text" required autosize minRows={7} maxRows={14} defaultValue={m.text} error={fieldError(sending.error, '/text')} />
          <p className={page.dim} style={{ margin: 0 }}>
            {attached} {words.seenAsFrom(client, m.fromName + (m.fromAddress ? ` <${m.fromAddress}>` : ''))}
          </p>
          <p className={page.dim} style={{ margin: 0 }}>{words.linkBecomes(client)}</p>
          <SendAt error={fieldError(sending.error, '/sendAt')} />
          {note}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{common.cancel}</Button>
            <Button type="submit" disabled={!m.ready} loading={sending.isPending}>{verb}</Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}
