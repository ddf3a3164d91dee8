import { ActionIcon, Button, Checkbox, Group, Skeleton, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { api, withTag, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { newKey } from '../api/key';
import { formatMoney } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { Document } from './Document';
import css from './editor.module.css';
import { totalsOf, type LineText, type Pricing } from './totals';

type Invoice = Schemas['Invoice'];
interface Line extends LineText {
  id: string;
  description: string;
}
interface Draft {
  issueDate: string;
  dueDate: string;
  poNumber: string;
  notes: string;
  footer: string;
  pricing: Pricing;
  lines: Line[];
}

const draftOf = (i: Invoice): Draft => ({
  issueDate: i.issueDate ?? '', dueDate: i.dueDate ?? '', poNumber: i.poNumber, notes: i.notes, footer: i.footer,
  pricing: { taxInclusive: i.taxInclusive, discount: i.discountPercent ?? '', discountAmount: i.discountAmount?.amount ?? '' },
  lines: i.lines.map(line => ({ id: line.id, description: line.description, quantity: line.quantity, price: line.unitPrice.amount, discount: line.discountPercent ?? '', discountAmount: line.discountAmount?.amount ?? '', tax: line.taxRatePercent ?? '' })),
});
const bodyOf = (draft: Draft, currency: string): Schemas['InvoicePatch'] => ({
  issueDate: draft.issueDate || null, dueDate: draft.dueDate || null, poNumber: draft.poNumber, notes: draft.notes, footer: draft.footer,
  taxInclusive: draft.pricing.taxInclusive, discountPercent: draft.pricing.discount || null,
  discountAmount: draft.pricing.discountAmount ? { amount: draft.pricing.discountAmount, currency } : null,
  lines: draft.lines.map(line => ({ id: line.id, description: line.description, quantity: line.quantity || '0', unitPrice: { amount: line.price || '0', currency }, discountPercent: line.discount || null, discountAmount: line.discountAmount ? { amount: line.discountAmount, currency } : null, taxRatePercent: line.tax || null })),
});

const autosave_ms = 800;

// A draft saves itself 800 ms after the last change. Totals shown while typing are computed by the server's rule; the
// preview is the server's own.
function Editor({ invoice, etag }: { invoice: Invoice; etag: string }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => draftOf(invoice));
  const [state, setState] = useState<'saved' | 'typing' | 'saving' | 'failed'>('saved');
  const [problem, setProblem] = useState<unknown>(null);
  const [server, setServer] = useState(invoice);
  const tag = useRef(etag);
  const latest = useRef(draft);
  const busy = useRef<Promise<void>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const save = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    // One save at a time: each carries the version that the one before it made.
    busy.current = busy.current.then(async () => {
      setState('saving');
      try {
        const sent = latest.current;
        const answer = await withTag(api.PATCH('/api/invoices/{id}', { params: { path: { id: invoice.id }, header: { 'If-Match': tag.current } }, body: bodyOf(sent, invoice.currency) }));
        tag.current = answer.etag;
        setServer(answer.data);
        setProblem(null);
        setState(latest.current === sent ? 'saved' : 'typing');
      } catch (error) {
        setProblem(error);
        setState('failed');
      }
    });
    return busy.current;
  };
  const change = (next: Draft) => {
    latest.current = next;
    setDraft(next);
    setState('typing');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), autosave_ms);
  };
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (timer.current !== undefined) event.preventDefault();
    };
    addEventListener('beforeunload', guard);
    return () => {
      removeEventListener('beforeunload', guard);
      clearTimeout(timer.current);
      void queries.invalidateQueries({ queryKey: ['invoices'] });
    };
  }, [queries]);
  const setLine = (index: number, part: Partial<Line>) => change({ ...draft, lines: draft.lines.map((line, i) => (i === index ? { ...line, ...part } : line)) });
  const addLine = () => change({ ...draft, lines: [...draft.lines, { id: newKey(), description: '', quantity: '1', price: '0', discount: '', tax: '' }] });
  const setPricing = (part: Partial<Pricing>) => change({ ...draft, pricing: { ...draft.pricing, ...part } });
  const totals = totalsOf(draft.lines, invoice.currency, draft.pricing);
  const money = (amount: string) => formatMoney({ amount, currency: invoice.currency });
  const close = async (search: { do?: string } = {}) => {
    if (timer.current !== undefined) await save();
    void navigate({ to: '/invoices/$id', params: { id: invoice.id }, search: search as never });
  };
  return (
    <>
      <div className={page.head}>
        <div>
          <Link to="/invoices">‹ Invoices</Link>
          <PageTitle>Draft invoice</PageTitle>
          <p className={page.sub} role="status">
            {invoice.client.name}{invoice.deal ? ` · from deal ${invoice.deal.name}` : ''} · {state === 'saved' ? 'Saved' : state === 'saving' ? 'Saving…' : state === 'failed' ? 'Not saved' : 'Typing…'}
          </p>
        </div>
        <Group gap="sm">
          <Button variant="default" onClick={() => void close()}>Done</Button>
          <Button onClick={() => void close({ do: 'send' })}>Send…</Button>
        </Group>
      </div>
      {problem !== null && <Notice tone="negative" action={{ label: 'Try again', run: () => void save() }}>{problemWords(problem)}</Notice>}
      <div className={page.columns}>
        <section className={page.card} aria-label="Invoice">
          <Group grow mb="md">
            <TextInput label="Issue date" type="date" value={draft.issueDate} onChange={event => change({ ...draft, issueDate: event.currentTarget.value })} />
            <TextInput label="Due date" type="date" value={draft.dueDate} error={draft.issueDate && draft.dueDate && draft.dueDate < draft.issueDate ? 'Due date is before the issue date.' : undefined} onChange={event => change({ ...draft, dueDate: event.currentTarget.value })} />
          </Group>
          <ol className={css.lines}>
            {draft.lines.map((line, i) => (
              <li key={line.id} className={css.line}>
                <Textarea className={css.what} label="Item" autosize minRows={1} value={line.description} onChange={event => setLine(i, { description: event.currentTarget.value })} />
                <TextInput label="Quantity" inputMode="decimal" value={line.quantity} error={fieldError(problem, `/lines/${i}/quantity`)} onChange={event => setLine(i, { quantity: event.currentTarget.value })} />
                <TextInput label="Price" inputMode="decimal" value={line.price} error={fieldError(problem, `/lines/${i}/unitPrice/amount`)} onChange={event => setLine(i, { price: event.currentTarget.value })} />
                <TextInput label="Discount %" inputMode="decimal" value={line.discount} error={fieldError(problem, `/lines/${i}/discountPercent`)} onChange={event => setLine(i, { discount: event.currentTarget.value, discountAmount: '' })} />
                <TextInput label="Tax %" inputMode="decimal" value={line.tax} error={fieldError(problem, `/lines/${i}/taxRatePercent`)} onChange={event => setLine(i, { tax: event.currentTarget.value })} />
                <span className={css.total}>{money(totals.lines[i] ?? '0')}</span>
                <ActionIcon variant="subtle" color="gray" aria-label={`Remove line ${i + 1}`} onClick={() => change({ ...draft, lines: draft.lines.filter((_, k) => k !== i) })}><IconTrash size={16} aria-hidden /></ActionIcon>
              </li>
            ))}
          </ol>
          <Button size="xs" variant="light" leftSection={<IconPlus size={14} aria-hidden />} onClick={addLine}>Add a line</Button>
          <Group grow mt="md" align="flex-end">
            <TextInput label="Discount on everything, %" inputMode="decimal" value={draft.pricing.discount} error={fieldError(problem, '/discountPercent')} onChange={event => setPricing({ discount: event.currentTarget.value, discountAmount: '' })} />
            <TextInput label={`or an amount, ${invoice.currency}`} inputMode="decimal" value={draft.pricing.discountAmount} error={fieldError(problem, '/discountAmount/amount')} onChange={event => setPricing({ discountAmount: event.currentTarget.value, discount: '' })} />
            <Checkbox label="Prices include tax" pb={8} checked={draft.pricing.taxInclusive} onChange={event => setPricing({ taxInclusive: event.currentTarget.checked })} />
          </Group>
          <dl className={page.totals}>
            <div><dt>Subtotal</dt><dd>{money(totals.subtotal)}</dd></div>
            <div><dt>Discount</dt><dd>{money(totals.discount)}</dd></div>
            <div><dt>{draft.pricing.taxInclusive ? 'Tax included' : 'Tax'}</dt><dd>{money(totals.tax)}</dd></div>
            <div data-strong=""><dt>Total</dt><dd>{money(totals.total)}</dd></div>
          </dl>
          <TextInput label="PO number" mt="md" value={draft.poNumber} onChange={event => change({ ...draft, poNumber: event.currentTarget.value })} />
          <Textarea label="Notes" mt="sm" autosize minRows={2} value={draft.notes} onChange={event => change({ ...draft, notes: event.currentTarget.value })} />
          <Textarea label="Footer" mt="sm" autosize minRows={1} value={draft.footer} onChange={event => change({ ...draft, footer: event.currentTarget.value })} />
        </section>
        <Document invoice={server} />
      </div>
    </>
  );
}

export function EditInvoicePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const invoice = useQuery({ queryKey: ['invoices', 'edit', id], queryFn: () => withTag(api.GET('/api/invoices/{id}', { params: { path: { id } } })), staleTime: 0, gcTime: 0 });
  if (invoice.error)
    return (
      <>
        <PageTitle>Invoice</PageTitle>
        <Notice tone="negative" action={{ label: 'Try again', run: () => void invoice.refetch() }}>{problemWords(invoice.error)}</Notice>
      </>
    );
  if (!invoice.data) return <Skeleton height={420} radius={12} />;
  if (invoice.data.data.status !== 'draft')
    return (
      <>
        <PageTitle>Invoice</PageTitle>
        <Notice>{invoice.data.data.number} is issued and cannot change. <Link to="/invoices/$id" params={{ id }}>Open it</Link></Notice>
      </>
    );
  return <Editor key={id} invoice={invoice.data.data} etag={invoice.data.etag} />;
}
