import { useEffect, useRef, useState } from 'react';
import { Problem } from '../api/problem';
import { whenBack } from '../app/reach';
import { hasUnread } from '../text/decimal';
import { text } from './text';
import { findUnsaved, keepUnsaved } from './unsaved';

const autosave_ms = 800;
export type SaveState = 'saved' | 'typing' | 'saving' | 'failed';
export const saveWord = (state: SaveState): string => text.save[state];

// A draft that saves itself 800 ms after the last change, one save at a time: each carries the version that the one
// before it made. Leaving the page with unsaved changes asks; what could not be saved is kept on this device.
export function useAutosave<Draft extends object>(opened: Draft, openedTag: string, put: (draft: Draft, etag: string) => Promise<string>, onLeave: () => void) {
  const [path] = useState(location.pathname);
  const [found] = useState(() => findUnsaved(path, opened));
  const { draft: first, etag, sent: before } = found ?? { draft: opened, etag: openedTag, sent: null };
  const [draft, setDraft] = useState(first);
  const [state, setState] = useState<SaveState>('saved');
  const [problem, setProblem] = useState<unknown>(null);
  const tag = useRef(etag);
  const latest = useRef(first);
  const unanswered = useRef(before); // what may be saved or not
  const busy = useRef<Promise<boolean>>(Promise.resolve(true));
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const leave = useRef(onLeave);

  // True when everything typed so far is kept.
  const save = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    busy.current = busy.current.then(async () => {
      const sent = latest.current;
      // A number that was not read for sure: its field asks, and nothing is sent so long.
      if (hasUnread(sent)) {
        keepUnsaved(path, { draft: sent, etag: tag.current, sent: unanswered.current });
        setProblem(null);
        setState('failed');
        return false;
      }
      setState('saving');
      try {
        tag.current = await put(sent, tag.current);
        unanswered.current = null;
        keepUnsaved(path, null);
        setProblem(null);
        setState(latest.current === sent ? 'saved' : 'typing');
        return true;
      } catch (error) {
        if (!(error instanceof Problem) || error.status === 0 || error.status >= 500) unanswered.current = sent;
        keepUnsaved(path, { draft: latest.current, etag: tag.current, sent: unanswered.current });
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
  // Another version was saved meanwhile: go on from it, with what it says or with what is typed here.
  const goOn = (newTag: string, theirs?: Draft) => {
    tag.current = newTag;
    if (!theirs) return void save();
    clearTimeout(timer.current);
    timer.current = undefined;
    latest.current = theirs;
    keepUnsaved(path, null);
    setDraft(theirs);
    setProblem(null);
    setState('saved');
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
    if (found) void again.current();
  }, [found]);
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
  return { draft, change, state, problem, save, flush, goOn, unanswered };
}
