// Searches by the SDK.
import assert from 'node:assert/strict';
import { ids, refused, same, sameValues, types } from '../world.mjs';

const all = { filterGroups: [], sorts: [], properties: [], limit: 100, after: '0' };
const filter = (propertyName, operator, more = {}) => ({ propertyName, operator, ...more });
const one = (...filters) => ({ ...all, filterGroups: [{ filters }] });
const at = (world, type) => request => world.main.crm[types[type].sdk].searchApi.doSearch(request);
const time = record => new Date(record.properties.createdate).getTime();

function ofType(type) {
  const { modified, standard, title } = types[type];
  return {
    async 'EQ an id'(world) {
      const held = world.live[type].at(-1);
      const answer = await at(world, type)({ ...one(filter('hs_object_id', 'EQ', { value: held.id })), properties: [title] });
      assert.equal(answer.total, 1);
      assert.deepEqual(ids(answer.results), [held.id]);
      sameValues(answer.results[0], held, [title]);
    },
    async 'everything, newest id first, page by page'(world) {
      const seen = [], limit = Math.max(2, Math.ceil(world.live[type].length / 3));
      for (let after = '0'; after !== undefined && seen.length < 1000;) {
        const page = await at(world, type)({ ...all, sorts: [{ propertyName: 'hs_object_id', direction: 'DESCENDING' }], limit, after });
        assert.equal(page.total, world.live[type].length);
        seen.push(...page.results);
        after = page.paging?.next?.after;
        if (after !== undefined) assert.equal(after, String(seen.length), 'after is an offset');
      }
      assert.deepEqual(seen.map(r => r.id), world.live[type].map(r => r.id).reverse());
    },
    async 'sorted by a bare name'(world) {
      const up = await at(world, type)({ ...all, sorts: ['hs_object_id'], limit: 5 });
      assert.deepEqual(up.results.map(r => r.id), world.live[type].slice(0, up.results.length).map(r => r.id));
      const down = await at(world, type)({ ...all, sorts: ['-hs_object_id'], limit: 3 });
      assert.deepEqual(down.results.map(r => r.id), world.live[type].slice(-3).reverse().map(r => r.id));
    },
    async 'unsorted: oldest first, with the standard properties'(world) {
      const { results } = await at(world, type)({ ...all, limit: 10 });
      assert.deepEqual(results.map(time), results.map(time).sort((a, b) => a - b));
      for (const name of [...standard, 'createdate', modified, 'hs_object_id']) assert.ok(name in results[0].properties, `${name} comes unasked`);
    },
    async 'changed in a window'(world) {
      const list = world.live[type].map(r => [new Date(r.properties[modified]).getTime(), r]).sort((a, b) => a[0] - b[0]);
      const [from, to] = [list[Math.floor(list.length / 4)][0], list[Math.floor(list.length / 2)][0]];
      const inside = list.filter(([t]) => t >= from && t <= to).map(([, r]) => r);
      const window = await at(world, type)(one(filter(modified, 'GTE', { value: String(from) }), filter(modified, 'LTE', { value: String(to) })));
      same(window.results, inside.slice(0, 100).length === inside.length ? inside : window.results);
      assert.equal(window.total, inside.length);
      const between = await at(world, type)(one(filter(modified, 'BETWEEN', { value: String(from), highValue: String(to) })));
      assert.equal(between.total, inside.length);
      const written = await at(world, type)(one(filter(modified, 'GT', { value: new Date(to).toISOString() })));
      assert.equal(written.total, list.filter(([t]) => t > to).length, 'ISO text works too');
    },
    async 'never finds archived ones'(world) {
      const answer = await at(world, type)(one(filter('hs_object_id', 'IN', { values: [world.archived[type][0].id, world.live[type][0].id] })));
      assert.deepEqual(ids(answer.results), [world.live[type][0].id]);
    },
    async 'HAS_PROPERTY and NOT_HAS_PROPERTY'(world) {
      const has = await at(world, type)(one(filter(title, 'HAS_PROPERTY'))), not = await at(world, type)(one(filter(title, 'NOT_HAS_PROPERTY')));
      assert.equal(has.total, world.live[type].filter(r => r.properties[title]).length);
      assert.equal(has.total + not.total, world.live[type].length);
    },
  };
}

