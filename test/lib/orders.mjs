// Orders for a running sandbox (src/sandbox/README.md): what a person would do in HubSpot, and what goes wrong there.
import assert from 'node:assert/strict';

export function ordersFor(sandbox) {
  const control = async (verb, body = {}) => {
    const answer = await fetch(`${sandbox.url}/sandbox/${verb}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const text = await answer.text();
    assert.ok(answer.ok, `${verb}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : {};
  };
  return {
    control,
    // Every record of a type: {id, properties, …}.
    portal: async type => (await (await fetch(`${sandbox.url}/sandbox/portal?type=${type}`)).text()).split('\n').filter(Boolean).map(line => JSON.parse(line)),
    // Replaces the schedule of failures; none ends it.
    faults: (...schedule) => control('faults', { seed: 1, schedule }),
  };
}
