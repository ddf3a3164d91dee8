import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { lazy, Suspense, useCallback, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { withWords } from '../text/catalogue';
import { usePreferences, type ListName } from '../session/preferences';
import { common } from '../text/common';
import css from './DataGrid.module.css';
import { gridAct, gridShortcuts } from './gridKeys';
import { shown } from './layout';
import type { RowAction } from './RowMenu';
import { everything, extend, isSelected, toggle, type Selection } from './selection';
import { text } from './text';
import type { Rows } from './useRows';

const ListMenu = lazy(withWords(() => import('./ListMenu')));
const Peek = lazy(withWords(() => import('./Peek')));
const RowMenu = lazy(withWords(() => import('./RowMenu')));

export interface Column<T> {
  key: string;
  label: string;
  width?: number; // of the flexible width, 1 when absent
  number?: boolean;
  wideOnly?: boolean;
  roomy?: boolean; // gives way first, where the list is narrow
  date?: boolean; // as wide as a date, which is never cut
  badge?: boolean; // as wide as a state, which is never cut
  under?: string; // on a phone it stands below the words of this column, so that amounts have their room
  sort?: string;
  render: (row: T) => ReactNode;
}

interface Props<T> {
  label: string;
  list?: ListName; // one whose columns and density are the person's
  rows: Rows<T>;
  columns: readonly Column<T>[];
  idOf: (row: T) => string;
  nameOf: (row: T) => string;
  onOpen?: (row: T) => void;
  panel?: boolean; // what opens is a panel beside the list: there is nothing shorter to preview
  preview?: (row: T) => ReactNode; // what a preview says beside the columns
  sort?: { by: string; dir: 'asc' | 'desc' };
  onSort?: (by: string, dir: 'asc' | 'desc') => void;
  selection?: Selection;
  onSelection?: (selection: Selection) => void;
  actions?: ReactNode;
  menu?: (row: T) => readonly RowAction[]; // of its ⋯, and of the key m
  detail?: (row: T) => ReactNode; // what a row opens under itself; null: this one opens nothing
}

function MenuButton({ label, open, actions, onOpen }: { label: string; open: boolean; actions: () => readonly RowAction[]; onOpen: (open: boolean) => void }) {
  const button = <button type="button" tabIndex={-1} className={css.unfold} aria-label={label} aria-haspopup="menu" aria-expanded={open} onClick={() => onOpen(!open)}>⋯</button>;
  return open ? <Suspense fallback={button}><RowMenu actions={actions()} onClose={() => onOpen(false)}>{button}</RowMenu></Suspense> : button;
}

// On paper a list is not the window that one scrolls: what is loaded around it is printed, one row below the other.
const onPaper = 500;
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const say = (now: boolean) => () => flushSync(() => setPrinting(now));
    const before = say(true), after = say(false);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => { removeEventListener('beforeprint', before); removeEventListener('afterprint', after); };
  }, []);
  return printing;
}

