// Checks that phrasings/*.jsonl and hostile.jsonl are what phrasings/README.md says: shape, tools and their arguments,
// how many there are of what, nothing twice. Prints each breach with its line, then the counts.
import { readFileSync, readdirSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const one = (...values) => v => values.includes(v);
const text = v => typeof v === 'string' && v.trim() !== '';
const whole = v => Number.isInteger(v) && v > 0;
const money = v => v && typeof v === 'object' && [v.amount].flat().every(a => /^\d+(\.\d+)?$/.test(a))
  && (v.currency === undefined || /^[A-Z]{3}$/.test(v.currency)) && Object.keys(v).every(k => k === 'amount' || k === 'currency');

// Each tool: does it change something, and the arguments it has.
const read = args => ({ changes: false, args });
const change = args => ({ changes: true, args });
const tools = {
  hubspot_status: read({}), sync_progress: read({}), sync_history: read({ count: whole }), sync_errors: read({}),
  show_duplicates: read({}), imported_records: read({}), schedule: read({}), help: read({}), why: read({ who: text }),
  review_contacts: read({ filter: one('new', 'imported', 'duplicate', 'skipped', 'left', 'filtered', 'gone', 'no_email') }),
  find: read({ kind: one('client', 'contact', 'company', 'deal', 'any'), text }), show_client: read({ client: text }),
  pipeline: read({ pipeline: text, stage: text }),
  deals: read({
    state: one('open', 'won', 'lost', 'uninvoiced'), stage: text, client: text, over: money, under: money, follow_up: one(true),
    closing: one('today', 'tomorrow', 'this_week', 'next_week', 'this_month', 'next_month', 'this_quarter', 'next_quarter', 'this_year', 'next_year', 'last_week', 'last_month', 'last_quarter', 'last_year'),
  }),
  invoices: read({ state: one('draft', 'open', 'overdue', 'partial', 'paid', 'void'), client: text, count: whole }),
  payments: read({ client: text }),
  proposals: read({ state: one('draft', 'sent', 'open', 'accepted', 'declined', 'expired'), client: text, uninvoiced: one(true) }),
  open: read({ place: one('home', 'clients', 'pipeline', 'invoices', 'payments', 'proposals', 'settings', 'hubspot', 'email') }),
  cannot: read({ why: one('sends', 'payments', 'edits_hubspot', 'deletes', 'other') }), unknown: read({}), ask: read({}),
  connect_hubspot: change({}), sync_now: change({}), cancel_sync: change({}), undo_import: change({}), retry_errors: change({}),
  disconnect_hubspot: change({}), import_contacts: change({ which: text }), create_invoice_drafts: change({ deals: text }),
  resolve_duplicates: change({ decision: one('replace', 'skip', 'create'), which: v => text(v) || whole(v), kind: text }),
  set_schedule: change({
    every: one('hour', 'day', 'week', 'off'), at: v => /^([01]\d|2[0-3]):[0-5]\d$/.test(v),
    on: one('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'),
  }),
  set_match_policy: change({ policy: one('ask', 'replace', 'skip') }), create_client: change({ name: text, email: text }),
};
const tags = new Set(('amount autocorrect caps chatty command compound context curly date email emoji followup fullwidth german '
  + 'hostile lowercase misspelt name no-apostrophe non-ascii number ordinal phone polite punctuation quotes slang spaces terse '
  + 'trap url').split(' '));
const keys = new Set(['say', 'tool', 'args', 'after', 'about', 'not', 'never_changes', 'section', 'tags']);
const kinds = ['instruction', 'markup', 'script', 'rtl', 'formula', 'template', 'header', 'zero_width', 'homoglyph', 'long', 'sql',
  'path', 'emoji', 'json', 'control', 'unicode', 'url', 'command'];
const fields = ['contact_name', 'company_name', 'deal_name', 'note'];

const breaches = [];
// Every line as an object, with where it stands.
function load(name) {
  const lines = readFileSync(new URL(name, here), 'utf8').split('\n');
  if (lines.pop() !== '') breaches.push(`${name}: no newline at its end`);
  return lines.flatMap((line, i) => {
    const where = `${name}:${i + 1}`;
    try {
      const row = JSON.parse(line);
      if (row && typeof row === 'object' && !Array.isArray(row)) return [{ row, where, number: i + 1, say: why => breaches.push(`${where}: ${why}`) }];
    } catch { /* said below */ }
    breaches.push(`${where}: no JSON object`);
    return [];
  });
}

function checkArgs(names, args, say) {
  for (const [key, value] of Object.entries(args)) {
    const owners = names.filter(n => key in tools[n].args);
    if (owners.length !== names.length) say(`${key} is no argument of ${names.filter(n => !owners.includes(n))}`);
    for (const v of [value].flat()) if (owners.length && !owners.some(n => tools[n].args[key](v))) say(`${key} can't be ${JSON.stringify(v)}`);
  }
}

// What names somebody or something was said, or is on the page, or is one of the words that stand for it.
const naming = ['client', 'text', 'who', 'which', 'deals', 'name', 'email', 'stage', 'pipeline'];
const words = ['all', 'new', 'this', 'these', 'uninvoiced'];
function checkNames(row, say) {
  const heard = [row.say, ...row.after ?? [], row.about?.name ?? ''].join('\n').toLowerCase();
  for (const args of [row.args].flat()) {
    for (const key of naming) {
      const values = [args[key] ?? []].flat().filter(v => typeof v === 'string');
      if (values.length && !values.some(v => words.includes(v) || heard.includes(v.toLowerCase()))) say(`nobody named ${values}`);
    }
  }
}

const isObject = v => v !== null && typeof v === 'object' && !Array.isArray(v);
function checkPhrase({ row, where, say }) {
  for (const key of Object.keys(row)) if (!keys.has(key)) say(`unknown key ${key}`);
  if (typeof row.say !== 'string' || row.say === '') return say('nothing said');
  const names = [row.tool].flat();
  const unknown = names.filter(n => !Object.hasOwn(tools, n));
  if (!names.length || unknown.length) return say(`no such tool: ${unknown}`);
  if (Array.isArray(row.tool) && (names.length < 2 || new Set(names).size !== names.length)) say('a list of tools names two or more, each once');
  if (Array.isArray(row.args)) {
    if (!Array.isArray(row.tool) || row.args.length !== names.length || !row.args.every(isObject)) return say('args in a list go with as many tools');
    row.args.forEach((args, i) => checkArgs([names[i]], args, say));
  } else if (isObject(row.args)) checkArgs(names, row.args, say);
  else say('args is an object');
  if (row.not !== undefined && (!isObject(row.not) || !Object.keys(row.not).every(k => names.some(n => k in tools[n].args)))) say('not names arguments of its tools');
  if (row.after !== undefined && !(Array.isArray(row.after) && row.after.length && row.after.every(text))) say('after is a list of what was said before');
  if (row.about !== undefined && !(one('client', 'contact', 'deal', 'invoice', 'duplicate')(row.about.kind) && text(row.about.name))) say('about has a kind and a name');
  if (row.never_changes !== undefined && row.never_changes !== true) say('never_changes is true or absent');
  if (row.never_changes && names.some(n => tools[n].changes)) say('never_changes, and a tool that changes something');
  if ((row.section !== undefined) !== where.startsWith('phrasings/documented')) say('section belongs to documented.jsonl, and to each line of it');
  if (row.section !== undefined && !/^\d\.\d+$/.test(row.section)) say('section looks like 1.12');
  checkNames(row, say);
  if (!Array.isArray(row.tags)) return say('tags is a list');
  for (const tag of row.tags) if (!tags.has(tag)) say(`unknown tag ${tag}`);
  if (new Set(row.tags).size !== row.tags.length) say('a tag twice');
}

const phrases = ['phrasings', 'phrasings/arguments'].flatMap(folder => readdirSync(new URL(`${folder}/`, here)).filter(f => f.endsWith('.jsonl')).sort().flatMap(f => load(`${folder}/${f}`)));
const seen = new Map();
for (const phrase of phrases) {
  checkPhrase(phrase);
  const key = JSON.stringify([phrase.row.say, phrase.row.after, phrase.row.about]);
  if (seen.has(key)) phrase.say(`the same as ${seen.get(key)}`);
  seen.set(key, phrase.where);
}

const hostile = load('hostile.jsonl');
const texts = new Map();
for (const { row, where, say } of hostile) {
  if (Object.keys(row).sort().join() !== 'field,kind,text') say('has field, kind and text');
  if (!fields.includes(row.field)) say(`no such field: ${row.field}`);
  if (!kinds.includes(row.kind)) say(`no such kind: ${row.kind}`);
  if (typeof row.text !== 'string' || row.text === '' || !row.text.isWellFormed()) say('text is well-formed and not empty');
  if (texts.has(row.text)) say(`the same text as ${texts.get(row.text)}`);
  texts.set(row.text, where);
}

const first = row => [row.tool].flat()[0];
const count = test => phrases.filter(p => test(p.row, p)).length;
const tagged = tag => row => row.tags?.includes(tag);
const least = (what, is, wanted) => {
  if (is < wanted) breaches.push(`${what}: ${is}, at least ${wanted} wanted`);
  return `${what} ${is}`;
};
const counts = [
  least('phrasings', phrases.length, 700), least('documented', count(r => r.section), 55), least('german', count(tagged('german')), 40),
  least('cannot', count(r => first(r) === 'cannot'), 60), least('unknown', count(r => first(r) === 'unknown'), 40),
  least('ask', count(r => first(r) === 'ask'), 20), least('never_changes', count(r => r.never_changes), 60),
  least('with after', count(r => r.after), 40), least('with about', count(r => r.about), 15), least('commands', count(tagged('command')), 25),
  least('misspelt', count(tagged('misspelt')), 50), least('one right tool', count(r => !Array.isArray(r.tool)), 500),
  least('hostile', hostile.length, 500),
];
const table = Object.keys(tools).map(tool => least(tool, count(r => first(r) === tool), 6));
for (const kind of kinds) least(`hostile ${kind}`, hostile.filter(h => h.row.kind === kind).length, 8);
for (const field of fields) least(`hostile in ${field}`, hostile.filter(h => h.row.field === field).length, 80);

for (const breach of breaches) console.log(breach);
console.log(counts.join(', '));
console.log(`by first tool: ${table.join(', ')}`);
console.log(`${breaches.length} breaches`);
process.exitCode = breaches.length ? 1 : 0;
