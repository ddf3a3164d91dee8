// The two ways to connect.
import { catalogue } from '../text/catalogue';

const en = {
  connect: 'Connect HubSpot',
  onlyReads: 'Bring in contacts and deals. Every only reads; nothing in HubSpot is ever changed.',
  noApp: (id: string, secret: string) => `This installation has no HubSpot app of its own yet (${id} and ${secret}). A pasted token works without one.`,
  orToken: 'Or paste a token',
  tokenNeeds: "A Service Key or a private app's token, with read access to contacts, companies, deals and owners. It is stored sealed.",
  token: 'Token',
  withToken: 'Connect with the token',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./connect.text.de'));
