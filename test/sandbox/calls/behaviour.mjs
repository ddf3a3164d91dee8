// What a sync engine is caught by: dates that do not move, ids that change, and the many names of one thing.
import assert from 'node:assert/strict';
import { ask, form, get, ids, post, same, types, versions } from '../world.mjs';
import { sandboxApp } from '../../lib/every.mjs';

const one = (type, property, operator, more) => ({ filterGroups: [{ filters: [{ propertyName: property, operator, ...more }] }], sorts: [], properties: [], limit: 100, after: '0' });
const calls = {
  async 'archiving moves no date, restoring brings back the same id'(world) {
    for (const type of Object.keys(types)) {
      const { results } = await get(world.main, `/crm/objects/2026-09/${type}?archived=true&limit=100`);
      for (const record of results) assert.ok(record.updatedAt < record.archivedAt, `${type} ${record.id} was changed before it was archived`);
    }
    const { id } = world.archived.deals[0];
    await world.order('restore', { type: 'deals', id });
    assert.equal((await get(world.main, `/crm/objects/2026-09/deals/${id}`)).archived, false);
    await world.order('archive', { type: 'deals', id });
    await get(world.main, `/crm/objects/2026-09/deals/${id}`, 404);
  },
  async 'an association changes no date'(world) {
    const deal = world.live.deals.find(r => !r.associations.contacts), contact = world.live.contacts[0];
    const read = () => Promise.all([get(world.main, `/crm/objects/2026-09/deals/${deal.id}`), get(world.main, `/crm/objects/2026-09/contacts/${contact.id}`)]);
    const before = await read(), link = { fromType: 'deals', fromId: deal.id, toType: 'contacts', toId: contact.id };
    await world.order('associate', link);
    assert.deepEqual(ids((await get(world.main, `/crm/objects/2026-09/deals/${deal.id}/associations/contacts`)).results), [contact.id]);
    assert.ok(ids((await get(world.main, `/crm/objects/2026-09/contacts/${contact.id}/associations/deals`)).results).includes(deal.id), 'there from both sides');
    assert.deepEqual((await read()).map(r => r.updatedAt), before.map(r => r.updatedAt));
    await world.order('associate', { ...link, remove: true });
  },
  async 'a merge makes a third id'(world) {
    for (const type of ['contacts', 'companies', 'deals']) {
      const { old, id } = world.merged[type];
      assert.ok(!old.includes(id), type);
      for (const gone of old) assert.equal((await post(world.main, `/crm/objects/2026-09/${type}/search`, one(type, 'hs_object_id', 'EQ', { value: gone }))).total, 0, 'a search does not find the old ones');
      assert.equal((await post(world.main, `/crm/objects/2026-09/${type}/search`, one(type, 'hs_object_id', 'EQ', { value: id }))).total, 1);
    }
  },
  async 'a primary company is on the contact, too'(world) {
    const held = world.live.contacts.filter(r => r.associations.companies?.some(l => l.primary && l.id !== world.merged.companies.id));
    const { results } = await post(world.main, '/crm/objects/2026-09/contacts/batch/read', { properties: ['associatedcompanyid'], propertiesWithHistory: [], inputs: held.slice(0, 50).map(({ id }) => ({ id })) });
    for (const record of results) assert.equal(record.properties.associatedcompanyid, held.find(r => r.id === record.id).associations.companies.find(l => l.primary).id);
  },
  async 'a merge of companies takes their contacts along, primary as before'(world) {
    const { id } = world.merged.companies;
    assert.notEqual(world.employees.length, 0);
    for (const contact of world.employees.filter(e => world.live.contacts.some(r => r.id === e))) {
      const { results } = await get(world.main, `/crm/objects/2026-09/contacts/${contact}/associations/companies`);
      const to = results.find(r => String(r.toObjectId) === id);
      assert.ok(to?.associationTypes.some(t => t.typeId === 1), `${id} is the primary company of ${contact}`);
      assert.equal((await get(world.main, `/crm/objects/2026-09/contacts/${contact}?properties=associatedcompanyid`)).properties.associatedcompanyid, id);
    }
  },
  async 'IN on texts needs lower case'(world) {
    const { properties: { lastname } } = world.live.contacts.find(r => /^[A-Z][a-z]+$/.test(r.properties.lastname ?? ''));
    const count = async values => (await post(world.main, '/crm/objects/2026-09/contacts/search', one('contacts', 'lastname', 'IN', { values }))).total;
    assert.equal(await count([lastname]), 0);
    assert.ok(await count([lastname.toLowerCase()]) > 0);
  },
  async 'unasked properties come with those that were asked for, and nothing else'(world) {
    for (const [type, { modified, title }] of Object.entries(types)) {
      const { results: [record] } = await get(world.main, `/crm/objects/2026-09/${type}?limit=1&properties=${title}`);
      assert.deepEqual(Object.keys(record.properties).sort(), [title, 'createdate', modified, 'hs_object_id'].sort(), type);
      assert.equal(record.properties.hs_object_id, record.id);
      assert.match(record.url, new RegExp(`/contacts/147893001/record/${types[type].id}/${record.id}$`));
    }
  },
  async 'names, singular names and type ids are the same'(world) {
    const { main } = world, [contact] = world.live.contacts, deal = world.live.deals.find(r => r.associations.companies?.length);
    for (const name of ['contact', '0-1']) {
      same((await get(main, `/crm/objects/2026-09/${name}?limit=5`)).results, world.live.contacts.slice(0, 5));
      assert.equal((await get(main, `/crm/v3/objects/${name}/${contact.id}`)).id, contact.id);
      assert.equal((await get(main, `/crm/properties/2026-09/${name}/email`)).name, 'email');
      assert.equal((await post(main, `/crm/objects/2026-09/${name}/search`, one('contacts', 'hs_object_id', 'EQ', { value: contact.id }))).total, 1);
    }
    for (const [from, to] of [['deal', 'company'], ['0-3', '0-2']]) {
      assert.ok((await get(main, `/crm/pipelines/2026-09/${from}`)).results.length > 0);
      assert.deepEqual(ids((await get(main, `/crm/objects/2026-09/${from}/${deal.id}/associations/${to}`)).results), ids(deal.associations.companies));
      assert.deepEqual(ids((await post(main, `/crm/associations/2026-09/${from}/${to}/batch/read`, { inputs: [{ id: deal.id }] })).results[0].to), ids(deal.associations.companies));
    }
  },
  async 'the SDK\'s generic objects'(world) {
    const { basicApi, batchApi, searchApi } = world.main.crm.objects, [contact] = world.live.contacts;
    same((await basicApi.getPage('contacts', 100)).results, world.live.contacts.slice(0, 100));
    assert.equal((await basicApi.getById('contacts', contact.id)).id, contact.id);
    assert.deepEqual(ids((await batchApi.read('contacts', { inputs: [{ id: contact.id }], properties: [], propertiesWithHistory: [] })).results), [contact.id]);
    assert.equal((await searchApi.doSearch('contacts', one('contacts', 'hs_object_id', 'EQ', { value: contact.id }))).total, 1);
  },
  async 'lists of old are told by their new id'(world) {
    const { lists: [list] } = await world.main.crm.lists.listsApi.doSearch({ query: '', processingTypes: [], listIds: [], additionalProperties: [], offset: 0, count: 1 });
    const mapping = await world.main.crm.lists.mappingApi.translateLegacyListIdToListId(list.listId);
    assert.ok(mapping.legacyListId === list.listId && mapping.listId);
  },
  async 'associations of one, v3'(world) {
    const deal = world.live.deals.find(r => r.associations.companies?.length);
    const { results } = await get(world.main, `/crm/v3/objects/deals/${deal.id}/associations/companies`);
    assert.deepEqual([...new Set(ids(results))], ids(deal.associations.companies));
    for (const { type } of results) assert.match(type, /^deal_to_company/);
  },
  async 'HubSpot\'s own pipeline is as old as time'(world) {
    const { stages } = await get(world.main, '/crm/pipelines/2026-09/deals/default');
    assert.match(stages.find(s => s.id === 'appointmentscheduled').createdAt, /^1970-01-01T00:00:00/);
  },
  async 'an address of 5,000 characters is none too long'(world) {
    const names = Array.from({ length: 200 }, (_, i) => `a_property_name_number_${i}`).join(',');
    assert.equal((await get(world.main, `/crm/objects/2026-09/contacts?limit=1&properties=email,${names}`)).results.length, 1);
  },
  async 'an address of 20,000 characters is'(world) {
    const names = Array.from({ length: 800 }, (_, i) => `a_property_name_number_${i}`).join(',');
    assert.equal((await ask(world.main, 'GET', `/crm/objects/2026-09/contacts?limit=1&properties=${names}`)).status, 414);
  },
};
// Association types that nothing in the portal needs, but a portal has.
const labels = { 'quotes>line_items': 67, 'line_items>quotes': 68, 'contacts>quotes': 70, 'companies>quotes': 72, 'companies>companies': 450, 'contacts>contacts': 449, 'deals>deals': 451 };
for (const [pair, id] of Object.entries(labels))
  calls[`labels of ${pair}`] = async ({ main }) => {
    const { results } = await get(main, `/crm/associations/2026-09/${pair.replace('>', '/')}/labels`);
    assert.ok(results.some(r => r.typeId === id), JSON.stringify(results));
  };

const wrong = {};
for (const v of ['v3', ...versions])
  wrong[`${v} OAuth parameters in the query are not looked at`] = async world => {
    const fields = new URLSearchParams({ grant_type: 'authorization_code', client_id: sandboxApp.id, client_secret: sandboxApp.secret, redirect_uri: 'http://localhost/back', code: await world.consent() });
    assert.equal((await form(world, `/oauth/${v}/token?${fields}`, {})).status, 400);
  };

const named = (all, more) => Object.entries(all).map(([name, run]) => ({ name: `behaviour ${name}`, run, ...more }));
export const behaviour = [...named(calls), ...named(wrong, { wrong: true })];
