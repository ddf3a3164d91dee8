// Mirror against portal: every live record, every mapped value, every association.
// Lines of both sides: {type, id, properties, archived?, gone?} and {from: {type, id}, to: type, ids: […], primary}.

const empty = v => v === undefined || v === null || v === '';
// HubSpot itself answers "" and null for one and the same emptiness.
const same = (a, b) => (empty(a) && empty(b)) || a === b;

// Gives the list of differences, at most `most`.
export function differences(mirror, portal, types = ['contact', 'company', 'deal', 'line_item'], most = 20) {
  const found = [];
  const say = text => { if (found.length < most) found.push(text); };
  const records = new Map(), associations = new Map();
  for (const row of mirror) {
    if (row.from) associations.set(`${row.from.type}/${row.from.id}>${row.to}`, row);
    else if (!row.gone) records.set(`${row.type}/${row.id}`, row);
  }
  let compared = 0, values = 0;
  for (const row of portal) {
    if (row.from || !types.includes(row.type) || row.archived) continue;
    const key = `${row.type}/${row.id}`;
    const here = records.get(key);
    records.delete(key);
    if (!here) { say(`${key} is missing`); continue; }
    ++compared;
    for (const [name, value] of Object.entries(here.properties)) {
      ++values;
      if (!same(value, row.properties[name])) say(`${key} ${name}: ${JSON.stringify(value)} instead of ${JSON.stringify(row.properties[name])}`);
    }
    for (const [to, wanted] of Object.entries(row.associations ?? {})) {
      const pair = `${row.type}>${to}`;
      if (!['contact>company', 'deal>company', 'deal>contact', 'deal>line_item'].includes(pair)) continue;
      const got = associations.get(`${key}>${to}`);
      const ids = [...(got?.ids ?? [])].sort().join(' '), want = [...new Set(wanted.map(a => a.id))].sort().join(' ');
      if (ids !== want) say(`${key} > ${to}: [${ids}] instead of [${want}]`);
      const primary = wanted.find(a => a.primary)?.id ?? '';
      if ((got?.primary ?? '') !== primary) say(`${key} > ${to}: primary ${got?.primary} instead of ${primary}`);
    }
  }
  for (const key of records.keys()) if (types.includes(key.split('/')[0])) say(`${key} is too many`);
  return { found, compared, values };
}
