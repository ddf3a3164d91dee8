// Whether the server answers. Any call that finds nobody says so; then the server is asked again after 2, 4, 8, 15 and
// every 30 seconds until it is back. Whoever has something unsaved waits for that.
import { useSyncExternalStore } from 'react';

export type Reach = { state: 'here'; since: number } | { state: 'offline' | 'unreachable'; since: number; nextTry: number };

const waits_s = [2, 4, 8, 15, 30];
let now: Reach = { state: 'here', since: Date.now() };
let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();
const returns = new Set<() => void>();
const signedOut = new Set<() => void>();

const set = (next: Reach) => {
  now = next;
  listeners.forEach(listener => listener());
};

export function reached(): void {
  if (now.state === 'here') return;
  clearTimeout(timer);
  tries = 0;
  set({ state: 'here', since: Date.now() });
  sayBack();
}

export function notReached(): void {
  if (now.state !== 'here') return;
  tries = 0;
  wait();
}

function wait() {
  const seconds = waits_s[Math.min(tries, waits_s.length - 1)] ?? 30;
  set({ state: navigator.onLine ? 'unreachable' : 'offline', since: now.since, nextTry: Date.now() + seconds * 1000 });
  clearTimeout(timer);
  timer = setTimeout(() => void tryNow(), seconds * 1000);
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(5000) })).status < 500;
  } catch {
    return false;
  }
}

export async function tryNow(): Promise<void> {
  clearTimeout(timer);
  ++tries;
  if (await answers()) reached();
  else wait();
}

// The live stream broke: that alone may be nothing.
export async function doubt(): Promise<void> {
  if (now.state === 'here' && !(await answers())) notReached();
}

// Whether the live stream is there, in this tab or the one that holds it.
let streaming = true;
export function streamIs(there: boolean): void {
  if (streaming === there) return;
  streaming = there;
  listeners.forEach(listener => listener());
}

// The person's session ended while a screen was open.
export const sayOut = () => signedOut.forEach(out => out());
export function whenOut(run: () => void): () => void {
  signedOut.add(run);
  return () => void signedOut.delete(run);
}

// The server is back, or the person is: what could not be saved is saved now.
export const sayBack = () => returns.forEach(back => back());
export function whenBack(run: () => void): () => void {
  returns.add(run);
  return () => void returns.delete(run);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useReach = () => useSyncExternalStore(subscribe, () => now);
export const useStreaming = () => useSyncExternalStore(subscribe, () => streaming);

addEventListener('offline', notReached);
addEventListener('online', () => void (now.state === 'here' || tryNow()));
