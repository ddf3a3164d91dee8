// The certificate that what is here is what HubSpot has.
import { catalogue, number, plural } from '../text/catalogue';
import type { Schemas } from '../api/client';

type Certificate = Schemas['ParityCertificate'];

const en = {
  question: 'Is anything missing?',
  notLoaded: 'The certificate could not be loaded.',
  never: 'Nothing was compared yet.',
  neverYet: 'Nothing was compared yet. The first load certifies what it reads.',
  compared: (when: string) => `Compared ${when}.`,

  // What it says
  sources: { check: 'A comparison', first_load: 'The first load', sweep: 'A full sync', import: 'An import' } satisfies Record<Certificate['source'], string>,
  waiting: (n: number) => plural(n, { one: '1 record changed in HubSpot since the last sync and comes with the next.', other: `${number(n)} records changed in HubSpot since the last sync and come with the next.` }),
  running: 'Being compared',
  soFar: 'The findings so far are below.',
  unfinished: 'Not compared to the end',
  stopped: 'The comparison stopped before it had read everything. Compare again.',
  exact: '✓ Exactly what HubSpot has',
  exactRecords: (n: number) => `${number(n)} records compared, none missing, none extra, none old.`,
  mended: (n: number) => plural(n, { one: '1 difference was found and mended.', other: `${number(n)} differences were found and mended.` }),
  differences: (n: number) => plural(n, { one: '1 difference', other: `${number(n)} differences` }),
  allMended: (n: number) => plural(n, { one: '1 difference, all mended', other: `${number(n)} differences, all mended` }),
  records: (n: number) => `${number(n)} records compared.`,
  someMended: (n: number, of: number) => `${number(n)} of ${number(of)} mended.`,
  mendThem: 'Compare again with Mend what differs, and HubSpot’s values are read in.',

  // The page
  explained: 'Everything live in HubSpot is read and compared with what is here. What differs is read twice before it is called a difference.',
  mend: 'Mend what differs',
  compareNow: 'Compare now',
  byKind: 'Records by kind',
  heads: { records: 'Records', hubspot: 'In HubSpot', here: 'Here', missing: 'Missing', extra: 'Extra', old: 'Old', links: 'Associations', waiting: 'Waiting', checksum: 'Checksum' },
  notRead: 'Not read: a permission is missing',
  hashes: (hubspot: string, here: string) => `HubSpot ${hubspot}, here ${here}`,
  noHash: 'none',
  equal: '✓ Equal',
  differs: '✗ Differs',
  hubspotClock: (time: string) => `${time} by HubSpot's clock`,
  took: (duration: string) => `took ${duration}`,
  requests: (n: number) => plural(n, { one: '1 request', other: `${number(n)} requests` }),
  showRun: 'Show the run',
  findings: (n: number) => plural(n, { one: '1 finding', other: `${number(n)} findings` }),
  download: 'Download findings',
  findingsNotLoaded: 'Findings could not be loaded.',
  findingsLabel: 'Findings',
  id: 'HubSpot ID',
  finding: 'Finding',
  whatDiffers: 'What differs',
  isMended: 'Mended',
  yes: '✓ Yes',
  no: 'No',
  kinds: { missing: 'Missing here', extra: 'Not in HubSpot', stale: 'Old values here', links: 'Other associations' } satisfies Record<Schemas['ParityFinding']['kind'], string>,
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./parity.text.de'));
