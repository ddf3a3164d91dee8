import { expect, test } from 'vitest';
import type { Schemas } from '../api/client';
import { typedOver } from '../ui/edited';
import { mappingOf, mappingValues, sayMapping, withRule, withStage, type Mapping } from './mapping';
import { chosenLists, rulesBody, rulesOf } from './rules';

const mapping: Mapping = {
  contacts: [{ properties: ['firstname'], field: 'firstName', transform: 'trim', mode: 'overwrite' }, { properties: ['phone', 'mobilephone'], field: 'phone', transform: 'phone', mode: 'if_empty' }],
  companies: [],
  deals: [],
  stages: [{ pipeline: 'default', stage: 'sent', group: 'proposal_sent' }],
};
const settings: Schemas['SyncSettings'] = { frequency: 'weekly', atTime: '07:00', weekday: 3, duplicatePolicy: 'ask', includeDeals: false, sweepTime: null, quotaSharePercent: 90, mapping, lists: [], pending: false };

test('rules come out of their form as they went in, without the mapping', () => {
  const { mapping: elsewhere, pending, ...rules } = settings;
  expect([elsewhere, pending]).toEqual([mapping, false]);
  expect(rulesBody(rulesOf(settings))).toEqual(rules);
  expect(rulesBody(rulesOf({ ...settings, includeDeals: true, sweepTime: '02:30', lists: ['7', '8'] }))).toEqual({ ...rules, includeDeals: true, sweepTime: '02:30', lists: ['7', '8'] });
});

test('to have chosen no list yet is something else than to want everything', () => {
  expect(chosenLists({ ...rulesOf(settings), lists: '[]' })).toEqual([]);
  expect(rulesOf(settings).lists).toBe('');
});

test('a mapping comes out of its form as it went in', () => expect(mappingOf(mappingValues(mapping))).toEqual(mapping));

test('two people may change two fields, and a rule that one took away stays away', () => {
  const opened = mappingValues(mapping);
  const mine = withRule(mapping, 'contacts', { properties: [], field: 'phone' });
  const theirs = withStage(withRule(mapping, 'contacts', { properties: ['jobtitle'], field: 'jobTitle' }), 'default', 'sent', null);
  const both = mappingOf(typedOver(opened, mappingValues(mine, opened), mappingValues(theirs)));
  expect(both.contacts?.map(rule => rule.field)).toEqual(['firstName', 'jobTitle']);
  expect(both.stages).toEqual([]);
});

test('what differs is told by field and stage', () => {
  const said = Object.fromEntries(sayMapping(mappingValues(withRule(mapping, 'contacts', { properties: [], field: 'firstName' }), mappingValues(mapping)), (_, stage) => stage.toUpperCase()));
  expect(said).toEqual({ 'Contacts: First name': 'Nothing: edited here', 'Contacts: Phone': 'phone or mobilephone. As an international number. Only while empty here.', 'Stage: SENT': 'Proposal sent' });
});
