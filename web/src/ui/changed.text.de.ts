import type { Words } from './changed.text';

const has = (who: string | null) => (who === null ? 'Sie haben' : `${who} hat`);

export default {
  open: what => (what === 'invoice' ? 'Rechnung öffnen' : 'Angebot öffnen'),
  closed: (who, what, at) => `${has(who)} ${what === 'invoice' ? `diese Rechnung um ${at} ausgestellt` : `dieses Angebot um ${at} für den Kunden geöffnet`}. Was Sie seitdem eingegeben haben, ist nicht darin.`,
  changed: (who, what, at) => `${has(who)} ${what === 'invoice' ? 'diese Rechnung' : 'dieses Angebot'} um ${at} ${who === null ? 'an anderer Stelle ' : ''}geändert. Prüfen Sie die Unterschiede, bevor Sie speichern.`,
  review: 'Prüfen',
  which: what => (what === 'invoice' ? 'Welche Fassung dieser Rechnung?' : 'Welche Fassung dieses Angebots?'),
  savedBy: who => (who === null ? 'An anderer Stelle gespeichert' : `Gespeichert von ${who}`),
  typedHere: 'Hier eingegeben',
  keep: 'Gespeicherte Fassung behalten',
  saveTyped: 'Meine Eingaben speichern',
} satisfies Words;
