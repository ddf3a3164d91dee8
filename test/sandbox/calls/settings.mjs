// What surrounds the records, by the SDK: account, owners, properties, pipelines, custom objects.
import assert from 'node:assert/strict';
import { ask, get, post, refused, types, versions } from '../world.mjs';

const calls = [];
const add = (name, run, wrong = false) => calls.push({ name, run, wrong });
const text = one => typeof one === 'string' && one !== '';

for (const v of ['v3', ...versions]) {
  add(`apiRequest ${v} account-info details`, async ({ main }) => {
    const account = await get(main, `/account-info/${v}/details`);
    assert.equal(account.portalId, 147893001);
    assert.deepEqual([account.accountType, account.companyCurrency, account.timeZone], ['STANDARD', 'EUR', 'Europe/Berlin']);
    assert.ok(account.additionalCurrencies.includes('USD') && text(account.uiDomain) && text(account.dataHostingLocation));
    assert.match(account.utcOffset, /^[+-]\d\d:\d\d$/);
    assert.equal('portalName' in account, v === '2026-09', 'portalName came with 2026-09');
  });
  add(`apiRequest ${v} account-info api-usage`, async ({ main }) => {
    const [before, after] = [await get(main, `/account-info/${v}/api-usage/daily/private-apps`), await get(main, `/account-info/${v}/api-usage/daily/private-apps`)];
    const used = list => list.results.find(r => r.name === 'private-apps-api-calls-daily').currentUsage;
    assert.ok(used(after) > used(before), 'every call counts');
  });
}

// ---- owners
const owners = async (api, archived, limit) => {
  const seen = [];
  for (let after, n = 0; n < 50; ++n) {
    const page = await api.getPage(undefined, after, limit, archived);
    seen.push(...page.results);
    if (!(after = page.paging?.next?.after)) break;
  }
  return seen;
};
add('owners.ownersApi.getPage, live and archived', async ({ main, live }) => {
  const api = main.crm.owners.ownersApi, here = await owners(api, false, 100), gone = await owners(api, true, 100);
  assert.ok(here.length > 3 && gone.length > 0);
  assert.deepEqual((await owners(api, false, 2)).map(o => o.id), here.map(o => o.id), 'page by page they are the same');
  for (const o of here) assert.ok(text(o.id) && !o.archived && o.type && o.createdAt instanceof Date);
  for (const o of gone) assert.deepEqual([o.archived, o.userId, typeof o.userIdIncludingInactive], [true, null, 'number']);
  const known = new Set([...here, ...gone].map(o => o.id));
  for (const r of [...live.contacts, ...live.deals]) assert.ok(!r.properties.hubspot_owner_id || known.has(r.properties.hubspot_owner_id), 'records name owners that there are');
});
add('owners.ownersApi.getPage by e-mail', async ({ main }) => {
  const [wanted] = (await owners(main.crm.owners.ownersApi, false, 100)).filter(o => o.email);
  assert.deepEqual((await main.crm.owners.ownersApi.getPage(wanted.email)).results.map(o => o.id), [wanted.id]);
});
add('owners.ownersApi.getById by id and userId', async ({ main }) => {
  const api = main.crm.owners.ownersApi, [wanted] = await owners(api, false, 100), [gone] = await owners(api, true, 100);
  assert.equal((await api.getById(Number(wanted.id), 'id')).email, wanted.email);
  assert.equal((await api.getById(wanted.userId, 'userId')).id, wanted.id);
  await refused(api.getById(Number(gone.id), 'id'), 404);
  assert.equal((await api.getById(Number(gone.id), 'id', true)).id, gone.id);
  await refused(api.getById(1, 'id'), 404);
});
for (const v of versions)
  add(`apiRequest ${v} owners and one owner`, async ({ main }) => {
    const { results } = await get(main, `/crm/owners/${v}?limit=100&archived=false`);
    assert.equal((await get(main, `/crm/owners/${v}/${results[0].id}?idProperty=id`)).email, results[0].email);
    assert.ok((await get(main, `/crm/owners/${v}?limit=100&archived=true`)).results.every(o => o.archived));
  });