// One grid for all long lists. One tab stop; its keys are those of gridKeys.
export function DataGrid<T>({ label, list, rows, columns: delivered, idOf, nameOf, onOpen, panel, preview, sort, onSort, selection, onSelection, actions, menu, detail }: Props<T>) {
  const scroll = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState(0);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [menuOf, setMenuOf] = useState<string | null>(null);
  const total = rows.total ?? 0;
  const layout = usePreferences()?.lists[list ?? ''];
  const columns = shown(delivered, layout);
  // Rows grow and shrink with the window, as their style does.
  const narrow = useMediaQuery('(max-width: 699px)', undefined, { getInitialValueInEffect: false });
  const printing = usePrinting();
  const below = (key: string) => (narrow && !printing ? columns.filter(one => one.under === key) : []);
  const lower = new Set(columns.flatMap(one => below(one.key)));
  const beside = columns.filter(one => !lower.has(one));
  const height = narrow ? 64 : layout?.dense ? 36 : 44;
  const virtual = useVirtualizer({ count: total, getScrollElement: () => scroll.current, estimateSize: () => height, overscan: printing ? onPaper : 6, paddingStart: 0 });
  const { measure } = virtual;
  useEffect(() => measure(), [height, measure]);
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  const { see } = rows;
  useEffect(() => see(from, to));
  useEffect(() => {
    if (scroll.current) scroll.current.scrollTop = 0;
    setFocus(0);
  }, [rows.key]);

  const go = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index));
    setFocus(next);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => scroll.current?.querySelector<HTMLElement>(`[role="row"][data-index="${next}"]`)?.focus({ preventScroll: true }));
  };
  const unfold = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  // Where a range of chosen rows began: whoever steps back gives up what the last step took.
  const anchor = useRef<number | null>(null);
  const range = (step: 1 | -1) => {
    const next = Math.max(0, Math.min(total - 1, focus + step)), here = rows.get(focus), there = rows.get(next);
    if (!selection || !onSelection || next === focus || !here || !there) return;
    const start = (anchor.current ??= focus);
    const grows = Math.abs(next - start) > Math.abs(focus - start);
    onSelection(grows ? extend(selection, [idOf(here), idOf(there)], true) : extend(selection, [idOf(here)], false));
    go(next);
  };
  const [peeking, setPeeking] = useState(false);
  const peeked = peeking ? rows.get(focus) : undefined;
  const { scrollToIndex } = virtual;
  const step = useCallback((by: 1 | -1) => setFocus(at => {
    const next = Math.max(0, Math.min(total - 1, at + by));
    scrollToIndex(next);
    return next;
  }), [total, scrollToIndex]);
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).closest('a, input, button')) return;
    const act = gridAct(event), row = rows.get(focus);
    if (act === null) return;
    const chooses = selection !== undefined && onSelection !== undefined;
    if (typeof act === 'object' && 'extend' in act) {
      if (!chooses) return;
      event.preventDefault();
      return range(act.extend);
    }
    anchor.current = null;
    if (typeof act === 'object') go('move' in act ? focus + act.move : act.to === 'first' ? 0 : total - 1);
    else if (act === 'all' && chooses) onSelection(everything);
    else if (act === 'pick' && row && chooses) onSelection(toggle(selection, idOf(row)));
    else if (act === 'menu' && row && menu) setMenuOf(idOf(row));
    else if (act === 'open' && row && onOpen) onOpen(row);
    else if (act === 'peek' && row && onOpen) { if (panel) onOpen(row); else setPeeking(true); }
    else if ((act === 'open' || act === 'peek') && row && detail) { if (detail(row)) unfold(idOf(row)); }
    else if (act === 'peek' && row && chooses) onSelection(toggle(selection, idOf(row)));
    else return;
    event.preventDefault();
  };

  return (
    <div className={css.frame} data-menu={list ? '' : undefined}>
      {list && <Suspense><ListMenu list={list} columns={delivered} /></Suspense>}
      <div className={css.scroll} ref={scroll} role="grid" aria-label={label} aria-rowcount={total + 1} aria-multiselectable={selection ? true : undefined} aria-keyshortcuts={gridShortcuts({ chooses: selection !== undefined, menu: menu !== undefined })} onKeyDown={onKeyDown} tabIndex={total === 0 ? 0 : -1}>
        <div className={css.head} role="row" aria-rowindex={1}>
          {selection && onSelection && (
            <span className={css.check} role="columnheader">
              <input type="checkbox" aria-label={text.selectAll(total)} checked={selection.all && selection.ids.size === 0} onChange={event => onSelection({ all: event.currentTarget.checked, ids: new Set() })} />
            </span>
          )}
          {detail && <span className={css.check} role="columnheader"><span className="visually-hidden">{text.changes}</span></span>}
          {beside.map(column => {
            const sorted = sort?.by === column.sort && column.sort !== undefined;
            return (
              <span key={column.key} className={css.cell} data-number={column.number || undefined} data-wide={column.wideOnly || undefined} data-roomy={column.roomy || undefined} data-date={column.date || undefined} data-badge={column.badge || undefined} style={column.date || column.badge ? undefined : { flexGrow: column.width ?? 1 }} role="columnheader" aria-sort={sorted ? (sort?.dir === 'desc' ? 'descending' : 'ascending') : undefined}>
                {column.sort && onSort ? (
                  <button type="button" className={css.header} onClick={() => onSort(column.sort ?? '', sorted && sort?.dir === 'asc' ? 'desc' : 'asc')}>
                    {column.label}{sorted ? (sort?.dir === 'desc' ? ' ▼' : ' ▲') : ''}
                  </button>
                ) : (
                  <span className={css.plain}>{column.label}</span>
                )}
              </span>
            );
          })}
          {menu && <span className={css.check} role="columnheader"><span className="visually-hidden">{text.actions}</span></span>}
        </div>
        <div role="presentation" style={printing ? undefined : { height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map(item => {
            const row = rows.get(item.index);
            if (printing && !row) return null;
            const more = row && detail ? detail(row) : null;
            const unfolded = row !== undefined && more !== null && open.has(idOf(row));
            const chosen = row !== undefined && selection !== undefined && isSelected(selection, idOf(row));
            const line = (
              // The keys of a row are the grid's, above.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events
              <div key={item.key} role="row" aria-rowindex={item.index + 2} aria-selected={selection ? chosen : undefined} data-index={item.index} data-selected={chosen || undefined} data-link={onOpen ? '' : undefined} className={css.row} style={detail || printing ? { position: 'relative' } : { transform: `translateY(${item.start}px)`, height: item.size }} tabIndex={item.index === focus ? 0 : -1} onFocus={() => setFocus(item.index)} onClick={event => { if (row && onOpen && !(event.target as HTMLElement).closest('a, button, input')) onOpen(row); }}>
                {selection && onSelection && (
                  <span className={css.check} role="gridcell">
                    {row && <input type="checkbox" tabIndex={-1} aria-label={text.select(nameOf(row))} checked={chosen} onChange={() => onSelection(toggle(selection, idOf(row)))} />}
                  </span>
                )}
                {detail && (
                  <span className={css.check} role="gridcell">
                    {row && more !== null && <button type="button" tabIndex={-1} className={css.unfold} aria-expanded={unfolded} aria-label={text.whatChanged(nameOf(row))} onClick={() => unfold(idOf(row))}>{unfolded ? '▾' : '▸'}</button>}
                  </span>
                )}
                {beside.map(column => (
                  <span key={column.key} className={css.cell} role="gridcell" data-number={column.number || undefined} data-wide={column.wideOnly || undefined} data-roomy={column.roomy || undefined} data-date={column.date || undefined} data-badge={column.badge || undefined} style={column.date || column.badge ? undefined : { flexGrow: column.width ?? 1 }}>
                    {row ? column.render(row) : <span className={css.bar} style={{ display: 'block' }}><span className="visually-hidden">{common.loading}</span></span>}
                    {row && below(column.key).map(one => <span key={one.key} className={css.below}>{one.render(row)}</span>)}
                  </span>
                ))}
                {menu && <span className={css.check} role="gridcell">{row && <MenuButton label={text.actionsOf(nameOf(row))} open={menuOf === idOf(row)} actions={() => menu(row)} onOpen={opened => setMenuOf(opened ? idOf(row) : null)} />}</span>}
              </div>
            );
            if (!detail) return line;
            return (
              <div key={item.key} role="presentation" data-index={item.index} ref={virtual.measureElement} className={css.folding} style={printing ? { position: 'relative' } : { transform: `translateY(${item.start}px)` }}>
                {line}
                {unfolded && <div role="row"><div role="gridcell" className={css.detail} aria-colspan={columns.length + 1}>{more}</div></div>}
              </div>
            );
          })}
        </div>
      </div>
      {actions && <div className={css.actions}>{actions}</div>}
      {peeked !== undefined && onOpen && (
        <Suspense>
          <Peek name={nameOf(peeked)} facts={columns.map(column => ({ label: column.label, value: column.render(peeked) })).filter(({ value }) => value !== '' && value !== null)} more={preview?.(peeked)}
            onOpen={() => onOpen(peeked)} onStep={step} onClose={() => { setPeeking(false); requestAnimationFrame(() => go(focus)); }} />
        </Suspense>
      )}
    </div>
  );
}
