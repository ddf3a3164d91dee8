import { api, unwrap, type Schemas } from '../api/client';
import { Problem, problemWords } from '../api/problem';
import { toast } from '../ui/toast';
import { people } from './words';

export const takeBack = (id: string) => unwrap(api.DELETE('/api/mails/{id}', { params: { path: { id } } }) as never);

// Held for ten seconds by the server: so long there is a way back.
export function toastSending(what: string, mail: Schemas['Mail'], afterUndo: () => void) {
  const held = mail.dueAt ? Date.parse(mail.dueAt) - Date.parse(mail.createdAt) : 0;
  toast({
    title: `Sending ${what} to ${people(mail.to.length + mail.cc.length)}…`,
    life_ms: held || 10_000,
    actions: [{
      label: 'Undo send',
      run: async () => {
        try {
          await takeBack(mail.id);
          toast({ title: `${what} was not sent` });
        } catch (error) {
          toast({ title: error instanceof Problem && error.code === 'stale' ? `${what} was on its way already` : problemWords(error), tone: 'negative' });
        }
        afterUndo();
      },
    }],
  });
}
