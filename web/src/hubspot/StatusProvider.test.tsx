import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render } from '@testing-library/react';
import { useReducer } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { statusKey, StatusProvider, useHubSpotStatus } from './StatusProvider';

afterEach(() => { cleanup(); vi.useRealTimers(); });

// A part of the screen, which a click draws anew for a reason of its own.
function Part({ name }: { name: string }) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  return <button type="button" onClick={redraw}>{name} {useHubSpotStatus()?.run?.percent}</button>;
}

test('who draws itself anew before all are told of a change says what the others say', () => {
  vi.useFakeTimers();
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const says = (percent: number) => queries.setQueryData(statusKey, { run: { percent } });
  says(32);
  const { getAllByRole } = render(<QueryClientProvider client={queries}><StatusProvider><Part name="dialog" /><Part name="chat" /></StatusProvider></QueryClientProvider>);
  const shown = () => getAllByRole('button').map(one => one.textContent);
  expect(shown()).toEqual(['dialog 32', 'chat 32']);
  says(35);
  fireEvent.click(getAllByRole('button')[0] as HTMLElement);
  expect(new Set(shown().map(one => one.split(' ')[1])).size, shown().join(', ')).toBe(1);
});
