// Orders for a running sandbox (src/sandbox/README.md): what a person would do in HubSpot, and what goes wrong there.
import assert from 'node:assert/strict';

export function ordersFor(sandbox) {
  const control = async (verb, body = {}) => {
    const answer = await fetch(`${sandbox.url}/sandbox/${verb}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const text = await answer.text();
    assert.ok(answer.ok, `${verb}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : {};
  };
  const create = async (type, properties) => (await control('create', { type, properties })).id;
  const join = (fromType, fromId, toType, toId) => control('associate', { fromType, fromId, toType, toId, primary: true });
  return {
    control,
    create,
    // A deal of 500 dollars with its company and a person there, unless `alone`; a won one, unless `more` says otherwise.
    // Gives its id.
    deal: async (name, more = {}, { alone = false, company = `${name} Ltd`, person = name, host = name.toLowerCase() } = {}) => {
      const deal = await create('deals', { dealname: name, pipeline: 'default', dealstage: 'closedwon', amount: '500.00', deal_currency_code: 'USD', ...more });
      if (alone) return deal;
      const made = await create('companies', { name: company, domain: `${host}.example` });
      await join('contacts', await create('contacts', { email: `${host}@made.example`, lastname: person }), 'companies', made);
      await join('deals', deal, 'companies', made);
      return deal;
    },
    // Every record of a type: {id, properties, …}.
    portal: async type => (await (await fetch(`${sandbox.url}/sandbox/portal?type=${type}`)).text()).split('\n').filter(Boolean).map(line => JSON.parse(line)),
    // Replaces the schedule of failures; none ends it.
    faults: (...schedule) => control('faults', { seed: 1, schedule }),
  };
}
