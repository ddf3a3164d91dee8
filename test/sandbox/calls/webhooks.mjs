// Webhook settings and subscriptions of an app, by the SDK with the developer account's key, and on the newer paths.
import assert from 'node:assert/strict';
import { ask, refused } from '../world.mjs';

const app = 18221010, target = 'https://example.com/hubspot/events';
const calls = {
  async 'settingsApi'({ developer }) {
    const api = developer.webhooks.settingsApi;
    const made = await api.configure(app, { targetUrl: target, throttling: { maxConcurrentRequests: 10 } });
    assert.deepEqual([made.targetUrl, made.throttling.maxConcurrentRequests], [target, 10]);
    assert.equal((await api.getAll(app)).targetUrl, target);
    await api.clear(app);
    await refused(api.getAll(app), 404);
  },
  async 'subscriptionsApi'({ developer }) {
    const api = developer.webhooks.subscriptionsApi;
    const made = await api.create(app, { eventType: 'contact.propertyChange', propertyName: 'email', active: true });
    assert.deepEqual([made.eventType, made.propertyName, made.active], ['contact.propertyChange', 'email', true]);
    assert.ok((await api.getAll(app)).results.some(s => s.id === made.id));
    assert.equal((await api.update(Number(made.id), app, { active: false })).active, false);
    assert.equal((await api.getById(Number(made.id), app)).active, false);
    await api.archive(Number(made.id), app);
    await refused(api.getById(Number(made.id), app), 404);
  },
  async 'need the key'({ main }) { await refused(main.webhooks.settingsApi.getAll(app), 401); },
};
for (const [v, at] of [['2026-09', `/app-webhooks/2026-09/${app}`], ['2026-03', `/webhooks/2026-03/${app}`]])
  calls[`apiRequest ${v}`] = async ({ developer }) => {
    const call = async (method, path, body, status = 200) => {
      const answer = await ask(developer, method, at + path, body);
      assert.equal(answer.status, status, `${method} ${at + path}: ${JSON.stringify(answer.body).slice(0, 300)}`);
      return answer.body;
    };
    await call('PUT', '/settings', { targetUrl: target, throttling: { maxConcurrentRequests: 10 } });
    assert.equal((await call('GET', '/settings')).targetUrl, target);
    const { id } = await call('POST', '/subscriptions', { eventType: 'deal.creation', active: true }, 201);
    assert.ok((await call('GET', '/subscriptions')).results.some(s => s.id === id));
    assert.equal((await call('PATCH', `/subscriptions/${id}`, { active: false })).active, false);
    await call('DELETE', `/subscriptions/${id}`, undefined, 204);
    await call('DELETE', '/settings', undefined, 204);
  };

export const webhooks = Object.entries(calls).map(([name, run]) => ({ name: `webhooks ${name}`, run, wrong: name === 'need the key' }));
