import { number, plural } from '../text/catalogue';
import type { Words } from './attention.text';

export default {
  title: 'Braucht Aufmerksamkeit',
  nothing: 'Es gibt nichts zu tun.',
  wait: n => plural(n, { one: '1 Datensatz wartet. Alles andere ist abgeglichen.', other: `${number(n)} Datensätze warten. Alles andere ist abgeglichen.` }),
  none: 'Kein HubSpot-Datensatz braucht Aufmerksamkeit.',
  tryAll: 'Alle erneut versuchen',
  exportCsv: 'CSV exportieren',
  readingAgain: 'Sie werden neu gelesen',
  showSync: 'Abgleich anzeigen',
  cause: 'Ursache',
  everyCause: 'Jede Ursache',
  everyKind: 'Jede Art',
  notLoaded: cause => `${cause}: diese konnten nicht geladen werden.`,
  causeCount: (cause, n) => `${cause} (${number(n)})`,
  narrow: (shown, of) => `Die ersten ${number(shown)} von ${number(of)}; suchen Sie, um einzugrenzen`,
  showMore: (n, of) => `${number(n)} weitere von ${number(of)} anzeigen`,
} satisfies Words;
