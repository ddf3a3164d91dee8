// A draft proposal while it is edited: from the server's, back to it, and in words, for who compares two versions.
import { api, withTag, type Schemas } from '../api/client';
import type { Language } from '../documents/LanguageSelect';
import { editedLine, lineBody, type EditedLine } from '../documents/LinesEditor';
import { sayLanguage, sayLine, sayOff, sayYes } from '../documents/say';
import { formatDate } from '../text/format';
import type { Version } from '../ui/Changed';
import { text } from './text';

type Proposal = Schemas['Proposal'];
export interface Line extends EditedLine {
  optional: boolean;
  chosen: boolean;
}
export interface Draft {
  title: string;
  validUntil: string;
  language: Language | null;
  sections: { id: string; title: string; text: string }[];
  lines: Line[];
  discount: string;
  taxInclusive: boolean;
}

export const draftOf = (p: Proposal): Draft => ({
  title: p.title, validUntil: p.validUntil ?? '', language: p.language as Language | null, sections: p.sections, discount: p.discountPercent ?? '', taxInclusive: p.taxInclusive,
  lines: p.lines.map(line => ({ ...editedLine(line), optional: line.optional, chosen: line.chosen })),
});
export const bodyOf = (draft: Draft, currency: string): Schemas['ProposalPatch'] => ({
  title: draft.title, validUntil: draft.validUntil || null, language: draft.language, sections: draft.sections, discountPercent: draft.discount || null, taxInclusive: draft.taxInclusive,
  lines: draft.lines.map(line => ({ ...lineBody(line, currency), optional: line.optional, chosen: line.chosen })),
});

// What is saved now, and who saved it when.
export async function versionOf(id: string): Promise<Version<Draft>> {
  const { data, etag } = await withTag(api.GET('/api/proposals/{id}', { params: { path: { id } } }));
  const last = data.history.at(-1);
  return { draft: draftOf(data), etag, by: last?.by ?? '', at: last?.at ?? data.updatedAt, open: data.state === 'draft' };
}

export const wordsOf = (draft: Draft, currency: string): [string, string][] => [
  [text.title, draft.title],
  [text.validUntil, draft.validUntil ? formatDate(draft.validUntil) : ''],
  sayLanguage(draft.language),
  ...draft.sections.map((one, i): [string, string] => [text.textOf(i + 1), [one.title, one.text].filter(Boolean).join(': ')]),
  ...draft.lines.map((line, i): [string, string] => [text.line(i + 1), line.optional ? text.optionalLine(sayLine(line, currency), line.chosen) : sayLine(line, currency)]),
  [text.discountOnAll, sayOff(draft.discount, '', currency)],
  [text.pricesIncludeTax, sayYes(draft.taxInclusive)],
];
