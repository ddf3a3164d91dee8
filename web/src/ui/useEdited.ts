import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { same, saveOver, typedOver, type Latest, type Tagged, type Values } from './edited';

export interface Edited<Data, V extends Values> {
  stored: Tagged<Data>; // as it was last read: by this screen, or behind it
  valuesOf: (data: Data) => V;
  put: (values: V, etag: string) => Promise<Tagged<Data>>;
  latest: () => Promise<Latest<Data>>; // what is saved now, by whom
  onSaved: (saved: Tagged<Data>) => void;
}

// A form over something that others change as well. The values and the ETag that is saved over are always of one version:
// while nothing is typed they follow what is read behind the form, and from the first letter on they stay together, so
// that saving is refused, and asked about, when somebody else was quicker. `round` names the fields' own life: they are
// made anew when other values are to be shown.
export function useEdited<Data, V extends Values>({ stored, valuesOf, put, latest, onSaved }: Edited<Data, V>) {
  const [form, setForm] = useState({ base: stored, shown: valuesOf(stored.data), round: 0, typed: null as V | null, ask: null as Latest<Data> | null });
  const [seen, setSeen] = useState(stored.etag);
  const typing = useRef<V | null>(null);
  // With other values the fields begin again; with the same ones they, and the focus in them, stay.
  const showing = (base: Tagged<Data>, now: Values) => {
    const shown = valuesOf(base.data);
    return { base, shown, typed: null, ask: null, round: same(shown, now) ? form.round : form.round + 1 };
  };
  const save = useMutation({
    mutationFn: ({ typed, opened }: { typed: V; opened: Tagged<Data> }) => saveOver({ opened, typed, valuesOf, put, latest }),
    onSuccess: (result, { typed }) => {
      if ('ask' in result) return setForm(old => ({ ...old, ask: result.ask }));
      const further = typing.current !== null && !same(typing.current, typed);
      if (!further) typing.current = null;
      setForm(old => {
        if (further) return { ...old, base: result.saved, ask: null };
        const shown = valuesOf(result.saved.data);
        return { base: result.saved, shown, typed: null, ask: null, round: same(shown, typed) ? old.round : old.round + 1 };
      });
      onSaved(result.saved);
    },
  });
  if (stored.etag !== seen) {
    setSeen(stored.etag);
    if (form.typed === null && !save.isPending) setForm(showing(stored, form.shown));
  }
  const begin = (typed: V, opened: Tagged<Data>) => {
    typing.current = typed;
    save.mutate({ typed, opened });
  };
  return {
    shown: form.shown,
    typed: form.typed,
    round: form.round,
    pending: save.isPending,
    problem: save.error,
    saved: save.isSuccess && form.typed === null && form.ask === null,
    // Everything that stands in the form, at each change of it.
    type: (values: V) => {
      const typed = same(values, form.shown) ? null : values;
      typing.current = typed;
      setForm(old => ({ ...old, typed }));
    },
    submit: (values: V) => begin(values, form.base),
    // Of who has to choose: another version, and what would be saved over it.
    ask: form.ask && { version: form.ask, opened: valuesOf(form.base.data), saved: valuesOf(form.ask.data), typed: typedOver(valuesOf(form.base.data), form.typed ?? form.shown, valuesOf(form.ask.data)) },
    takeTheirs: () => {
      if (!form.ask) return;
      typing.current = null;
      save.reset();
      setForm({ ...showing(form.ask, {}), round: form.round + 1 });
    },
    keepMine: () => {
      if (!form.ask) return;
      const typed = typedOver(valuesOf(form.base.data), form.typed ?? form.shown, valuesOf(form.ask.data));
      setForm({ base: form.ask, shown: typed, typed, ask: null, round: form.round + 1 });
      begin(typed, form.ask);
    },
  };
}
