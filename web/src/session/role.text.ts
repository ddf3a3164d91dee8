// What every page may have to say about roles.
import { catalogue } from '../text/catalogue';

const en = {
  roles: { owner: 'Owner', admin: 'Administrator', member: 'Member', viewer: 'Read-only' },
  invitedAs: (who: string, role: 'owner' | 'admin' | 'member' | 'viewer') => `${who} invites you as ${as[role]}.`,
  isNow: (who: string, role: 'owner' | 'admin' | 'member' | 'viewer') => `${who} is ${as[role]} now`,
  onlyOwner: 'Only an owner can change this.',
  onlyAdmin: 'Only an administrator can do this.',
  readOnly: 'Your role is read-only.',
  ask: (why: string, names: string) => `${why} Ask ${names}.`,
};
const as = { owner: 'an owner', admin: 'an administrator', member: 'a member', viewer: 'a reader' };

export type Words = typeof en;
export const text = catalogue(en, () => import('./role.text.de'));
