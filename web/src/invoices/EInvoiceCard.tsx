import { Anchor, Group, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { text } from './einvoice.text';

type Gap = Schemas['EInvoiceGap'];
type Subject = { kind: 'invoice' | 'client' | 'deal'; id: string };

function load({ kind, id }: Subject) {
  const params = { params: { path: { id } } };
  if (kind === 'invoice') return unwrap(api.GET('/api/invoices/{id}/e-invoice', params));
  if (kind === 'client') return unwrap(api.GET('/api/clients/{id}/e-invoice', params));
  return unwrap(api.GET('/api/deals/{id}/e-invoice', params));
}

// Where a person fills in what is missing.
function Mend({ gap, clientId }: { gap: Gap; clientId?: string }) {
  if (gap.place === 'workspace') return <Link to="/settings">{text.openSettings}</Link>;
  if (gap.place === 'client' && clientId) return <Link to="/clients/$id" params={{ id: clientId }}>{text.openClient}</Link>;
  return null;
}

// Whether there is, or can be, an e-invoice by EN 16931, and what is missing.
export function EInvoiceCard({ subject, clientId, issued = false }: { subject: Subject; clientId?: string; issued?: boolean }) {
  const state = useQuery({ queryKey: [`${subject.kind}s`, 'e-invoice', subject.id], queryFn: () => load(subject) });
  const required = state.data?.gaps.filter(gap => gap.required) ?? [];
  const advised = state.data?.gaps.filter(gap => !gap.required) ?? [];
  const file = (syntax: string) => `/api/invoices/${subject.id}/${syntax}`;
  return (
    <section className={page.card} aria-labelledby="e-invoice">
      <h2 id="e-invoice">{text.eInvoice}</h2>
      {state.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void state.refetch() }}>{problemWords(state.error)}</Notice>}
      {!state.data && !state.error && <Skeleton height={60} />}
      {state.data?.ready && (
        <p className={page.dim}>{issued ? text.keepsRules : text.nothingMissing}</p>
      )}
      {state.data?.ready && issued && (
        <Group gap="md">
          <Anchor href={file('facturx')}>{text.facturx}</Anchor>
          <Anchor href={file('ubl')}>{text.ubl}</Anchor>
          <Anchor href={file('cii')}>{text.cii}</Anchor>
        </Group>
      )}
      {required.length > 0 && (
        <>
          <p className={page.dim}>{text.missing}</p>
          <ul className={page.rows}>
            {required.map(gap => (
              <li key={gap.term + gap.pointer}>
                <span>{gap.detail} <span className={page.dim}>{gap.rule}</span></span>
                <Mend gap={gap} clientId={clientId} />
              </li>
            ))}
          </ul>
          {issued && required.some(gap => gap.place === null) && <p className={page.dim}>{text.issuedCannotChange}</p>}
        </>
      )}
      {advised.length > 0 && (
        <details>
          <summary>{text.recommendations(advised.length)}</summary>
          <ul className={page.rows}>
            {advised.map(gap => <li key={gap.term + gap.pointer}><span>{gap.detail}</span><Mend gap={gap} clientId={clientId} /></li>)}
          </ul>
        </details>
      )}
    </section>
  );
}
