import { Skeleton } from '@mantine/core';
import { problemWords } from '../api/problem';
import { common } from '../text/common';
import { Notice } from './Notice';
import { PageTitle } from './PageTitle';

// A page whose record is not here: why, with a way to try again, or on its way. A record that is here stays, whatever
// became of reading it again.
export function NotLoaded({ query, title }: { query: { error: unknown; refetch: () => unknown }; title: string }) {
  if (!query.error) return <Skeleton height={420} radius={12} />;
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <Notice tone="negative" action={{ label: common.tryAgain, run: () => void query.refetch() }}>{problemWords(query.error)}</Notice>
    </>
  );
}
