import { number, plural } from '../text/catalogue';
import type { Words } from './bulk.text';

const many = (n: number) => plural(n, { one: '1 Rechnung', other: `${number(n)} Rechnungen` });

export default {
  title: { sent: 'Als gesendet markieren', void: 'Diese Rechnungen stornieren' },
  will: { sent: n => `${many(n)} ${plural(n, { one: 'wird', other: 'werden' })} als gesendet markiert.`, void: n => `${many(n)} ${plural(n, { one: 'wird', other: 'werden' })} storniert.` },
  verb: { sent: n => `${many(n)} markieren`, void: n => `${many(n)} stornieren` },
  did: { sent: n => `${many(n)} als gesendet markiert`, void: n => `${many(n)} storniert` },
  hint: { sent: 'Für das, was Sie übergeben oder ausgedruckt haben. Es geht keine E-Mail hinaus.', void: 'Die Nummern bleiben vergeben, und die Rechnungen werden als storniert gekennzeichnet.' },
  nothing: { sent: 'Keine davon kann als gesendet markiert werden.', void: 'Keine davon kann storniert werden.' },
  reason: 'Grund',
  issuedFirst: n => plural(n, { one: '1 Entwurf wird zuerst ausgestellt und kann danach nicht mehr geändert werden.', other: `${number(n)} Entwürfe werden zuerst ausgestellt und können danach nicht mehr geändert werden.` }),
  leftOut: n => `${many(n)} ausgelassen`,
  invoice: 'Rechnung',
  why: 'Warum',
  draft: 'Entwurf',
  done: 'Fertig',
} satisfies Words;
