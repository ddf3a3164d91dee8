// The single-letter keys of every page: `g` and a letter goes somewhere, `/` searches the page, `n` makes a new one of the
// page's kind, `b` opens the chat, `?` says them all. They never act while somebody types, under a dialog, or when switched off; what a list or the board
// does with a key comes first.
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';

const wait_ms = 1200;
let first = 0; // when g was pressed
// The next letter is a place, and nothing of the page.
export const isGoing = () => Date.now() - first < wait_ms;
const stored = 'every.keys';
export const keysAreOn = () => localStorage.getItem(stored) !== 'off';
export const switchKeys = (on: boolean) => (on ? localStorage.removeItem(stored) : localStorage.setItem(stored, 'off'));

// What a button or a field says of its key, in its tooltip and to a screen reader: nothing of keys that are switched off.
export const keyHint = (label: string, key: string): { title: string; 'aria-keyshortcuts'?: string } => (keysAreOn() ? { title: `${label} (${key.toUpperCase()})`, 'aria-keyshortcuts': key } : { title: label });

export const places = {
  h: ['/', 'home'],
  c: ['/clients', 'clients'],
  p: ['/clients/pipeline', 'pipeline'],
  i: ['/invoices', 'invoices'],
  y: ['/payments', 'payments'],
  q: ['/proposals', 'proposals'],
  s: ['/settings', 'settings'],
} as const;

const fresh: readonly (readonly [string, string])[] = [['/clients', '/clients/new'], ['/clients/pipeline', '?do=new'], ['/invoices', '/invoices/new'], ['/proposals', '/proposals/new']];

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"], [role="combobox"], [role="menu"] *'));
const covered = () => document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;

// Whether a single letter may act now: nobody types, nothing lies above, and they are not switched off.
export const mayAct = (event: KeyboardEvent): boolean => !(event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target) || covered() || !keysAreOn());

// The letters of one page, beside those of every page.
export function usePageKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = keys[event.key];
      if (!act || isGoing() || !mayAct(event)) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [keys]);
}

export function useKeys(onHelp: () => void, onChat: () => void): void {
  const navigate = useNavigate();
  useEffect(() => {
    const go = (href: string) => void navigate({ href });
    const onKey = (event: KeyboardEvent) => {
      if (!mayAct(event)) return;
      const key = event.key;
      if (isGoing() && key in places) {
        first = 0;
        event.preventDefault();
        return go(places[key as keyof typeof places][0]);
      }
      first = key === 'g' ? Date.now() : 0;
      if (key === '?') onHelp();
      else if (key === 'b') onChat();
      else if (key === '/') document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus();
      else if (key === 'n') {
        const to = fresh.find(([path]) => location.pathname === path)?.[1];
        if (!to) return;
        go(to.startsWith('?') ? `${location.pathname}${location.search ? `${location.search}&` : '?'}${to.slice(1)}` : to);
      } else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [navigate, onHelp, onChat]);
}
