import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { IconChevronLeft, IconChevronRight, IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, useState } from 'react';
import { May } from '../session/may';
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
  folded: boolean;
  onFold: ((stage: Stage) => void) | undefined; // absent: it stays open
  isMoving: () => boolean;
  onGone: (deal: Deal, stage: Stage) => void; // the card that has the focus went elsewhere
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
  const { stage, filters, currency, widest, focusRow, hidden, folded, onFold, isMoving, onGone, onFocusRow, onOpen, onInvoice, onMenu, picked, onPick, onDropped, whyNot } = props;
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

  // A sync, or somebody else, put another deal, or none, where the focus is.
  const inside = useRef(false); // the focus was last seen here: who takes its card away takes it along
  const held = useRef<{ row: number; deal: Deal } | null>(null);
  const here = focusRow === null ? undefined : rows.get(focusRow);
  useEffect(() => {
    const was = held.current;
    if (focusRow === null) {
      held.current = null;
      return;
    }
    if (!here && focusRow < stage.count) return; // not fetched yet
    // While we move a deal ourselves, the rows are on their way: who moves it says where the focus goes.
    if (isMoving() && was?.row === focusRow) return;
    held.current = here ? { row: focusRow, deal: here } : null;
    const focused = column.current?.contains(document.activeElement) || (inside.current && document.activeElement === document.body);
    if (was?.row === focusRow && was.deal.id !== here?.id && focused && !isMoving()) onGone(was.deal, stage);
  }, [focusRow, here, stage, onGone, isMoving]);

  const total = leading(stage.totals, currency);
  const weighted = leading(stage.weighted, currency);
  const open = !stage.closed;
  return (
    <section className={css.column} ref={column} aria-labelledby={`stage-${stage.id}`} data-hidden={hidden || undefined} data-over={over === true || undefined} data-folded={folded || undefined}>
      <header>
        <div className={css.heading}>
          <h2 id={`stage-${stage.id}`}>{stage.label}</h2>
          <span className={css.count}>{words.count(stage.count)}</span>
          {onFold && (
            <button type="button" className={css.fold} aria-expanded={!folded} aria-label={words.foldStage(stage.label, folded)} title={words.foldStage(stage.label, folded)} onClick={() => onFold(stage)}>
              {folded ? <IconChevronRight size={14} aria-hidden /> : <IconChevronLeft size={14} aria-hidden />}
            </button>
          )}
        </div>
        {stage.group === 'other' && <div className={css.unmapped}>{words.unmapped} <May need="settings.write"><Link to="/settings/integrations/hubspot/mapping" search={{ object: 'deals' }}>{words.mapIt}</Link></May></div>}
        <div className={css.sums}>
          {total.first ? <span title={stage.totals.map(sum => formatMoney(sum)).join(' · ')}>{formatMoney(total.first, 'compact')}</span> : <span>–</span>}
          {open && weighted.first && <span className={css.dim}> · {words.weightedSum(formatMoney(weighted.first, 'compact'))}</span>}
          {total.more > 0 && <span className={css.dim}> {words.moreCurrencies(total.more)}</span>}
        </div>
        <div className={css.bar} aria-hidden>
          <i style={{ inlineSize: `${share(stage.totals, widest, currency) * 100}%` }} />
        </div>
      </header>
      {/* Where the focus is; nothing is done with it here. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={css.body} ref={box} onFocus={() => { inside.current = true; }} onBlur={({ target }) => setTimeout(() => { if (target.isConnected && !box.current?.contains(document.activeElement)) inside.current = false; })}>
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
