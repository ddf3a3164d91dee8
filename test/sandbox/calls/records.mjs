// Records by the SDK, on the legacy paths: list, get, batch read; the same for every type.
import assert from 'node:assert/strict';
import { ids, refused, same, sameValues, types } from '../world.mjs';

const at = (world, type) => world.main.crm[types[type].sdk];
const batch = (list, properties = [], more = {}) => ({ inputs: list.map(id => ({ id })), properties, propertiesWithHistory: [], ...more });

function ofType(type) {
  const { standard, modified, title, to } = types[type];
  const created = modified === 'lastmodifieddate' ? ['createdate', modified, 'hs_object_id'] : ['createdate', 'hs_lastmodifieddate', 'hs_object_id'];
  return {
    async 'basicApi.getPage, page by page'(world) {
      const api = at(world, type).basicApi, seen = [];
      for (let after, n = 0; n < 100; ++n) {
        const page = await api.getPage(Math.max(2, Math.ceil(world.live[type].length / 4)), after, [title]);
        seen.push(...page.results);
        after = page.paging?.next?.after;
        if (!after) break;
        assert.notEqual(page.results.length, 0);
      }
      assert.deepEqual(seen.map(r => r.id), world.live[type].map(r => r.id), 'every live record once, by id');
      for (const [i, record] of seen.entries()) sameValues(record, world.live[type][i], [title]);
    },
    async 'basicApi.getPage, unasked'(world) {
      const page = await at(world, type).basicApi.getPage();
      assert.equal(page.results.length, Math.min(10, world.live[type].length), 'ten records are standard');
      for (const name of [...standard, ...created]) assert.ok(name in page.results[0].properties, `${name} comes unasked`);
      assert.equal(page.results[0].archived, false);
      assert.ok(page.results[0].createdAt instanceof Date);
      assert.equal(page.results[0].updatedAt.toISOString(), new Date(page.results[0].properties[modified]).toISOString());
    },
    async 'basicApi.getPage, archived'(world) {
      const page = await at(world, type).basicApi.getPage(100, undefined, [title], undefined, undefined, true);
      assert.notEqual(page.results.length, 0);
      same(page.results, world.archived[type], 'archived ones and no others');
      for (const record of page.results) assert.ok(record.archived && record.archivedAt instanceof Date);
    },
    async 'basicApi.getPage, with history'(world) {
      const page = await at(world, type).basicApi.getPage(50, undefined, [title], [title]);
      for (const record of page.results) assert.equal(record.propertiesWithHistory[title]?.[0]?.value ?? null, record.properties[title] ?? null, 'the newest value first');
      await refused(at(world, type).basicApi.getPage(51, undefined, undefined, [title]), 400, 'VALIDATION_ERROR');
    },
    async 'basicApi.getById'(world) {
      const held = world.live[type][0], names = Object.keys(held.properties);
      const record = await at(world, type).basicApi.getById(held.id, [...names, 'no_such_property']);
      assert.equal(record.id, held.id);
      sameValues(record, held, names);
      assert.ok(!('no_such_property' in record.properties), 'what is not defined is not there');
    },
    async 'basicApi.getById, unknown and archived'(world) {
      const [gone] = world.archived[type], api = at(world, type).basicApi;
      await refused(api.getById('999999999999'), 404);
      await refused(api.getById(gone.id), 404);
      const record = await api.getById(gone.id, undefined, undefined, undefined, true);
      assert.ok(record.archived && record.archivedAt instanceof Date);
    },
    async 'getAll'(world) {
      const all = await at(world, type).getAll(undefined, undefined, [title, 'hs_object_id']);
      same(all, world.live[type]);
      for (const [i, record] of all.entries()) sameValues(record, world.live[type][i], [title, 'hs_object_id']);
    },
    async 'batchApi.read'(world) {
      const held = world.live[type].slice(0, 5);
      const answer = await at(world, type).batchApi.read(batch(held.map(r => r.id), [title]));
      assert.equal(answer.status, 'COMPLETE');
      same(answer.results, held);
      for (const record of answer.results) sameValues(record, held.find(r => r.id === record.id), [title]);
    },
    async 'batchApi.read, some missing'(world) {
      const [held] = world.live[type];
      const answer = await at(world, type).batchApi.read(batch([held.id, '999999999999', '999999999998'], [title]));
      assert.deepEqual(ids(answer.results), [held.id]);
      const [error] = answer.errors;
      assert.equal(error.category, 'OBJECT_NOT_FOUND');
      assert.deepEqual([...error.context.ids].sort(), ['999999999998', '999999999999']);
      assert.ok(answer.numErrors > 0);
    },
    async 'batchApi.read, all missing, and archived ones'(world) {
      const list = world.archived[type].map(r => r.id), api = at(world, type).batchApi;
      const none = await api.read(batch(list));
      assert.deepEqual(none.results, []);
      assert.equal(none.errors[0].category, 'OBJECT_NOT_FOUND');
      const found = await api.read(batch(list, [title]), true);
      same(found.results, world.archived[type]);
      const live = await api.read(batch([world.live[type][0].id]), true);
      assert.deepEqual(live.results, [], 'archived=true reads archived ones only');
    },
    async 'batchApi.read, with history'(world) {
      const held = world.live[type].find(r => r.properties[title]);
      const answer = await at(world, type).batchApi.read({ ...batch([held.id], [title]), propertiesWithHistory: [title] });
      assert.equal(answer.results[0].propertiesWithHistory[title][0].value, held.properties[title]);
    },
    ...(to ? {
      async 'basicApi.getPage and getById, associations inline'(world) {
        const held = world.live[type].find(r => r.associations[to]?.length), api = at(world, type).basicApi;
        const record = await api.getById(held.id, undefined, undefined, [to]);
        assert.deepEqual([...new Set(ids(record.associations[to].results))], ids(held.associations[to]));
        for (const { type: name } of record.associations[to].results) assert.match(name, /_to_/);
        const page = await api.getPage(100, undefined, undefined, undefined, [to]);
        for (const one of page.results) {
          const links = world.live[type].find(r => r.id === one.id).associations[to] ?? [];
          assert.deepEqual([...new Set(ids(one.associations?.[to]?.results ?? []))], ids(links), `associations of ${one.id}`);
        }
      },
    } : {}),
  };
}

