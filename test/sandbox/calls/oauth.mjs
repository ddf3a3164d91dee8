// OAuth: the SDK's calls (v1) and the newer ones by hand.
import assert from 'node:assert/strict';
import { sandboxApp } from '../../lib/every.mjs';
import { ask, form, refused, versions } from '../world.mjs';

const app = { client_id: sandboxApp.id, client_secret: sandboxApp.secret };
const wanted = 'oauth crm.objects.contacts.read';
const tokens = async world => {
  const code = await world.consent(wanted);
  return { code, grant: await world.main.oauth.tokensApi.create('authorization_code', code, 'http://localhost/back', app.client_id, app.client_secret) };
};
const wordOf = (body, status, error) => {
  assert.deepEqual([body.status, body.error], [status, error]);
  assert.ok(body.message && body.error_description);
};
// The SDK makes objects of classes: it keeps the names that it knows, in camel case.
const calls = {
  async 'tokensApi.create by code'(world) {
    const { grant } = await tokens(world);
    assert.equal(grant.tokenType, 'bearer');
    assert.ok(grant.accessToken && grant.refreshToken && grant.expiresIn === 1800);
  },
  async 'tokensApi.create by code, once only'(world) {
    const { code } = await tokens(world);
    const error = await world.main.oauth.tokensApi.create('authorization_code', code, 'http://localhost/back', app.client_id, app.client_secret).then(() => assert.fail('a code is good once'), e => e);
    assert.equal(error.code, 400);
  },
  async 'tokensApi.create by refresh token, and the new token works'(world) {
    const { grant } = await tokens(world);
    const next = await world.main.oauth.tokensApi.create('refresh_token', undefined, undefined, app.client_id, app.client_secret, grant.refreshToken);
    assert.ok(next.accessToken !== grant.accessToken && next.refreshToken);
    assert.equal((await world.client(next.accessToken).crm.contacts.basicApi.getPage(1)).results.length, 1);
  },
  async 'accessTokensApi.get'(world) {
    const { grant } = await tokens(world);
    const info = await world.main.oauth.accessTokensApi.get(grant.accessToken);
    assert.deepEqual([info.token, info.hubId, info.tokenType], [grant.accessToken, 147893001, 'access']);
    assert.deepEqual([...info.scopes].sort(), wanted.split(' ').sort());
    assert.ok(info.expiresIn > 0 && info.appId && info.userId && info.hubDomain && info.user);
    await refused(world.main.oauth.accessTokensApi.get('no-such-token'), 404);
  },
  async 'refreshTokensApi.get and archive'(world) {
    const { grant } = await tokens(world), api = world.main.oauth.refreshTokensApi;
    const info = await api.get(grant.refreshToken);
    assert.deepEqual([info.token, info.hubId, info.clientId, info.tokenType], [grant.refreshToken, 147893001, app.client_id, 'refresh']);
    await api.archive(grant.refreshToken);
    const error = await world.main.oauth.tokensApi.create('refresh_token', undefined, undefined, app.client_id, app.client_secret, grant.refreshToken).then(() => assert.fail('it was revoked'), e => e);
    assert.equal(error.code, 400);
    assert.equal((await world.client(grant.accessToken).crm.contacts.basicApi.getPage(1)).results.length, 1, 'access tokens that were issued live on');
  },
};
for (const v of ['v1', 'v3', ...versions])
  calls[`${v} token, and what it refuses`] = async world => {
    const at = `/oauth/${v}/token`, code = await world.consent(wanted);
    const by = fields => form(world, at, { ...app, ...fields });
    const { status, body: grant } = await by({ grant_type: 'authorization_code', redirect_uri: 'http://localhost/back', code });
    assert.equal(status, 200, JSON.stringify(grant));
    assert.deepEqual([grant.token_type, grant.expires_in, grant.hub_id, grant.token_use], ['bearer', 1800, 147893001, 'access_token']);
    assert.deepEqual([...grant.scopes].sort(), wanted.split(' ').sort());
    const refusals = [
      [{ grant_type: 'authorization_code', redirect_uri: 'http://localhost/back', code }, 'BAD_AUTH_CODE', 'invalid_grant'],
      [{ grant_type: 'authorization_code', redirect_uri: 'http://localhost/other', code: await world.consent(wanted) }, 'BAD_REDIRECT_URI', 'invalid_grant'],
      [{ grant_type: 'refresh_token', refresh_token: 'no-such-token' }, 'BAD_REFRESH_TOKEN', 'invalid_grant'],
      [{ grant_type: 'refresh_token', refresh_token: grant.refresh_token, client_id: 'other' }, 'BAD_CLIENT_ID', 'invalid_client'],
      [{ grant_type: 'refresh_token', refresh_token: grant.refresh_token, client_secret: 'other' }, 'BAD_CLIENT_SECRET', 'invalid_client'],
    ];
    for (const [fields, word, error] of refusals) {
      const answer = await by(fields);
      assert.equal(answer.status, 400, word);
      wordOf(answer.body, word, error);
    }
  };
for (const v of ['v3', ...versions]) {
  calls[`${v} introspect and revoke`] = async world => {
    const { grant } = await tokens(world);
    const about = (token, hint) => form(world, `/oauth/${v}/token/introspect`, { ...app, token, token_type_hint: hint });
    const access = await about(grant.accessToken, 'access_token'), refresh = await about(grant.refreshToken, 'refresh_token');
    assert.deepEqual([access.status, access.body.active, access.body.token_use, access.body.hub_id], [200, true, 'access_token', 147893001]);
    assert.deepEqual([refresh.status, refresh.body.active, refresh.body.token_use], [200, true, 'refresh_token']);
    assert.ok(access.body.expires_in > 0 && access.body.scopes.includes('oauth') && access.body.signed_access_token.hublet);
    assert.deepEqual(await about('no-such-token', 'access_token'), { status: 200, body: { active: false } });
    const revoked = await form(world, `/oauth/${v}/token/revoke`, { ...app, token: grant.refreshToken, token_type_hint: 'refresh_token' });
    assert.equal(revoked.status, 200);
    assert.deepEqual((await about(grant.refreshToken, 'refresh_token')).body, { active: false });
    assert.equal((await about(grant.accessToken, 'access_token')).body.active, true, 'access tokens that were issued live on');
    const again = await form(world, `/oauth/${v}/token`, { ...app, grant_type: 'refresh_token', refresh_token: grant.refreshToken });
    wordOf(again.body, 'BAD_REFRESH_TOKEN', 'invalid_grant');
  };
  calls[`${v} client credentials`] = async world => {
    const { status, body } = await form(world, `/oauth/${v}/token`, { ...app, grant_type: 'client_credentials', scope: 'developer.webhooks_journal.read' });
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([body.token_use, 'refresh_token' in body], ['client_credentials', false]);
  };
  calls[`${v} uninstall`] = async world => {
    const { grant } = await tokens(world), client = world.client(grant.accessToken);
    assert.equal((await ask(client, 'DELETE', `/appinstalls/${v}/external-install`)).status, 204);
    await refused(client.crm.contacts.basicApi.getPage(1), 401);
    assert.equal((await form(world, `/oauth/${v}/token`, { ...app, grant_type: 'refresh_token', refresh_token: grant.refreshToken })).status, 400);
  };
}

export const oauth = Object.entries(calls).map(([name, run]) => ({ name: `oauth ${name}`, run }));
