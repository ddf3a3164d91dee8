import { Button, Group, Loader, Modal, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { common } from '../text/common';
import { formatTime } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { useRefreshHubSpot } from './data';
import { useHubSpotStatus } from './StatusProvider';
import { text as line } from './line.text';
import { text as shared } from './text';
import { text } from './undo.text';
import { runPath } from './words';

const shownAtMost = 50;
const of = (counts: Schemas['UndoCounts']): string =>
  (['clients', 'contacts', 'deals'] as const).filter(kind => counts[kind] > 0).map(kind => text[kind](counts[kind])).join(', ') || text.nothing;
const some = (counts: Schemas['UndoCounts']) => counts.clients + counts.contacts + counts.deals > 0;

// What taking an import back does, and what of it stays with the reason, before it is done.
export default function UndoImport({ run, onClose }: { run: { id: string }; onClose: () => void }) {
  const navigate = useNavigate();
  const refresh = useRefreshHubSpot();
  const busy = Boolean(useHubSpotStatus()?.run);
  const preview = useQuery({
    queryKey: ['hubspot', 'run', run.id, 'undo'],
    retry: false,
    queryFn: () => unwrap(api.POST('/api/hubspot/runs/{id}/undo', { params: { path: { id: run.id } }, body: { dryRun: true } })),
  });
  const undo = useMutation({
    mutationFn: async () => {
      const answer = await unwrap(api.POST('/api/hubspot/runs/{id}/undo', { params: { path: { id: run.id } }, body: {} }));
      if (!('state' in answer)) throw new Error('a run was asked for');
      return answer;
    },
    onSuccess: started => {
      refresh();
      onClose();
      void navigate({ to: runPath(started) });
    },
  });
  // Asked for again, the answer is the run that takes it back, or did.
  const p = preview.data && 'removed' in preview.data ? preview.data : undefined;
  const already = preview.data && 'state' in preview.data ? preview.data : undefined;
  return (
    <Modal opened onClose={onClose} title={text.title} size={620} closeButtonProps={{ 'aria-label': common.close }}>
      {preview.error && <Notice tone="negative">{problemWords(preview.error)}</Notice>}
      {undo.error && <Notice tone="negative">{problemWords(undo.error)}</Notice>}
      {preview.isPending && <Loader size="sm" aria-label={shared.counting} />}
      {already && <Notice action={{ label: text.showIt, run: () => void navigate({ to: runPath(already) }) }}>{text.takenBack(formatTime(already.createdAt))}</Notice>}
      {p && (
        <>
          <Text size="sm" component="div">
            <ul style={{ margin: 0, paddingInlineStart: 18 }}>
              <li>{some(p.removed) ? text.removed(<b>{of(p.removed)}</b>) : text.nothingRemoved(<b>{of(p.removed)}</b>)}</li>
              {some(p.restored) && <li>{text.restored(<b>{of(p.restored)}</b>)}</li>}
              {p.decisions > 0 && <li>{text.decisions(p.decisions)}</li>}
              {p.stays.total > 0 && <li>{text.stayBecause(p.stays.total, <b>{text.stay(p.stays.total)}</b>)}</li>}
            </ul>
          </Text>
          {p.stays.items.length > 0 && (
            <ul className={page.rows} style={{ maxBlockSize: 220, overflow: 'auto', marginBlockStart: 10 }} aria-label={text.whatStays}>
              {p.stays.items.slice(0, shownAtMost).map(one => <li key={`${one.kind}/${one.id}`}><span>{one.name}</span><span className={page.dim}>{one.detail}</span></li>)}
              {p.stays.total > shownAtMost && <li className={page.dim}>{text.andMore(p.stays.total - shownAtMost)}</li>}
            </ul>
          )}
          <Text size="sm" c="dimmed" mt="sm">{text.until(formatTime(p.until))}</Text>
          {busy && <Text size="sm" mt="sm">{line.startLater}</Text>}
        </>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>{text.keep}</Button>
        <Button color="red" disabled={!p} loading={undo.isPending} onClick={() => undo.mutate()}>{text.undo}</Button>
      </Group>
    </Modal>
  );
}
