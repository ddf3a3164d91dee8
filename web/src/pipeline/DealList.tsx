import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { common } from '../text/common';
import { formatDate, formatMoney } from '../text/format';
import { Status } from '../ui/Status';
import { useDealWindow, type Board, type Deal, type Filters } from './data';
import css from './pipeline.module.css';
import { text as words } from './text';

const rowHeight = 44;

interface Props {
  board: Board;
  filters: Filters;
  onOpen: (deal: Deal) => void;
}

// The same deals as a table: all stages of the pipeline, newest close date first.
export function DealList({ board, filters, onOpen }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const count = board.stages.reduce((sum, stage) => sum + stage.count, 0);
  const virtual = useVirtualizer({ count, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 8 });
  const items = virtual.getVirtualItems();
  const rows = useDealWindow({ ...filters, pipeline: board.pipeline?.id }, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
  const above = items[0]?.start ?? 0;
  const below = Math.max(0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0));
  return (
    // A region that scrolls has to be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.list} ref={box} tabIndex={0} role="region" aria-label={words.title}>
      <table aria-rowcount={count + 1}>
        <thead>
          <tr>
            <th scope="col">{words.deal}</th>
            <th scope="col">{common.client}</th>
            <th scope="col">{words.stage}</th>
            <th scope="col">{words.closeDate}</th>
            <th scope="col" data-number>{common.amount}</th>
            <th scope="col">{words.invoice}</th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden style={{ height: above }}><td colSpan={6} /></tr>}
          {items.map(item => {
            const deal = rows.get(item.index);
            return (
              <tr key={item.key} aria-rowindex={item.index + 2} style={{ height: rowHeight }}>
                {deal ? (
                  <>
                    <td><button type="button" className={css.link} onClick={() => onOpen(deal)}>{deal.name || words.unnamed}</button></td>
                    <td>{deal.client?.name ?? words.noClient}</td>
                    <td>{deal.stage.label}</td>
                    <td>{deal.closeDate ? formatDate(deal.closeDate) : words.none}</td>
                    <td data-number>{deal.amount ? formatMoney(deal.amount) : words.noAmount}</td>
                    <td>{deal.invoice ? <Status kind="invoice" value={deal.invoice.status} /> : words.none}</td>
                  </>
                ) : (
                  <td colSpan={6}>{common.loading}</td>
                )}
              </tr>
            );
          })}
          {below > 0 && <tr aria-hidden style={{ height: below }}><td colSpan={6} /></tr>}
        </tbody>
      </table>
    </div>
  );
}
