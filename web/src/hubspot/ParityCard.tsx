import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap } from '../api/client';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { parityKey, parityWords } from './parity';
import { when } from './words';

// The latest certificate in two lines.
export function ParityCard() {
  const report = useQuery({ queryKey: parityKey, queryFn: () => unwrap(api.GET('/api/hubspot/parity')) });
  const certificate = report.data?.certificate;
  const said = certificate ? parityWords(certificate) : null;
  return (
    <section className={page.card} aria-labelledby="parity">
      <div className={page.head}><h2 id="parity">Is anything missing?</h2><Link to="/settings/integrations/hubspot/parity">Compare with HubSpot</Link></div>
      {report.error && <Notice tone="negative" action={{ label: 'Try again', run: () => void report.refetch() }}>The certificate could not be loaded.</Notice>}
      {report.isPending && <Skeleton height={40} />}
      {report.data && !certificate && <Text size="sm" c="dimmed">Nothing was compared yet.</Text>}
      {certificate && said && (
        <>
          <Text size="sm" fw={560}>{said.title}</Text>
          <Text size="sm" c="dimmed">{said.text} {certificate.finishedAt ? `Compared ${when(certificate.finishedAt)}.` : ''}</Text>
        </>
      )}
    </section>
  );
}
