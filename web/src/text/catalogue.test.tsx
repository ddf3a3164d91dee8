import { afterEach, describe, expect, it, vi } from 'vitest';
import { isValidElement } from 'react';
import { pseudo, pseudoString } from './pseudo';

const fresh = async (language: string) => {
  vi.resetModules();
  document.documentElement.dataset['words'] = language;
  return import('./catalogue');
};
// Files share their window and their modules: nobody after these is to find German ones.
afterEach(() => {
  delete document.documentElement.dataset['words'];
  vi.resetModules();
});

const en = { name: 'Client', many: (n: number) => `${n} clients`, steps: ['One', 'Two'] };
const de = { name: 'Kunde', many: (n: number) => `${n} Kunden`, steps: ['Eins', 'Zwei'] };

describe('a catalogue', () => {
  it('is English at once, without asking for another', async () => {
    const { catalogue } = await fresh('en');
    const german = vi.fn();
    const text = catalogue(en, german);
    expect([text.name, text.many(2), text.steps]).toEqual(['Client', '2 clients', en.steps]);
    expect(german).not.toHaveBeenCalled();
  });
  it('is German when a part that waited for its words is drawn', async () => {
    const { catalogue, withWords } = await fresh('de');
    let text = en;
    await withWords(async () => { text = catalogue(en, async () => ({ default: de })); })();
    expect([text.name, text.many(2), text.steps[0]]).toEqual(['Kunde', '2 Kunden', 'Eins']);
  });
  it('waits for all, also when two wait at once', async () => {
    const { catalogue, wordsHere } = await fresh('de');
    let give = (() => {}) as (file: { default: typeof en }) => void;
    const text = catalogue(en, () => new Promise(resolve => { give = resolve; }));
    const seen: string[] = [];
    const both = [0, 1].map(() => wordsHere().then(() => seen.push(text.name)));
    await Promise.resolve();
    expect(seen).toEqual([]);
    give({ default: de });
    await Promise.all(both);
    expect(seen).toEqual(['Kunde', 'Kunde']);
  });
  it('stays English when the other words cannot be read', async () => {
    const { catalogue, wordsHere } = await fresh('de');
    const text = catalogue(en, () => Promise.reject(new Error('away')));
    await wordsHere();
    expect(text.name).toBe('Client');
  });
  it('isolates names that are written from right to left, and no others', async () => {
    for (const language of ['en', 'de']) {
      const { catalogue, wordsHere } = await fresh(language);
      const said = { of: { paid: (name: string, n: number) => `${name}: ${n}` }, drawn: (name: string) => <b>{name}</b> };
      const text = catalogue(said, async () => ({ default: said }));
      await wordsHere();
      expect(text.of.paid('شركة النور', 3)).toBe('\u2068شركة النور\u2069: 3');
      expect(text.of.paid('Müller & 北京', 3)).toBe('Müller & 北京: 3');
      const drawn: unknown = text.drawn('א');
      expect(isValidElement<{ children: unknown }>(drawn) && drawn.props.children).toBe('\u2068א\u2069');
    }
  });
  it('counts and lists as its language does', async () => {
    const english = await fresh('en');
    expect([0, 1, 2].map(n => english.plural(n, { one: 'sync', other: 'syncs' }))).toEqual(['syncs', 'sync', 'syncs']);
    expect(english.list(['Ada', 'Ben', 'Cleo'])).toBe('Ada, Ben, and Cleo');
    const german = await fresh('de');
    expect(german.list(['Ada', 'Ben'], 'disjunction')).toBe('Ada oder Ben');
    expect(german.number(12_480)).toBe('12.480');
  });
});

describe('the codes of problems', () => {
  it('have German words', async () => {
    const { wordsHere } = await fresh('de');
    const { waitWords } = await import('../api/problem');
    const { wordsOf } = await import('./codes');
    await wordsHere();
    expect(wordsOf('hubspot_down')).toBe('HubSpot hat ein Problem.');
    expect(waitWords(new Date(150_000).toISOString(), 0)).toBe('Zu viele Versuche. Versuchen Sie es in 3 Minuten erneut.');
  });
});

describe('the place', () => {
  it('is one that writes the language', async () => {
    await fresh('de');
    const { placeOf } = await import('./language');
    expect(placeOf('de-AT', ['en-US'])).toBe('de-AT');
    expect(placeOf('en-US', ['en-GB', 'de-CH'])).toBe('de-CH');
    expect(placeOf('en-US', ['en-GB', 'de'])).toBe('de-DE');
  });
  it('writes money and dates', async () => {
    await fresh('de');
    const { formatDate, formatMoney, setRegion } = await import('./format');
    setRegion('de-DE', 'Europe/Berlin');
    expect(formatMoney({ amount: '1234.5', currency: 'EUR' })).toBe('1.234,50\u00a0€');
    expect(formatDate('2026-11-23')).toBe('23.11.2026');
    expect(formatMoney({ amount: '18500', currency: 'EUR' }, 'compact')).toBe('18.500\u00a0€');
    expect(formatMoney({ amount: '44100000', currency: 'EUR' }, 'compact')).toBe('44,1\u00a0Mio.\u00a0€');
  });
  it('says what stands before decimals', async () => {
    await fresh('de');
    const german = await import('./format');
    expect(german.decimalPoint()).toBe(',');
    german.setRegion('de-CH', 'Europe/Zurich');
    expect(german.decimalPoint()).toBe('.');
    await fresh('en');
    const english = await import('./format');
    expect(english.decimalPoint()).toBe('.');
  });
});

describe('a pseudo language', () => {
  it('is longer by two fifths and keeps what has no words', () => {
    expect(pseudoString('Create invoice')).toBe('[Çréåté îñvöîçé ~~~ ~]');
    expect(pseudoString('›')).toBe('›');
  });
  it('reaches into lists, functions and what is drawn', () => {
    const made = pseudo({ ...en, drawn: (name: string) => <b>Hello {name}</b> });
    expect(made.many(3)).toBe('[3 çlîéñtš ~~~]');
    expect(made.steps[1]).toBe('[Twö ~]');
    const drawn: unknown = made.drawn('Ada');
    expect(isValidElement<{ children: unknown }>(drawn) && drawn.props.children).toEqual(['[Héllö  ~~]', '[Ådå ~]']);
  });
});
