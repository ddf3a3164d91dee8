import { number, plural } from '../text/catalogue';
import type { Words } from './quota.text';

export default {
  title: 'Grenzen von HubSpot',
  notKnown: 'Noch nicht bekannt: HubSpot nennt sie mit der nächsten Antwort.',
  inWindow: seconds => `Anfragen in ${number(seconds)} Sekunden`,
  usedOf: (used, most) => `${number(used)} von ${number(most)} genutzt`,
  mayBeUsed: 'Hier nutzbar',
  percent: n => `${number(n)} %`,
  lastHour: 'In der letzten Stunde genutzt',
  requests: n => plural(n, { one: '1 Anfrage', other: `${number(n)} Anfragen` }),
  requestsShare: (n, percent) => plural(n, { one: `1 Anfrage, ${number(percent)} % der Grenze`, other: `${number(n)} Anfragen, ${number(percent)} % der Grenze` }),
  slowedToday: 'Heute gebremst',
  today: 'Heute',
  noDailyLimit: 'Keine Tagesgrenze für eine App',
  askedToday: n => plural(n, { one: '1 Anfrage heute', other: `${number(n)} Anfragen heute` }),
  forWhat: 'Wofür',
  kinds: { list: 'Listen von Datensätzen', search: 'Suchen', batchRead: 'Datensätze nach ID', associations: 'Verknüpfungen', settings: 'Eigenschaften, Pipelines, Inhaber, Listen', token: 'Zugriff' },
  answers: 'Was HubSpot geantwortet hat',
  answered: { ok: 'Beantwortet', limited: 'Gebremst', refused: 'Abgelehnt', failed: 'HubSpot hatte eine Störung', none: 'Keine Antwort' },
  limitedBy: 'Welche Grenze erreicht war',
  limits: { tenSecondly: 'Zehn Sekunden', secondly: 'Suchen je Sekunde', daily: 'Der Tag', other: 'Eine andere' },
} satisfies Words;
