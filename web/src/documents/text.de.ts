import type { Words } from './text';

export default {
  item: 'Position',
  quantity: 'Menge',
  price: 'Einzelpreis',
  discountPercent: 'Rabatt %',
  taxPercent: 'USt. %',
  addLine: 'Position hinzufügen',
  subtotal: 'Zwischensumme',
  discount: 'Rabatt',
  taxIncluded: 'Enthaltene USt.',
  tax: 'USt.',
  total: 'Gesamt',
  removeLine: n => `Position ${n} entfernen`,
  percentOff: percent => `${percent} % Rabatt`,
  amountOff: amount => `${amount} Rabatt`,
  language: 'Sprache',
  languageOf: 'Des PDFs, der Seite des Kunden und der Mail',
  documentsLanguage: 'Sprache der Dokumente',
  clientsOwn: 'Die des Kunden',
  clientsLanguage: language => `Die des Kunden (${language})`,
  taxId: id => `USt-IdNr./Steuernr. ${id}`,
} satisfies Words;
