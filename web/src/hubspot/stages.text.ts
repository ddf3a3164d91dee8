// Which of our stages each of HubSpot's is.
import { catalogue } from '../text/catalogue';
import type { Group } from './mapping';

const en = {
  stages: 'Stages',
  stagesNotLoaded: 'Stages could not be loaded.',
  stageInHubSpot: 'Stage in HubSpot',
  stageInEvery: 'Stage in Every',
  probability: 'Probability',
  deals: 'Deals',
  stageFor: (stage: string) => `Stage for ${stage}`,
  asHubSpot: 'As HubSpot says',
  asHubSpotNow: (stage: string) => `As HubSpot says (${stage})`,
  groups: { qualified_lead: 'Qualified lead', proposal_sent: 'Proposal sent', negotiation: 'Negotiation', won: 'Won', lost: 'Lost', other: 'Other' } satisfies Record<Group, string>,
  probabilityIs: "Probability is HubSpot's own.",
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./stages.text.de'));
