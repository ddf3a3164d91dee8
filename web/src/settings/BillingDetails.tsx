import { Button, Group, NativeSelect, Skeleton, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { May, Settled } from '../session/may';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';

type Patch = Schemas['WorkspaceBillingPatch'] & Schemas['ClientBillingPatch'];
type Shown = Schemas['WorkspaceBilling'] | Schemas['ClientBilling'];

const treatments = [
  { value: 'zero', label: 'Zero rated' },
  { value: 'exempt', label: 'Exempt from VAT' },
  { value: 'reverse_charge', label: 'Reverse charge' },
  { value: 'intra_community', label: 'Supply inside the EU' },
  { value: 'export', label: 'Export outside the EU' },
  { value: 'outside', label: 'Not subject to VAT' },
];

interface Field {
  name: keyof Patch & string;
  label: string;
  hint?: string;
}
const shared: Field[] = [
  { name: 'legalId', label: 'Registration number' },
  { name: 'legalScheme', label: 'Its scheme (ISO 6523)', hint: 'Four digits; may stay empty' },
  { name: 'electronicAddress', label: 'Electronic address', hint: 'Empty: the email address' },
  { name: 'electronicScheme', label: 'Its scheme (EAS)', hint: 'Such as 0204 for a Leitweg-ID, EM for email' },
  { name: 'contactName', label: 'Contact' },
  { name: 'contactPhone', label: 'Contact’s phone' },
  { name: 'contactEmail', label: 'Contact’s email' },
];
const ofWorkspace: Field[] = [
  { name: 'iban', label: 'IBAN' },
  { name: 'bic', label: 'BIC' },
  { name: 'accountName', label: 'Account holder' },
  { name: 'exemptionReason', label: 'Why lines are exempt from VAT' },
];
const ofClient: Field[] = [{ name: 'buyerReference', label: 'Buyer reference', hint: 'In Germany the Leitweg-ID' }];

// What e-invoices need to know of the workspace (no client) or of one client.
export function BillingDetails({ clientId }: { clientId?: string }) {
  const queries = useQueryClient();
  const [dirty, setDirty] = useState(false);
  const key = clientId ? ['clients', 'billing', clientId] : ['workspace', 'billing'];
  const stored = useQuery<{ data: Shown; etag: string }>({
    queryKey: key,
    queryFn: () => (clientId ? withTag(api.GET('/api/clients/{id}/billing', { params: { path: { id: clientId } } })) : withTag(api.GET('/api/workspace/billing'))),
  });
  const save = useMutation<Shown, unknown, Patch>({
    mutationFn: body => {
      const header = { 'If-Match': stored.data?.etag ?? '' };
      return clientId ? unwrap(api.PATCH('/api/clients/{id}/billing', { params: { path: { id: clientId }, header }, body })) : unwrap(api.PATCH('/api/workspace/billing', { params: { header }, body }));
    },
    onSuccess: () => {
      setDirty(false);
      for (const one of [key, ['clients', 'e-invoice'], ['invoices', 'e-invoice'], ['deals', 'e-invoice']]) void queries.invalidateQueries({ queryKey: one });
    },
  });
  const fields = [...(clientId ? ofClient : ofWorkspace), ...shared];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    save.mutate({ ...Object.fromEntries(fields.map(field => [field.name, text(field.name)])), taxTreatment: (text('taxTreatment') || null) as Schemas['TaxTreatment'] });
  };
  if (stored.error) return <Notice tone="negative" action={{ label: 'Try again', run: () => void stored.refetch() }}>{problemWords(stored.error)}</Notice>;
  if (!stored.data) return <Skeleton height={300} radius={12} />;
  const values = stored.data.data as Record<string, string | null | undefined>;
  return (
    <Settled need={clientId ? 'records.write' : 'settings.write'} quiet>
    <form key={stored.data.etag} className={page.card} style={{ display: 'grid', gap: 12 }} onSubmit={submit} onChange={() => setDirty(true)}>
      <h2>E-invoicing</h2>
      {save.error != null && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      <NativeSelect label="Lines without tax are" name="taxTreatment" defaultValue={values.taxTreatment ?? ''} data={[{ value: '', label: clientId ? 'As the workspace says' : 'Zero rated (default)' }, ...treatments]} />
      {fields.map(field => <TextInput key={field.name} label={field.label} description={field.hint} name={field.name} defaultValue={values[field.name] ?? ''} error={fieldError(save.error, `/${field.name}`)} />)}
      <May need={clientId ? 'records.write' : 'settings.write'}><Group justify="flex-end">
        {save.isSuccess && !dirty && <Text size="sm" c="dimmed" role="status">Saved</Text>}
        <Button type="submit" loading={save.isPending}>Save e-invoicing</Button>
      </Group></May>
    </form>
    </Settled>
  );
}
