import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { list } from '../text/catalogue';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { text } from './filters.text';

const most = 5000, shown = 20;
const split = (typed: string) => typed.split(',').map(tag => tag.trim()).filter(Boolean);

// Tags of all that were chosen, given and taken at once.
export default function TagDialog({ count, select, onClose }: { count: number; select: Schemas['ClientSelect']; onClose: () => void }) {
  const queries = useQueryClient();
  const [add, setAdd] = useState('');
  const [remove, setRemove] = useState('');
  const known = useQuery({ queryKey: ['clients', 'choices', 'active'], queryFn: () => unwrap(api.GET('/api/clients/choices', { params: { query: { status: 'active' } } })) });
  const refresh = () => void queries.invalidateQueries({ queryKey: ['clients'] });
  const send = (who: Schemas['ClientSelect'], more: { add: string[]; remove: string[] }) => unwrap(api.POST('/api/clients/tags', { body: { ...who, ...more } as never }));
  const wish = { add: split(add), remove: split(remove) };
  const change = useMutation({
    mutationFn: () => send(select, wish),
    onSuccess: ({ changed }) => {
      refresh();
      onClose();
      const undo = () => send({ ids: changed }, { add: wish.remove, remove: wish.add }).then(refresh, (error: unknown) => toast({ title: problemWords(error), tone: 'negative' }));
      toast({ title: changed.length > 0 ? text.changed(changed.length) : text.unchanged, ...(changed.length > 0 && { actions: [{ label: common.undo, run: undo }] }) });
    },
  });
  return (
    <Modal opened onClose={onClose} title={text.tagTitle(count)}>
      <form className={page.stack} onSubmit={(event: FormEvent) => { event.preventDefault(); change.mutate(); }}>
        {change.error && <Notice tone="negative">{problemWords(change.error)}</Notice>}
        {count > most && <Notice tone="warn">{text.limit}</Notice>}
        <TextInput label={text.add} value={add} onChange={event => setAdd(event.currentTarget.value)} data-autofocus />
        <TextInput label={text.remove} value={remove} onChange={event => setRemove(event.currentTarget.value)} />
        {(known.data?.tags.length ?? 0) > 0 && <p className={page.dim}>{text.chosen(text.known, list(known.data?.tags.slice(0, shown) ?? []))}</p>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" disabled={count > most || wish.add.length + wish.remove.length === 0} loading={change.isPending}>{text.change}</Button>
        </Group>
      </form>
    </Modal>
  );
}
