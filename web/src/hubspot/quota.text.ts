// HubSpot's limits, and what is used of them.
import { catalogue, number, plural } from '../text/catalogue';

const en = {
  title: "HubSpot's limit",
  notKnown: 'Not known yet: HubSpot tells it with its next answer.',
  inWindow: (seconds: number) => `Requests in ${number(seconds)} seconds`,
  usedOf: (used: number, most: number) => `${number(used)} of ${number(most)} used`,
  mayBeUsed: 'May be used here',
  percent: (n: number) => `${number(n)} %`,
  lastHour: 'Used in the last hour',
  requests: (n: number) => plural(n, { one: '1 request', other: `${number(n)} requests` }),
  requestsShare: (n: number, percent: number) => plural(n, { one: `1 request, ${number(percent)} % of the limit`, other: `${number(n)} requests, ${number(percent)} % of the limit` }),
  slowedToday: 'Asked to slow down today',
  today: 'Today',
  noDailyLimit: 'No daily limit for an app',
  askedToday: (n: number) => plural(n, { one: '1 request today', other: `${number(n)} requests today` }),
  forWhat: 'What for',
  kinds: { list: 'Lists of records', search: 'Searches', batchRead: 'Records by ID', associations: 'Associations', settings: 'Properties, pipelines, owners, lists', token: 'Access' },
  answers: 'What HubSpot answered',
  answered: { ok: 'Answered', limited: 'Asked to slow down', refused: 'Refused', failed: 'HubSpot had a problem', none: 'No answer came' },
  limitedBy: 'Which limit was met',
  limits: { tenSecondly: 'Ten seconds', secondly: 'Searches a second', daily: 'The day', other: 'Another one' },
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./quota.text.de'));
