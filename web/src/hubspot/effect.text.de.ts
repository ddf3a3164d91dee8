import { list, number, plural } from '../text/catalogue';
import type { Words } from './effect.text';

const objectNames = { contacts: 'Kontakte', companies: 'Unternehmen', deals: 'Deals' };

export default {
  counted: {
    clients: n => plural(n, { one: '1 Kunde', other: `${number(n)} Kunden` }),
    contacts: n => plural(n, { one: '1 Kontakt', other: `${number(n)} Kontakte` }),
    deals: n => plural(n, { one: '1 Deal', other: `${number(n)} Deals` }),
  },
  leave: who => `Nicht mehr ausgewählt: ${list(who)}. Sie bleiben in Every und werden nicht mehr aktualisiert.`,
  comeIn: who => `Neu dazu: ${list(who)}.`,
  change: who => `Andere Werte: ${list(who)}.`,
  undecided: n => plural(n, { one: '1 Kontakt ist eine mögliche Dublette und wartet auf Ihre Entscheidung.', other: `${number(n)} Kontakte sind mögliche Dubletten und warten auf Ihre Entscheidung.` }),
  reread: objects => `Aus HubSpot wird zuerst neu gelesen: ${list(objects.map(one => objectNames[one]))}, weil eine Eigenschaft hier neu ist. Was ihre Werte ändern, ist nicht mitgezählt.`,
  notCounted: why => `Die Auswirkung konnte nicht gezählt werden: ${why}`,
  counting: 'Die Auswirkung wird gezählt',
  none: 'Dadurch ändert sich kein Datensatz.',
  atNextSync: 'Beim nächsten Abgleich:',
} satisfies Words;
