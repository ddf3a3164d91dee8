import { useVirtualizer } from '@tanstack/react-virtual';
import { useImperativeHandle, useRef, type Ref } from 'react';
import { Status } from '../ui/Status';
import type { Cluster } from './data';
import css from './dialog.module.css';
import { text } from './matches.text';
import { because } from './matchWords';

export interface MatchListHandle {
  show: (index: number) => void; // scrolls to it and gives it the focus
}
interface Props {
  clusters: readonly Cluster[];
  at: number;
  ticked: ReadonlySet<string>;
  onGo: (index: number) => void;
  onTick: (id: string) => void;
  ref: Ref<MatchListHandle>;
}

// The matches of the desk, any number of them. One tab stop; the desk's keys move in it.
export function MatchList({ clusters, at, ticked, onGo, onTick, ref }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: clusters.length, getScrollElement: () => box.current, estimateSize: () => 52, overscan: 8 });
  useImperativeHandle(ref, () => ({
    show: index => {
      virtual.scrollToIndex(index);
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-row="${String(index)}"]`)?.focus({ preventScroll: true }));
    },
  }));
  return (
    <div className={css.list} ref={box} role="listbox" aria-label={text.matches} aria-multiselectable tabIndex={-1}>
      <div role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(item => {
          const cluster = clusters[item.index];
          if (!cluster) return null;
          return (
            <button key={cluster.id} type="button" role="option" aria-selected={ticked.has(cluster.id)} aria-current={item.index === at ? 'true' : undefined} aria-setsize={clusters.length} aria-posinset={item.index + 1} data-row={item.index} tabIndex={item.index === at ? 0 : -1} className={css.match} style={{ transform: `translateY(${String(item.start)}px)` }} onClick={event => { if ((event.target as HTMLElement).closest('[data-tick]')) onTick(cluster.id); else onGo(item.index); }}>
              <i data-tick aria-hidden title={text.selectX}>{ticked.has(cluster.id) ? '✓' : ''}</i>
              <span><b>{cluster.name}</b><small>{cluster.kind === 'exact' ? cluster.email : because(cluster)}</small></span>
              {cluster.decision ? <Status kind="decision" value={cluster.decision} /> : <small>{cluster.differences === 0 ? text.same : text.differ(cluster.differences)}</small>}
            </button>
          );
        })}
      </div>
    </div>
  );
}
