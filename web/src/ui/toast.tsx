import { useSyncExternalStore } from 'react';
import { text } from './text';
import css from './ui.module.css';

interface Action {
  label: string;
  run: () => void | Promise<void>;
}
interface Toast {
  id: number;
  title: string;
  message?: string;
  tone?: 'negative';
  actions?: Action[];
  life_ms?: number; // eight seconds when absent
}

const life_ms = 8000;
const shownAtMost = 3;
let toasts: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();
const set = (list: readonly Toast[]) => {
  toasts = list;
  listeners.forEach(listener => listener());
};
const drop = (id: number) => set(toasts.filter(one => one.id !== id));

// Says what was done, with a way back. Stays eight seconds; the pointer or the focus on it makes it stay.
export function toast(content: Omit<Toast, 'id'>): void {
  const one = { ...content, id: next++ };
  set([...toasts, one].slice(-shownAtMost));
  const look = () => {
    const element = document.querySelector(`[data-toast="${one.id}"]`);
    if (element?.matches(':hover, :focus-within')) setTimeout(look, 1000);
    else drop(one.id);
  };
  setTimeout(look, content.life_ms ?? life_ms);
}

export function Toasts() {
  const list = useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className={css.toasts} role="status" aria-live="polite">
      {list.map(one => (
        <div key={one.id} className={css.toast} data-tone={one.tone} data-toast={one.id}>
          <b>{one.title}</b>
          {one.message}
          <div data-actions="">
            {one.actions?.map(action => (
              <button key={action.label} type="button" className={css.linkButton} onClick={() => { drop(one.id); void action.run(); }}>
                {action.label}
              </button>
            ))}
            <button type="button" className={css.linkButton} onClick={() => drop(one.id)}>{text.dismiss}</button>
          </div>
        </div>
      ))}
    </div>
  );
}
