import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DataGrid } from './DataGrid';
import { countSelected, nothing, type Selection } from './selection';
import type { Rows } from './useRows';

// A list of five, in a window as high as all of them.
const names = ['Acme', 'Birch', 'Cedar', 'Dune', 'Elm'];
const rows = { key: 'k', total: names.length, get: (at: number) => names[at], see: () => undefined, error: null, retry: () => undefined } as unknown as Rows<string>;
const opened: string[] = [];
let chosen: Selection = nothing;
function List({ panel = false }) {
  const [selection, setSelection] = useState<Selection>(nothing);
  chosen = selection;
  return (
    <MantineProvider>
      <DataGrid label="Clients" rows={rows} columns={[{ key: 'name', label: 'Name', render: name => name }, { key: 'none', label: 'Nothing', render: () => '' }]} idOf={name => name} nameOf={name => name} onOpen={name => opened.push(name)} panel={panel} preview={name => <p>More of {name}</p>} selection={selection} onSelection={setSelection} />
    </MantineProvider>
  );
}
beforeEach(() => {
  opened.length = 0;
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(900);
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => { run(); return 0; });
});
afterEach(() => { cleanup(); vi.restoreAllMocks(); vi.unstubAllGlobals(); });
const press = (grid: HTMLElement, key: string, with_ = {}) => fireEvent.keyDown(grid, { key, ...with_ });
const ids = () => [...chosen.ids].sort();

test('Shift and arrows choose a range, and give back what they took', () => {
  const grid = render(<List />).getByRole('grid');
  press(grid, 'ArrowDown');
  press(grid, 'ArrowDown', { shiftKey: true });
  press(grid, 'ArrowDown', { shiftKey: true });
  expect(ids()).toEqual(['Birch', 'Cedar', 'Dune']);
  press(grid, 'ArrowUp', { shiftKey: true });
  expect(ids()).toEqual(['Birch', 'Cedar']);
  press(grid, 'End');
  press(grid, 'x');
  expect(ids()).toEqual(['Birch', 'Cedar', 'Elm']);
  press(grid, 'ArrowDown', { shiftKey: true });
  expect(ids(), 'there is nothing below the last').toEqual(['Birch', 'Cedar', 'Elm']);
});

test('Ctrl A chooses all that match, without naming them', () => {
  const grid = render(<List />).getByRole('grid');
  press(grid, 'a', { ctrlKey: true });
  expect([chosen.all, countSelected(chosen, 5)]).toEqual([true, 5]);
  press(grid, 'x');
  expect([chosen.all, ids(), countSelected(chosen, 5)]).toEqual([true, ['Acme'], 4]);
});

test('Space previews a row without leaving the list, arrows lead on, Enter opens', async () => {
  const { getByRole, findByRole, findByText, queryByRole } = render(<List />);
  press(getByRole('grid'), ' ');
  await findByRole('dialog', { name: 'Acme' }, { timeout: 10_000 });
  await findByText('More of Acme');
  expect(queryByRole('term', { name: 'Nothing' })).toBeNull();
  fireEvent.keyDown(document, { key: 'ArrowDown' });
  const dialog = await findByRole('dialog', { name: 'Birch' });
  fireEvent.keyDown(dialog, { key: 'Escape' });
  await waitFor(() => expect(queryByRole('dialog')).toBeNull());
  expect(opened).toEqual([]);
  press(getByRole('grid'), 'Enter');
  expect(opened, 'the focus went along').toEqual(['Birch']);
});

test('a row that opens beside the list has no shorter preview', () => {
  press(render(<List panel />).getByRole('grid'), ' ');
  expect(opened).toEqual(['Acme']);
});
