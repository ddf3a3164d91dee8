import { ActionIcon, Button, Group, Popover, Switch } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useChangePreferences, usePreferences, type Layout, type ListName } from '../session/preferences';
import css from './DataGrid.module.css';
import { inOrder, moved } from './layout';
import { text } from './text';

interface Props {
  list: ListName;
  columns: readonly { key: string; label: string }[]; // as delivered
}
const delivered: Layout = { hidden: [], order: [], dense: false };

// Which columns a list shows, in which order, and how close its rows are: the person's, on each device of theirs.
export default function ListMenu({ list, columns }: Props) {
  const [opened, setOpened] = useState(false);
  const layout = usePreferences()?.lists[list];
  const { mutate } = useChangePreferences();
  const { hidden, order, dense } = layout ?? delivered;
  const all = inOrder(columns, order);
  const keep = (part: Partial<Layout>) => mutate({ lists: { [list]: { hidden, order, dense, ...part } } });
  const move = (key: string, by: 1 | -1) => keep({ order: moved(all.map(one => one.key), key, by) });
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <ActionIcon className={css.menu} variant="subtle" color="gray" size={28} aria-label={text.columns} title={text.columns} onClick={() => setOpened(!opened)}><IconAdjustmentsHorizontal size={16} aria-hidden /></ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={text.columns}>
        <ul className={css.columns}>
          {all.map((column, at) => (
            <li key={column.key}>
              <label>
                <input type="checkbox" checked={column.key === columns[0]?.key || !hidden.includes(column.key)} disabled={column.key === columns[0]?.key} onChange={event => keep({ hidden: event.currentTarget.checked ? hidden.filter(key => key !== column.key) : [...hidden, column.key] })} />
                {column.label}
              </label>
              <ActionIcon variant="subtle" color="gray" size="sm" aria-label={text.columnUp(column.label)} disabled={at === 0} onClick={() => move(column.key, -1)}><IconArrowUp size={14} aria-hidden /></ActionIcon>
              <ActionIcon variant="subtle" color="gray" size="sm" aria-label={text.columnDown(column.label)} disabled={at === all.length - 1} onClick={() => move(column.key, 1)}><IconArrowDown size={14} aria-hidden /></ActionIcon>
            </li>
          ))}
        </ul>
        <Group justify="space-between" mt="sm">
          <Switch label={text.dense} checked={dense} onChange={event => keep({ dense: event.currentTarget.checked })} />
          <Button size="compact-xs" variant="subtle" disabled={!layout} onClick={() => mutate({ lists: { [list]: null } })}>{text.asDelivered}</Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
