// The records again on the dated paths, which HubSpot's SDK reaches with its generic call only.
import assert from 'node:assert/strict';
import { get, ids, post, same, sameValues, types, versions } from '../world.mjs';

const calls = [];
for (const v of versions)
  for (const [type, { id: typeId, title, modified, standard, to }] of Object.entries(types)) {
    const at = `/crm/objects/${v}/${type}`;
    const add = (name, run) => calls.push({ name: `apiRequest ${v} ${type} ${name}`, run });
    add('list', async ({ main, live }) => {
      const seen = [];
      for (let after, n = 0; n < 50; ++n) {
        const page = await get(main, `${at}?limit=100&archived=false&properties=${title},hs_object_id${after ? `&after=${encodeURIComponent(after)}` : ''}`);
        seen.push(...page.results);
        if (!(after = page.paging?.next?.after)) break;
      }
      assert.deepEqual(seen.map(r => r.id), live[type].map(r => r.id));
      for (const [i, record] of seen.entries()) sameValues(record, live[type][i], [title, 'hs_object_id']);
    });
    add('list, unasked and archived', async ({ main, archived }) => {
      const { results } = await get(main, at);
      for (const name of [...standard, 'createdate', modified, 'hs_object_id']) assert.ok(name in results[0].properties, `${name} comes unasked`);
      const gone = await get(main, `${at}?limit=100&archived=true`);
      same(gone.results, archived[type]);
      for (const record of gone.results) assert.equal(record.updatedAt, record.properties[modified] ?? record.updatedAt);
    });
    add('get, by name and by type id', async ({ main, live }) => {
      const held = live[type][0], names = Object.keys(held.properties);
      sameValues(await get(main, `${at}/${held.id}?properties=${names}`), held, names);
      assert.equal((await get(main, `/crm/objects/${v}/${typeId}/${held.id}`)).id, held.id);
      await get(main, `${at}/999999999999`, 404);
    });
    add('batch/read', async ({ main, live }) => {
      const inputs = live[type].slice(0, 100).map(({ id }) => ({ id })), body = { properties: [title], propertiesWithHistory: [], inputs };
      const full = await post(main, `${at}/batch/read`, body);
      assert.equal(full.status, 'COMPLETE');
      same(full.results, inputs);
      const some = await post(main, `${at}/batch/read`, { ...body, inputs: [inputs[0], { id: '999999999999' }] }, 207);
      assert.deepEqual([ids(some.results), some.numErrors, some.errors[0].context.ids], [[inputs[0].id], 1, ['999999999999']]);
      const word = type === 'companies' ? 'COMPANY' : type.toUpperCase().replace(/S$/, '');
      assert.equal(some.errors[0].message, `Could not get some ${word} objects, they may be deleted or not exist. Check that ids are valid.`);
    });
    add('search, as a sync engine does', async ({ main, live }) => {
      const seen = [];
      for (let last = '0', n = 0; n < 50; ++n) {
        const page = await post(main, `${at}/search`, {
          filterGroups: [{ filters: [{ propertyName: modified, operator: 'GTE', value: '1000' }, { propertyName: 'hs_object_id', operator: 'GT', value: last }] }],
          sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }], properties: [modified], limit: 30, after: '0',
        });
        if (!page.results.length) break;
        seen.push(...page.results);
        last = page.results.at(-1).id;
      }
      assert.deepEqual(seen.map(r => r.id), live[type].map(r => r.id));
    });
    if (to) add('associations inline', async ({ main, live }) => {
      const held = live[type].find(r => r.associations[to]?.length);
      const record = await get(main, `${at}/${held.id}?associations=${to}`);
      assert.deepEqual([...new Set(ids(record.associations[to].results))], ids(held.associations[to]));
    });
  }

export const dated = calls;
