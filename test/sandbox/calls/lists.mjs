// Lists by the SDK: which there are, who is in them, and in which ones a record is.
import assert from 'node:assert/strict';
import { get, ids, post, refused, versions } from '../world.mjs';

const all = { query: '', processingTypes: [], listIds: [], additionalProperties: ['hs_list_size', 'hs_last_record_added_at'], offset: 0, count: 100 };
const kinds = { '0-1': 'contacts', '0-2': 'companies', '0-3': 'deals' };
const search = async (world, more = {}) => world.main.crm.lists.listsApi.doSearch({ ...all, ...more });
const size = list => Number(list.additionalProperties.hs_list_size);
// The largest list of contacts, with its members.
async function largest(world) {
  const { lists } = await search(world);
  const [list] = lists.filter(l => l.objectTypeId === '0-1').sort((a, b) => size(b) - size(a));
  assert.ok(list && size(list) > 10, 'there is a list of contacts');
  return list;
}
async function members(page) {
  const seen = [];
  for (let after, n = 0; n < 100; ++n) {
    const answer = await page(after);
    seen.push(...answer.results);
    if (!(after = answer.paging?.next?.after)) break;
  }
  return seen;
}
const calls = {
  async 'listsApi.doSearch'(world) {
    const answer = await search(world);
    assert.equal(answer.total, answer.lists.length);
    assert.equal(answer.hasMore, false);
    assert.equal(answer.offset, answer.total, 'the offset to go on with');
    for (const list of answer.lists) {
      assert.ok(kinds[list.objectTypeId] && /^(MANUAL|DYNAMIC|SNAPSHOT)$/.test(list.processingType) && list.name && list.createdAt instanceof Date);
      assert.ok('hs_list_size' in list.additionalProperties, 'what was asked for besides is there');
    }
    assert.ok(!('hs_list_size' in (await search(world, { additionalProperties: [] })).lists[0].additionalProperties), 'and only then');
  },
  async 'listsApi.doSearch, page by page and narrowed'(world) {
    const { lists } = await search(world), seen = [];
    for (let offset = 0, more = true; more && seen.length < 1000;) {
      const page = await search(world, { offset, count: 2 });
      seen.push(...page.lists);
      [offset, more] = [page.offset, page.hasMore];
    }
    assert.deepEqual(ids(seen), ids(lists));
    const manual = await search(world, { processingTypes: ['MANUAL'] });
    assert.deepEqual(ids(manual.lists), ids(lists.filter(l => l.processingType === 'MANUAL')));
    const named = await search(world, { query: lists[0].name.slice(0, 6).toLowerCase() });
    assert.ok(named.lists.some(l => l.listId === lists[0].listId));
    const some = await search(world, { listIds: [lists[0].listId] });
    assert.deepEqual(ids(some.lists), [lists[0].listId]);
  },
  async 'listsApi.getById and getAll'(world) {
    const { lists } = await search(world), api = world.main.crm.lists.listsApi;
    assert.equal((await api.getById(lists[0].listId)).list.name, lists[0].name);
    const answer = await api.getAll([lists[0].listId, lists[1].listId]);
    assert.deepEqual(ids(answer.lists), ids(lists.slice(0, 2)));
    await refused(api.getById('999999'), 404);
  },
  async 'membershipsApi.getPage'(world) {
    for (const list of (await search(world)).lists) {
      const seen = await members(after => world.main.crm.lists.membershipsApi.getPage(list.listId, after, undefined, 7));
      assert.equal(seen.length, size(list), `as many members of ${list.name} as the list says`);
      assert.deepEqual(seen.map(m => m.recordId), ids(seen), 'by id');
      const live = new Set(world.live[kinds[list.objectTypeId]].map(r => r.id));
      for (const m of seen) assert.ok(live.has(m.recordId) && m.membershipTimestamp instanceof Date);
    }
  },
  async 'membershipsApi.getPage, backwards and bounds'(world) {
    const { listId } = await largest(world), api = world.main.crm.lists.membershipsApi;
    const { results } = await api.getPage(listId, undefined, undefined, 250);
    const last = results.at(-1).recordId;
    const back = await api.getPage(listId, undefined, last, 3);
    assert.deepEqual(back.results.map(m => m.recordId), ids(back.results).reverse(), 'with only before, descending');
    await refused(api.getPage(listId, undefined, undefined, 251), 400);
    await refused(api.getPage('999999'), 404);
  },
  async 'membershipsApi.getPageOrderedByAddedToListDate'(world) {
    const { listId } = await largest(world), api = world.main.crm.lists.membershipsApi;
    const byId = await members(after => api.getPage(listId, after, undefined, 100));
    const byTime = await members(after => api.getPageOrderedByAddedToListDate(listId, after, undefined, 7));
    assert.deepEqual(ids(byTime), ids(byId), 'the same members');
    const times = byTime.map(m => m.membershipTimestamp.getTime());
    assert.deepEqual(times, [...times].sort((a, b) => a - b), 'by the time of joining');
  },
  async 'membershipsApi.getLists'(world) {
    const { listId } = await largest(world);
    const [member] = (await world.main.crm.lists.membershipsApi.getPage(listId)).results;
    const { results } = await world.main.crm.lists.membershipsApi.getLists('0-1', member.recordId);
    const one = results.find(r => r.listId === listId);
    assert.ok(one && one.firstAddedTimestamp instanceof Date && one.lastAddedTimestamp instanceof Date);
  },
  async 'a list that changes'(world) {
    const { id } = await world.order('create-list', { type: 'contacts', name: 'Witnesses' });
    const two = world.live.contacts.slice(0, 2).map(r => r.id);
    await world.order('list', { id, add: two });
    const page = async () => (await world.main.crm.lists.membershipsApi.getPage(id)).results;
    assert.deepEqual(ids(await page()), two);
    await world.order('list', { id, remove: [two[0]] });
    assert.deepEqual(ids(await page()), [two[1]]);
    await world.order('list', { id, deleted: true });
    assert.ok(!(await search(world)).lists.some(l => l.listId === id), 'a deleted list is not found');
    assert.ok((await world.main.crm.lists.listsApi.getById(id)).list.deletedAt instanceof Date, 'but says when it was deleted');
  },
};
for (const v of versions)
  calls[`apiRequest ${v} search, by id, members, lists of a record`] = async world => {
    const { main } = world, { lists } = await search(world), { listId } = await largest(world);
    const found = await post(main, `/crm/lists/${v}/search`, all);
    assert.deepEqual(ids(found.lists), ids(lists));
    const companies = await post(main, `/crm/lists/${v}/search`, { ...all, objectTypeId: '0-2' });
    assert.deepEqual(ids(companies.lists), ids(lists.filter(l => l.objectTypeId === '0-2')));
    const sorted = await post(main, `/crm/lists/${v}/search`, { ...all, sort: 'HS_LIST_ID' });
    assert.deepEqual(sorted.lists.map(l => l.listId), ids(lists));
    assert.equal((await get(main, `/crm/lists/${v}/${listId}`)).list.listId, listId);
    assert.deepEqual(ids((await get(main, `/crm/lists/${v}?listIds=${lists[0].listId}&listIds=${lists[1].listId}`)).lists), ids(lists.slice(0, 2)));
    const byId = await members(after => get(main, `/crm/lists/${v}/${listId}/memberships?limit=100${after ? `&after=${after}` : ''}`));
    const byTime = await members(after => get(main, `/crm/lists/${v}/${listId}/memberships/join-order?limit=50${after ? `&after=${after}` : ''}`));
    assert.deepEqual(ids(byTime), ids(byId));
    const [{ recordId }] = byId;
    const of = await get(main, `/crm/lists/${v}/records/0-1/${recordId}/memberships`);
    assert.ok(of.results.some(r => r.listId === listId));
    const many = await post(main, `/crm/lists/${v}/records/memberships/batch/read`, { inputs: byId.slice(0, 3).map(m => ({ objectTypeId: '0-1', recordId: m.recordId })) });
    assert.ok(many.results.length === 3 && many.results.every(r => r.recordListMemberships.some(m => m.listId === listId)));
  };
calls['apiRequest 2026-09 all'] = async world => {
  const body = { processingTypes: [], additionalProperties: ['hs_list_size'], count: 2 };
  const seen = await members(after => post(world.main, '/crm/lists/2026-09/all', { ...body, ...(after ? { after } : {}) }));
  assert.deepEqual(seen.map(l => l.listId), ids((await search(world)).lists), 'each once, by id');
  const contacts = await post(world.main, '/crm/lists/2026-09/all', { ...body, count: 100, objectTypeId: '0-1' });
  assert.ok(contacts.results.length > 0 && contacts.results.length === contacts.total && contacts.results.every(l => l.objectTypeId === '0-1'));
};

export const lists = Object.entries(calls).map(([name, run]) => ({ name: `lists ${name}`, run }));
