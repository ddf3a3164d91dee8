import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../api/client';
import { DataGrid } from './DataGrid';
import { countSelected, nothing, type Selection } from './selection';
import type { Rows } from './useRows';

// A list of five, in a window as high as all of them.
const names = ['Acme', 'Birch', 'Cedar', 'Dune', 'Elm'];
const rows = { key: 'k', total: names.length, get: (at: number) => names[at], see: () => undefined, error: null, retry: () => undefined } as unknown as Rows<string>;
const opened: string[] = [];
let chosen: Selection = nothing;
let queries: QueryClient;
const columns = [{ key: 'name', label: 'Name', render: (name: string) => name }, { key: 'none', label: 'Nothing', render: () => '' }, { key: 'length', label: 'Letters', render: (name: string) => String(name.length) }];
function List({ panel = false, list = undefined as 'clients' | undefined }) {
  const [selection, setSelection] = useState<Selection>(nothing);
  chosen = selection;
  return (
    <QueryClientProvider client={queries}><MantineProvider>
      <DataGrid label="Clients" {...(list && { list })} rows={rows} columns={columns} idOf={name => name} nameOf={name => name} onOpen={name => opened.push(name)} panel={panel} preview={name => <p>More of {name}</p>} selection={selection} onSelection={setSelection} />
    </MantineProvider></QueryClientProvider>
  );
}
beforeEach(() => {
  opened.length = 0;
  queries = new QueryClient();
  queries.setQueryData(['session'], {});
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(900);
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => Number(setTimeout(run)));
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
}, 30_000);

test('a row that opens beside the list has no shorter preview', () => {
  press(render(<List panel />).getByRole('grid'), ' ');
  expect(opened).toEqual(['Acme']);
});

test('columns and density are as the person laid them out, and kept', async () => {
  const asked: unknown[] = [];
  // Nothing has a size in this window, so that Mantine finds nothing to focus and prints the whole tree.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(api, 'PATCH').mockImplementation((async (_: string, { body }: { body: unknown }) => {
    asked.push(body);
    return { data: { theme: null, timeZone: null, lists: { clients: { hidden: [], order: ['length', 'name', 'none'], dense: true } } }, response: new Response() };
  }) as never);
  queries.setQueryData(['session'], { preferences: { theme: null, timeZone: null, lists: { clients: { hidden: ['none'], order: ['length', 'name', 'none'], dense: true } } } });
  const { getAllByRole, findByRole, findByLabelText } = render(<List list="clients" />);
  const heads = () => getAllByRole('columnheader').map(one => one.textContent).filter(Boolean);
  expect(heads(), 'the first column stays, whatever the order').toEqual(['Letters', 'Name']);
  fireEvent.click(await findByRole('button', { name: 'Columns and density' }, { timeout: 10_000 }));
  fireEvent.click(await findByLabelText('Nothing'));
  await waitFor(() => expect(asked).toEqual([{ lists: { clients: { hidden: [], order: ['length', 'name', 'none'], dense: true } } }]));
  expect(heads()).toEqual(['Letters', 'Name', 'Nothing']);
}, 30_000);

test('on a phone a column that stands below another has no head of its own', () => {
  const stacked = [{ key: 'name', label: 'Name', render: (name: string) => name }, { key: 'length', label: 'Letters', under: 'name', render: (name: string) => String(name.length) }];
  const heads = () => {
    const { getAllByRole } = render(<QueryClientProvider client={queries}><MantineProvider><DataGrid label="Clients" rows={rows} columns={stacked} idOf={name => name} nameOf={name => name} /></MantineProvider></QueryClientProvider>);
    const said = getAllByRole('columnheader').map(one => one.textContent);
    cleanup();
    return said;
  };
  expect(heads()).toEqual(['Name', 'Letters']);
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query.includes('699px'), media: query, addEventListener: () => undefined, removeEventListener: () => undefined }));
  expect(heads()).toEqual(['Name']);
});
