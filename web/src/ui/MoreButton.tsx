import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { withWords } from '../text/catalogue';
import type { RowAction } from './RowMenu';

const RowMenu = lazy(withWords(() => import('./RowMenu')));

// What else can be done with what a page shows: the menu is loaded when it is asked for.
export function MoreButton({ label, actions }: { label: string; actions: () => readonly RowAction[] }) {
  const [open, setOpen] = useState(false);
  const button = <Button variant="default" aria-label={label} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>⋯</Button>;
  return open ? <Suspense fallback={button}><RowMenu actions={actions()} onClose={() => setOpen(false)}>{button}</RowMenu></Suspense> : button;
}
