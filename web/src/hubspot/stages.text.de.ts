import type { Words } from './stages.text';

export default {
  stages: 'Phasen',
  stagesNotLoaded: 'Die Phasen konnten nicht geladen werden.',
  stageInHubSpot: 'Phase in HubSpot',
  stageInEvery: 'Phase in Every',
  probability: 'Wahrscheinlichkeit',
  deals: 'Deals',
  stageFor: stage => `Phase für ${stage}`,
  asHubSpot: 'Wie in HubSpot',
  asHubSpotNow: stage => `Wie in HubSpot (${stage})`,
  groups: { qualified_lead: 'Qualifizierter Lead', proposal_sent: 'Angebot gesendet', negotiation: 'Verhandlung', won: 'Gewonnen', lost: 'Verloren', other: 'Andere' },
  probabilityIs: 'Die Wahrscheinlichkeit kommt aus HubSpot.',
} satisfies Words;
