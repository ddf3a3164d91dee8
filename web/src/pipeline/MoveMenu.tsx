import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Deal, Stage } from './data';
import css from './pipeline.module.css';
import { text as words } from './text';
import { called } from './useMove';

export interface Moving {
  deal: Deal;
  opener: HTMLElement;
}

interface Props {
  moving: Moving;
  stages: readonly Stage[];
  onPick: (stage: Stage) => void;
  onClose: () => void;
}

const edge = 8; // from the window's border

// The stages that a deal can go to, beside its card: what dragging does, by click and by key. Inside the page, not in a
// layer of its own, so that it is where its landmark is.
export default function MoveMenu({ moving: { deal, opener }, stages, onPick, onClose }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ top: 0, left: 0 });
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];

  // It stays beside its card, as long as the card is there; the pointer elsewhere closes it.
  useLayoutEffect(() => {
    const place = () => {
      const card = opener.getBoundingClientRect(), size = menu.current?.getBoundingClientRect();
      if (!size || !opener.isConnected || card.width === 0) return onClose();
      const below = card.bottom + 4 + size.height <= innerHeight - edge;
      const left = document.documentElement.dir === 'rtl' ? card.left : card.right - size.width;
      setAt({ top: Math.max(edge, below ? card.bottom + 4 : card.top - 4 - size.height), left: Math.max(edge, Math.min(left, innerWidth - size.width - edge)) });
    };
    const away = (event: Event) => { if (!menu.current?.contains(event.target as Node)) onClose(); };
    place();
    addEventListener('scroll', place, true);
    addEventListener('resize', place);
    addEventListener('pointerdown', away, true);
    return () => {
      removeEventListener('scroll', place, true);
      removeEventListener('resize', place);
      removeEventListener('pointerdown', away, true);
    };
  }, [opener, onClose]);
  useEffect(() => items()[0]?.focus({ preventScroll: true }), []);

  // Back on the card: whoever comes next in its row has this button.
  const leave = () => {
    onClose();
    opener.closest('[data-row]')?.querySelector('button')?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = items(), here = all.indexOf(document.activeElement as HTMLElement);
    const step: Record<string, number> = { ArrowDown: here + 1, ArrowUp: here - 1 + all.length, Home: 0, End: all.length - 1 };
    const begins = (one: HTMLElement) => one.textContent.toLowerCase().startsWith(event.key.toLowerCase());
    let to: HTMLElement | undefined;
    if (event.key in step) to = all[step[event.key]! % all.length];
    else if (event.key === 'Escape' || event.key === 'Tab') leave();
    else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) to = [...all.slice(here + 1), ...all.slice(0, here + 1)].find(begins);
    else return;
    event.preventDefault();
    event.stopPropagation();
    to?.focus();
  };
  return (
    <div ref={menu} role="menu" tabIndex={-1} aria-label={words.moveDeal(called(deal))} className={css.menu} style={at} onKeyDown={onKeyDown}>
      <div role="presentation" className={css.menuTitle}>{words.moveTo}</div>
      {stages.filter(stage => stage.takesDeals && stage.id !== deal.stage.id).map(stage => (
        <button key={stage.id} type="button" role="menuitem" tabIndex={-1} onClick={() => { leave(); onPick(stage); }}>{stage.label}</button>
      ))}
    </div>
  );
}
