import { list, number, plural } from '../text/catalogue';
import type { Words } from './fate.text';

export default {
  archive: 'Archivieren',
  restore: 'Wiederherstellen',
  delete: 'Löschen',
  archiveTitle: name => `${name} archivieren?`,
  archiveHint: 'Der Kunde verlässt die Liste der aktiven Kunden und die Auswahl für neue Dokumente. Seine Rechnungen, Zahlungen, Angebote und Notizen bleiben, wie sie sind, und HubSpot aktualisiert ihn weiter. Er kann jederzeit wiederhergestellt werden.',
  owes: sums => `${sums} sind noch offen: Mahnungen und Berichte gehen weiter.`,
  archived: name => `${name} wurde archiviert.`,
  restored: name => `${name} ist wieder aktiv.`,
  deleteTitle: name => `${name} löschen?`,
  deleteHint: 'Der Kunde verschwindet endgültig, mit seinen Notizen und Rechnungsdaten. Seine Kontakte bleiben, und seine Deals haben keinen Kunden mehr. Das kann nicht rückgängig gemacht werden.',
  deleted: name => `${name} wurde gelöscht.`,
  cannotTitle: name => `${name} kann nicht gelöscht werden`,
  has: (name, invoices, proposals) => `${name} hat ${list([...(invoices > 0 ? [plural(invoices, { one: '1 Rechnung', other: `${number(invoices)} Rechnungen` })] : []), ...(proposals > 0 ? [plural(proposals, { one: '1 Angebot', other: `${number(proposals)} Angebote` })] : [])])}. Was abgerechnet wurde, muss bei seinem Kunden bleiben.`,
  refused: 'Was abgerechnet oder bezahlt wurde, muss bei seinem Kunden bleiben.',
  managed: 'HubSpot verwaltet diesen Kunden und brächte ihn mit dem nächsten Abgleich zurück. Löschen Sie ihn dort, oder archivieren Sie ihn hier.',
  archiveInstead: 'Stattdessen archivieren',
  isArchived: 'Dieser Kunde ist archiviert.',
} satisfies Words;
