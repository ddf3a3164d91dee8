import { Button, Group, NativeSelect, Skeleton, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { DocumentsLanguage, type Language } from '../documents/LanguageSelect';
import { May, Settled } from '../session/may';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { text as say } from './billing.text';

type Patch = Schemas['WorkspaceBillingPatch'] & Schemas['ClientBillingPatch'];
type Shown = Schemas['WorkspaceBilling'] | Schemas['ClientBilling'];

interface Field {
  name: keyof Patch & string;
  label: string;
  hint?: string;
}
const shared = (): Field[] => [
  { name: 'legalId', label: say.legalId },
  { name: 'legalScheme', label: say.legalScheme, hint: say.fourDigits },
  { name: 'electronicAddress', label: say.electronicAddress, hint: say.emptyEmail },
  { name: 'electronicScheme', label: say.electronicScheme, hint: say.schemeHint },
  { name: 'contactName', label: say.contact },
  { name: 'contactPhone', label: say.contactPhone },
  { name: 'contactEmail', label: say.contactEmail },
];
const ofWorkspace = (): Field[] => [
  { name: 'iban', label: say.iban },
  { name: 'bic', label: say.bic },
  { name: 'accountName', label: say.accountHolder },
  { name: 'exemptionReason', label: say.whyExempt },
];
const ofClient = (): Field[] => [{ name: 'buyerReference', label: say.buyerReference, hint: say.leitweg }];

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
  const fields = [...(clientId ? ofClient() : ofWorkspace()), ...shared()];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    save.mutate({ ...Object.fromEntries(fields.map(field => [field.name, text(field.name)])), taxTreatment: (text('taxTreatment') || null) as Schemas['TaxTreatment'], language: (text('language') || null) as Language | null });
  };
  if (stored.error) return <Notice tone="negative" action={{ label: common.tryAgain, run: () => void stored.refetch() }}>{problemWords(stored.error)}</Notice>;
  if (!stored.data) return <Skeleton height={300} radius={12} />;
  const values = stored.data.data as Record<string, string | null | undefined>;
  return (
    <Settled need={clientId ? 'records.write' : 'settings.write'} quiet>
    <form key={stored.data.etag} className={page.card} style={{ display: 'grid', gap: 12 }} onSubmit={submit} onChange={() => setDirty(true)}>
      <h2>{say.eInvoicing}</h2>
      {save.error != null && <Notice tone="negative">{problemWords(save.error)}</Notice>}
      <DocumentsLanguage none={clientId ? say.asWorkspace : say.asLocale} value={values.language ?? ''} />
      <NativeSelect label={say.withoutTax} name="taxTreatment" defaultValue={values.taxTreatment ?? ''} data={[{ value: '', label: clientId ? say.asWorkspace : say.zeroDefault }, ...Object.entries(say.treatments).map(([value, label]) => ({ value, label }))]} />
      {fields.map(field => <TextInput key={field.name} label={field.label} description={field.hint} name={field.name} defaultValue={values[field.name] ?? ''} error={fieldError(save.error, `/${field.name}`)} />)}
      <May need={clientId ? 'records.write' : 'settings.write'}><Group justify="flex-end">
        {save.isSuccess && !dirty && <Text size="sm" c="dimmed" role="status">{common.saved}</Text>}
        <Button type="submit" loading={save.isPending}>{say.saveEInvoicing}</Button>
      </Group></May>
    </form>
    </Settled>
  );
}
