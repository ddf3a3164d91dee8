// What went wrong with HubSpot, and the button that helps against it.
import { Problem, problemWords } from '../api/problem';
import { toast } from '../ui/toast';
import { connect } from './connect';
import { text } from './text';

export interface Help {
  label: string;
  run: () => void;
}
const home = '/settings/integrations/hubspot';

// What helps against a problem of this code, wherever it is met; null where trying again is all there is, or waiting.
export function helpOf(code: string): 'reconnect' | 'grant' | 'view' | 'edit' | 'connect' | null {
  switch (code) {
    case 'token_expired': case 'token_invalid': case 'account_mismatch': return 'reconnect';
    case 'scope_missing': return 'grant';
    case 'run_conflict': return 'view';
    case 'locked_field': return 'edit';
    case 'not_connected': return 'connect';
    default: return null;
  }
}

export function helpAgainst(error: unknown): Help | null {
  if (!(error instanceof Problem)) return null;
  const off = () => void connect().catch(sayProblem), { url } = error;
  switch (helpOf(error.code)) {
    case 'reconnect': return { label: text.reconnect, run: off };
    case 'grant': return { label: text.grantAccess, run: off };
    case 'view': return { label: text.viewIt, run: () => location.assign(home) };
    case 'connect': return { label: text.connectIt, run: () => location.assign(home) };
    case 'edit': return url === null ? null : { label: text.editInHubSpot, run: () => void open(url, '_blank', 'noreferrer') };
    case null: return null;
  }
}

// Said in passing, with its button.
export function sayProblem(error: unknown): void {
  const help = helpAgainst(error);
  toast({ title: problemWords(error), tone: 'negative', ...(help && { actions: [help] }) });
}

// For a notice: what helps, else another try.
export const helpOr = (error: unknown, label: string, retry: () => unknown): Help => helpAgainst(error) ?? { label, run: () => void retry() };
