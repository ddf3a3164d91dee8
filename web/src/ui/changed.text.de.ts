import type { Kind, Words } from './changed.text';

const has = (who: string | null) => (who === null ? 'Sie haben' : `${who || 'Jemand'} hat`);
const these: Record<Kind, string> = { invoice: 'diese Rechnung', proposal: 'dieses Angebot', client: 'diesen Kunden', contact: 'diesen Kontakt', note: 'diese Notiz', deal: 'diesen Deal', settings: 'diese Einstellungen' };
const ofThese: Record<Kind, string> = { invoice: 'dieser Rechnung', proposal: 'dieses Angebots', client: 'dieses Kunden', contact: 'dieses Kontakts', note: 'dieser Notiz', deal: 'dieses Deals', settings: 'dieser Einstellungen' };

export default {
  open: what => (what === 'invoice' ? 'Rechnung öffnen' : 'Angebot öffnen'),
  closed: (who, what, at) => `${has(who)} ${what === 'invoice' ? `diese Rechnung um ${at} ausgestellt` : `dieses Angebot um ${at} für den Kunden geöffnet`}. Was Sie seitdem eingegeben haben, ist nicht darin.`,
  changed: (who, what, at) => `${has(who)} ${these[what]} um ${at} ${who === null ? 'an anderer Stelle ' : ''}geändert. Prüfen Sie die Unterschiede, bevor Sie speichern.`,
  review: 'Prüfen',
  which: what => `Welche Fassung ${ofThese[what]}?`,
  savedBy: who => (who ? `Gespeichert von ${who}` : 'An anderer Stelle gespeichert'),
  typedHere: 'Hier eingegeben',
  keep: 'Gespeicherte Fassung behalten',
  saveTyped: 'Meine Eingaben speichern',
} satisfies Words;
