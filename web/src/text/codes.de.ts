import { plural } from './catalogue';
import type { Words } from './codes';

export default {
  unreachable: 'Der Server ist nicht erreichbar. Es wurde nichts geändert.',
  internal: 'Bei uns ist etwas schiefgegangen. Es wurde nichts geändert.',
  link_expired: 'Dieser Link gilt nicht mehr: Er wurde benutzt, zurückgenommen oder ist zu alt.',
  not_signed_in: 'Sie wurden abgemeldet. Melden Sie sich an, um weiterzuarbeiten.',
  stale: 'Jemand hat dies geändert, seit Sie es geöffnet haben. Laden Sie es neu, bevor Sie speichern.',
  token_expired: 'HubSpot nimmt unseren Zugang nicht mehr an.',
  token_invalid: 'HubSpot nimmt dieses Token nicht an.',
  scope_missing: 'In HubSpot fehlt eine Berechtigung.',
  oauth_denied: 'Die Anfrage wurde in HubSpot abgelehnt.',
  oauth_state_invalid: 'Diese Anmeldung bei HubSpot gilt nicht mehr. Beginnen Sie von vorn.',
  rate_limited: 'HubSpot bittet um langsamere Anfragen. Es geht von selbst weiter.',
  slow_down: time => `HubSpot bittet um langsamere Anfragen. Versuchen Sie es in ${time} erneut.`,
  withReference: (words, reference) => `${words} Kennung ${reference}.`,
  daily_limit: 'Das Tageslimit von HubSpot ist aufgebraucht. Nach Mitternacht geht es weiter.',
  network: 'HubSpot war nicht erreichbar.',
  hubspot_down: 'HubSpot hat ein Problem.',
  idempotency_mismatch: 'Der erste Versuch ist vielleicht durchgegangen. Sehen Sie nach, bevor Sie es erneut versuchen.',
  invoice_empty: 'Fügen Sie mindestens eine Position hinzu.',
  too_many_attempts: seconds => `Zu viele Versuche. Versuchen Sie es in ${seconds < 60 ? `${seconds} s` : plural(Math.ceil(seconds / 60), { one: 'einer Minute', other: `${Math.ceil(seconds / 60)} Minuten` })} erneut.`,
} satisfies Words;
