// What the list of invoices is narrowed to, as it stands in the address.
export interface InvoiceSearch {
  q?: string | undefined;
  status?: string | undefined; // 'notes': credit notes
  client?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  currency?: string | undefined;
  least?: string | undefined;
  most?: string | undefined;
}
export const narrowing = ['client', 'from', 'to', 'currency', 'least', 'most'] as const;

// As the list, its sums and its file ask. An amount counts only with its currency.
export function asQuery({ status, least, most, ...rest }: InvoiceSearch): Record<string, string> {
  const { q, client, from, to, currency } = rest;
  const all = { q, client, from, to, currency, ...(currency ? { least, most } : {}), ...(status === 'notes' ? { kind: 'credit_note' } : { status }) };
  return Object.fromEntries(Object.entries(all).filter((one): one is [string, string] => Boolean(one[1])));
}
