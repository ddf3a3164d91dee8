import { number, plural } from '../text/catalogue';
import type { Words } from './receipts.text';

export default {
  receipts: 'Belege',
  notLoaded: 'Die Belege konnten nicht geladen werden.',
  reasons: { privacy_deletion: 'HubSpot hat eine Löschung aus Datenschutzgründen gemeldet.', purged: 'In HubSpot endgültig gelöscht.', placeholder: 'HubSpot hat einen Platzhalter an die Stelle gesetzt.', owner: 'Hier verlangt.' },
  counted: {
    mirrorRecords: n => plural(n, { one: '1 HubSpot-Datensatz', other: `${number(n)} HubSpot-Datensätze` }),
    contacts: n => plural(n, { one: '1 Kontakt', other: `${number(n)} Kontakte` }),
    clients: n => plural(n, { one: '1 Kunde', other: `${number(n)} Kunden` }),
    notes: n => plural(n, { one: '1 Notiz', other: `${number(n)} Notizen` }),
    history: n => plural(n, { one: '1 Eintrag im Verlauf', other: `${number(n)} Einträge im Verlauf` }),
    other: n => plural(n, { one: '1 Erwähnung anderswo', other: `${number(n)} Erwähnungen anderswo` }),
  },
  erased: what => `Gelöscht: ${what.join(', ') || 'es war nichts mehr da'}.`,
  disconnected: (clients, contacts, deals, records) =>
    `Geblieben: ${plural(clients, { one: '1 Kunde', other: `${number(clients)} Kunden` })}, ${plural(contacts, { one: '1 Kontakt', other: `${number(contacts)} Kontakte` })} und ${plural(deals, { one: '1 Deal', other: `${number(deals)} Deals` })}. ${plural(records, { one: '1 Datensatz wurde entsperrt.', other: `${number(records)} Datensätze wurden entsperrt.` })}`,
  revoked: 'HubSpot hat den Entzug des Zugriffs bestätigt.',
  notRevoked: 'HubSpot hat den Entzug des Zugriffs nicht bestätigt; hier wurde er gelöscht.',
  documentsKeep: 'Ausgestellte Dokumente behalten ihren Inhalt:',
  clientsStay: n => plural(n, { one: '1 Kunde bleibt ohne persönliche Angaben, weil Dokumente oder Deals an ihm hängen.', other: `${number(n)} Kunden bleiben ohne persönliche Angaben, weil Dokumente oder Deals an ihnen hängen.` }),
  sameAddress: n => plural(n, { one: '1 hier angelegter Kontakt hat dieselbe Adresse und blieb unberührt.', other: `${number(n)} hier angelegte Kontakte haben dieselbe Adresse und blieben unberührt.` }),
  disconnectedFrom: portal => `Getrennt von ${portal}`,
  contactErased: id => `HubSpot-Kontakt ${id} wurde gelöscht`,
  showMore: n => plural(n, { one: 'Mehr von 1 Beleg anzeigen', other: `Mehr von ${number(n)} Belegen anzeigen` }),
} satisfies Words;
