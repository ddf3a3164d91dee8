import { IconClockPause } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useReducer, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { Status } from '../hubspot/data';
import { useHubSpotStatus } from '../hubspot/StatusProvider';
import { withWords } from '../text/catalogue';
import { hold, pillState, type PillState } from './pill';
import css from './shell.module.css';

const PillCard = lazy(withWords(() => import('./PillCard')));
const opens_ms = 150, closes_ms = 250;

// What the pill shows now: times pass by themselves, and no state for less than a second.
function useSteady(status: Status): PillState {
  const [, look] = useReducer((n: number) => n + 1, 0);
  const shown = useRef<{ state: PillState; since: number } | null>(null);
  const now = Date.now();
  const { state, since, again } = hold(shown.current, pillState(status, now), now);
  useEffect(() => {
    shown.current = { state, since };
    const timer = setTimeout(look, again ?? (state.kind === 'limited' ? 1000 : 20_000));
    return () => clearTimeout(timer);
  });
  return state;
}

function Mark({ state }: { state: PillState }) {
  if (state.kind === 'syncing') {
    return (
      <svg width={18} height={18} viewBox="0 0 18 18" className={css.ring} aria-hidden>
        <circle cx={9} cy={9} r={7} />
        <circle cx={9} cy={9} r={7} pathLength={100} strokeDasharray={`${state.percent ?? 25} 100`} />
      </svg>
    );
  }
  if (state.kind === 'limited') return <IconClockPause size={16} className={css.clock} aria-hidden />;
  return <i className={css.dot} data-tone={state.tone} data-mark="" aria-hidden />;
}

function Connected({ status }: { status: Status }) {
  const state = useSteady(status);
  const [opened, setOpened] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = (open: boolean) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpened(open), open ? opens_ms : closes_ms);
  };
  const close = () => { clearTimeout(timer.current); setOpened(false); };
  useEffect(() => () => clearTimeout(timer.current), []);
  const onFocus = (event: FocusEvent) => { if (event.target.matches(':focus-visible')) soon(true); };
  const onBlur = (event: FocusEvent) => { if (!event.currentTarget.contains(event.relatedTarget)) soon(false); };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !opened) return;
    event.stopPropagation();
    event.currentTarget.querySelector('a')?.focus();
    close();
  };
  return (
    // The card is a shortcut: all of it stands on the page that the pill leads to.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <span className={css.heart} onPointerEnter={event => event.pointerType === 'mouse' && soon(true)} onPointerLeave={() => soon(false)} onFocus={onFocus} onBlur={onBlur} onKeyDown={onKeyDown}>
      <Link to="/settings/integrations/hubspot" className={css.pill} data-kind={state.kind} aria-label={state.name} onClick={close}>
        <Mark state={state} />
        <span>{state.shown}</span>
      </Link>
      {opened && state.kind !== 'none' && <Suspense><PillCard status={status} said={state} onClose={close} /></Suspense>}
    </span>
  );
}

export function Pill() {
  const status = useHubSpotStatus();
  return status ? <Connected status={status} /> : null;
}