const alone = {
  async 'contacts basicApi.getById and batchApi.read by e-mail'(world) {
    const held = world.live.contacts.find((r, i, all) => r.properties.email && all.filter(o => o.properties.email?.trim().toLowerCase() === r.properties.email.trim().toLowerCase()).length === 1);
    const record = await world.main.crm.contacts.basicApi.getById(held.properties.email, ['email'], undefined, undefined, false, 'email');
    assert.equal(record.id, held.id);
    const answer = await world.main.crm.contacts.batchApi.read(batch([held.properties.email], ['email'], { idProperty: 'email' }));
    assert.deepEqual(ids(answer.results), [held.id]);
  },
  async 'contacts basicApi.getById by a property that is not unique'(world) { await refused(world.main.crm.contacts.basicApi.getById('Anna', undefined, undefined, undefined, false, 'firstname'), 400); },
  async 'contacts basicApi.getPage, the history of a change'(world) {
    const record = await world.main.crm.contacts.basicApi.getById(world.changed, ['lastname'], ['lastname']);
    const [now, before] = record.propertiesWithHistory.lastname;
    assert.deepEqual([now.value, before.value], ['Changed & "twice" 配', 'Changed once']);
    assert.ok(now.timestamp >= before.timestamp && now.sourceType);
  },
  async 'contacts basicApi.getById, a cleared value'(world) {
    const record = await world.main.crm.contacts.basicApi.getById(world.cleared, ['phone', 'salutation']);
    assert.deepEqual([record.properties.phone, record.properties.salutation], ['', null], 'cleared is empty, never set is null');
  },
  async 'contacts purged'(world) {
    await refused(world.main.crm.contacts.basicApi.getById(world.purged), 404);
    await refused(world.main.crm.contacts.basicApi.getById(world.purged, undefined, undefined, undefined, true), 404);
    for (const archived of [false, true]) assert.deepEqual((await world.main.crm.contacts.batchApi.read(batch([world.purged]), archived)).results, []);
  },
};
for (const type of ['contacts', 'companies', 'deals'])
  alone[`${type} merged`] = async world => {
    const { old, id } = world.merged[type], api = at(world, type);
    for (const one of old) assert.equal((await api.basicApi.getById(one)).id, id, 'an old id gives the survivor');
    const answer = await api.batchApi.read(batch(old, ['hs_merged_object_ids']));
    assert.deepEqual([...new Set(ids(answer.results))], [id]);
    for (const one of old.filter(o => o !== id)) assert.ok(answer.results[0].properties.hs_merged_object_ids.split(';').includes(one));
    assert.ok(!world.live[type].concat(world.archived[type]).some(r => old.includes(r.id) && r.id !== id), 'in neither list');
  };

export const records = [
  ...Object.keys(types).flatMap(type => Object.entries(ofType(type)).map(([name, run]) => ({ name: `${type} ${name}`, run }))),
  ...Object.entries(alone).map(([name, run]) => ({ name, run })),
];
