import type { Words } from './setup.text';

export default {
  setUp: 'Every einrichten',
  steps: 'Schritte',
  stepNames: ['Sie', 'Unternehmen', 'Rechnungen', 'HubSpot'],
  weak: 'Mindestens 12 Zeichen. Einige Wörter ergeben ein gutes Passwort.',
  atLeast: 'Mindestens 12 Zeichen',
  business: 'Name des Unternehmens',
  currency: 'Währung',
  zone: 'Zeitzone',
  noCountry: 'Kein Land',
  noSuchCountry: 'Kein Land mit diesem Namen',
  prefix: 'Rechnungsnummern beginnen mit',
  firstNumber: number => `Die erste ist ${number}`,
  terms: 'Zahlungsziel in Tagen',
  bank: 'Bankverbindung',
  bankHint: 'Steht auf jeder Rechnung bei den Zahlungshinweisen',
  youAreSet: 'Alles bereit. Als Nächstes: Holen Sie Ihre Kunden herein. Every liest nur aus HubSpot; dort wird nie etwas geändert.',
  notNow: 'Nicht jetzt',
  connect: 'HubSpot verbinden',
} satisfies Words;
