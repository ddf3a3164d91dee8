import { NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, withTag, type Schemas } from '../api/client';
import { fieldError, problemWords } from '../api/problem';
import { whoChangedClient, whoChangedSettings } from '../api/who';
import { DocumentsLanguage, languages, type Language } from '../documents/LanguageSelect';
import { text as documentWords } from '../documents/text';
import { common } from '../text/common';
import { EditForm } from '../ui/EditForm';
import type { Tagged } from '../ui/edited';
import { Notice } from '../ui/Notice';
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

type Details = Record<keyof Patch & string, string>;
const fieldsOf = (clientId?: string) => [...(clientId ? ofClient() : ofWorkspace()), ...shared()];
const detailsOf = (shown: Shown, fields: readonly Field[]): Details => {
  const values = shown as Record<string, string | null | undefined>;
  return Object.fromEntries([...fields.map(field => field.name), 'taxTreatment', 'language'].map(name => [name, values[name] ?? ''])) as Details;
};
const bodyOf = ({ taxTreatment, language, ...texts }: Details): Patch => ({
  ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, value.trim()])), taxTreatment: (taxTreatment || null) as Schemas['TaxTreatment'], language: (language || null) as Language | null,
});
const callsOf = (clientId?: string) => {
  if (!clientId)
    return {
      get: (): Promise<Tagged<Shown>> => withTag(api.GET('/api/workspace/billing')),
      put: (body: Patch, etag: string): Promise<Tagged<Shown>> => withTag(api.PATCH('/api/workspace/billing', { params: { header: { 'If-Match': etag } }, body })),
      who: () => whoChangedSettings(['billing.updated']),
    };
  const path = { id: clientId };
  return {
    get: (): Promise<Tagged<Shown>> => withTag(api.GET('/api/clients/{id}/billing', { params: { path } })),
    put: (body: Patch, etag: string): Promise<Tagged<Shown>> => withTag(api.PATCH('/api/clients/{id}/billing', { params: { path, header: { 'If-Match': etag } }, body })),
    who: () => whoChangedClient(clientId, ['billing.updated']),
  };
};

// What e-invoices need to know of the workspace (no client) or of one client.
export function BillingDetails({ clientId }: { clientId?: string }) {
  const queries = useQueryClient();
  const key = clientId ? ['clients', 'billing', clientId] : ['workspace', 'billing'];
  const calls = callsOf(clientId);
  const stored = useQuery({ queryKey: key, queryFn: calls.get });
  if (!stored.data && stored.error) return <Notice tone="negative" action={{ label: common.tryAgain, run: () => void stored.refetch() }}>{problemWords(stored.error)}</Notice>;
  if (!stored.data) return <Skeleton height={300} radius={12} />;
  const fields = fieldsOf(clientId);
  const treatments = [{ value: '', label: clientId ? say.asWorkspace : say.zeroDefault }, ...Object.entries(say.treatments).map(([value, label]) => ({ value, label }))];
  const noLanguage = clientId ? say.asWorkspace : say.asLocale;
  const inWords = (v: Details) => [
    [documentWords.documentsLanguage, v.language ? languages[v.language as Language] : noLanguage] as const,
    [say.withoutTax, treatments.find(one => one.value === v.taxTreatment)?.label ?? ''] as const,
    ...fields.map(field => [field.label, v[field.name]] as const),
  ];
  const onSaved = () => {
    for (const one of [key, ['clients', 'e-invoice'], ['invoices', 'e-invoice'], ['deals', 'e-invoice']]) void queries.invalidateQueries({ queryKey: one });
  };
  return (
    <EditForm stored={stored.data} what={clientId ? 'client' : 'settings'} need={clientId ? 'records.write' : 'settings.write'} title={say.eInvoicing} verb={say.saveEInvoicing} onSaved={onSaved}
      valuesOf={shown => detailsOf(shown, fields)} say={inWords} put={(values, etag) => calls.put(bodyOf(values), etag)} latest={async () => ({ ...(await calls.get()), ...(await calls.who()) })}>
      {(now, problem) => (
        <>
          <DocumentsLanguage none={noLanguage} value={now.language} />
          <NativeSelect label={say.withoutTax} name="taxTreatment" defaultValue={now.taxTreatment} data={treatments} />
          {fields.map(field => <TextInput key={field.name} label={field.label} description={field.hint} name={field.name} defaultValue={now[field.name]} error={fieldError(problem, `/${field.name}`)} />)}
        </>
      )}
    </EditForm>
  );
}
