import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';

export const rowsPerPage = 100;
const ahead = 20; // rows that are fetched before they are in sight: a quarter of a second of reading

interface PageOf<T> {
  items: T[];
  total: number;
}

// Rows of a list that is the server's: only the pages in sight are fetched, 40 ms after the scrolling rests; a page that
// was passed is dropped. The first page also tells the total.
export function useRows<T>(key: readonly unknown[], fetchPage: (offset: number, limit: number, signal: AbortSignal) => Promise<PageOf<T>>) {
  const first = useQuery({ queryKey: [...key, 0], queryFn: ({ signal }) => fetchPage(0, rowsPerPage, signal), placeholderData: keepPreviousData });
  const [range, setRange] = useState<readonly [number, number]>([0, 0]);
  const [wanted, setWanted] = useState<readonly [number, number]>([0, 0]);
  // Another question begins at its top: what was in sight of the old one is not asked for.
  const id = JSON.stringify(key);
  const [of, setOf] = useState(id);
  if (of !== id) {
    setOf(id);
    setRange([0, 0]);
    setWanted([0, 0]);
  }
  useEffect(() => {
    const timer = setTimeout(() => setWanted(range), 40);
    return () => clearTimeout(timer);
  }, [range]);
  const pages = useMemo(() => Array.from({ length: wanted[1] - wanted[0] + 1 }, (_, i) => wanted[0] + i).filter(page => page > 0), [wanted]);
  const others = useQueries({
    queries: pages.map(page => ({ queryKey: [...key, page], queryFn: ({ signal }: { signal: AbortSignal }) => fetchPage(page * rowsPerPage, rowsPerPage, signal), staleTime: 30_000 })),
  });
  const byPage = new Map<number, T[] | undefined>([[0, first.data?.items], ...pages.map((page, i) => [page, others[i]?.data?.items] as const)]);
  return {
    key: id,
    total: first.data?.total,
    first,
    get: (index: number): T | undefined => byPage.get(Math.floor(index / rowsPerPage))?.[index % rowsPerPage],
    see: (from: number, to: number) => {
      const end = first.data ? Math.max(0, first.data.total - 1) : to;
      const next = [Math.floor(Math.max(0, from - ahead) / rowsPerPage), Math.floor(Math.min(end, to + ahead) / rowsPerPage)] as const;
      if (next[0] !== range[0] || next[1] !== range[1]) setRange(next);
    },
    error: first.error ?? others.find(other => other.error)?.error ?? null,
    retry: () => void first.refetch(),
  };
}
export type Rows<T> = ReturnType<typeof useRows<T>>;
