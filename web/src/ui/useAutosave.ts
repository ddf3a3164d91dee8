import { useEffect, useRef, useState } from 'react';
import { whenBack } from '../app/reach';
import { text } from './text';

const autosave_ms = 800;
export type SaveState = 'saved' | 'typing' | 'saving' | 'failed';
export const saveWord = (state: SaveState): string => text.save[state];

// A draft that saves itself 800 ms after the last change, one save at a time: each carries the version that the one
// before it made. Leaving the page with unsaved changes asks.
export function useAutosave<Draft>(first: Draft, etag: string, put: (draft: Draft, etag: string) => Promise<string>, onLeave: () => void) {
  const [draft, setDraft] = useState(first);
  const [state, setState] = useState<SaveState>('saved');
  const [problem, setProblem] = useState<unknown>(null);
  const tag = useRef(etag);
  const latest = useRef(first);
  const busy = useRef<Promise<boolean>>(Promise.resolve(true));
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const leave = useRef(onLeave);

  // True when everything typed so far is kept.
  const save = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    busy.current = busy.current.then(async () => {
      setState('saving');
      try {
        const sent = latest.current;
        tag.current = await put(sent, tag.current);
        setProblem(null);
        setState(latest.current === sent ? 'saved' : 'typing');
        return true;
      } catch (error) {
        setProblem(error);
        setState('failed');
        return false;
      }
    });
    return busy.current;
  };
  const change = (next: Draft) => {
    latest.current = next;
    setDraft(next);
    setState('typing');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), autosave_ms);
  };
  const flush = () => (timer.current === undefined ? busy.current : save());
  // What could not be saved while the server was away is saved when it is back.
  const again = useRef(save);
  again.current = save;
  const failed = state === 'failed';
  const kept = useRef(false);
  kept.current = failed;
  useEffect(() => (failed ? whenBack(() => void again.current()) : undefined), [failed]);
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (timer.current !== undefined || kept.current) event.preventDefault();
    };
    const left = leave.current;
    addEventListener('beforeunload', guard);
    return () => {
      removeEventListener('beforeunload', guard);
      clearTimeout(timer.current);
      left();
    };
  }, []);
  return { draft, change, state, problem, save, flush };
}
