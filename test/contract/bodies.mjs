// A request that would do something, for each operation that needs one: sent by who may not, it has to change nothing.
// `foreign`: it names a record by its id, so that another workspace has to be refused as well.
const usd = amount => ({ amount, currency: 'USD' });
const line = { description: 'Work', unitPrice: usd('100') };
const plain = value => () => value;
const foreign = make => Object.assign(make, { foreign: true });
const client = ids => ids['/api/clients/'];

export const bodies = {
  changeName: plain({ name: 'Someone' }),
  changePassword: plain({ current: 'not the password', password: 'a much better secret' }),
  changeRole: plain({ role: 'viewer' }),
  invite: plain({ email: 'sam@elsewhere.example', role: 'viewer' }),
  updateWorkspace: plain({ name: 'Other Studio' }),
  updateMailSettings: plain({ fromName: 'Somebody else' }),
  sendTestMail: plain({ to: 'no address' }),
  updateLanguageModel: plain({ enabled: false }),
  updateWorkspaceBilling: plain({ contactName: 'Somebody else' }),
  connectWithToken: plain({ token: 'pat-na1-nothing' }),
  putSyncSettings: plain({ frequency: 'hourly' }),
  previewSyncSettings: plain({}),
  decideHubSpotContact: plain({ decision: 'skip' }),
  decideDuplicates: plain({ decision: 'skip', select: { all: true } }),
  decideDuplicate: plain({ decision: 'skip' }),
  importContacts: plain({ select: { all: true }, default: 'skip', dryRun: true }),
  sayInChat: plain({ text: 'help' }),
  createClient: plain({ name: 'Acme' }),
  previewClientImport: plain({ text: 'name\nAcme' }),
  importClients: plain({ text: 'name\nAcme', fields: ['name'] }),
  putLogo: plain({ data: 'AAAA' }),
  previewInvoiceMails: plain({ ids: [] }),
  sendInvoices: plain({ items: [] }),
  updateClient: plain({ name: 'Changed' }),
  addClientContact: plain({ firstName: 'Eve', email: 'eve@elsewhere.example' }),
  updateClientBilling: plain({ contactName: 'Somebody else' }),
  addClientNote: plain({ text: 'A word' }),
  createContact: foreign(ids => ({ firstName: 'Eve', clients: [{ id: client(ids), invoiceRole: 'none', proposalRole: 'none' }] })),
  updateContact: plain({ firstName: 'Eve' }),
  createDealInvoices: foreign(ids => ({ ids: [ids['/api/deals/']] })),
  planDealParts: plain({ parts: [] }),
  createInvoice: foreign(ids => ({ clientId: client(ids), lines: [line] })),
  updateInvoice: plain({ note: 'Changed' }),
  voidInvoice: plain({ reason: 'A mistake' }),
  creditInvoice: plain({ reason: 'A mistake' }),
  settleInvoiceDrift: plain({ action: 'keep' }),
  recordPayment: plain({ amount: usd('5'), date: '2026-01-02', method: 'cash' }),
  useCredit: plain({ amount: usd('5') }),
  releaseCredit: plain({ paymentId: 'nobody', reason: 'A mistake' }),
  removePayment: plain({ reason: 'A mistake' }),
  recordClientPayment: foreign(ids => ({ clientId: client(ids), amount: usd('5'), date: '2026-01-02', method: 'cash', allocations: [] })),
  createProposal: foreign(ids => ({ clientId: client(ids), title: 'Website', lines: [line] })),
  updateProposal: plain({ title: 'Changed' }),
  invoiceProposal: plain({}),
};
