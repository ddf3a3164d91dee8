// Words for a deal that says something else now than what was invoiced.
import type { Schemas } from '../api/client';

export const driftWords: { fields: Record<Schemas['DriftChange']['field'], string>; nothing: string; proposals: Record<Schemas['DriftProposal'], (difference: string) => string> } = {
  fields: { amount: 'Amount', currency: 'Currency', client: 'Client', line: 'Line' },
  nothing: 'nothing',
  proposals: {
    credit_note: difference => `The deal is ${difference} less than what was invoiced. A credit note takes that back.`,
    supplement: difference => `The deal is ${difference} more than what was invoiced. A supplement asks for that.`,
    replace: () => 'Another client or currency cannot be corrected by a difference. Void this invoice or credit it, then invoice the deal again.',
    renew: () => 'This is a draft still: it can take over what the deal says now.',
    parts: () => 'The parts of the deal that are not invoiced yet can change with it.',
    none: () => 'The total is the same.',
  },
};
