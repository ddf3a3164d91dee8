import type { Words } from './notifications.text';

export default {
  notifications: 'Mitteilungen',
  noServer: 'Hier ist kein E-Mail-Versand eingerichtet, es wird nichts gesendet.',
  setUp: 'Einrichten',
  about: 'Worüber',
  bell: 'Glocke',
  always: 'Immer',
  kinds: {
    attention: { what: 'Abgleich mit Fehlern', when: 'Höchstens einmal am Tag' },
    sync_failing: { what: 'Abgleich zweimal fehlgeschlagen', when: '' },
    connection_lost: { what: 'Neu verbinden nötig', when: '' },
    matches_waiting: { what: 'Mögliche Dubletten warten', when: 'Montags um 8:00' },
    won_without_invoice: { what: 'Deal gewonnen', when: 'Mehrere in einer E-Mail' },
    drafts_made: { what: 'Entwürfe durch Regeln', when: 'Mehrere in einer E-Mail' },
    invoice_viewed: { what: 'Rechnung angesehen', when: 'Mehrere in einer E-Mail' },
    invoice_paid: { what: 'Rechnung bezahlt', when: 'Mehrere in einer E-Mail' },
    overdue_invoices: { what: 'Rechnung überfällig', when: 'Morgens um 8:00' },
    proposal_accepted: { what: 'Angebot angenommen', when: '' },
    proposal_declined: { what: 'Angebot abgelehnt', when: '' },
    import_done: { what: 'Import fertig', when: 'Wenn er über 5 Minuten dauerte' },
  },
  emailOf: what => `E-Mail: ${what}`,
  notSent: problem => `Die letzte E-Mail an Sie wurde nicht gesendet: ${problem}`,
} satisfies Words;
