import { number, plural } from '../text/catalogue';
import type { Words } from './einvoice.text';

export default {
  openSettings: 'Einstellungen öffnen',
  openClient: 'Kunden öffnen',
  eInvoice: 'E-Rechnung',
  keepsRules: 'Erfüllt alle Regeln der EN 16931.',
  nothingMissing: 'Für EN 16931 fehlt nichts.',
  facturx: 'ZUGFeRD-PDF',
  ubl: 'UBL',
  cii: 'CII',
  missing: 'Für EN 16931 fehlt:',
  issuedCannotChange: 'Was ausgestellt ist, kann sich nicht ändern: stornieren, Angaben ergänzen und neu ausstellen.',
  recommendations: n => `${number(n)} ${plural(n, { one: 'Empfehlung', other: 'Empfehlungen' })}`,
} satisfies Words;
