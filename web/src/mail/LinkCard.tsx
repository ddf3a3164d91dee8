import { Anchor, Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { May } from '../session/may';
import { common } from '../text/common';
import { ago, formatTime } from '../text/format';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { text } from './text';

const calls = {
  proposals: {
    get: (id: string) => unwrap(api.GET('/api/proposals/{id}/link', { params: { path: { id } } })),
    make: (id: string) => unwrap(api.POST('/api/proposals/{id}/link', { params: { path: { id } } })),
    revoke: (id: string) => unwrap(api.DELETE('/api/proposals/{id}/link', { params: { path: { id } } }) as never),
  },
  invoices: {
    get: (id: string) => unwrap(api.GET('/api/invoices/{id}/link', { params: { path: { id } } })),
    make: (id: string) => unwrap(api.POST('/api/invoices/{id}/link', { params: { path: { id } } })),
    revoke: (id: string) => unwrap(api.DELETE('/api/invoices/{id}/link', { params: { path: { id } } }) as never),
  },
};

// The page that the client opens: its link, whether it was opened, and a way to close it.
export function LinkCard({ of, id }: { of: keyof typeof calls; id: string }) {
  const queries = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState(false);
  const link = useQuery({ queryKey: [of, 'link', id], queryFn: () => calls[of].get(id) });
  const refresh = () => queries.invalidateQueries({ queryKey: [of] });
  const failed = (error: unknown) => { setAsking(false); toast({ title: problemWords(error), tone: 'negative' }); };
  const copy = useMutation({
    mutationFn: () => calls[of].make(id),
    onSuccess: async made => {
      queries.setQueryData([of, 'link', id], made);
      void refresh();
      // A page that came over plain HTTP has no clipboard: then the text is selected, ready to be copied.
      try {
        await navigator.clipboard.writeText(made.url ?? '');
        toast({ title: text.linkCopied, message: text.whoeverHasIt });
      } catch {
        requestAnimationFrame(() => field.current?.select());
      }
    },
    onError: failed,
  });
  const revoke = useMutation({ mutationFn: () => calls[of].revoke(id), onSuccess: () => { setAsking(false); void refresh(); toast({ title: text.linkRevoked }); }, onError: failed });
  if (link.error) return <Notice tone="negative" action={{ label: common.tryAgain, run: () => void link.refetch() }}>{text.linkNotLoaded}</Notice>;
  const { url, views, lastViewedAt } = link.data ?? { url: null, views: 0, lastViewedAt: null };
  return (
    <section className={page.card} aria-labelledby="client-page" aria-busy={!link.data}>
      <h2 id="client-page">{text.clientsPage}</h2>
      <p className={page.dim}>
        {views === 0 ? (url ? text.notOpened : text.noLink) : <>{text.viewed(views)} <time dateTime={lastViewedAt ?? undefined} title={lastViewedAt ? formatTime(lastViewedAt) : undefined}>{lastViewedAt ? ago(lastViewedAt) : ''}</time></>}
      </p>
      {url && <TextInput ref={field} aria-label={text.link} readOnly value={url} mb="sm" onFocus={event => event.currentTarget.select()} />}
      <Group gap="sm">
        <May need="invoices.write"><Button size="xs" variant="default" loading={copy.isPending} onClick={() => copy.mutate()}>{text.copyLink}</Button></May>
        {url && <Anchor size="sm" href={url} target="_blank" rel="noreferrer">{text.open}</Anchor>}
        <May need="invoices.write">{url && <Button size="xs" variant="subtle" onClick={() => setAsking(true)}>{text.revokeMore}</Button>}</May>
      </Group>
      <ConfirmDialog opened={asking} title={text.revokeTitle} verb={text.revokeLink} danger busy={revoke.isPending} onConfirm={() => revoke.mutate()} onClose={() => setAsking(false)}>
        {text.revokeHint}
      </ConfirmDialog>
    </section>
  );
}
