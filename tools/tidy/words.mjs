// Sentences that Every says (src/base/sentence.h) and that have no German in src/words/german, or whose German has
// other facts; German that nobody says; and sentences that are glued from parts, which no language but English can be
// worded by. What a program, and not a person on a screen, is told stays English: see `forPrograms`.
const looksSaid = text => /^[A-Z“"{(\\]/.test(text) && /[a-z]{2}/.test(text) && / /.test(text) && /[.?!]$/.test(text);
const glued = text => /^[ ,;:][ a-z(“]?.*[a-z]{3}.*[.!]$/.test(text) && / /.test(text);
// What takes patterns: the first argument of some, every argument of others.
const takesFirst = new Set(['sentence', 'lose']), takesAll = new Set(['ours', 'count_of', 'counted']);

// The command line, settings of the server, what only programs send or read, and what is written into documents.
const forPrograms = new RegExp([
  '_test\\.|test_|fake_source|fixture|exact_sums|src/(sandbox|words|jobs|http|crypto)/|src/(main|demo|system)',
  'render/(words|html|icc|pdf_file|mail_html|page|public_|facturx|xml|ubl|cii|sheet)', 'app/(config|commands_hubspot|mail_words|export_records|doctor)',
  'api/mcp_|chat/(model|.*_table|plain_words|lexicon|words|orders|names|name_words|clauses|places|periods|rewrites|surround|schema|tools|examples)', 'store/(database|sqlite_|migrations|money_steps|listing)',
  'hubspot/(webhook|signature)', 'app/receive_webhooks',
].join('|'));

export const entriesOf = text => [...text.matchAll(/\{\s*((?:"(?:[^"\\\n]|\\.)*"\s*)+),\s*((?:"(?:[^"\\\n]|\\.)*"\s*)+),?\s*\}/g)].map(m => ({ at: m.index, english: joined(m[1]), german: joined(m[2]) }));
const joined = literals => [...literals.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map(m => m[1]).join('');

// Each text of the code, as the compiler joins it, with the function that it is given to.
function* literals(source) {
  const code = source.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*/g, m => (m[0] === '/' ? ' '.repeat(m.length) : m));
  const bare = code.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)'/g, m => ' '.repeat(m.length));
  for (const m of code.matchAll(/"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*/g)) {
    let at = m.index - 1, depth = 0, commas = 0;
    for (; at >= 0 && m.index - at < 1500; --at) {
      if (')]}'.includes(bare[at])) ++depth;
      else if ('([{'.includes(bare[at]) && depth-- === 0) break;
      else if (bare[at] === ',' && depth === 0) ++commas;
      else if (bare[at] === ';') break;
    }
    const sayer = bare[at] === '(' ? bare.slice(Math.max(0, at - 60), at).match(/(\w+)\s*$/)?.[1] : undefined;
    yield { at: m.index, text: joined(m[0]), spoken: (takesAll.has(sayer) && (sayer === 'ours' || m[0].includes('{}'))) || (takesFirst.has(sayer) && commas === 0) };
  }
}

const facts = text => [...text.matchAll(/\{\d?\}/g)].length;

// Breaches of all of `files` ([path, text]).
export function words(files) {
  const breaches = [], known = new Map(), said = new Set();
  const line = (text, at) => text.slice(0, at).split('\n').length;
  for (const [path, text] of files.filter(([path]) => path.startsWith('src/words/german/')))
    for (const { at, english, german } of entriesOf(text)) {
      if (known.has(english)) breaches.push(`${path}:${line(text, at)}: "${english}" is worded twice`);
      if (facts(english) !== facts(german)) breaches.push(`${path}:${line(text, at)}: "${german}" has other facts than its English`);
      known.set(english, `${path}:${line(text, at)}`);
    }
  for (const [path, text] of files.filter(([path]) => /^src\/.*\.(cpp|h)$/.test(path) && !path.startsWith('src/words/'))) {
    for (const { at, text: literal, spoken: given } of literals(text)) {
      said.add(literal);
      if (forPrograms.test(path) || /SELECT|INSERT INTO|UPDATE |DELETE FROM|CREATE |WHERE/.test(literal)) continue;
      const spoken = given && /[a-z]{2}/i.test(literal.replace(/\{\d?\}/g, ''));
      if ((spoken || looksSaid(literal)) && !known.has(literal)) breaches.push(`${path}:${line(text, at)}: no German for "${literal}"`);
      else if (!spoken && glued(literal)) breaches.push(`${path}:${line(text, at)}: glued: "${literal}"`);
    }
  }
  for (const [english, where] of known) if (!said.has(english)) breaches.push(`${where}: nobody says "${english}"`);
  return breaches;
}
