// HubSpot's own descriptions of its API (OpenAPI 3.0), read where they lie, as the judge of requests and answers.
// They are not part of this repository; `described` says whether they are there.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { root } from '../lib/every.mjs';
import { canonical, deviate, undescribed } from './deviations.mjs';

const folder = join(root, '../shared/hubspot/openapi');
export const described = existsSync(folder);
const methods = ['get', 'post', 'put', 'patch', 'delete'];
// Where two files describe the same path, the one about that type of record is better than the general one.
const general = ['objects', 'associations', 'associations-schema'];

// The beta of 2026-09 became 2026-09 itself. Where there is only a placeholder of it, written before that version was
// built, its paths count, with the fields of 2026-03.
function load() {
  const files = readdirSync(folder).filter(f => f.endsWith('.json')).map(file => {
    const [name, version] = file.replace(/\.json$/, '').split('.');
    return { name, version, text: readFileSync(join(folder, file), 'utf8') };
  });
  files.sort((a, b) => general.indexOf(a.name) - general.indexOf(b.name));
  const docs = [], beta = new Set();
  for (const { name, version, text } of files) {
    if (version === '2026-09' || version === '2027-03-beta') continue;
    const doc = JSON.parse(text.replaceAll('2026-09-beta', '2026-09'));
    if (version === '2026-09-beta') for (const path of Object.keys(doc.paths)) beta.add(path);
    docs.push({ name, version: version.replace('-beta', ''), doc });
  }
  for (const { name, version, text } of files) {
    if (version !== '2026-09') continue;
    const doc = JSON.parse(files.find(f => f.name === name && f.version === '2026-03').text.replaceAll('2026-03', '2026-09'));
    const fields = doc.paths;
    doc.paths = {};
    for (const path of Object.keys(JSON.parse(text).paths)) {
      const known = fields[path.replace('/app-webhooks/', '/webhooks/')];
      if (known && !beta.has(path)) doc.paths[path] = known;
    }
    docs.push({ name, version, doc });
  }
  return [...docs, ...undescribed];
}

const escape = text => encodeURIComponent(text.replace(/~/g, '~0').replace(/\//g, '~1'));
const parts = path => path.split('/').filter(Boolean);
const place = part => part.startsWith('{');

// What a text of a path or a query is when its schema says number, truth value or list.
function typed(schema, texts) {
  if (schema.type === 'array') return texts.flatMap(t => t.split(','));
  const [text] = texts;
  if (/^(integer|number)$/.test(schema.type) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (schema.type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

export class Descriptions {
  constructor() {
    this.ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, logger: false });
    addFormats(this.ajv);
    this.operations = [];
    this.validators = new Map();
    for (const { name, version, doc } of load()) {
      const id = `hubspot:${name}.${version}`;
      deviate(name, version, doc);
      this.ajv.addSchema({ $id: id, ...doc });
      for (const [path, item] of Object.entries(doc.paths))
        for (const method of methods)
          if (item[method]) this.operations.push({ id, doc, method: method.toUpperCase(), path: canonical(path), parts: parts(canonical(path)), operation: item[method], pointer: `/paths/${escape(path)}/${method}` });
    }
  }

  // The described operation that a request is: of several, the one with the fewest placeholders.
  find(method, url) {
    const asked = parts(canonical(new URL(url, 'http://hubspot').pathname));
    let best;
    for (const one of this.operations) {
      if (one.method !== method || one.parts.length !== asked.length) continue;
      if (!one.parts.every((part, i) => place(part) || part === asked[i])) continue;
      const places = one.parts.filter(place).length;
      if (!best || places < best.places) best = { ...one, places, values: Object.fromEntries(one.parts.flatMap((p, i) => place(p) ? [[p.slice(1, -1), decodeURIComponent(asked[i])]] : [])) };
    }
    return best;
  }
  // "GET /crm/owners/2026-09", or what was asked for when nothing like it is described.
  name(method, url) { return `${method} ${this.find(method, url)?.path ?? new URL(url, 'http://hubspot').pathname}`; }

  problems(where, id, pointer, value) {
    const key = `${id}#${pointer}`;
    if (!this.validators.has(key)) this.validators.set(key, this.ajv.compile({ $ref: key }));
    const check = this.validators.get(key);
    if (check(value)) return [];
    return check.errors.map(e => `${where}${e.instancePath} ${e.message}${e.params.allowedValues ? ` (${e.params.allowedValues.slice(0, 8)})` : ''}`);
  }

  validateRequest({ method, url, headers, body }) {
    const found = this.find(method, url);
    if (!found) return [`no description has ${method} ${new URL(url, 'http://hubspot').pathname}`];
    const { operation, id, pointer, values } = found;
    const out = [], query = new URL(url, 'http://hubspot').searchParams;
    const known = (operation.parameters ?? []).map((p, i) => ({ ...p, pointer: `${pointer}/parameters/${i}/schema` }));
    for (const name of new Set(query.keys())) if (!known.some(p => p.in === 'query' && p.name === name)) out.push(`query: ${name} is not known`);
    for (const p of known) {
      const texts = p.in === 'path' ? [values[p.name]] : query.getAll(p.name);
      if (texts.length === 0 && p.required) out.push(`query: ${p.name} is missing`);
      if (texts.length > 1 && p.schema.type !== 'array') out.push(`query: ${p.name} comes ${texts.length} times`);
      if (texts.length > 0) out.push(...this.problems(`${p.in}: ${p.name}`, id, p.pointer, typed(p.schema, texts)));
    }
    if (operation.security?.length && !/^Bearer \S+$/.test(headers.authorization ?? '') && !query.has('hapikey')) out.push('header: no bearer token');
    return [...out, ...this.requestBody(found, headers, body)];
  }

  requestBody({ operation, id, pointer }, headers, body) {
    if (!operation.requestBody) return body ? ['body: none is described'] : [];
    if (!body) return operation.requestBody.required ? ['body: missing'] : [];
    const type = (headers['content-type'] ?? '').split(';')[0].trim();
    if (!operation.requestBody.content[type]) return [`body: ${type || 'no content type'} instead of ${Object.keys(operation.requestBody.content)}`];
    let value;
    try {
      value = type === 'application/json' ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
    } catch (error) { return [`body: ${error.message}`]; }
    return this.problems('body: ', id, `${pointer}/requestBody/content/${escape(type)}/schema`, value);
  }

  validateResponse({ method, url, status, headers, body }) {
    const found = this.find(method, url);
    if (!found) return [`no description has ${method} ${new URL(url, 'http://hubspot').pathname}`];
    const { operation, id, doc, pointer } = found;
    const key = operation.responses[status] ? String(status) : status >= 400 ? 'default' : '';
    const response = operation.responses[key];
    if (!response) return [`status ${status} is not described, only ${Object.keys(operation.responses)}`];
    const ref = response.$ref, content = (ref ? doc.components.responses[ref.split('/').at(-1)] : response).content;
    if (!Object.keys(content ?? {}).length) return body ? ['body: none is described'] : [];
    const type = (headers['content-type'] ?? '').split(';')[0].trim();
    // A gateway's page of HTML is an error that nobody described.
    if (key === 'default' && type !== 'application/json') return [];
    const media = content[type] ? type : content['*/*'] ? '*/*' : '';
    if (!media) return [`body: ${type || 'no content type'} instead of ${Object.keys(content)}`];
    try {
      return this.problems('', id, `${ref ? ref.slice(1) : `${pointer}/responses/${key}`}/content/${escape(media)}/schema`, JSON.parse(body));
    } catch (error) { return [`body: ${error.message}`]; }
  }
}
