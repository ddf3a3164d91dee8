import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { common } from '../text/common';
import { formatDate, formatMoney } from '../text/format';
import { Status } from '../ui/Status';
import { pageSize, windowQuery, type Board, type Deal, type Filters, type Stage } from './data';
import css from './pipeline.module.css';
import { text as words } from './text';

const rowHeight = 44;

interface Props {
  board: Board;
  filters: Filters;
  onOpen: (deal: Deal) => void;
}
interface Row {
  stage: Stage;
  at: number; // among its deals; -1: the row that says the stage and its sums
}

// Stage after stage, in the board's order: a head, then its deals. Found by halving, for any number of rows.
const groupsOf = (stages: readonly Stage[]) => {
  let next = 0;
  const groups = stages.filter(stage => stage.count > 0).map(stage => {
    const start = next;
    next += stage.count + 1;
    return { stage, start };
  });
  const row = (index: number): Row | undefined => {
    let low = 0, high = groups.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (groups[middle]!.start <= index) low = middle;
      else high = middle;
    }
    const group = groups[low];
    return group && { stage: group.stage, at: index - group.start - 1 };
  };
  return { count: next, row };
};

const sums = (all: Stage['totals']) => all.map(sum => formatMoney(sum)).join(' · ');

// The same deals as a table: grouped by stage with the sums of the board, newest close date first.
export default function DealList({ board, filters, onOpen }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => groupsOf(board.stages), [board.stages]);
  const virtual = useVirtualizer({ count: groups.count, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 8 });
  const items = virtual.getVirtualItems();
  // Whole pages of each stage in sight, fetched 40 ms after the scrolling rests.
  const sight = [...new Set(items.map(item => groups.row(item.index)).filter(row => row && row.at >= 0).map(row => `${Math.floor(row!.at / pageSize)} ${row!.stage.id}`))].join('\n');
  const [wanted, setWanted] = useState(sight);
  useEffect(() => {
    const timer = setTimeout(() => setWanted(sight), 40);
    return () => clearTimeout(timer);
  }, [sight]);
  const pages = wanted === '' ? [] : wanted.split('\n').map(one => ({ page: parseInt(one), stage: one.slice(one.indexOf(' ') + 1) }));
  const results = useQueries({ queries: pages.map(({ page, stage }) => windowQuery({ ...filters, stage }, page)) });
  const found = new Map(pages.map(({ page, stage }, i) => [`${page} ${stage}`, results[i]?.data?.items]));
  const above = items[0]?.start ?? 0;
  const below = Math.max(0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0));
  return (
    // A region that scrolls has to be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.list} ref={box} tabIndex={0} role="region" aria-label={words.title}>
      <table aria-rowcount={groups.count + 1}>
        <thead>
          <tr>
            <th scope="col">{words.deal}</th>
            <th scope="col">{common.client}</th>
            <th scope="col">{words.closeDate}</th>
            <th scope="col" data-number>{common.amount}</th>
            <th scope="col">{words.invoice}</th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden style={{ height: above }}><td colSpan={5} /></tr>}
          {items.map(item => {
            const row = groups.row(item.index);
            if (!row) return null;
            const { stage, at } = row;
            if (at < 0)
              return (
                <tr key={item.key} aria-rowindex={item.index + 2} data-group="" style={{ height: rowHeight }}>
                  <th scope="rowgroup" colSpan={3}>{stage.label} <span className={css.count}>{words.count(stage.count)}</span></th>
                  <td data-number>{sums(stage.totals)}</td>
                  <td>{!stage.closed && stage.weighted.length > 0 && words.weightedSum(sums(stage.weighted))}</td>
                </tr>
              );
            const deal = found.get(`${Math.floor(at / pageSize)} ${stage.id}`)?.[at % pageSize];
            return (
              <tr key={item.key} aria-rowindex={item.index + 2} style={{ height: rowHeight }}>
                {deal ? (
                  <>
                    <td><button type="button" className={css.link} onClick={() => onOpen(deal)}>{deal.name || words.unnamed}</button></td>
                    <td>{deal.client?.name ?? words.noClient}</td>
                    <td>{deal.closeDate ? formatDate(deal.closeDate) : words.none}</td>
                    <td data-number>{deal.amount ? formatMoney(deal.amount) : words.noAmount}</td>
                    <td>{deal.invoice ? <Status kind="invoice" value={deal.invoice.status} /> : words.none}</td>
                  </>
                ) : (
                  <td colSpan={5}>{common.loading}</td>
                )}
              </tr>
            );
          })}
          {below > 0 && <tr aria-hidden style={{ height: below }}><td colSpan={5} /></tr>}
        </tbody>
      </table>
    </div>
  );
}
