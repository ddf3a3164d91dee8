import { number, plural } from '../text/catalogue';
import type { Words } from './undo.text';

export default {
  title: 'Diesen Import zurücknehmen?',
  showIt: 'Anzeigen',
  takenBack: time => `Dieser Import wurde zurückgenommen: ${time}.`,
  clients: n => plural(n, { one: '1 Kunde', other: `${number(n)} Kunden` }),
  contacts: n => plural(n, { one: '1 Kontakt', other: `${number(n)} Kontakte` }),
  deals: n => plural(n, { one: '1 Deal', other: `${number(n)} Deals` }),
  nothing: 'nichts',
  removed: what => <>Entfernt: {what}.</>,
  nothingRemoved: nothing => <>Entfernt: {nothing}.</>,
  restored: what => <>Frühere Werte zurück: {what}.</>,
  decisions: n => plural(n, { one: '1 Entscheidung wird zurückgenommen.', other: `${number(n)} Entscheidungen werden zurückgenommen.` }),
  stay: n => plural(n, { one: '1 Datensatz bleibt', other: `${number(n)} Datensätze bleiben` }),
  stayBecause: (_, records) => <>{records}, weil hier etwas darauf aufbaut.</>,
  whatStays: 'Was bleibt',
  andMore: n => plural(n, { one: 'und 1 weiterer', other: `und ${number(n)} weitere` }),
  until: time => `Möglich bis ${time}. In HubSpot ändert sich nichts.`,
  keep: 'Import behalten',
  undo: 'Import zurücknehmen',
} satisfies Words;
