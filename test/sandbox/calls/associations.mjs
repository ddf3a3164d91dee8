// Associations by the SDK: v4 and v3, one record and many, their paging and their labels.
import assert from 'node:assert/strict';
import { get, ids, post, refused, versions } from '../world.mjs';

// The type ids that HubSpot documents: plain, and of the primary one.
const pairs = {
  'contacts>companies': [279, 1], 'companies>contacts': [280, 2], 'contacts>deals': [4], 'deals>contacts': [3], 'companies>deals': [342, 6],
  'deals>companies': [341, 5], 'deals>line_items': [19], 'line_items>deals': [20], 'deals>quotes': [63], 'quotes>deals': [64],
};
const singular = { contacts: 'contact', companies: 'company', deals: 'deal', line_items: 'line_item', quotes: 'quote' };
const links = (record, to) => record.associations[to] ?? [];
const inputs = (world, from) => ({ inputs: world.live[from].map(({ id }) => ({ id })) });

// The SDK calls "from" something else.
const source = result => (result._from ?? result.from).id;

// The entries of one record are those of the portal, each with its types.
function check(world, from, to, id, entries) {
  const held = world.live[from].find(r => r.id === id), [plain, primary] = pairs[`${from}>${to}`];
  assert.deepEqual(ids(entries), ids(links(held, to)), `${to} of ${from} ${id}`);
  for (const entry of entries) {
    assert.equal(typeof entry.toObjectId, 'number', 'toObjectId is a number on the wire');
    const type = entry.associationTypes.find(t => t.typeId === plain);
    assert.ok(type && type.label === null && type.category === 'HUBSPOT_DEFINED', `type ${plain} of ${from} ${id}`);
    const first = links(held, to).find(l => l.id === String(entry.toObjectId)).primary;
    if (primary) assert.equal(entry.associationTypes.some(t => t.typeId === primary && t.label === 'Primary'), first, `primary type ${primary} of ${from} ${id}`);
  }
}
function checkBatch(world, from, to, answer) {
  const some = world.live[from].filter(r => links(r, to).length), none = world.live[from].filter(r => !links(r, to).length);
  assert.notEqual(some.length, 0, `no ${from} has ${to}`);
  assert.deepEqual(ids(answer.results.map(r => ({ id: source(r) }))), ids(some), 'those without associations are missing');
  for (const result of answer.results) check(world, from, to, source(result), result.to);
  const told = (answer.errors ?? []).filter(e => e.subCategory === 'crm.associations.NO_ASSOCIATIONS_FOUND').flatMap(e => e.context.fromObjectId);
  assert.deepEqual(told.sort(), none.map(r => r.id).sort(), 'and are told as errors');
  for (const e of answer.errors ?? []) assert.match(e.message, new RegExp(`No ${singular[to].replace('_', '.')} is associated with ${singular[from].replace('_', '.')}`));
}

