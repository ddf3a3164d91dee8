import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keyHint, places, switchKeys, useKeys } from './keys';

const went: string[] = [];
vi.mock('@tanstack/react-router', () => ({ useNavigate: () => ({ href }: { href: string }) => { went.push(href); } }));
const help = vi.fn(), chat = vi.fn();
function Page() {
  useKeys(help, chat);
  return (
    <main>
      <input type="search" aria-label="Search" />
      {/* The key of a list is the list's, and every other is the page's. */}
      <div role="grid" tabIndex={0} aria-label="Rows" onKeyDown={event => event.key === 'x' && event.preventDefault()}><div role="row" tabIndex={0} aria-selected={false}>Acme</div></div>
    </main>
  );
}
const press = (on: Element, ...keys: string[]) => { for (const key of keys) on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })); };
beforeEach(() => { went.length = 0; vi.clearAllMocks(); vi.useFakeTimers(); });
afterEach(() => { cleanup(); vi.useRealTimers(); switchKeys(true); });

test('g and a letter goes to each place, from a row of a list too', () => {
  const { getByRole } = render(<Page />);
  for (const key of Object.keys(places)) press(getByRole('row'), 'g', key);
  expect(went).toEqual(['/', '/clients', '/clients/pipeline', '/invoices', '/payments', '/proposals', '/settings']);
  press(getByRole('row'), 'g');
  vi.advanceTimersByTime(2000);
  press(getByRole('row'), 'h');
  expect(went.length, 'too late is nowhere').toBe(7);
});

test('no letter acts while somebody types, with Ctrl, or when switched off', () => {
  const { getByRole } = render(<Page />);
  press(getByRole('searchbox'), 'g', 'h', 'b', '?');
  getByRole('row').dispatchEvent(new KeyboardEvent('keydown', { key: 'b', ctrlKey: true, bubbles: true }));
  switchKeys(false);
  press(getByRole('row'), 'g', 'h', 'b', '?');
  expect([went.length, help.mock.calls.length, chat.mock.calls.length]).toEqual([0, 0, 0]);
  switchKeys(true);
  press(getByRole('row'), 'b', '?', '/');
  expect([help.mock.calls.length, chat.mock.calls.length, document.activeElement]).toEqual([1, 1, getByRole('searchbox')]);
});

test('a button says its key in its tooltip and to a screen reader, and nothing of it once they are switched off', () => {
  expect(keyHint('New client', 'n')).toEqual({ title: 'New client (N)', 'aria-keyshortcuts': 'n' });
  switchKeys(false);
  expect(keyHint('New client', 'n')).toEqual({ title: 'New client' });
});
