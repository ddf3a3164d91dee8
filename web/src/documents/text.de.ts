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
  taxId: id => `USt-IdNr./Steuernr. ${id}`,
} satisfies Words;
