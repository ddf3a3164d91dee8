import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap } from '../api/client';
import { withReference } from '../api/problem';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { parityKey, parityWords } from './parity';
import { text } from './parity.text';
import { helpOr } from './problems';
import { text as shared } from './text';
import { when } from './words';

// The latest certificate in two lines.
export function ParityCard() {
  const report = useQuery({ queryKey: parityKey, queryFn: () => unwrap(api.GET('/api/hubspot/parity')) });
  const certificate = report.data?.certificate;
  const said = certificate ? parityWords(certificate) : null;
  return (
    <section className={page.card} aria-labelledby="parity">
      <div className={page.head}><h2 id="parity">{text.question}</h2><Link to="/settings/integrations/hubspot/parity">{shared.compareWithHubSpot}</Link></div>
      {report.error && <Notice tone="negative" action={helpOr(report.error, common.tryAgain, report.refetch)}>{withReference(text.notLoaded, report.error)}</Notice>}
      {report.isPending && <Skeleton height={40} />}
      {report.data && !certificate && <Text size="sm" c="dimmed">{text.never}</Text>}
      {certificate && said && (
        <>
          <Text size="sm" fw={560}>{said.title}</Text>
          <Text size="sm" c="dimmed">{said.text} {certificate.finishedAt ? text.compared(when(certificate.finishedAt)) : ''}</Text>
        </>
      )}
    </section>
  );
}