const bad = {
  'unknown property in a filter': one(filter('no_such_property', 'EQ', { value: '1' })),
  'unknown operator': one(filter('email', 'LIKE', { value: 'a' })),
  'a filter without value': one(filter('email', 'EQ')),
  'more than 200 a page': { ...all, limit: 201 },
  'beyond 10,000': { ...all, limit: 100, after: '9950' },
  'six groups': { ...all, filterGroups: Array(6).fill({ filters: [filter('email', 'HAS_PROPERTY')] }) },
  'seven filters in a group': one(...Array(7).fill(filter('email', 'HAS_PROPERTY'))),
  'nineteen filters': { ...all, filterGroups: [6, 6, 6, 1].map(n => ({ filters: Array(n).fill(filter('email', 'HAS_PROPERTY')) })) },
  'two sorts': { ...all, sorts: [{ propertyName: 'email', direction: 'ASCENDING' }, { propertyName: 'hs_object_id', direction: 'ASCENDING' }] },
  'after that is no number': { ...all, after: 'abc' },
  'a query of more than 3,000 characters': { ...all, query: 'x'.repeat(3001) },
};

const alone = {
  async 'contacts: hs_lastmodifieddate finds nothing, without a word'(world) { assert.equal((await at(world, 'contacts')(one(filter('hs_lastmodifieddate', 'GTE', { value: '1' })))).total, 0); },
  async 'contacts: groups are OR, filters AND'(world) {
    const [a, b] = world.live.contacts.filter(r => r.properties.lastname);
    const eq = r => ({ filters: [filter('hs_object_id', 'EQ', { value: r.id }), filter('lastname', 'EQ', { value: r.properties.lastname })] });
    same((await at(world, 'contacts')({ ...all, filterGroups: [eq(a), eq(b)] })).results, [a, b]);
  },
  async 'contacts: text is compared without case, enumerations with it'(world) {
    const held = world.live.contacts.filter(r => r.properties.lifecyclestage === 'customer');
    assert.equal((await at(world, 'contacts')(one(filter('lifecyclestage', 'EQ', { value: 'customer' })))).total, held.length);
    assert.equal((await at(world, 'contacts')(one(filter('lifecyclestage', 'EQ', { value: 'CUSTOMER' })))).total, 0);
    const mail = world.live.contacts.find(r => /^[A-Z]/.test(r.properties.email ?? ''));
    assert.ok((await at(world, 'contacts')(one(filter('email', 'EQ', { value: mail.properties.email.toLowerCase() })))).results.some(r => r.id === mail.id));
  },
  async 'contacts: email EQ matches further addresses'(world) {
    const held = world.live.contacts.find(r => r.properties.hs_additional_emails);
    const answer = await at(world, 'contacts')(one(filter('email', 'EQ', { value: held.properties.hs_additional_emails.split(';')[0] })));
    assert.ok(answer.results.some(r => r.id === held.id));
  },
  async 'companies: query, and CONTAINS_TOKEN'(world) {
    const held = world.live.companies.find(r => r.properties.domain);
    assert.ok((await at(world, 'companies')({ ...all, query: held.properties.domain })).results.some(r => r.id === held.id));
    const word = held.properties.name.split(' ')[0];
    assert.ok((await at(world, 'companies')(one(filter('name', 'CONTAINS_TOKEN', { value: word })))).results.some(r => r.id === held.id));
  },
  async 'deals: of a company'(world) {
    const held = world.live.deals.find(r => r.associations.companies?.length), company = held.associations.companies[0].id;
    const answer = await at(world, 'deals')(one(filter('associations.company', 'EQ', { value: company })));
    same(answer.results, world.live.deals.filter(r => r.associations.companies?.some(l => l.id === company)));
  },
  async 'deals: numbers are compared as numbers'(world) {
    const answer = await at(world, 'deals')(one(filter('amount', 'GTE', { value: '9000' })));
    assert.equal(answer.total, world.live.deals.filter(r => Number(r.properties.amount) >= 9000).length);
  },
  async 'deals: IN stages'(world) {
    const answer = await at(world, 'deals')(one(filter('dealstage', 'IN', { values: ['closedwon', 'closedlost'] })));
    assert.equal(answer.total, world.live.deals.filter(r => /^closed(won|lost)$/.test(r.properties.dealstage)).length);
  },
};

export const searches = [
  ...Object.keys(types).flatMap(type => Object.entries(ofType(type)).map(([name, run]) => ({ name: `${type} searchApi.doSearch ${name}`, run }))),
  ...Object.entries(alone).map(([name, run]) => ({ name: `searchApi.doSearch ${name}`, run })),
  ...Object.entries(bad).map(([name, request]) => ({ name: `searchApi.doSearch refuses ${name}`, wrong: true, run: world => refused(at(world, 'contacts')(request), 400) })),
];
