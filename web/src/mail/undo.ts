import { api, unwrap, type Schemas } from '../api/client';
import { Problem, problemWords } from '../api/problem';
import { formatTime } from '../text/format';
import { toast } from '../ui/toast';
import { text } from './text';

// Whether it waits for a time that somebody chose, beyond the seconds that every mail is held.
export const isLater = (mail: Schemas['Mail']): boolean => mail.dueAt !== null && Date.parse(mail.dueAt) - Date.parse(mail.createdAt) > 10_000;

export const takeBack = (id: string) => unwrap(api.DELETE('/api/mails/{id}', { params: { path: { id } } }) as never);

// Held for ten seconds by the server: so long there is a way back.
export function toastSending(what: string, mail: Schemas['Mail'], afterUndo: () => void) {
  if (isLater(mail)) {
    toast({ title: text.leaves(what, formatTime(mail.dueAt ?? '')), actions: [{ label: text.doNotSend, run: () => takeBack(mail.id).then(() => toast({ title: text.isNotSent(what) }), error => toast({ title: problemWords(error), tone: 'negative' })).then(afterUndo) }] });
    return;
  }
  const held = mail.dueAt ? Date.parse(mail.dueAt) - Date.parse(mail.createdAt) : 0;
  toast({
    title: text.sendingTo(what, mail.to.length + mail.cc.length),
    life_ms: held || 10_000,
    actions: [{
      label: text.undoSend,
      run: async () => {
        try {
          await takeBack(mail.id);
          toast({ title: text.wasNotSent(what) });
        } catch (error) {
          toast({ title: error instanceof Problem && error.code === 'stale' ? text.onItsWay(what) : problemWords(error), tone: 'negative' });
        }
        afterUndo();
      },
    }],
  });
}

// The same for many: one way back for all of them.
export function toastSendingMany(what: string, mails: readonly Schemas['Mail'][], left: number, afterUndo: () => void) {
  const first = mails[0];
  if (!first) return toast({ title: text.nothingSent(left), tone: 'negative' });
  const later = isLater(first);
  toast({
    title: later ? text.leaveAt(what, formatTime(first.dueAt ?? ''), left) : text.sending(what, left),
    life_ms: 10_000,
    actions: [{
      label: later ? text.doNotSend : text.undoSend,
      run: async () => {
        const ends = await Promise.allSettled(mails.map(mail => takeBack(mail.id)));
        const back = ends.filter(end => end.status === 'fulfilled').length;
        toast({ title: back === mails.length ? text.noneSent(what) : text.someTaken(back, mails.length) });
        afterUndo();
      },
    }],
  });
}
