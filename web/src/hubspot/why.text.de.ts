import type { Words } from './why.text';

export default {
  question: 'Warum ist dieser Kontakt nicht hier?',
  who: 'E-Mail-Adresse oder HubSpot-Link',
  check: 'Prüfen',
  checkAgain: 'Erneut prüfen',
  since: time => `Seit ${time}`,
  started: 'Der Import hat begonnen',
  showIt: 'Anzeigen',
  open: 'Öffnen',
  further: label => `${label} …`,
  importThis: 'Diesen Kontakt importieren',
  chooseWhat: 'Auswählen, was importiert wird …',
  changeToReplace: 'Auf „Ersetzen“ ändern',
  withoutEmail: 'Ohne E-Mail importieren',
  showAttention: 'Zeigen, was Aufmerksamkeit braucht',
  nextSync: when => `Nächster Abgleich: ${when}.`,
} satisfies Words;
