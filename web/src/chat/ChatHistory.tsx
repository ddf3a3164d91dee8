import { ActionIcon, Button, Group, Skeleton, TextInput } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { common } from '../text/common';
import { ago, formatTime } from '../text/format';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { Notice } from '../ui/Notice';
import { toast } from '../ui/toast';
import css from './chat.module.css';
import { text } from './text';

type Item = Schemas['ChatConversationItem'];
interface Props {
  current: string | null;
  onOpen: (id: string) => void;
  onGone: (id: string) => void;
}

function Rename({ item, onDone }: { item: Item; onDone: () => void }) {
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (title: string) => unwrap(api.PATCH('/api/chat/conversations/{id}', { params: { path: { id: item.id } }, body: { title } })),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: ['chat-list'] }); onDone(); },
  });
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <form className={css.rename} onSubmit={event => { event.preventDefault(); save.mutate(field.current?.value ?? ''); }}>
      <TextInput ref={field} size="xs" aria-label={text.titleOf(item.title)} defaultValue={item.title} maxLength={100} error={save.error ? problemWords(save.error) : undefined} onKeyDown={event => { if (event.key === 'Escape') { event.stopPropagation(); onDone(); } }} />
      <Group gap="xs"><Button size="compact-xs" type="submit" loading={save.isPending}>{common.save}</Button><Button size="compact-xs" variant="default" onClick={onDone}>{common.cancel}</Button></Group>
    </form>
  );
}

// One's own conversations, the newest first: opened, called otherwise, or forgotten.
export default function ChatHistory({ current, onOpen, onGone }: Props) {
  const queries = useQueryClient();
  const list = useQuery({ queryKey: ['chat-list'], queryFn: () => unwrap(api.GET('/api/chat/conversations')) });
  const [renamed, setRenamed] = useState<string | null>(null);
  const [asked, setAsked] = useState<Item | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const forget = useMutation({
    mutationFn: (item: Item) => unwrap(api.DELETE('/api/chat/conversations/{id}', { params: { path: { id: item.id } } }) as never),
    onSuccess: (_, item) => { onGone(item.id); void queries.invalidateQueries({ queryKey: ['chat-list'] }); box.current?.focus(); },
    onError: error => toast({ title: problemWords(error), tone: 'negative' }),
    onSettled: () => setAsked(null),
  });
  useEffect(() => box.current?.focus(), []);
  return (
    <div className={css.past} ref={box} tabIndex={-1} role="region" aria-label={text.past}>
      {list.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void list.refetch() }}>{problemWords(list.error)}</Notice>}
      {!list.data && !list.error && <Skeleton height={120} radius={8} />}
      {list.data?.total === 0 && <p className={css.dim}>{text.nonePast}</p>}
      <ul>
        {list.data?.items.map(item => (
          <li key={item.id} aria-current={item.id === current || undefined}>
            {renamed === item.id ? <Rename item={item} onDone={() => setRenamed(null)} /> : (
              <>
                <button type="button" className={css.pastItem} onClick={() => onOpen(item.id)}>
                  <b dir="auto">{item.title}</b>
                  <time dateTime={item.updatedAt} title={formatTime(item.updatedAt)}>{ago(item.updatedAt)}</time>
                </button>
                <ActionIcon variant="subtle" color="gray" aria-label={text.renameOf(item.title)} title={text.rename} onClick={() => setRenamed(item.id)}><IconPencil size={16} aria-hidden /></ActionIcon>
                <ActionIcon variant="subtle" color="gray" aria-label={text.forgetOf(item.title)} title={text.forget} onClick={() => setAsked(item)}><IconTrash size={16} aria-hidden /></ActionIcon>
              </>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog opened={asked !== null} title={text.forgetAsk} verb={text.forget} danger busy={forget.isPending} onConfirm={() => { if (asked) forget.mutate(asked); }} onClose={() => setAsked(null)}>{asked && text.forgetMeans(asked.title)}</ConfirmDialog>
    </div>
  );
}
