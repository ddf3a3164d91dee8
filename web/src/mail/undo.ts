import { api, unwrap, type Schemas } from '../api/client';
import { Problem, problemWords } from '../api/problem';
import { formatTime } from '../text/format';
import { toast } from '../ui/toast';
import { people } from './words';

// Whether it waits for a time that somebody chose, beyond the seconds that every mail is held.
export const isLater = (mail: Schemas['Mail']): boolean => mail.dueAt !== null && Date.parse(mail.dueAt) - Date.parse(mail.createdAt) > 10_000;

export const takeBack = (id: string) => unwrap(api.DELETE('/api/mails/{id}', { params: { path: { id } } }) as never);

// Held for ten seconds by the server: so long there is a way back.
export function toastSending(what: string, mail: Schemas['Mail'], afterUndo: () => void) {
  if (isLater(mail)) {
    toast({ title: `${what} leaves ${formatTime(mail.dueAt ?? '')}`, actions: [{ label: 'Do not send', run: () => takeBack(mail.id).then(() => toast({ title: `${what} is not sent` }), error => toast({ title: problemWords(error), tone: 'negative' })).then(afterUndo) }] });
    return;
  }
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

// The same for many: one way back for all of them.
export function toastSendingMany(what: string, mails: readonly Schemas['Mail'][], left: number, afterUndo: () => void) {
  const first = mails[0];
  const but = left > 0 ? `, ${left} left out` : '';
  if (!first) return toast({ title: `Nothing was sent${but}`, tone: 'negative' });
  const later = isLater(first);
  toast({
    title: later ? `${what}: leave ${formatTime(first.dueAt ?? '')}${but}` : `Sending ${what}…${but}`,
    life_ms: 10_000,
    actions: [{
      label: later ? 'Do not send' : 'Undo send',
      run: async () => {
        const ends = await Promise.allSettled(mails.map(mail => takeBack(mail.id)));
        const back = ends.filter(end => end.status === 'fulfilled').length;
        toast({ title: back === mails.length ? `${what}: nothing was sent` : `${back} of ${mails.length} taken back; the others were on their way already` });
        afterUndo();
      },
    }],
  });
}
