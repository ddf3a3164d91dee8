import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { usePause } from '../api/retry';
import { formatClock, span } from '../text/format';
import { Notice } from '../ui/Notice';
import { tryNow, useReach, whenBack } from './reach';
import { text } from './text';

// Says that the server does not answer, and when it is asked again, or that HubSpot wants a pause before what is not here
// yet. What is loaded stays readable.
export function ReachBanner() {
  const reach = useReach();
  const queries = useQueryClient();
  const [, tick] = useState(0);
  const pause = usePause();
  const here = reach.state === 'here', pausing = here && pause > Date.now();
  useEffect(() => whenBack(() => void queries.invalidateQueries()), [queries]);
  useEffect(() => {
    if (here && pause <= Date.now()) return;
    const timer = setInterval(() => {
      tick(n => n + 1);
      if (here && pause <= Date.now()) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [here, pause]);
  if (pausing) return <Notice>{text.shortPause} <span aria-hidden>{text.continuing(span(pause - Date.now()))}</span></Notice>;
  if (reach.state === 'here') return null;
  if (reach.state === 'offline') return <Notice tone="warn">{text.offline(formatClock(reach.since))}</Notice>;
  const seconds = Math.max(0, Math.ceil((reach.nextTry - Date.now()) / 1000));
  return (
    <Notice tone="warn" action={{ label: text.tryNow, run: () => void tryNow() }}>
      {text.unreachable} <span aria-hidden>{text.tryingAgain(seconds)}</span>
    </Notice>
  );
}
