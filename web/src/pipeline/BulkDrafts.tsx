import { Button, Group, Loader, Modal, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { useOnce } from '../api/once';
import { common } from '../text/common';
import { formatMoney } from '../text/format';
import { Notice } from '../ui/Notice';
import { toast } from '../ui/toast';
import { previewDrafts, useRefreshPipeline, type DraftsOf } from './data';
import css from './pipeline.module.css';
import { text as words } from './text';

interface Props {
  of: DraftsOf;
  opened: boolean;
  onClose: () => void;
  onDone?: (() => void) | undefined;
}

// Drafts for every won deal that waits, or for those that were chosen: first the list with what is left out and why, then one click.
export default function BulkDrafts({ of, opened, onClose, onDone }: Props) {
  const navigate = useNavigate();
  const refresh = useRefreshPipeline();
  const once = useOnce();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set()); // whom a person leaves out
  const preview = useQuery({
    queryKey: ['deals', 'bulk', of],
    enabled: opened,
    gcTime: 0,
    queryFn: () => previewDrafts(of),
  });
  const data = preview.data;
  const chosen = data?.items.filter(item => item.ok && !left.has(item.dealId)) ?? [];
  const create = useMutation({
    mutationFn: () => once(header => unwrap(api.POST('/api/deals/invoices', { params: { header }, body: { ...of, except: [...left], dryRun: false } }))),
    onSuccess: answer => {
      void refresh();
      onClose();
      onDone?.();
      if ('created' in answer)
        toast({
          title: words.draftsCreated(answer.created.length),
          ...(answer.remaining > 0 ? { message: words.remaining(answer.remaining) } : {}),
          actions: [{ label: words.viewDrafts, run: () => void navigate({ to: '/invoices', search: { status: 'draft' } }) }],
        });
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={words.bulkTitle} size={760} closeButtonProps={{ 'aria-label': common.cancel }}>
      <Text size="sm" c="dimmed">{words.bulkBody}</Text>
      {preview.isPending && <Loader size="sm" aria-label={common.loading} />}
      {preview.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void preview.refetch() }}>{problemWords(preview.error)}</Notice>}
      {create.error && <Notice tone="negative">{problemWords(create.error)}</Notice>}
      {data && data.items.length === 0 && <Text>{words.nothingToCreate}</Text>}
      {data && data.items.length > 0 && (
        // A region that scrolls has to be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={css.preview} tabIndex={0} role="region" aria-label={words.bulkTitle}>
          <table>
            <thead>
              <tr>
                <th scope="col"><span className="visually-hidden">{words.take}</span></th>
                <th scope="col">{common.client}</th>
                <th scope="col">{words.deal}</th>
                <th scope="col" data-number>{common.amount}</th>
                <th scope="col">{words.terms}</th>
                <th scope="col">{words.reason}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(item => (
                <tr key={item.dealId}>
                  <td><input type="checkbox" aria-label={words.takeDeal(item.name || words.unnamed)} disabled={!item.ok} checked={item.ok && !left.has(item.dealId)} onChange={() => setLeft(old => { const next = new Set(old); if (!next.delete(item.dealId)) next.add(item.dealId); return next; })} /></td>
                  <td>{item.client?.name ?? words.noClient}</td>
                  <td>{item.name || words.unnamed}</td>
                  <td data-number>{item.amount ? formatMoney(item.amount) : words.noAmount}</td>
                  <td>{item.paymentTermsDays === null ? '' : words.dueIn(item.paymentTermsDays)}</td>
                  <td>{left.has(item.dealId) ? words.leftByYou : item.detail}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Group justify="space-between" mt="md">
        <Text size="sm" c="dimmed">{data && data.leftOut + left.size > 0 ? words.leftOut(data.leftOut + left.size) : ''}</Text>
        <Group gap="sm">
          <Button variant="default" onClick={onClose}>{common.cancel}</Button>
          <Button disabled={chosen.length === 0} loading={create.isPending} onClick={() => create.mutate()}>
            {words.createNow(chosen.length)}
          </Button>
        </Group>
      </Group>
    </Modal>
  );
}
