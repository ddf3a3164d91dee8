import { describe, expect, it } from 'vitest';
import { countChanges, refusal, withRule, withStage, type Mapping } from './mapping';

const before: Mapping = {
  contacts: [{ properties: ['firstname'], field: 'firstName', transform: 'trim', mode: 'overwrite' }, { properties: ['phone'], field: 'phone' }],
  companies: [],
  deals: [],
  stages: [{ pipeline: 'default', stage: 'sent', group: 'proposal_sent' }],
};

describe('what changed in a mapping', () => {
  it('is nothing when the words differ and the meaning does not', () => {
    expect(countChanges(before, before)).toBe(0);
    expect(countChanges(before, withRule(before, 'contacts', { properties: ['phone'], field: 'phone', transform: 'trim', mode: 'overwrite' }))).toBe(0);
  });
  it('is each field once', () => {
    const moved = withRule(before, 'contacts', { properties: ['mobilephone', 'phone'], field: 'phone', transform: 'phone' });
    expect(countChanges(before, moved)).toBe(1);
    expect(countChanges(before, withRule(moved, 'contacts', { properties: ['city'], field: 'address.city' }))).toBe(2);
  });
  it('is a field that comes from nowhere', () => {
    const without = withRule(before, 'contacts', { properties: [], field: 'phone' });
    expect(without.contacts).toHaveLength(1);
    expect(countChanges(before, without)).toBe(1);
  });
  it('is a stage that was mapped, or no longer is', () => {
    expect(countChanges(before, withStage(before, 'default', 'sent', null))).toBe(1);
    expect(countChanges(before, withStage(before, 'default', 'sent', 'won'))).toBe(1);
    expect(countChanges(before, withStage(before, 'default', 'other', 'lost'))).toBe(1);
    expect(countChanges(before, withStage(before, 'default', 'sent', 'proposal_sent'))).toBe(0);
  });
});

it('says why a property does not fit', () => expect(refusal({ label: 'Annual revenue', type: 'number' }, { label: 'Phone', kind: 'text' })).toBe('Annual revenue is a number; Phone holds text.'));
