import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { IconLock } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, useState } from 'react';
import { common } from '../text/common';
import { formatMoney } from '../text/format';
import { Card, cardHeight } from './Card';
import { useDealWindow, type Deal, type Filters, type Stage } from './data';
import { leading, share } from './money';
import css from './pipeline.module.css';
import { text as words } from './text';
import type { Picked } from './useSelection';

interface Props {
  stage: Stage;
  filters: Filters;
  currency: string | undefined;
  widest: number;
  focusRow: number | null;
  hidden: boolean;
  onFocusRow: (row: number) => void;
  onOpen: (deal: Deal) => void;
  onInvoice: ((deal: Deal) => void) | undefined; // absent: this role may not
  onMenu: ((deal: Deal, opener: HTMLElement) => void) | undefined;
  picked: Picked;
  onPick: ((deal: Deal) => void) | undefined;
  onDropped: (deal: Deal, stage: Stage) => void;
  whyNot: (deal: Deal, stage: Stage) => string | null; // in words, before it is dropped
}

// A stage's deals: a virtual list of cards. A deal that is ours can be dropped here; of one that is not, the veil says why.
export const Column = memo(function Column(props: Props) {
  const { stage, filters, currency, widest, focusRow, hidden, onFocusRow, onOpen, onInvoice, onMenu, picked, onPick, onDropped, whyNot } = props;
  const box = useRef<HTMLDivElement>(null);
  const column = useRef<HTMLElement>(null);
  const [over, setOver] = useState<string | boolean>(false); // true: it can be dropped here; else why not
  const virtual = useVirtualizer({ count: stage.count, getScrollElement: () => box.current, estimateSize: () => cardHeight, gap: 8, overscan: 2, paddingEnd: 8 });
  const items = virtual.getVirtualItems();
  const rows = useDealWindow({ ...filters, stage: stage.id }, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);

  useEffect(() => {
    const element = column.current;
    if (!element) return;
    const dragged = (data: Record<string, unknown>) => data['deal'] as Deal;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => dragged(source.data).stage.id !== stage.id,
      onDragEnter: ({ source }) => setOver(whyNot(dragged(source.data), stage) ?? true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        onDropped(dragged(source.data), stage);
      },
    });
  }, [stage, onDropped, whyNot]);

  // The board moved the focus here: bring the row into sight, then focus its card.
  useEffect(() => {
    if (focusRow === null) return;
    virtual.scrollToIndex(focusRow);
    let tries = 10;
    const attempt = () => {
      if (document.activeElement?.closest('[role="menu"]')) return; // opened meanwhile
      const card = box.current?.querySelector<HTMLElement>(`[data-row="${focusRow}"] button`);
      if (card) {
        card.focus({ preventScroll: true });
        column.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }); // it may stand beside what is in sight
      } else if (tries-- > 0) frame = requestAnimationFrame(attempt);
    };
    let frame = requestAnimationFrame(attempt);
    return () => cancelAnimationFrame(frame); // a second key does not wait for the first
    // Only a new target moves the focus.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [focusRow]);

  const total = leading(stage.totals, currency);
  const weighted = leading(stage.weighted, currency);
  const open = !stage.closed;
  return (
    <section className={css.column} ref={column} aria-labelledby={`stage-${stage.id}`} data-hidden={hidden || undefined} data-over={over === true || undefined}>
      <header>
        <div className={css.heading}>
          <h2 id={`stage-${stage.id}`}>{stage.label}</h2>
          <span className={css.count}>{words.count(stage.count)}</span>
        </div>
        <div className={css.sums}>
          {total.first ? <span title={stage.totals.map(sum => formatMoney(sum)).join(' · ')}>{formatMoney(total.first, 'compact')}</span> : <span>–</span>}
          {open && weighted.first && <span className={css.dim}> · {words.weightedSum(formatMoney(weighted.first, 'compact'))}</span>}
          {total.more > 0 && <span className={css.dim}> {words.moreCurrencies(total.more)}</span>}
        </div>
        <div className={css.bar} aria-hidden>
          <i style={{ inlineSize: `${share(stage.totals, widest, currency) * 100}%` }} />
        </div>
      </header>
      <div className={css.body} ref={box}>
        {rows.error ? (
          <p className={css.problem} role="status">
            {words.columnFailed} <button type="button" onClick={rows.retry}>{common.tryAgain}</button>
          </p>
        ) : (
          <ul style={{ height: virtual.getTotalSize() }} aria-label={words.deals(stage.label)}>
            {items.map(item => (
              <Card
                key={item.key}
                deal={rows.get(item.index)}
                index={item.index}
                count={stage.count}
                top={item.start}
                focusable={item.index === (focusRow ?? 0)}
                onOpen={onOpen}
                onInvoice={onInvoice}
                onMove={onMenu}
                onFocus={onFocusRow}
                picked={picked.has(rows.get(item.index)?.id ?? '')}
                onPick={onPick}
              />
            ))}
          </ul>
        )}
      </div>
      {typeof over === 'string' && (
        <div className={css.veil} role="status">
          <IconLock size={18} aria-hidden />
          {over}
        </div>
      )}
    </section>
  );
});
