// What a certificate says, in a title and a sentence.
import type { Schemas } from '../api/client';
import { formatInt } from '../text/format';
import { plural } from './words';

type Certificate = Schemas['ParityCertificate'];
export const parityKey = ['hubspot', 'parity'] as const;
export const sources: Record<Certificate['source'], string> = { check: 'A comparison', first_load: 'The first load', sweep: 'A full sync', import: 'An import' };

export function parityWords(certificate: Certificate): { title: string; text: string; tone: 'good' | 'info' | 'warn' } {
  const records = certificate.types.reduce((sum, type) => sum + type.here, 0);
  const waiting = certificate.types.reduce((sum, type) => sum + type.waiting, 0);
  const later = waiting > 0 ? ` ${plural(waiting, 'record', 'records')} changed in HubSpot since the last sync and ${waiting === 1 ? 'comes' : 'come'} with the next.` : '';
  if (certificate.state === 'running') return { title: 'Being compared', text: 'The findings so far are below.', tone: 'info' };
  if (certificate.state === 'unfinished') return { title: 'Not compared to the end', text: 'The comparison stopped before it had read everything. Compare again.', tone: 'warn' };
  if (certificate.state === 'exact') return { title: '✓ Exactly what HubSpot has', text: `${formatInt(records)} records compared, none missing, none extra, none old.${certificate.healed > 0 ? ` ${plural(certificate.healed, 'difference was', 'differences were')} found and mended.` : ''}${later}`, tone: 'good' };
  const open = certificate.findings - certificate.healed;
  return { title: open > 0 ? plural(open, 'difference', 'differences') : `${plural(certificate.findings, 'difference', 'differences')}, all mended`, text: `${formatInt(records)} records compared.${certificate.healed > 0 ? ` ${formatInt(certificate.healed)} of ${formatInt(certificate.findings)} mended.` : ' Compare again with Mend what differs, and HubSpot’s values are read in.'}${later}`, tone: open > 0 ? 'warn' : 'good' };
}
