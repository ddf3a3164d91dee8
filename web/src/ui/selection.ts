// What is ticked in a list of any length: a query plus exceptions, or single ids. Never a list of a hundred thousand ids.
export interface Selection {
  all: boolean;
  ids: ReadonlySet<string>; // the exceptions when all, else the chosen
}

export const nothing: Selection = { all: false, ids: new Set() };
export const everything: Selection = { all: true, ids: new Set() };
export const isSelected = (s: Selection, id: string): boolean => s.all !== s.ids.has(id);
export const countSelected = (s: Selection, total: number): number => (s.all ? total - s.ids.size : s.ids.size);

export function toggle(s: Selection, id: string): Selection {
  const ids = new Set(s.ids);
  if (!ids.delete(id)) ids.add(id);
  return { all: s.all, ids };
}

// All of these chosen, or none of them.
export const extend = (s: Selection, ids: readonly string[], chosen: boolean): Selection => ids.reduce((now, id) => (isSelected(now, id) === chosen ? now : toggle(now, id)), s);

// As the import asks for it.
export const asSelect = (s: Selection) => (s.all ? { all: true as const, ...(s.ids.size > 0 ? { except: [...s.ids] } : {}) } : { ids: [...s.ids] });
