import type { Schemas } from '../api/client';

const day_ms = 86_400_000;
const patience = 7; // days, as Home counts them

// For how many whole days an open proposal has waited for its client since it was last sent; nothing before it is worth a
// question, or when there is nothing to ask.
export function waitingDays({ displayStatus, history }: Pick<Schemas['Proposal'], 'displayStatus' | 'history'>, now: number): number | null {
  if (displayStatus !== 'sent' && displayStatus !== 'viewed') return null;
  const sent = history.filter(event => event.kind === 'sent').map(event => Date.parse(event.at));
  const days = Math.floor((now - Math.max(...sent)) / day_ms);
  return sent.length > 0 && days >= patience ? days : null;
}
