import { number, plural } from '../text/catalogue';
import type { Words } from './list.text';

export default {
  client: 'Kunde',
  due: 'Fällig',
  dueFrom: 'Fällig ab',
  dueTo: 'Fällig bis',
  currency: 'Währung',
  anyCurrency: 'Jede Währung',
  least: 'Mindestens',
  most: 'Höchstens',
  filters: n => (n > 0 ? `Filter (${number(n)})` : 'Filter'),
  clientOf: name => `Kunde: ${name}`,
  withoutClient: name => `Alle Kunden, nicht nur ${name}`,
  sums: 'Was in dieser Liste offen ist',
  outstanding: currency => `Offen, ${currency}`,
  overdue: currency => `Überfällig, ${currency}`,
  invoices: n => plural(n, { one: '1 Dokument', other: `${number(n)} Dokumente` }),
  daysToPay: 'Tage bis zur Zahlung im Schnitt',
  open: 'Öffnen',
  preview: 'PDF',
  copyLink: 'Link des Kunden kopieren',
  linkCopied: number_ => `Der Link zu ${number_} wurde kopiert.`,
  edit: 'Bearbeiten',
  draft: 'dem Entwurf',
  remind: 'Erinnern …',
  send: 'Senden …',
} satisfies Words;