// ---- properties
for (const type of Object.keys(types)) {
  add(`properties.coreApi.getAll ${type}`, async ({ main, live }) => {
    const { results } = await main.crm.properties.coreApi.getAll(type), names = new Set(results.map(p => p.name));
    for (const record of live[type]) for (const name of Object.keys(record.properties)) assert.ok(names.has(name), `${name} is defined`);
    for (const name of [...types[type].standard, types[type].modified]) assert.ok(names.has(name), `${name} is defined`);
    for (const p of results) assert.ok(text(p.label) && text(p.type) && text(p.fieldType) && text(p.groupName) && !p.archived);
    assert.equal(results.find(p => p.name === 'hubspot_owner_id').referencedObjectType, 'OWNER');
  });
  add(`properties.groupsApi.getAll and getByName ${type}`, async ({ main }) => {
    const { results } = await main.crm.properties.groupsApi.getAll(type), { results: all } = await main.crm.properties.coreApi.getAll(type);
    for (const p of all) assert.ok(results.some(g => g.name === p.groupName), `${p.groupName} is a group`);
    assert.equal((await main.crm.properties.groupsApi.getByName(type, results[0].name)).label, results[0].label);
    await refused(main.crm.properties.groupsApi.getByName(type, 'no_such_group'), 404);
  });
  for (const v of versions)
    add(`apiRequest ${v} properties ${type}`, async ({ main }) => {
      const { results } = await get(main, `/crm/properties/${v}/${type}`), { title } = types[type];
      assert.deepEqual(await get(main, `/crm/properties/${v}/${type}/${title}`), results.find(p => p.name === title));
      const answer = await post(main, `/crm/properties/${v}/${type}/batch/read`, { archived: false, dataSensitivity: 'non_sensitive', inputs: [{ name: title }, { name: 'hs_object_id' }] });
      assert.deepEqual(answer.results.map(p => p.name).sort(), [title, 'hs_object_id'].sort());
      const groups = await get(main, `/crm/properties/${v}/${type}/groups`);
      assert.equal((await get(main, `/crm/properties/${v}/${type}/groups/${groups.results[0].name}`)).name, groups.results[0].name);
    });
}
add('properties.coreApi.getByName', async ({ main }) => {
  const p = await main.crm.properties.coreApi.getByName('contacts', 'lifecyclestage');
  assert.equal(p.type, 'enumeration');
  assert.ok(p.options.some(o => o.value === 'customer' && text(o.label)));
  await refused(main.crm.properties.coreApi.getByName('contacts', 'no_such_property'), 404);
});
add('properties.batchApi.read', async ({ main }) => {
  const read = inputs => main.crm.properties.batchApi.read('deals', { archived: false, dataSensitivity: 'non_sensitive', inputs });
  assert.deepEqual((await read([{ name: 'amount' }, { name: 'dealstage' }])).results.map(p => p.name).sort(), ['amount', 'dealstage']);
  const some = await read([{ name: 'amount' }, { name: 'no_such_property' }]);
  assert.deepEqual([some.results.length, some.errors[0].category], [1, 'OBJECT_NOT_FOUND']);
});
add('properties.coreApi.getAll, archived and sensitive', async ({ main, order }) => {
  await order('property', { type: 'deals', name: 'witness_gone', label: 'Gone' });
  await order('property', { type: 'deals', name: 'witness_gone', archived: true });
  await order('property', { type: 'deals', name: 'witness_secret', label: 'Secret', sensitive: true });
  const names = async path => (await get(main, path)).results.map(p => p.name);
  const archived = (await main.crm.properties.coreApi.getAll('deals', true)).results;
  assert.ok(archived.some(p => p.name === 'witness_gone' && p.archived && p.archivedAt instanceof Date) && archived.every(p => p.archived));
  const live = await names('/crm/properties/2026-09/deals');
  assert.ok(!live.includes('witness_gone') && !live.includes('witness_secret'));
  assert.ok((await names('/crm/properties/2026-09/deals?dataSensitivity=sensitive')).includes('witness_secret'));
});

