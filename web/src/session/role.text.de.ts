import type { Words } from './role.text';

const as = { owner: 'Inhaber', admin: 'Administrator', member: 'Mitglied', viewer: 'Leser' };

export default {
  roles: { owner: 'Inhaber', admin: 'Administrator', member: 'Mitglied', viewer: 'Nur Lesen' },
  invitedAs: (who, role) => `${who} lädt Sie als ${as[role]} ein.`,
  isNow: (who, role) => `${who} ist jetzt ${as[role]}`,
  onlyOwner: 'Nur ein Inhaber kann das ändern.',
  onlyAdmin: 'Nur ein Administrator kann das tun.',
  readOnly: 'Ihre Rolle darf nur lesen.',
  ask: (why, names) => `${why} Fragen Sie ${names}.`,
} satisfies Words;
