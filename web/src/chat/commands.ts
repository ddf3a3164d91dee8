// The commands of the list behind "/". `needs`: a name has to follow.
export interface Command {
  name: string;
  what: string;
  needs?: boolean;
}

export const commands: readonly Command[] = [
  { name: '/status', what: 'How HubSpot is doing' },
  { name: '/sync', what: 'Sync now' },
  { name: '/progress', what: 'What runs now' },
  { name: '/duplicates', what: 'Matches, one at a time' },
  { name: '/review', what: 'Contacts that could come in' },
  { name: '/imported', what: 'What the last import made' },
  { name: '/errors', what: 'What needs attention' },
  { name: '/history', what: 'The last syncs' },
  { name: '/pipeline', what: 'Deals by stage' },
  { name: '/deals', what: 'Deals: won, lost, open' },
  { name: '/invoice', what: 'Draft an invoice for a deal or client', needs: true },
  { name: '/invoices', what: 'Invoices: overdue, draft, paid' },
  { name: '/client', what: 'A client', needs: true },
  { name: '/find', what: 'Anybody or anything', needs: true },
  { name: '/why', what: "Why a contact isn't here", needs: true },
  { name: '/schedule', what: 'When syncs run' },
  { name: '/help', what: 'What I can do' },
];

export const commandsFor = (text: string): readonly Command[] => (/^\/\w*$/.test(text) ? commands.filter(one => one.name.startsWith(text.toLowerCase())) : []);
