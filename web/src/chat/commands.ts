// The commands of the list behind "/". `needs`: a name has to follow.
import type { Words } from './text';

export interface Command {
  name: keyof Words['commands'];
  needs?: boolean;
}

export const commands: readonly Command[] = [
  { name: '/status' },
  { name: '/sync' },
  { name: '/progress' },
  { name: '/duplicates' },
  { name: '/review' },
  { name: '/imported' },
  { name: '/errors' },
  { name: '/history' },
  { name: '/pipeline' },
  { name: '/deals' },
  { name: '/invoice', needs: true },
  { name: '/invoices' },
  { name: '/client', needs: true },
  { name: '/find', needs: true },
  { name: '/why', needs: true },
  { name: '/schedule' },
  { name: '/help' },
];

export const commandsFor = (typed: string): readonly Command[] => (/^\/\w*$/.test(typed) ? commands.filter(one => one.name.startsWith(typed.toLowerCase())) : []);
