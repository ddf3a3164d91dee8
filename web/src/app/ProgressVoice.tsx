import { useEffect, useRef, useState } from 'react';
import { useHubSpotStatus } from '../hubspot/StatusProvider';
import { text } from './text';

// What a screen reader hears of a sync, wherever the person is: a quarter, half, three quarters and the end, no more. A
// short one, that reaches no quarter while it is looked at, says nothing.
export function ProgressVoice() {
  const run = useHubSpotStatus()?.run;
  const [said, setSaid] = useState('');
  const last = useRef<{ id: string; quarter: number } | null>(null);
  const id = run?.id;
  const quarter = Math.min(3, Math.floor((run?.percent ?? 0) / 25));
  useEffect(() => {
    if (id === undefined) {
      if (last.current && last.current.quarter > 0) setSaid(text.syncEnded);
      last.current = null;
      return;
    }
    if (last.current?.id !== id) last.current = { id, quarter: 0 };
    if (quarter <= last.current.quarter) return;
    last.current.quarter = quarter;
    setSaid(text.syncingSaid(quarter * 25));
  }, [id, quarter]);
  return <span className="visually-hidden" role="status">{said}</span>;
}
