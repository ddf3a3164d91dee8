import { memo } from 'react';
import css from './ui.module.css';

type Tone = 'mute' | 'info' | 'pos' | 'warn' | 'neg';
const words: Record<string, Record<string, readonly [string, Tone]>> = {
  invoice: { draft: ['Draft', 'mute'], issued: ['Issued', 'info'], sent: ['Sent', 'info'], viewed: ['Viewed', 'info'], partial: ['Partly paid', 'info'], overdue: ['Overdue', 'neg'], paid: ['Paid', 'pos'], credited: ['Credited', 'mute'], void: ['Void', 'mute'] },
  mail: { queued: ['Waiting', 'info'], sending: ['Sending', 'info'], sent: ['Sent', 'pos'], refused: ['Refused', 'neg'], failed: ['Not sent', 'neg'], unknown: ['May have arrived', 'warn'], cancelled: ['Taken back', 'mute'] },
  session: { current: ['This one', 'pos'] },
  run: { queued: ['Queued', 'mute'], running: ['Running', 'info'], succeeded: ['Completed', 'pos'], partial: ['Completed with errors', 'warn'], failed: ['Failed', 'neg'], cancelled: ['Cancelled', 'mute'] },
  connection: { connected: ['✓ Connected', 'pos'], needs_reconnection: ['! Needs reconnection', 'neg'], not_connected: ['✕ Not connected', 'mute'] },
  decision: { replace: ['Replace', 'info'], skip: ['Skip', 'mute'], create: ['Create new', 'info'], not_duplicate: ['Not a duplicate', 'mute'] },
  review: { new: ['New', 'info'], duplicate: ['Already here', 'warn'], imported: ['Imported', 'pos'], skipped: ['Skipped', 'mute'], left: ['Left the list', 'mute'], gone: ['Deleted in HubSpot', 'mute'] },
};

// A word, never colour alone.
export const Status = memo(function Status({ kind, value }: { kind: keyof typeof words; value: string }) {
  const [word, tone] = words[kind]?.[value] ?? [value, 'mute'];
  return <span className={css.status} data-tone={tone}>{word}</span>;
});
