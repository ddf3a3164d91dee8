import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { problemWords } from '../api/problem';
import { useSession } from '../session/useSession';
import { common } from '../text/common';
import { formatClock } from '../text/format';
import { text, type Kind } from './changed.text';
import { Notice } from './Notice';
import Versions from './Versions';

export interface Version<Draft> {
  draft: Draft;
  etag: string;
  by: string; // who saved it
  at: string;
  open: boolean; // whether it can still be changed
}
export interface ChangedProps<Draft> {
  what: Kind;
  problem: unknown; // that this draft could not be saved over
  load: () => Promise<Version<Draft>>;
  mine: Draft;
  sent: Draft | null; // what was sent and never answered: when that is what is saved, nobody else changed anything
  say: (draft: Draft) => readonly (readonly [label: string, text: string])[];
  onGoOn: (etag: string, theirs?: Draft) => void;
  onOpen: () => void;
}

// Somebody saved another version since this one was opened: who, when, the difference field by field, and which is kept.
export default function Changed<Draft>({ what, problem, load, mine, sent, say, onGoOn, onOpen }: ChangedProps<Draft>) {
  const theirs = useQuery({ queryKey: ['changed', what, location.pathname], queryFn: load, staleTime: 0, gcTime: 0 });
  const me = useSession()?.user.name;
  const version = theirs.data;
  const { refetch } = theirs;
  useEffect(() => void refetch(), [problem, refetch]); // each new problem is about a newer version
  const own = version?.open && !theirs.isFetching && (JSON.stringify(say(version.draft)) === JSON.stringify(say(mine)) || (sent !== null && JSON.stringify(say(version.draft)) === JSON.stringify(say(sent))));
  useEffect(() => {
    if (own && version) onGoOn(version.etag);
    // Once for each version.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [own, version?.etag]);
  if (theirs.error) return <Notice tone="negative" action={{ label: common.tryAgain, run: () => void refetch() }}>{problemWords(theirs.error)}</Notice>;
  if (!version || own) return null;
  const who = version.by === me || !version.by ? null : version.by;
  const clock = formatClock(Date.parse(version.at));
  if (!version.open) return <Notice tone="warn" action={{ label: text.open(what), run: onOpen }}>{text.closed(who, what, clock)}</Notice>;
  const there = new Map(say(version.draft));
  const here = new Map(say(mine));
  const fields = [...new Set([...there.keys(), ...here.keys()])].map(label => ({ label, saved: there.get(label) ?? '', typed: here.get(label) ?? '' })).filter(one => one.saved !== one.typed);
  return <Versions what={what} who={who} at={version.at} fields={fields} onSaved={() => onGoOn(version.etag, version.draft)} onTyped={() => onGoOn(version.etag)} />;
}
