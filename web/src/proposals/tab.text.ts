// What a client or a deal says of its proposals.
import { catalogue } from '../text/catalogue';

const en = {
  draftProposal: 'Draft proposal',
  notLoaded: 'Proposals could not be loaded. Everything else is up to date.',
  noProposals: 'No proposals yet.',
  newProposal: 'New proposal',
  proposals: 'Proposals',
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./tab.text.de'));
