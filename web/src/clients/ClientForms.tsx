import { Group, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api, withTag, type Schemas } from '../api/client';
import { fieldError } from '../api/problem';
import { whoChangedClient } from '../api/who';
import { BillToFields, billToBody, billToValues, sayBillTo } from '../documents/BillToFields';
import { address as addressWords, addressLines } from '../text/address';
import { common } from '../text/common';
import { AddressFields } from '../ui/AddressFields';
import { EditForm } from '../ui/EditForm';
import type { Tagged } from '../ui/edited';
import { text as words } from './text';

type Client = Schemas['Client'];
type Patch = Schemas['ClientPatch'];

// Both forms are of one record, and have one version.
function useClient(stored: Tagged<Client>) {
  const queries = useQueryClient();
  const path = { id: stored.data.id };
  return {
    stored,
    what: 'client' as const,
    need: 'records.write' as const,
    put: (body: Patch, etag: string) => withTag(api.PATCH('/api/clients/{id}', { params: { path, header: { 'If-Match': etag } }, body })),
    latest: async () => ({ ...(await withTag(api.GET('/api/clients/{id}', { params: { path } }))), ...(await whoChangedClient(path.id, ['client.updated', 'sync.changed'])) }),
    onSaved: () => void queries.invalidateQueries({ queryKey: ['clients'] }),
  };
}

const detailsOf = ({ name, phone, website, address }: Client) => ({ name, phone, website, ...address });
type Details = ReturnType<typeof detailsOf>;
const sayDetails = (v: Details) => [
  [common.name, v.name], [words.phone, v.phone], [words.website, v.website], ...addressLines(v),
] as const;

// What HubSpot would manage, when it does not.
export function DetailsForm({ stored, note }: { stored: Tagged<Client>; note: string | null }) {
  const { put, ...client } = useClient(stored);
  return (
    <EditForm {...client} title={words.details} verb={words.saveDetails} note={note} valuesOf={detailsOf} say={sayDetails} put={({ name, phone, website, ...address }, etag) => put({ name, phone, website, address }, etag)}>
      {(now, problem) => (
        <>
          <TextInput label={common.name} name="name" defaultValue={now.name} required error={fieldError(problem, '/name')} />
          <TextInput label={words.phone} name="phone" defaultValue={now.phone} />
          <TextInput label={words.website} name="website" defaultValue={now.website} />
          <AddressFields now={now} problem={problem} at="/address" />
        </>
      )}
    </EditForm>
  );
}

// Another address on invoices than HubSpot, or the form above, has.
export function BillToForm({ stored }: { stored: Tagged<Client> }) {
  const { put, ...client } = useClient(stored);
  return (
    <EditForm {...client} title={words.onInvoices} verb={words.saveOnInvoices} valuesOf={c => billToValues(c.billTo)} say={sayBillTo} put={(values, etag) => put({ billTo: billToBody(values) }, etag)}>
      {(now, problem) => <BillToFields now={now} problem={problem} label={words.otherAddress} at="/billTo" />}
    </EditForm>
  );
}

const billingOf = (c: Client) => ({ legalName: c.legalName, taxId: c.taxId, currency: c.currency ?? '', terms: c.paymentTermsDays === null ? '' : String(c.paymentTermsDays), tags: c.tags.join(', ') });
type Billing = ReturnType<typeof billingOf>;
const sayBilling = (v: Billing) => [[words.legalName, v.legalName], [addressWords.taxId, v.taxId], [words.currency, v.currency], [words.terms, v.terms], [words.tags, v.tags]] as const;
const billingBody = (v: Billing): Patch => ({ legalName: v.legalName.trim(), taxId: v.taxId.trim(), currency: v.currency.trim() || null, paymentTermsDays: v.terms === '' ? null : Number(v.terms), tags: v.tags.split(',').map(tag => tag.trim()).filter(Boolean) });

// What Every owns: always editable.
export function BillingForm({ stored }: { stored: Tagged<Client> }) {
  const { put, ...client } = useClient(stored);
  return (
    <EditForm {...client} title={words.billing} verb={words.saveBilling} valuesOf={billingOf} say={sayBilling} put={(values, etag) => put(billingBody(values), etag)}>
      {(now, problem) => (
        <>
          <TextInput label={words.legalName} name="legalName" defaultValue={now.legalName} />
          <TextInput label={addressWords.taxId} name="taxId" defaultValue={now.taxId} />
          <Group grow>
            <TextInput label={words.currency} name="currency" defaultValue={now.currency} description={words.likeWorkspace} error={fieldError(problem, '/currency')} />
            <TextInput type="number" label={words.terms} name="terms" defaultValue={now.terms} description={words.likeWorkspace} min={0} max={365} />
          </Group>
          <TextInput label={words.tags} name="tags" defaultValue={now.tags} />
        </>
      )}
    </EditForm>
  );
}