// ---- pipelines
add('pipelines.pipelinesApi.getAll', async ({ main, live }) => {
  const { results } = await main.crm.pipelines.pipelinesApi.getAll('deals');
  assert.ok(results.some(p => p.id === 'default'));
  for (const deal of live.deals) assert.ok(results.find(p => p.id === deal.properties.pipeline)?.stages.some(s => s.id === deal.properties.dealstage), 'each deal stands in a stage that there is');
  for (const stage of results.flatMap(p => p.stages)) assert.ok(/^(true|false)$/.test(stage.metadata.isClosed) && /^[01]\.\d+$/.test(stage.metadata.probability) && stage.writePermissions);
});
add('pipelines.pipelinesApi.getById, pipelineStagesApi.getAll and getById', async ({ main }) => {
  const { pipelinesApi, pipelineStagesApi } = main.crm.pipelines, pipeline = await pipelinesApi.getById('deals', 'default');
  const { results } = await pipelineStagesApi.getAll('deals', 'default');
  assert.deepEqual(results.map(s => s.id), pipeline.stages.map(s => s.id));
  assert.equal((await pipelineStagesApi.getById('deals', 'default', 'closedwon')).metadata.isClosed, 'true');
  await refused(pipelinesApi.getById('deals', 'no_such_pipeline'), 404);
  await refused(pipelineStagesApi.getById('deals', 'default', 'no_such_stage'), 404);
});
add('pipelines.pipelineAuditsApi.getAudit', async ({ main, order }) => {
  await order('pipeline', { id: 'witness', label: 'Witness' });
  await order('pipeline', { id: 'witness', label: 'Witness, renamed' });
  const { results } = await main.crm.pipelines.pipelineAuditsApi.getAudit('deals', 'witness');
  assert.deepEqual(results.map(r => r.action).sort(), ['CREATE', 'UPDATE']);
  for (const r of results) assert.ok(r.identifier === 'witness' && r.timestamp instanceof Date);
  assert.ok(results.some(r => JSON.stringify(r.rawObject).includes('Witness, renamed')));
});
for (const v of ['v3', ...versions])
  add(`apiRequest ${v} pipelines, stages and audits`, async ({ main, order }) => {
    const at = v === 'v3' ? '/crm/v3/pipelines/deals' : `/crm/pipelines/${v}/deals`;
    // The SDK's own call for a stage's audit forgets the pipeline.
    await order('stage', { pipeline: 'default', id: 'contractsent', label: `Contract Sent (${v})` });
    const { results } = await get(main, at), pipeline = results.find(p => p.id === 'default');
    assert.deepEqual(await get(main, `${at}/default`), pipeline);
    assert.deepEqual((await get(main, `${at}/default/stages`)).results, pipeline.stages);
    assert.equal((await get(main, `${at}/default/stages/contractsent`)).label, `Contract Sent (${v})`);
    const { results: audit } = await get(main, `${at}/default/stages/contractsent/audit`);
    assert.ok(audit.some(r => r.action === 'UPDATE' && r.identifier === 'contractsent' && typeof r.rawObject === 'string' && JSON.parse(r.rawObject)));
    await get(main, `${at}/default/audit`);
  });

// ---- custom objects
add('schemas.coreApi.getAll', async ({ main }) => assert.deepEqual((await main.crm.schemas.coreApi.getAll()).results, []));
for (const at of ['/crm/v3/schemas', ...versions.map(v => `/crm-object-schemas/${v}/schemas`)])
  add(`apiRequest ${at}`, async ({ main }) => assert.deepEqual((await get(main, at)).results, []));
add('apiRequest of an unknown type of object', async ({ main }) => assert.equal((await ask(main, 'GET', '/crm/objects/2026-09/no_such_type')).status, 400));

export const settings = calls;
