import { Button, Checkbox, Group, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, withTag, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { DraftLanguage, type Language } from '../documents/LanguageSelect';
import { editedLine, freshLine, lineBody, LinesEditor, TypedSums, type EditedLine } from '../documents/Lines';
import { totalsOf, type Pricing } from '../documents/totals';
import { common } from '../text/common';
import { typedNumber } from '../text/format';
import { Notice } from '../ui/Notice';
import { NotLoaded } from '../ui/NotLoaded';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { saveWord, useAutosave } from '../ui/useAutosave';
import { Document } from './Document';
import { text } from './text';

type Invoice = Schemas['Invoice'];
interface Draft {
  issueDate: string;
  dueDate: string;
  poNumber: string;
  notes: string;
  footer: string;
  language: Language | null;
  pricing: Pricing;
  lines: EditedLine[];
}

const draftOf = (i: Invoice): Draft => ({
  issueDate: i.issueDate ?? '', dueDate: i.dueDate ?? '', poNumber: i.poNumber, notes: i.notes, footer: i.footer, language: i.language as Language | null,
  pricing: { taxInclusive: i.taxInclusive, discount: i.discountPercent ?? '', discountAmount: i.discountAmount?.amount ?? '' },
  lines: i.lines.map(editedLine),
});
const bodyOf = (draft: Draft, currency: string): Schemas['InvoicePatch'] => ({
  issueDate: draft.issueDate || null, dueDate: draft.dueDate || null, poNumber: draft.poNumber, notes: draft.notes, footer: draft.footer, language: draft.language,
  taxInclusive: draft.pricing.taxInclusive, discountPercent: draft.pricing.discount || null,
  discountAmount: draft.pricing.discountAmount ? { amount: draft.pricing.discountAmount, currency } : null,
  lines: draft.lines.map(line => lineBody(line, currency)),
});

// A draft saves itself 800 ms after the last change. Totals shown while typing are computed by the server's rule; the
// preview is the server's own.
function Editor({ invoice, etag }: { invoice: Invoice; etag: string }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [server, setServer] = useState(invoice);
  const { id, currency } = invoice;
  const put = async (draft: Draft, tag: string) => {
    const answer = await withTag(api.PATCH('/api/invoices/{id}', { params: { path: { id }, header: { 'If-Match': tag } }, body: bodyOf(draft, currency) }));
    setServer(answer.data);
    return answer.etag;
  };
  const { draft, change, state, problem, save, flush } = useAutosave(draftOf(invoice), etag, put, () => void queries.invalidateQueries({ queryKey: ['invoices'] }));
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
      {problem !== null && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void save() }}>{problemWords(problem)}</Notice>}
      <div className={page.columns}>
        <section className={page.card} aria-label={text.invoice}>
          <Group grow mb="md">
            <TextInput label={text.issueDate} type="date" value={draft.issueDate} onChange={event => change({ ...draft, issueDate: event.currentTarget.value })} />
            <TextInput label={text.dueDate} type="date" value={draft.dueDate} error={draft.issueDate && draft.dueDate && draft.dueDate < draft.issueDate ? text.dueBefore : undefined} onChange={event => change({ ...draft, dueDate: event.currentTarget.value })} />
          </Group>
          <LinesEditor lines={draft.lines} totals={totals.lines} currency={currency} problem={problem} onChange={lines => change({ ...draft, lines })} fresh={freshLine} />
          <Group grow mt="md" align="flex-end">
            <TextInput label={text.discountPercent} inputMode="decimal" value={draft.pricing.discount} error={fieldError(problem, '/discountPercent')} onChange={event => setPricing({ discount: typedNumber(event.currentTarget.value), discountAmount: '' })} />
            <TextInput label={text.orAmount(currency)} inputMode="decimal" value={draft.pricing.discountAmount} error={fieldError(problem, '/discountAmount/amount')} onChange={event => setPricing({ discountAmount: typedNumber(event.currentTarget.value), discount: '' })} />
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
  if (!invoice.data) return <NotLoaded query={invoice} title={text.invoice} />;
  if (invoice.data.data.status !== 'draft')
    return (
      <>
        <PageTitle>{text.invoice}</PageTitle>
        <Notice>{text.isIssued(invoice.data.data.number ?? '')} <Link to="/invoices/$id" params={{ id }}>{text.openIt}</Link></Notice>
      </>
    );
  return <Editor key={id} invoice={invoice.data.data} etag={invoice.data.etag} />;
}
