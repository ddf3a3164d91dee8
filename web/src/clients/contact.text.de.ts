import type { Words } from './contact.text';

export default {
  add: 'Kontakt hinzufügen',
  change: name => `Kontakt ${name}`,
  firstName: 'Vorname',
  lastName: 'Nachname',
  moreEmails: 'Weitere E-Mail-Adressen, durch Kommas getrennt',
  phone: 'Telefon',
  mobile: 'Mobil',
  jobTitle: 'Position',
  invoices: 'Rechnungen',
  proposals: 'Angebote',
  role: { primary: 'Hauptempfänger', cc: 'Erhält Kopien', none: 'Erhält keine' },
  onePrimary: 'Jeder Kunde hat einen Hauptempfänger. Ein neuer macht den bisherigen zum Empfänger von Kopien.',
  save: 'Kontakt speichern',
  exists: (name, clients) => (clients ? `${name}, Kontakt von ${clients}, hat diese E-Mail-Adresse schon.` : `${name} hat diese E-Mail-Adresse schon.`),
  useThem: 'Diese Person nehmen',
  detach: 'Von diesem Kunden entfernen',
  detachTitle: name => `${name} von diesem Kunden entfernen?`,
  detachHint: 'Die Person bleibt, mit ihren anderen Kunden. Dokumente, die sie erhalten hätte, gehen an einen anderen Kontakt dieses Kunden.',
  detached: name => `${name} ist kein Kontakt dieses Kunden mehr.`,
  managed: 'Wessen Kontakt das ist, steht in HubSpot.',
} satisfies Words;
