// When what could not be read is asked for again by itself: soon, if nobody answered; and after the pause that HubSpot
// orders, if that is short. What changes something is never repeated here.
import { useSyncExternalStore } from 'react';
import { Problem } from './problem';

const atMost_ms = 60_000;
let until = 0;
const listeners = new Set<() => void>();

// How long a short pause still takes; null when this is none.
export function pauseOf(error: unknown, now = Date.now()): number | null {
  if (!(error instanceof Problem) || error.code !== 'rate_limited' || !error.retryAt) return null;
  const left = Date.parse(error.retryAt) - now;
  return left <= atMost_ms ? Math.max(0, left) : null;
}

export const again = (count: number, error: unknown): boolean =>
  pauseOf(error) !== null ? count < 4 : (!(error instanceof Problem) || error.status === 0 || error.status >= 500) && count < 2;

export function wait_ms(count: number, error: unknown): number {
  const pause = pauseOf(error);
  if (pause === null) return Math.min(1000 * 2 ** count, 30_000);
  until = Date.now() + pause;
  listeners.forEach(listener => listener());
  return pause + 100; // a clock of the server's that is a little behind
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
// Until when something on this screen waits; a moment that has passed when nothing does.
export const usePause = (): number => useSyncExternalStore(subscribe, () => until);
