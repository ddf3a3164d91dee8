import type { Words } from './check.text';

export default {
  label: 'Prüfung der Verbindung',
  names: { access: 'Der Zugriff gilt', permissions: 'Die Berechtigungen sind vollständig', answers: 'HubSpot antwortet', schedule: 'Der Zeitplan läuft', recent: 'Der letzte Abgleich ist aktuell' },
  checking: 'Wird geprüft',
  yes: 'Ja:',
  no: 'Nein:',
  again: 'Erneut prüfen',
  missing: scopes => `Es fehlt: ${scopes}.`,
  one: 'eine',
  without: (scopes, off) => `Ohne ${scopes}: ${off}.`,
  took: ms => `In ${String(ms)} ms.`,
  refuses: 'Es antwortet und lehnt ab.',
  frequencyOff: 'Die Häufigkeit ist „Aus“: nichts wird von selbst abgeglichen. Wählen Sie eine unter „Regeln“.',
  atWork: 'Ein Abgleich läuft.',
  dueNow: 'Jetzt fällig.',
  next: when => `Nächster Abgleich: ${when}.`,
  notDue: 'Kein Abgleich ist fällig, weil der Zugriff fehlt.',
  lastSuccess: when => `Letzter Erfolg: ${when}.`,
  neverSynced: 'Bisher wurde nichts abgeglichen.',
  notChecked: 'Nicht geprüft.',
} satisfies Words;
