import { useQueryClient } from '@tanstack/react-query';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { common } from '../text/common';
import { toast } from '../ui/toast';
import { text } from './fate.text';

type Client = Schemas['Client'];

// The client as it is now gets the status: nothing else of it is written.
async function putStatus(id: string, status: Schemas['ClientStatus']) {
  const { etag } = await withTag(api.GET('/api/clients/{id}', { params: { path: { id } } }));
  await unwrap(api.PATCH('/api/clients/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body: { status } }));
}

// Archives a client and puts it back, with a way to take that back.
export function useStatus() {
  const queries = useQueryClient();
  const refresh = () => { for (const key of ['clients', 'activity', 'home']) void queries.invalidateQueries({ queryKey: [key] }); };
  const failed = (error: unknown) => toast({ title: problemWords(error), tone: 'negative' });
  const put = async (client: Pick<Client, 'id' | 'name'>, status: Schemas['ClientStatus'], undoable = true): Promise<void> => {
    try {
      await putStatus(client.id, status);
    } catch (error) {
      return failed(error);
    }
    refresh();
    const back = status === 'archived' ? 'active' : 'archived';
    toast({ title: status === 'archived' ? text.archived(client.name) : text.restored(client.name), ...(undoable && { actions: [{ label: common.undo, run: () => put(client, back, false) }] }) });
  };
  return { put, refresh };
}
