import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { problemWords } from '../api/problem';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { useWritten, type Written } from './written';

type Of = Parameters<typeof useWritten>[0];

// A document as its client sees it: in its language, from its side.
export function Sheet({ of, label, children }: { of: Of; label: string; children: (written: Written) => ReactNode }) {
  const { written, error, retry } = useWritten(of);
  if (!written && error) return <Notice tone="negative" action={{ label: common.tryAgain, run: retry }}>{problemWords(error)}</Notice>;
  if (!written) return <Skeleton height={420} radius={12} />;
  return (
    <article className={page.document} aria-label={label}>
      <div lang={written.lang} dir={written.dir}>{children(written)}</div>
    </article>
  );
}
