import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, withTag } from '../api/client';
import { BillToFields, billToBody, billToValues, sayBillTo } from '../documents/BillToFields';
import { useMay } from '../session/may';
import { EditForm } from '../ui/EditForm';
import { text } from './text';

// Whom and where a draft names instead of its client: the document's own, before what the client has.
export default function BillToCard({ id }: { id: string }) {
  const queries = useQueryClient();
  const may = useMay();
  const path = { id };
  const read = () => withTag(api.GET('/api/invoices/{id}', { params: { path } }));
  const draft = useQuery({ queryKey: ['invoices', 'billed', id], queryFn: read });
  if (!draft.data || !may('invoices.write')) return null;
  return (
    <EditForm stored={draft.data} what="invoice" title={text.addressee} verb={text.saveAddressee} need="invoices.write" say={sayBillTo} valuesOf={invoice => billToValues(invoice.billToInstead)}
      put={(values, etag) => withTag(api.PATCH('/api/invoices/{id}', { params: { path, header: { 'If-Match': etag } }, body: { billToInstead: billToBody(values) } }))}
      latest={async () => { const now = await read(), last = now.data.history.findLast(one => one.kind === 'changed'); return { ...now, by: last?.by ?? '', at: last?.at ?? now.data.updatedAt }; }}
      onSaved={() => void queries.invalidateQueries({ queryKey: ['invoices'] })}>
      {(now, problem) => <BillToFields now={now} problem={problem} label={text.otherAddressHere} at="/billToInstead" />}
    </EditForm>
  );
}