const calls = [];
const add = (name, run, wrong = false) => calls.push({ name: `associations ${name}`, run, wrong });
for (const pair of Object.keys(pairs)) {
  const [from, to] = pair.split('>'), v3 = (world, f = from, t = to) => world.main.crm.associations.batchApi.read(f, t, inputs(world, f));
  add(`v4.basicApi.getPage ${pair}`, async world => {
    const held = world.live[from].find(r => links(r, to).length), empty = world.live[from].find(r => !links(r, to).length);
    assert.ok(held, `no ${from} has ${to}`);
    check(world, from, to, held.id, (await world.main.crm.associations.v4.basicApi.getPage(from, held.id, to)).results);
    if (empty) assert.deepEqual((await world.main.crm.associations.v4.basicApi.getPage(from, empty.id, to)).results, []);
  });
  add(`v4.batchApi.getPage ${pair}`, async world => checkBatch(world, from, to, await world.main.crm.associations.v4.batchApi.getPage(from, to, inputs(world, from))));
  add(`batchApi.read (v3) ${pair}`, async world => {
    const answer = await v3(world);
    const some = world.live[from].filter(r => links(r, to).length);
    assert.deepEqual(ids(answer.results.map(r => ({ id: source(r) }))), ids(some));
    for (const result of answer.results) {
      const held = links(some.find(r => r.id === source(result)), to);
      assert.deepEqual([...new Set(ids(result.to))], ids(held));
      const primary = held.filter(l => l.primary).length;
      if (pairs[pair][1]) assert.equal(result.to.length, held.length + primary, 'one entry for each type');
      for (const one of result.to) assert.match(one.type, new RegExp(`^${singular[from]}_to_${singular[to]}`));
    }
  });
  add(`v4.schema.definitionsApi.getAll ${pair}`, async world => {
    const { results } = await world.main.crm.associations.v4.schema.definitionsApi.getAll(from, to);
    const [plain, primary] = pairs[pair];
    assert.ok(results.some(r => r.typeId === plain && r.label === null && r.category === 'HUBSPOT_DEFINED'));
    if (primary) assert.ok(results.some(r => r.typeId === primary && r.label === 'Primary'));
  });
  for (const v of versions) {
    add(`apiRequest ${v} batch/read ${pair}`, async world => {
      const status = world.live[from].every(r => links(r, to).length) ? 200 : 207;
      checkBatch(world, from, to, await post(world.main, `/crm/associations/${v}/${from}/${to}/batch/read`, inputs(world, from), status));
    });
    add(`apiRequest ${v} of one ${pair}`, async world => {
      const held = world.live[from].find(r => links(r, to).length);
      check(world, from, to, held.id, (await get(world.main, `/crm/objects/${v}/${from}/${held.id}/associations/${to}`)).results);
    });
    add(`apiRequest ${v} labels ${pair}`, async world => {
      const { results } = await get(world.main, `/crm/associations/${v}/${from}/${to}/labels`);
      assert.ok(pairs[pair].every(id => results.some(r => r.typeId === id)));
    });
  }
}

add('v4.basicApi.getPage, page by page', async world => {
  const seen = [], held = world.live.contacts.find(r => r.id === world.popular), api = world.main.crm.associations.v4.basicApi;
  for (let after, n = 0; n < 20; ++n) {
    const page = await api.getPage('contacts', held.id, 'companies', after, 2);
    assert.ok(page.results.length <= 2);
    seen.push(...page.results);
    after = page.paging?.next?.after;
    if (!after) break;
  }
  assert.ok(seen.length > 3);
  check(world, 'contacts', 'companies', held.id, seen);
});
add('v4.batchApi.getPage, each result page by page', async world => {
  await world.order('settings', { associationPage: 1 });
  try {
    const seen = new Map(world.live.contacts.map(r => [r.id, []]));
    let open = world.live.contacts.map(({ id }) => ({ id })), rounds = 0;
    for (; open.length && rounds < 20; ++rounds) {
      const answer = await world.main.crm.associations.v4.batchApi.getPage('contacts', 'companies', { inputs: open });
      for (const result of answer.results) seen.get(source(result)).push(...result.to);
      open = answer.results.filter(r => r.paging?.next?.after).map(r => ({ id: source(r), after: r.paging.next.after }));
    }
    assert.ok(rounds > 3);
    for (const [id, entries] of seen) check(world, 'contacts', 'companies', id, entries);
  } finally {
    await world.order('settings', { associationPage: 500 });
  }
});
add('batchApi.read (v3), what nobody is associated with', async world => {
  const { id } = world.live.deals.find(r => !links(r, 'companies').length);
  const answer = await world.main.crm.associations.batchApi.read('deals', 'companies', { inputs: [{ id }] });
  assert.deepEqual(answer.results, []);
  assert.equal(answer.errors[0].subCategory, 'crm.associations.NO_ASSOCIATIONS_FOUND');
});
add('v4.batchApi.getPage of an unknown id', async world => {
  const answer = await world.main.crm.associations.v4.batchApi.getPage('contacts', 'companies', { inputs: [{ id: '999999999999' }] });
  assert.deepEqual([answer.results, answer.errors[0].subCategory], [[], 'crm.associations.NO_ASSOCIATIONS_FOUND']);
});
add('v4.batchApi.getPage refuses more than 1,000', world => refused(world.main.crm.associations.v4.batchApi.getPage('contacts', 'companies', { inputs: Array.from({ length: 1001 }, (_, i) => ({ id: String(i + 1) })) }), 400), true);
add('v4.batchApi.getPage refuses an unknown type', world => refused(world.main.crm.associations.v4.batchApi.getPage('contacts', 'no_such_type', inputs(world, 'contacts')), 400), true);

export const associations = calls;
