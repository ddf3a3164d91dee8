import { Button, Group, Loader, Modal, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { formatTime } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { useRefreshHubSpot } from './data';

import { plural, runPath } from './words';

const shownAtMost = 50;
const of = (counts: Schemas['UndoCounts']): string =>
  [counts.clients > 0 ? plural(counts.clients, 'client', 'clients') : '', counts.contacts > 0 ? plural(counts.contacts, 'contact', 'contacts') : '', counts.deals > 0 ? plural(counts.deals, 'deal', 'deals') : ''].filter(Boolean).join(', ') || 'nothing';
const some = (counts: Schemas['UndoCounts']) => counts.clients + counts.contacts + counts.deals > 0;

// What taking an import back does, and what of it stays with the reason, before it is done.
export default function UndoImport({ run, onClose }: { run: { id: string }; onClose: () => void }) {
  const navigate = useNavigate();
  const refresh = useRefreshHubSpot();
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
    <Modal opened onClose={onClose} title="Undo this import?" size={620} closeButtonProps={{ 'aria-label': 'Close' }}>
      {preview.error && <Notice tone="negative">{problemWords(preview.error)}</Notice>}
      {undo.error && <Notice tone="negative">{problemWords(undo.error)}</Notice>}
      {preview.isPending && <Loader size="sm" aria-label="Counting" />}
      {already && <Notice action={{ label: 'Show it', run: () => void navigate({ to: runPath(already) }) }}>This import was taken back {formatTime(already.createdAt)}.</Notice>}
      {p && (
        <>
          <Text size="sm" component="div">
            <ul style={{ margin: 0, paddingInlineStart: 18 }}>
              <li><b>{of(p.removed)}</b> {some(p.removed) ? 'are removed.' : 'is removed.'}</li>
              {some(p.restored) && <li><b>{of(p.restored)}</b> get their earlier values back.</li>}
              {p.decisions > 0 && <li>{plural(p.decisions, 'decision is', 'decisions are')} taken back.</li>}
              {p.stays.total > 0 && <li><b>{plural(p.stays.total, 'record stays', 'records stay')}</b>, because something here stands on {p.stays.total === 1 ? 'it' : 'them'}.</li>}
            </ul>
          </Text>
          {p.stays.items.length > 0 && (
            <ul className={page.rows} style={{ maxBlockSize: 220, overflow: 'auto', marginBlockStart: 10 }} aria-label="What stays">
              {p.stays.items.slice(0, shownAtMost).map(one => <li key={`${one.kind}/${one.id}`}><span>{one.name}</span><span className={page.dim}>{one.detail}</span></li>)}
              {p.stays.total > shownAtMost && <li className={page.dim}>and {plural(p.stays.total - shownAtMost, 'more', 'more')}</li>}
            </ul>
          )}
          <Text size="sm" c="dimmed" mt="sm">Possible until {formatTime(p.until)}. Nothing in HubSpot changes.</Text>
        </>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>Keep the import</Button>
        <Button color="red" disabled={!p} loading={undo.isPending} onClick={() => undo.mutate()}>Undo import</Button>
      </Group>
    </Modal>
  );
}
