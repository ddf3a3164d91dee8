// What a certificate says, in a title and a sentence.
import type { Schemas } from '../api/client';
import { text } from './parity.text';

type Certificate = Schemas['ParityCertificate'];
export const parityKey = ['hubspot', 'parity'] as const;

export function parityWords(certificate: Certificate): { title: string; text: string; tone: 'good' | 'info' | 'warn' } {
  const { findings, healed } = certificate;
  const records = certificate.types.reduce((sum, type) => sum + type.here, 0);
  const waiting = certificate.types.reduce((sum, type) => sum + type.waiting, 0);
  const later = waiting > 0 ? text.waiting(waiting) : '';
  const said = (...sentences: string[]) => sentences.filter(Boolean).join(' ');
  if (certificate.state === 'running') return { title: text.running, text: text.soFar, tone: 'info' };
  if (certificate.state === 'unfinished') return { title: text.unfinished, text: text.stopped, tone: 'warn' };
  if (certificate.state === 'exact') return { title: text.exact, text: said(text.exactRecords(records), healed > 0 ? text.mended(healed) : '', later), tone: 'good' };
  const open = findings - healed;
  return { title: open > 0 ? text.differences(open) : text.allMended(findings), text: said(text.records(records), healed > 0 ? text.someMended(healed, findings) : text.mendThem, later), tone: open > 0 ? 'warn' : 'good' };
}
