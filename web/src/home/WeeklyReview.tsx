import { Button, Group } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { keyHint, usePageKeys } from '../app/keys';
import page from '../ui/page.module.css';
import { Act, Amount, said, type Decision, type Prepared } from './Decision';
import { walk } from './review';
import { text } from './text';

interface Props {
  review: string;
  decisions: readonly Decision[];
  open: (what: Prepared) => void;
  go: (review: string | undefined) => void;
}

// One decision at a time, with its prepared action and the way to the next: by j, k and Enter as well.
export default function WeeklyReview({ review, decisions, open, go }: Props) {
  const { now, at, of, left, next, back } = walk(review, decisions.map(one => one.kind));
  const decision = decisions.find(one => one.kind === now);
  const row = useRef<HTMLDivElement>(null);
  // Enter opens what is prepared; at the end it ends the review.
  useEffect(() => row.current?.querySelector<HTMLElement>('[data-decision] > :is(a, button), [data-last]')?.focus(), [now]);
  usePageKeys(useMemo((): Record<string, () => void> => ({ j: () => { if (now !== null) go(next); }, k: () => { if (back !== null) go(back); } }), [now, next, back, go]));
  return (
    <div ref={row}>
      {decision ? (
        <>
          <p className={page.dim} aria-live="polite">{text.reviewAt(at, of)}</p>
          <ul className={page.rows}>
            <li data-decision>
              <span id="in-review">{said(decision)}</span>
              <Amount decision={decision} />
              <Act decision={decision} open={open} describedBy="in-review" />
            </li>
          </ul>
        </>
      ) : (
        <p role="status">{text.reviewDone(left)}</p>
      )}
      <Group gap="sm" mt="sm">
        {back !== null && <Button size="xs" variant="default" {...keyHint(text.reviewBack, 'k')} onClick={() => go(back)}>{text.reviewBack}</Button>}
        {decision && <Button size="xs" variant="default" {...keyHint(text.reviewNext, 'j')} onClick={() => go(next)}>{text.reviewNext}</Button>}
        <Button size="xs" variant={decision ? 'subtle' : 'filled'} data-last={decision ? undefined : ''} onClick={() => go(undefined)}>{text.endReview}</Button>
      </Group>
    </div>
  );
}
