import { number, plural } from '../text/catalogue';
import type { Words } from './import.text';

export default {
  somebody: name => `${name} importiert gerade. Sie können zusehen; ein zweiter Import beginnt danach.`,
  canClose: 'Sie können dieses Fenster schließen. Der Import läuft weiter.',
  cancelSure: 'Import abbrechen?',
  cancelImport: 'Import abbrechen',
  keepImporting: 'Weiter importieren',
  alreadyIn: n => plural(n, { one: '1 Datensatz ist schon da und bleibt. Der Rest wird nicht importiert.', other: `${number(n)} Datensätze sind schon da und bleiben. Der Rest wird nicht importiert.` }),
  noneYet: 'Bisher wurde nichts importiert.',
  complete: 'Import abgeschlossen:',
  stopped: 'Import angehalten:',
  stoppedAt: percent => `Import angehalten bei ${number(percent)} %:`,
  sums: (created, updated, skipped, attention) => `${number(created)} angelegt · ${number(updated)} aktualisiert · ${number(skipped)} übersprungen · ${plural(attention, { one: '1 braucht', other: `${number(attention)} brauchen` })} Aufmerksamkeit.`,
  waiting: n => plural(n, { one: '1 wartet auf eine Entscheidung.', other: `${number(n)} warten auf eine Entscheidung.` }),
  decide: n => `${number(n)} entscheiden`,
  continueNow: 'Jetzt fortsetzen',
  recordsIn: n => plural(n, { one: '1 Datensatz ist da.', other: `${number(n)} Datensätze sind da.` }),
  continues: when => `Der nächste Abgleich setzt fort: ${when}.`,
  fix: n => `${number(n)} beheben`,
  invoicesFor: n => plural(n, { one: 'Rechnung für 1 gewonnenen Deal erstellen', other: `Rechnungen für ${number(n)} gewonnene Deals erstellen` }),
  showRecords: 'Jeden Datensatz anzeigen',
} satisfies Words;
