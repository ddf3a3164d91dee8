import { useRef } from 'react';
import { keyAfter, newKey } from './key';
import { text } from './once.text';
import { Problem } from './problem';

export interface Once {
  'Idempotency-Key': string;
}
export type RunOnce = <T>(send: (header: Once) => Promise<T>, wish?: string) => Promise<T>;

// What creates or sends, done once for each wish however often it is tried: a try that got no answer is repeated with its
// key, until there is one. `wish`: where one screen has several of them, which. Other values than those of a try without an
// answer are refused (idempotency_mismatch): it may have happened, and only a look can tell.
export function useOnce(): RunOnce {
  const keys = useRef(new Map<string, string>());
  return async (send, wish = '') => {
    const key = keys.current.get(wish) ?? newKey();
    keys.current.set(wish, key);
    try {
      const done = await send({ 'Idempotency-Key': key });
      keys.current.delete(wish);
      return done;
    } catch (error) {
      // The key was used, and its answer is not kept: it is done, whoever asks with this key again.
      if (error instanceof Problem && error.code === 'stale') throw new Problem('done_before', text.doneBefore, error.status, error.reference, [], '', null);
      keys.current.set(wish, keyAfter(error, key));
      throw error;
    }
  };
}
