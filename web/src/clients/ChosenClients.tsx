import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import type { Selection } from '../ui/selection';
import { lazy, Suspense, useState } from 'react';
import { May } from '../session/may';
import { withWords } from '../text/catalogue';
import { toast } from '../ui/toast';
import { text as filters } from './filters.text';
import { text } from './text';

const TagDialog = lazy(withWords(() => import('./TagDialog')));
type Filter = Extract<Schemas['ClientSelect'], { filter: unknown }>['filter'];

// A file that the server made of what was posted, saved as the browser saves downloads.
function save(file: Blob, name: string) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// What can be done with the clients that were ticked: single ones, or all that match but for a few.
export function ChosenClients({ count, selection, filter, onClear }: { count: number; selection: Selection; filter: Filter; onClear: () => void }) {
  const [tagging, setTagging] = useState(false);
  const ids = [...selection.ids];
  const select: Schemas['ClientSelect'] = selection.all ? { filter, ...(ids.length > 0 ? { except: ids } : {}) } : { ids };
  const download = useMutation({
    mutationFn: () => unwrap(api.POST('/api/clients/export', { body: select, parseAs: 'blob' })),
    onSuccess: file => save(file as unknown as Blob, 'clients.csv'),
    onError: error => toast({ title: problemWords(error), tone: 'negative' }),
  });
  return (
    <Group gap="sm">
      <span aria-live="polite">{text.chosen(count)}</span>
      <Button size="xs" loading={download.isPending} onClick={() => download.mutate()}>{text.exportChosen}</Button>
      <May need="records.write"><Button size="xs" variant="default" onClick={() => setTagging(true)}>{filters.tags}</Button></May>
      {tagging && <Suspense><TagDialog count={count} select={select} onClose={() => setTagging(false)} /></Suspense>}
      <Button size="xs" variant="default" onClick={onClear}>{text.clear}</Button>
    </Group>
  );
}
