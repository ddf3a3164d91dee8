import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { api, unwrap } from '../api/client';
import { common } from '../text/common';
import { formatMoney } from '../text/format';
import { EmptyState } from '../ui/EmptyState';
import type { Filters } from './data';
import css from './pipeline.module.css';
import { text as words } from './text';

const rowHeight = 44, pageSize = 100;

// One row for each client with open deals: in which stages they are, and what they come to there.
export default function ClientList({ filters }: { filters: Filters }) {
  const box = useRef<HTMLDivElement>(null);
  const [total, setTotal] = useState(1);
  const virtual = useVirtualizer({ count: total, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 8 });
  const items = virtual.getVirtualItems();
  const from = Math.floor((items[0]?.index ?? 0) / pageSize), to = Math.max(from, Math.floor((items.at(-1)?.index ?? 0) / pageSize));
  const pages = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const results = useQueries({
    queries: pages.map(page => ({
      queryKey: ['pipeline', 'clients', filters, page],
      queryFn: ({ signal }: { signal: AbortSignal }) => unwrap(api.GET('/api/pipeline/clients', { params: { query: { ...filters, offset: page * pageSize, limit: pageSize } }, signal })),
      placeholderData: keepPreviousData,
      staleTime: 30_000,
    })),
  });
  const known = results.find(result => result.data)?.data?.total;
  useEffect(() => { if (known !== undefined) setTotal(known); }, [known]);
  const rowAt = (index: number) => results[Math.floor(index / pageSize) - from]?.data?.items[index % pageSize];
  const above = items[0]?.start ?? 0;
  const below = Math.max(0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0));
  if (results.some(result => result.error)) return <p className={css.problem} role="status">{words.clientsFailed} <button type="button" onClick={() => results.forEach(result => void result.refetch())}>{common.tryAgain}</button></p>;
  if (known === 0) return <EmptyState text={words.noClients} />;
  return (
    // A region that scrolls has to be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.list} ref={box} tabIndex={0} role="region" aria-label={words.clients}>
      <table aria-rowcount={total + 1}>
        <thead>
          <tr>
            <th scope="col">{common.client}</th>
            <th scope="col" data-number>{words.openDeals}</th>
            <th scope="col">{words.stagesAndAmounts}</th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden style={{ height: above }}><td colSpan={3} /></tr>}
          {items.map(item => {
            const one = rowAt(item.index);
            return (
              <tr key={item.key} aria-rowindex={item.index + 2} style={{ height: rowHeight }}>
                {one ? (
                  <>
                    <td><Link to="/clients/$id" params={{ id: one.client.id }} search={{ tab: 'deals' }}>{one.client.name}</Link></td>
                    <td data-number>{words.count(one.deals)}</td>
                    <td><span className={css.stages}>{one.stages.map(stage => <span key={stage.id}>{stage.label} <b>{words.count(stage.count)}</b> {stage.totals.map(sum => formatMoney(sum)).join(' · ')}</span>)}</span></td>
                  </>
                ) : (
                  <td colSpan={3}>{common.loading}</td>
                )}
              </tr>
            );
          })}
          {below > 0 && <tr aria-hidden style={{ height: below }}><td colSpan={3} /></tr>}
        </tbody>
      </table>
    </div>
  );
}
