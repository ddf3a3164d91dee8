import { Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

// What can be done with one row: by a function, or by going somewhere (`href`: outside, in a new tab).
export interface RowAction {
  label: string;
  run?: () => void;
  to?: string;
  href?: string;
  danger?: boolean;
}

// The open menu of a row, at the button that opened it. The focus goes back to it.
export default function RowMenu({ actions, onClose, children }: { actions: readonly RowAction[]; onClose: () => void; children: ReactNode }) {
  return (
    <Menu opened position="bottom-end" onChange={opened => { if (!opened) onClose(); }} returnFocus withinPortal>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {actions.map(({ label, run, to, href, danger }) => {
          const look = danger ? { color: 'red' } : {};
          if (to) return <Menu.Item key={label} {...look} component={Link} to={to as never}>{label}</Menu.Item>;
          if (href) return <Menu.Item key={label} {...look} component="a" href={href} target="_blank" rel="noreferrer">{label}</Menu.Item>;
          return <Menu.Item key={label} {...look} onClick={run}>{label}</Menu.Item>;
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
