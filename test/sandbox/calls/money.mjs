// Currencies, exchange rates and tax rates, which the SDK has no calls for but its generic one.
import assert from 'node:assert/strict';
import { get, versions } from '../world.mjs';

const calls = [];
for (const [name, at] of [['v3', '/settings/v3/currencies'], ...versions.map(v => [v, `/settings/currencies/${v}`])]) {
  calls.push({ name: `currencies ${name} company-currency and codes`, run: async ({ main }) => {
    assert.equal((await get(main, `${at}/company-currency`)).id, 'EUR');
    const { results } = await get(main, `${at}/codes`);
    assert.ok(results.some(c => c.currencyCode === 'USD' && c.currencyName));
  } });
  calls.push({ name: `currencies ${name} exchange-rates`, run: async ({ main }) => {
    const { results } = await get(main, `${at}/exchange-rates`), seen = [];
    assert.ok(results.length > 1);
    for (let after, n = 0; n < 50; ++n) {
      const page = await get(main, `${at}/exchange-rates?limit=2${after ? `&after=${after}` : ''}`);
      seen.push(...page.results);
      if (!(after = page.paging?.next?.after)) break;
    }
    assert.deepEqual(seen, results, 'page by page they are the same');
    for (const rate of results) assert.ok(typeof rate.conversionRate === 'number' && rate.toCurrencyCode === 'EUR');
    const [one] = results;
    assert.deepEqual(await get(main, `${at}/exchange-rates/${one.id}`), one);
    const some = await get(main, `${at}/exchange-rates?fromCurrencyCode=${one.fromCurrencyCode}&toCurrencyCode=EUR`);
    assert.ok(some.results.length > 0 && some.results.every(r => r.fromCurrencyCode === one.fromCurrencyCode));
  } });
  calls.push({ name: `currencies ${name} exchange-rates/current`, run: async ({ main }) => {
    const { results } = await get(main, `${at}/exchange-rates/current`);
    const pairs = results.map(r => `${r.fromCurrencyCode}>${r.toCurrencyCode}`);
    assert.ok(pairs.length > 0 && new Set(pairs).size === pairs.length, 'one of each pair');
    const { additionalCurrencies } = await get(main, '/account-info/2026-09/details');
    for (const currency of additionalCurrencies) assert.ok(pairs.includes(`${currency}>EUR`), `there is a rate of ${currency}`);
  } });
}
calls.push({ name: 'tax-rates v1, all and one', run: async ({ main }) => {
  const { results } = await get(main, '/tax-rates/v1/tax-rates');
  assert.ok(results.length > 0 && results.every(r => typeof r.percentageRate === 'number'));
  assert.deepEqual(await get(main, `/tax-rates/v1/tax-rates/${results[0].id}`), results[0]);
  await get(main, '/tax-rates/v1/tax-rates/999999', 404);
} });

export const money = calls;
