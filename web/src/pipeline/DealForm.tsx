import { Button, Group, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { api, withTag } from '../api/client';
import { problemWords } from '../api/problem';
import { whoChangedDeal } from '../api/who';
import { useSession } from '../session/useSession';
import { common } from '../text/common';
import { formatDate } from '../text/format';
import { OtherVersion } from '../ui/EditForm';
import type { Tagged } from '../ui/edited';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { useEdited } from '../ui/useEdited';
import { amountOf, DealFields, saidBeside, valuesOf, type DealValues } from './DealFields';
import { useRefreshPipeline, type Deal, type DealPatch } from './data';
import { text as words } from './text';

interface Props {
  deal: Deal;
  onDone: () => void;
}

const sayDetails = (v: DealValues) => [[common.name, v.name], [common.client, v.client], [common.amount, v.amount && `${v.amount} ${v.currency}`], [words.closeDate, v.closeDate && formatDate(v.closeDate)]] as const;

function Form({ stored, onDone }: { stored: Tagged<Deal>; onDone: () => void }) {
  const usual = useSession()?.workspace.currency ?? '';
  const refresh = useRefreshPipeline();
  const { id, lockedFields, invoice } = stored.data;
  const free = (field: string) => !lockedFields.includes(field);
  const at = { params: { path: { id } } };
  const put = (v: DealValues, etag: string) => {
    const patch: DealPatch = { ...(free('name') ? { name: v.name } : {}), ...(free('client') ? { client: v.clientId || null } : {}), ...(free('amount') ? { amount: amountOf(v) } : {}), ...(free('closeDate') ? { closeDate: v.closeDate || null } : {}) };
    return withTag(api.PATCH('/api/deals/{id}', { params: { ...at.params, header: { 'If-Match': etag } }, body: patch }));
  };
  const latest = async () => {
    const now = await withTag(api.GET('/api/deals/{id}', at));
    return { ...now, ...(await whoChangedDeal(now.data, ['deal.updated', 'sync.changed'])) };
  };
  const form = useEdited({ stored, valuesOf: (deal: Deal) => valuesOf(deal, usual), put, latest, onSaved: () => void refresh().then(onDone) });
  const now = form.typed ?? form.shown;
  return (
    <form className={page.card} style={{ display: 'grid', gap: 12 }} onSubmit={event => { event.preventDefault(); if (form.typed === null) onDone(); else form.submit(now); }}>
      <h3>{words.editDetails}</h3>
      {form.problem && !saidBeside(form.problem) && <Notice tone="negative">{problemWords(form.problem)}</Notice>}
      <OtherVersion form={form} what="deal" say={sayDetails} />
      <Fragment key={form.round}>
        <DealFields values={now} onChange={part => form.type({ ...now, ...part })} error={form.problem} free={free} />
      </Fragment>
      {invoice && <Text size="sm" c="dimmed">{words.invoicedAlready}</Text>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>{common.cancel}</Button>
        <Button type="submit" loading={form.pending}>{words.saveDetails}</Button>
      </Group>
    </form>
  );
}

// What a deal says, where HubSpot does not say it. The panel knows no version of it: it is read with one as the form opens.
export default function DealForm({ deal, onDone }: Props) {
  const stored = useQuery({ queryKey: ['deals', 'one', deal.id, 'edited'], gcTime: 0, queryFn: () => withTag(api.GET('/api/deals/{id}', { params: { path: { id: deal.id } } })) });
  if (stored.error) return <Notice tone="negative" action={{ label: common.tryAgain, run: () => void stored.refetch() }}>{problemWords(stored.error)}</Notice>;
  return stored.data ? <Form stored={stored.data} onDone={onDone} /> : <Skeleton height={280} radius={12} />;
}
