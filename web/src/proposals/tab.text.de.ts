import type { Words } from './tab.text';

export default {
  draftProposal: 'Angebotsentwurf',
  notLoaded: 'Die Angebote konnten nicht geladen werden. Alles andere ist aktuell.',
  noProposals: 'Noch keine Angebote.',
  newProposal: 'Neues Angebot',
  proposals: 'Angebote',
} satisfies Words;
