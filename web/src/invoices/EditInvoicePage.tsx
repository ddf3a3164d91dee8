import { Button, Checkbox, Group, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { api, withTag, type Schemas } from '../api/client';
import { fieldError, Problem, problemWords } from '../api/problem';
import { DraftLanguage } from '../documents/LanguageSelect';
import { freshLine, LinesEditor, TypedSums } from '../documents/LinesEditor';
import { digitsOf, totalsOf, type Pricing } from '../documents/totals';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import type { ChangedProps } from '../ui/Changed';
import { DecimalInput } from '../ui/DecimalInput';
import { Notice } from '../ui/Notice';
import { NotLoaded } from '../ui/NotLoaded';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { saveWord, useAutosave } from '../ui/useAutosave';
import { Document } from './Document';
import { bodyOf, draftOf, versionOf, wordsOf, type Draft } from './draft';
import { text } from './text';

const Changed = lazy(withWords(() => import('../ui/Changed'))) as unknown as (props: ChangedProps<Draft>) => ReactNode;
type Invoice = Schemas['Invoice'];
// A draft saves itself 800 ms after the last change. Totals shown while typing are computed by the server's rule; the
// preview is the server's own.
function Editor({ invoice, etag, issued }: { invoice: Invoice; etag: string; issued: boolean }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [server, setServer] = useState(invoice);
  const { id, currency } = invoice;
  const put = async (draft: Draft, tag: string) => {
    const answer = await withTag(api.PATCH('/api/invoices/{id}', { params: { path: { id }, header: { 'If-Match': tag } }, body: bodyOf(draft, currency) }));
    setServer(answer.data);
    return answer.etag;
  };
  const { draft, change, state, problem, save, flush, goOn, unanswered } = useAutosave(draftOf(invoice), etag, put, () => void queries.invalidateQueries({ queryKey: ['invoices'] }));
  const setPricing = (part: Partial<Pricing>) => change({ ...draft, pricing: { ...draft.pricing, ...part } });
  const totals = totalsOf(draft.lines, currency, draft.pricing);
  const leave = async (search: { do?: string }) => {
    if (await flush()) void navigate({ to: '/invoices/$id', params: { id }, search: search as never });
  };
  return (
    <>
      <div className={page.head}>
        <div>
          <Link to="/invoices">{text.backToInvoices}</Link>
          <PageTitle>{text.draftInvoice}</PageTitle>
          <p className={page.sub} role="status">
            <bdi>{invoice.client.name}</bdi>{invoice.deal ? ` · ${text.ofDeal(invoice.deal.name)}` : ''} · {saveWord(state)}
          </p>
        </div>
        <Group gap="sm">
          <Button variant="default" onClick={() => void leave({})}>{text.done}</Button>
          <Button onClick={() => void leave({ do: 'send' })}>{text.send}</Button>
        </Group>
      </div>
      {issued || (problem instanceof Problem && (problem.code === 'stale' || problem.code === 'invoice_not_draft')) ? (
        <Suspense>
          <Changed what="invoice" problem={problem} load={() => versionOf(id)} mine={draft} sent={unanswered.current} say={one => wordsOf(one, currency)} onGoOn={goOn} onOpen={() => void navigate({ to: '/invoices/$id', params: { id } })} />
        </Suspense>
      ) : problem !== null && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void save() }}>{problemWords(problem)}</Notice>}
      <div className={page.columns}>
        <section className={page.card} aria-label={text.invoice}>
          <Group grow mb="md">
            <TextInput label={text.issueDate} type="date" value={draft.issueDate} error={fieldError(problem, '/issueDate')} onChange={event => change({ ...draft, issueDate: event.currentTarget.value })} />
            <TextInput label={text.dueDate} type="date" value={draft.dueDate} error={draft.issueDate && draft.dueDate && draft.dueDate < draft.issueDate ? text.dueBefore : undefined} onChange={event => change({ ...draft, dueDate: event.currentTarget.value })} />
          </Group>
          <LinesEditor lines={draft.lines} totals={totals.lines} currency={currency} problem={problem} onChange={lines => change({ ...draft, lines })} fresh={freshLine} />
          <Group grow mt="md" align="flex-end">
            <DecimalInput label={text.discountPercent} places={6} value={draft.pricing.discount} error={fieldError(problem, '/discountPercent')} onChange={discount => setPricing({ discount, discountAmount: '' })} />
            <DecimalInput label={text.orAmount(currency)} places={digitsOf(currency)} value={draft.pricing.discountAmount} error={fieldError(problem, '/discountAmount/amount')} onChange={discountAmount => setPricing({ discountAmount, discount: '' })} />
            <Checkbox label={text.pricesIncludeTax} pb={8} checked={draft.pricing.taxInclusive} onChange={event => setPricing({ taxInclusive: event.currentTarget.checked })} />
          </Group>
          <TypedSums totals={totals} taxInclusive={draft.pricing.taxInclusive} currency={currency} />
          <Group grow mt="md" align="flex-start">
            <TextInput label={text.poNumber} value={draft.poNumber} onChange={event => change({ ...draft, poNumber: event.currentTarget.value })} />
            <DraftLanguage value={draft.language} server={server} onChange={language => change({ ...draft, language })} />
          </Group>
          <Textarea label={text.notes} mt="sm" autosize minRows={2} value={draft.notes} onChange={event => change({ ...draft, notes: event.currentTarget.value })} />
          <Textarea label={text.footer} mt="sm" autosize minRows={1} value={draft.footer} onChange={event => change({ ...draft, footer: event.currentTarget.value })} />
        </section>
        <Document invoice={server} />
      </div>
    </>
  );
}

export function EditInvoicePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const invoice = useQuery({ queryKey: ['invoices', 'edit', id], queryFn: () => withTag(api.GET('/api/invoices/{id}', { params: { path: { id } } })), staleTime: 0, gcTime: 0 });
  const opened = useRef<typeof invoice.data>(undefined); // who is typing keeps the page, whatever becomes of the invoice
  if (!invoice.data) return <NotLoaded query={invoice} title={text.invoice} />;
  const draft = invoice.data.data.status === 'draft';
  if (draft && opened.current?.data.id !== id) opened.current = invoice.data;
  if (opened.current?.data.id !== id)
    return (
      <>
        <PageTitle>{text.invoice}</PageTitle>
        <Notice>{text.isIssued(invoice.data.data.number ?? '')} <Link to="/invoices/$id" params={{ id }}>{text.openIt}</Link></Notice>
      </>
    );
  return <Editor key={id} invoice={opened.current.data} etag={opened.current.etag} issued={!draft} />;
}
