import { expect, it } from 'vitest';
import type { Schemas } from '../api/client';
import { waitingDays } from './waiting';

type History = Schemas['Proposal']['history'];
const sent = (at: string): History[number] => ({ at, kind: 'sent', by: 'Dana Reyes', detail: 'To ada@kestrel.example' });
const now = Date.parse('2026-11-30T12:00:00Z');

it('says how long the client has been silent, from a week on', () => {
  expect(waitingDays({ displayStatus: 'sent', history: [sent('2026-11-22T11:00:00.000Z')] }, now)).toBe(8);
  expect(waitingDays({ displayStatus: 'viewed', history: [sent('2026-11-23T12:00:00.000Z')] }, now)).toBe(7);
  expect(waitingDays({ displayStatus: 'sent', history: [sent('2026-11-23T12:00:01.000Z')] }, now)).toBeNull();
});

it('begins again when it was sent again, and asks nothing that is answered, over or was never sent', () => {
  expect(waitingDays({ displayStatus: 'sent', history: [sent('2026-11-01T12:00:00.000Z'), sent('2026-11-29T12:00:00.000Z')] }, now)).toBeNull();
  for (const displayStatus of ['draft', 'open', 'accepted', 'declined', 'expired'] as const) expect(waitingDays({ displayStatus, history: [sent('2026-11-01T12:00:00.000Z')] }, now)).toBeNull();
  expect(waitingDays({ displayStatus: 'viewed', history: [] }, now)).toBeNull();
});
