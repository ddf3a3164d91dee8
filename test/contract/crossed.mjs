// Somebody asks for a record of their own workspace and names one of another's inside the body: an id there is worth no
// more than one in the path. Each of these is refused, or does nothing, and shows nothing of what the id stands for.
const usd = amount => ({ amount, currency: 'USD' });
const line = { description: 'Work', unitPrice: usd('100') };
const secrets = /Quarry Foods|pay@quarry|INV-0*1\b/;

// `api`: signed in to the other workspace as one who may do everything there. `ids`: ours.
export async function crossed(api, ids) {
  const client = (await api.post('/api/clients', { name: 'Harbor Light' })).id;
  const contact = (await api.post(`/api/clients/${client}/contacts`, { firstName: 'Bo', email: 'bo@harbor.example' })).id;
  const draft = (await api.post('/api/invoices', { clientId: client, lines: [line] })).id;
  const issued = (await api.post('/api/invoices', { clientId: client, lines: [line] })).id;
  await api.post(`/api/invoices/${issued}/issue`);
  const proposal = (await api.post('/api/proposals', { clientId: client, title: 'Website', lines: [line] })).id;
  await api.connect();
  const { id: deal } = await api.post('/api/deals', { name: 'Support plan', pipeline: 'default', stage: 'closedwon', client, amount: usd('50') });
  const of = begin => ids[begin];
  const role = id => ({ id, invoiceRole: 'none', proposalRole: 'none' });
  const requests = {
    'a contact of our client': ['PATCH', `/api/contacts/${contact}`, { clients: [role(of('/api/clients/'))] }],
    'our contact for their client': ['POST', `/api/clients/${client}/contacts`, { contactId: of('/api/contacts/') }],
    'a new contact of our client': ['POST', '/api/contacts', { firstName: 'Eve', clients: [role(of('/api/clients/'))] }],
    'our client on their draft': ['PATCH', `/api/invoices/${draft}`, { clientId: of('/api/clients/') }],
    'our client on their proposal': ['PATCH', `/api/proposals/${proposal}`, { clientId: of('/api/clients/') }],
    'our client on their deal': ['PATCH', `/api/deals/${deal}`, { client: of('/api/clients/') }],
    'our client for the invoice of their deal': ['POST', `/api/deals/${deal}/invoice`, { clientId: of('/api/clients/') }],
    'our deal behind their proposal': ['POST', '/api/proposals', { clientId: client, dealId: of('/api/deals/'), title: 'Website', lines: [line] }],
    'their payment for our invoice': ['POST', '/api/payments', { clientId: client, amount: usd('5'), date: '2026-01-02', method: 'cash', allocations: [{ invoiceId: of('/api/invoices/'), amount: usd('5') }] }],
    'credit of our payment': ['DELETE', `/api/invoices/${issued}/credit`, { paymentId: of('/api/payments/'), reason: 'A mistake' }],
    'a mail with our invoice': ['POST', '/api/invoices/mails', { items: [{ id: of('/api/invoices/'), to: ['bo@harbor.example'] }] }],
    'a look at a mail with our invoice': ['POST', '/api/invoices/mails/preview', { ids: [of('/api/invoices/')] }],
    'a file of our clients': ['POST', '/api/clients/export', { ids: [of('/api/clients/')] }],
    'a file of our invoices': ['POST', '/api/invoices/export', { ids: [of('/api/invoices/')] }],
    'a talk about our client': ['POST', '/api/chat', { text: 'what does this client owe?', about: { kind: 'client', id: of('/api/clients/') } }],
    'decisions for our contact': ['POST', '/api/hubspot/duplicates/decide', { decision: 'skip', select: { ids: [of('/api/hubspot/duplicates/')] } }],
  };
  return Object.entries(requests).map(([what, [method, path, body]]) => ({ what, method, path, body }));
}

// Sent with the record's present version, so that it is the foreign id that is refused. Says what is wrong, or nothing.
export async function refusal(api, { method, path, body }) {
  const etag = method === 'PATCH' ? (await api.call('GET', path)).headers.get('etag') : null;
  const response = await fetch(api.url + path, { method, body: JSON.stringify(body), headers: { origin: api.url, cookie: api.cookie, 'content-type': 'application/json', ...(etag ? { 'if-match': etag } : {}) } });
  const text = await response.text();
  if (secrets.test(text)) return `shows what it must not: ${response.status} ${text.slice(0, 200)}`;
  if ([404, 422].includes(response.status)) return '';
  const type = response.headers.get('content-type') ?? '';
  const empty = /^\{"(created|done|items)":\[\]|"decided":0|"problem":"This invoice does not exist\."/.test(text) || (type.includes('text/csv') && text.trim().split('\n').length === 1) || path === '/api/chat';
  return response.status < 300 && empty ? '' : `${response.status} ${text.slice(0, 200)}`;
}
