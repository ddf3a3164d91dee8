import type { Words } from './decimal.text';

export default {
  noNumber: 'Das ist keine Zahl.',
  decimals: most => (most === 0 ? 'Hier gibt es keine Nachkommastellen.' : `Höchstens ${most} Nachkommastellen.`),
  ambiguous: (whole, part) => `Das kann ${whole} oder ${part} heißen. Geben Sie es ohne Tausendertrennzeichen ein.`,
} satisfies Words;
