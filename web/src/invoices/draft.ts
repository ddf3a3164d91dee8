// A draft invoice while it is edited: from the server's, back to it, and in words, for who compares two versions.
import { api, withTag, type Schemas } from '../api/client';
import type { Language } from '../documents/LanguageSelect';
import { editedLine, lineBody, type EditedLine } from '../documents/LinesEditor';
import { sayLanguage, sayLine, sayOff, sayYes } from '../documents/say';
import type { Pricing } from '../documents/totals';
import { formatDate } from '../text/format';
import type { Version } from '../ui/Changed';
import { text } from './text';

type Invoice = Schemas['Invoice'];
export interface Draft {
  issueDate: string;
  dueDate: string;
  poNumber: string;
  notes: string;
  footer: string;
  language: Language | null;
  pricing: Pricing;
  lines: EditedLine[];
}

export const draftOf = (i: Invoice): Draft => ({
  issueDate: i.issueDate ?? '', dueDate: i.dueDate ?? '', poNumber: i.poNumber, notes: i.notes, footer: i.footer, language: i.language as Language | null,
  pricing: { taxInclusive: i.taxInclusive, discount: i.discountPercent ?? '', discountAmount: i.discountAmount?.amount ?? '' },
  lines: i.lines.map(editedLine),
});
export const bodyOf = (draft: Draft, currency: string): Schemas['InvoicePatch'] => ({
  issueDate: draft.issueDate || null, dueDate: draft.dueDate || null, poNumber: draft.poNumber, notes: draft.notes, footer: draft.footer, language: draft.language,
  taxInclusive: draft.pricing.taxInclusive, discountPercent: draft.pricing.discount || null,
  discountAmount: draft.pricing.discountAmount ? { amount: draft.pricing.discountAmount, currency } : null,
  lines: draft.lines.map(line => lineBody(line, currency)),
});

// What is saved now, and who saved it when.
export async function versionOf(id: string): Promise<Version<Draft>> {
  const { data, etag } = await withTag(api.GET('/api/invoices/{id}', { params: { path: { id } } }));
  const last = data.history.at(-1);
  return { draft: draftOf(data), etag, by: last?.by ?? '', at: last?.at ?? data.updatedAt, open: data.status === 'draft' };
}

export const wordsOf = (draft: Draft, currency: string): [string, string][] => [
  [text.issueDate, draft.issueDate ? formatDate(draft.issueDate) : ''],
  [text.dueDate, draft.dueDate ? formatDate(draft.dueDate) : ''],
  ...draft.lines.map((line, i): [string, string] => [text.line(i + 1), sayLine(line, currency)]),
  [text.discountOnAll, sayOff(draft.pricing.discount, draft.pricing.discountAmount, currency)],
  [text.pricesIncludeTax, sayYes(draft.pricing.taxInclusive)],
  [text.poNumber, draft.poNumber],
  [text.notes, draft.notes],
  [text.footer, draft.footer],
  sayLanguage(draft.language),
];
