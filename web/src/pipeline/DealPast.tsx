import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { common } from '../text/common';
import { formatTime } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import type { Deal } from './data';
import { text as words } from './text';

// The stages that a deal went through, as far as Every saw them, and what happened to it.
export default function DealPast({ deal }: { deal: Deal }) {
  const past = useQuery({ queryKey: ['deals', 'past', deal.id], queryFn: () => unwrap(api.GET('/api/deals/{id}/activity', { params: { path: { id: deal.id }, query: { limit: 50 } } })) });
  if (past.error) return <Notice tone="negative" action={{ label: common.tryAgain, run: () => void past.refetch() }}>{words.pastFailed}</Notice>;
  const { moves, items, total } = past.data ?? { moves: [], items: [], total: 0 };
  const first = moves[0]?.from;
  return (
    <>
      {moves.length > 0 && (
        <section className={page.card} aria-labelledby="deal-path">
          <h2 id="deal-path">{words.stagePath}</h2>
          <ol className={page.rows}>
            {first && <li><span>{first.label}</span></li>}
            {moves.map(move => <li key={move.at + move.to.id}><span>{move.to.label}</span><span className={page.dim}>{words.moved(formatTime(move.at), move.inHubSpot)}</span></li>)}
          </ol>
        </section>
      )}
      {items.length > 0 && (
        <section className={page.card} aria-labelledby="deal-activity">
          <h2 id="deal-activity">{words.activity}</h2>
          <ul className={page.rows}>
            {items.map(one => (
              <li key={one.id}>
                <span>{one.text}</span>
                <span className={page.dim}>{[one.actor, formatTime(one.at)].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ul>
          {total > items.length && <p className={page.dim}>{words.newestOf(items.length, total)}</p>}
        </section>
      )}
    </>
  );
}
