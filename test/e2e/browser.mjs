// Chromium for the screens' tests: one browser, a page that fails on any console error, axe on demand, screenshots in
// both themes and both widths under test/e2e/shots (look at them).
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { remove, root } from '../lib/every.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = join(root, 'test/e2e/shots');
mkdirSync(shots, { recursive: true });
export const wide = { width: 1440, height: 900 }, narrow = { width: 390, height: 844 };

// The engine without a browser's windows around it: a page costs a third less than in a Chromium that hides its windows.
// One start in some hundred ends in a crash of its own before there is a page: that is no answer about ours.
export async function openBrowser() {
  for (let starts = 1; ; ++starts)
    try {
      return await chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell', headless: true,
        args: ['--no-sandbox', '--disable-gpu', '--in-process-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      });
    } catch (error) {
      if (starts === 3 || !/Segmentation fault|exitCode=139|closed/.test(error.message)) throw error;
    }
}

// A page whose errors are the test's errors: script errors, console errors and breaches of the content policy.
export async function openPage(browser, viewport = wide) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', locale: 'en-US', timezoneId: 'America/Los_Angeles', acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);  // the server under test watches its memory, and the machine may be slow
  page.problems = [];
  page.violations = []; // what axe found, look by look: all of it is told at the end
  page.looks = 0;
  page.on('pageerror', error => page.problems.push(String(error)));
  page.on('console', message => { if (message.type() === 'error' && !/status of (401|404|409|410|412|422)/.test(message.text())) page.problems.push(`${message.text()} ${message.location().url}`.trim()); });
  return page;
}

// One on which somebody is signed in already, by the session of `api`.
export async function openSignedIn(browser, api) {
  const page = await openPage(browser);
  const [name, value] = api.cookie.split('=');
  await page.context().addCookies([{ name, value, url: api.url }]);
  await page.goto(api.url);
  return page;
}

// What every screens' test ends with.
export async function close({ browser, every, sandbox, smtp, dataDir }) {
  await browser?.close();
  await every?.stop();
  await sandbox?.stop();
  await smtp?.stop();
  if (dataDir) remove(dataDir);
}

// Until the screen is drawn as it will stay: transitions are brought to their end, since their colours nobody sees for
// long (and a frame of one costs more than all that axe does). What turns for ever (a loader) is let alone.
export async function calm(page) {
  await page.evaluate(async () => {
    const moving = () => document.getAnimations().filter(one => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity);
    for (let still = 0, rounds = 0; still < 4 && rounds < 100; ++rounds) {
      const left = moving();
      for (const one of left) one.finish();
      still = left.length > 0 ? 0 : still + 1;
      await new Promise(done => setTimeout(done, 30));
    }
  });
}

// axe in the page, where its content policy lets no text become a script: by the debugger, once for each document.
const debuggers = new WeakMap();
async function bringAxe(page) {
  if (await page.evaluate(() => 'axe' in window)) return;
  if (!debuggers.has(page)) debuggers.set(page, await page.context().newCDPSession(page));
  await debuggers.get(page).send('Runtime.evaluate', { expression: axeSource });
}

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// A theme changes colours and nothing else.
const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

// `within`: only what these are, over a screen that is read elsewhere. What is well is neither described nor sent. axe
// takes its time, and what changes meanwhile (a button that is enabled when its list has come) has one half of before
// and one of after: what it finds has to be there when it looks again.
export async function axe(page, label, within, rules = everyRule) {
  const read = () => page.evaluate(async ([part, runOnly]) => {
    const parts = part && [...document.querySelectorAll(part)].filter(one => one.offsetParent !== null || one.getClientRects().length > 0);
    const { violations } = await window.axe.run(parts || document, { runOnly, resultTypes: ['violations'] });
    return violations.map(v => `${v.id} (${v.nodes.length}): ${v.nodes.slice(0, 3).map(n => `${n.target} ${n.failureSummary?.split('\n')[1] ?? ''}`).join(' | ')}`);
  }, [within, rules]);
  await calm(page);
  await bringAxe(page);
  let found = await read();
  if (found.length > 0) {
    await calm(page);
    found = await read();
  }
  page.violations.push(...found.map(one => `${label}: ${one}`));
}

export const shot = (page, name) => page.screenshot({ path: join(shots, `${name}.png`) });

// Every screen in both themes and both widths: a picture of each, and no violation in any.
export async function everyLook(page, name) {
  for (const [size, viewport] of [['wide', wide], ['phone', narrow]]) {
    await page.setViewportSize(viewport);
    for (const theme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await axe(page, `${name} ${size} ${theme}`, undefined, theme === 'light' ? everyRule : colours);
      await shot(page, `${name}-${size}-${theme}`);
      ++page.looks;
    }
  }
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.waitForTimeout(100);
}

// The same in half the time, for what opens on a screen that is looked at elsewhere: each theme and each width once.
export async function look(page, name) {
  for (const [size, viewport, theme] of [['wide', wide, 'light'], ['phone', narrow, 'dark']]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await axe(page, `${name} ${size} ${theme}`);
    await shot(page, `${name}-${size}-${theme}`);
    ++page.looks;
  }
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

// What a screen reader is told, from the next page on: every text that a live region comes to hold. `page.heard()` gives
// all of it so far.
export async function hear(page) {
  await page.addInitScript(() => {
    window.heard = [];
    const live = '[aria-live]:not([aria-live="off"]), [role="status"], [role="alert"], [role="log"]';
    const said = new Map();
    const listen = region => {
      const text = region.textContent.trim();
      if (text && said.get(region) !== text) window.heard.push(text);
      said.set(region, text);
    };
    new MutationObserver(changes => {
      for (const { target } of changes) {
        const element = target.nodeType === 1 ? target : target.parentElement;
        const region = element?.closest(live);
        if (region) listen(region);
        else element?.querySelectorAll?.(live).forEach(listen);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  page.heard = () => page.evaluate(() => window.heard);
}
