import { Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, withTag } from '../api/client';
import { ago } from '../text/format';
import { EditForm } from '../ui/EditForm';
import page from '../ui/page.module.css';
import { text } from './text';

// What people here know about an invoice, and its client is not told.
export default function InternalNote({ id }: { id: string }) {
  const queries = useQueryClient();
  const path = { id };
  const read = () => withTag(api.GET('/api/invoices/{id}/internal-note', { params: { path } }));
  const note = useQuery({ queryKey: ['invoices', 'internal', id], queryFn: read });
  if (!note.data) return null;
  const { by, at } = note.data.data;
  return (
    <EditForm stored={note.data} what="note" title={text.internalNote} verb={text.saveInternalNote} note={text.internalNoteHint} need="invoices.write" valuesOf={({ text: said }) => ({ said })} say={({ said }) => [[text.internalNote, said]]}
      put={({ said }, etag) => withTag(api.PUT('/api/invoices/{id}/internal-note', { params: { path, header: { 'If-Match': etag } }, body: { text: said } }))}
      latest={async () => { const now = await read(); return { ...now, by: now.data.by ?? '', at: now.data.at ?? new Date().toISOString() }; }}
      onSaved={saved => { queries.setQueryData(['invoices', 'internal', id], saved); void queries.invalidateQueries({ queryKey: ['activity'] }); }}>
      {now => (
        <>
          <Textarea aria-label={text.internalNote} name="said" autosize minRows={2} defaultValue={now.said} />
          {by && at && <p className={page.dim}>{text.writtenBy(by, ago(at))}</p>}
        </>
      )}
    </EditForm>
  );
}
