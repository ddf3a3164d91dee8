import { number, plural } from '../text/catalogue';
import type { Words } from './words.text';

export default {
  nothingChanged: 'Nichts geändert',
  by: name => `von ${name}`,
  byFromChat: name => `von ${name}, aus dem Chat`,
  startedBy: { manual: 'von Hand', schedule: 'nach Zeitplan', import: 'durch einen Import', connect: 'nach dem Verbinden', webhook: 'von HubSpot gemeldet', chat: 'aus dem Chat' },
  underASecond: 'unter 1 s',
  seconds: n => `${number(n)} s`,
  minutes: n => `${number(n)} min`,
  hours: n => `${number(n)} Std.`,
  did: {
    created: n => `${number(n)} angelegt`,
    updated: n => `${number(n)} aktualisiert`,
    merged: n => `${number(n)} zusammengeführt`,
    deleted: n => `${number(n)} in HubSpot gelöscht`,
    skipped: n => `${number(n)} übersprungen`,
    removed: n => `${number(n)} entfernt`,
    restored: n => `${number(n)} wiederhergestellt`,
    stay: n => plural(n, { one: '1 bleibt', other: `${number(n)} bleiben` }),
    failed: n => plural(n, { one: '1 braucht Aufmerksamkeit', other: `${number(n)} brauchen Aufmerksamkeit` }),
    waiting: n => plural(n, { one: '1 wartet auf eine Entscheidung', other: `${number(n)} warten auf eine Entscheidung` }),
  },
} satisfies Words;
