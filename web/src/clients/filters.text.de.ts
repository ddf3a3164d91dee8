import { number, plural } from '../text/catalogue';
import type { Words } from './filters.text';

export default {
  filters: n => (n > 0 ? `Filter (${number(n)})` : 'Filter'),
  tag: 'Schlagwort',
  owner: 'Zuständig',
  hubspot: 'HubSpot',
  list: 'HubSpot-Liste',
  run: 'Import',
  invoice: 'Letzte Rechnung',
  money: 'Geld',
  any: what => `${what}: alle`,
  states: { in_sync: 'Abgeglichen', attention: 'Braucht Aufmerksamkeit', gone: 'Nicht mehr in HubSpot' },
  invoices: { draft: 'Entwurf', issued: 'Ausgestellt', sent: 'Gesendet', viewed: 'Angesehen', partial: 'Teilweise bezahlt', overdue: 'Überfällig', paid: 'Bezahlt', credited: 'Gutgeschrieben', void: 'Storniert' },
  moneys: { owes: 'Schuldet etwas', overdue: 'Überfällig', credit: 'Hat Guthaben' },
  chosen: (what, value) => `${what}: ${value}`,
  without: filter => `Ohne „${filter}“`,
  tags: 'Schlagwörter …',
  tagTitle: n => plural(n, { one: 'Schlagwörter von 1 Kunden', other: `Schlagwörter von ${number(n)} Kunden` }),
  add: 'Hinzufügen, durch Kommas getrennt',
  remove: 'Entfernen, durch Kommas getrennt',
  known: 'Es gibt',
  limit: 'Höchstens 5.000 Kunden auf einmal.',
  change: 'Schlagwörter ändern',
  changed: n => plural(n, { one: 'Die Schlagwörter von 1 Kunden wurden geändert.', other: `Die Schlagwörter von ${number(n)} Kunden wurden geändert.` }),
  unchanged: 'Alle hatten diese Schlagwörter schon.',
} satisfies Words;
