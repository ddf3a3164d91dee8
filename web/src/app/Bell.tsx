import { ActionIcon, Popover } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../api/client';
import css from './bell.module.css';
import { BellList } from './BellList';
import { text } from './later.text';

export default function Bell() {
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const said = useQuery({ queryKey: ['notifications'], queryFn: () => unwrap(api.GET('/api/notifications')), refetchInterval: 120_000 });
  const read = useMutation({ mutationFn: () => api.POST('/api/notifications/read'), onSuccess: () => queries.invalidateQueries({ queryKey: ['notifications'] }) });
  const unread = said.data?.unread ?? 0;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width="min(380px, calc(100vw - 16px))" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" className={css.bell} data-unread={unread > 0 || undefined} aria-label={unread > 0 ? text.unread(unread) : text.notifications} onClick={() => setOpened(!opened)}><IconBell size={18} aria-hidden /></ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={text.notifications}>
        <BellList said={said.data} failed={said.error !== null} onRead={() => read.mutate()} onClose={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
