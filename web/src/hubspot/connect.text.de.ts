import type { Words } from './connect.text';

export default {
  connect: 'HubSpot verbinden',
  onlyReads: 'Holen Sie Kontakte und Deals herein. Every liest nur; in HubSpot wird nie etwas geändert.',
  noApp: (id, secret) => `Diese Installation hat noch keine eigene HubSpot-App (${id} und ${secret}). Ein eingefügtes Token funktioniert auch ohne.`,
  orToken: 'Oder ein Token einfügen',
  tokenNeeds: 'Ein Service Key oder das Token einer privaten App, mit Lesezugriff auf Kontakte, Unternehmen, Deals und Zuständige. Es wird versiegelt gespeichert.',
  token: 'Token',
  withToken: 'Mit dem Token verbinden',
} satisfies Words;
