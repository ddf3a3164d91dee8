// What is proposed when a deal says something else now than what was invoiced.
import type { Schemas } from '../api/client';
import { text } from './text';

export function proposalWords(proposal: Schemas['DriftProposal'], difference: string): string {
  const words = text.drift[proposal];
  return typeof words === 'string' ? words : words(difference);
}
