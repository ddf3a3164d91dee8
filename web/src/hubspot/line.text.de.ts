import type { Words } from './line.text';

export default {
  startsAfter: 'Beginnt nach dem laufenden Abgleich.',
  startLater: 'Ein Abgleich läuft. Danach beginnt dies.',
  waits: (kind, by) => `${kind}, ${by}`,
  inLine: 'In der Warteschlange',
} satisfies Words;
