import { describe, expect, it } from 'vitest';
import type { Cluster } from './data';
import { fieldsOf, kindOf, nextUndecided, pairOf } from './desk';

const rows = (...decided: boolean[]) => decided.map((d, i) => ({ id: String(i), decided: d }));

describe('the next match to decide', () => {
  it('is the next one down', () => expect(nextUndecided(rows(true, true, false), 0)).toBe(2));
  it('starts over at the top', () => expect(nextUndecided(rows(false, true, true), 1)).toBe(0));
  it('is nothing when all are decided', () => expect(nextUndecided(rows(true, true), 0)).toBeNull());
  it('is nothing in an empty list', () => expect(nextUndecided([], 0)).toBeNull());
});

const side = (name: string, phone = '') => ({ name, email: 'a@b.example', phone, company: '', jobTitle: '', address: '' });
const cluster = (fields: [string, string, boolean][], part: Partial<Cluster> = {}): Cluster =>
  ({
    kind: 'exact', targetId: null, hubspotId: null,
    every: [{ contactId: 'c1', ...side('Sofia') }], hubspot: [{ id: '7', ...side('Sofia') }],
    fields: fields.map(([every, hubspot, formattingOnly], i) => ({ field: 'phone', label: `f${String(i)}`, every, hubspot, same: every === hubspot, formattingOnly })),
    ...part,
  }) as Cluster;

describe('the kind of a difference', () => {
  it('is formatting when only capitals or spaces differ', () => expect(kindOf(cluster([['SOFIA', 'Sofia', true], ['x', 'x', false]]))).toBe('formatting'));
  it('is an addition when HubSpot only fills what is empty', () => expect(kindOf(cluster([['', '+1 415', false], ['SOFIA', 'Sofia', true]]))).toBe('adds'));
  it('is a conflict when a value would be lost', () => {
    expect(kindOf(cluster([['old', 'new', false]]))).toBe('conflict');
    expect(kindOf(cluster([['old', '', false]])), 'emptied').toBe('conflict');
  });
  it('is nothing when all is the same', () => expect(kindOf(cluster([['x', 'x', false]]))).toBe('same'));
  it('is not guessed for several records, or for a possible match', () => {
    expect(kindOf(cluster([['x', 'x', false]], { hubspot: [{ id: '7' }, { id: '8' }] as Cluster['hubspot'] }))).toBe('several');
    expect(kindOf(cluster([['x', 'x', false]], { kind: 'possible' }))).toBe('possible');
  });
});

describe('the pair that is compared', () => {
  const two = cluster([['server', 'says', false]], { every: [{ contactId: 'c1', ...side('Sofia') }, { contactId: 'c2', ...side('Sofia M.', '1') }] as Cluster['every'] });
  it('is the first of each side', () => expect(pairOf(two)).toEqual({ targetId: 'c1', hubspotId: '7' }));
  it('is as the server compared it', () => expect(fieldsOf(two, { targetId: 'c1', hubspotId: '7' })[0]?.every).toBe('server'));
  it('is another one when another is chosen', () => {
    const fields = fieldsOf(two, { targetId: 'c2', hubspotId: '7' });
    expect(fields[0]).toMatchObject({ every: 'Sofia M.', hubspot: 'Sofia', same: false });
    expect(fields[1]?.same).toBe(true);
  });
});
