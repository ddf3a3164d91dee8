// The keys of a long list: what each does, decided apart from the list, so that the help says exactly what works.
export type GridAct = { move: number } | { extend: 1 | -1 } | { to: 'first' | 'last' } | 'open' | 'peek' | 'pick' | 'menu' | 'all';
type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const moves: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10 };

export function gridAct({ key, shiftKey, ctrlKey, metaKey, altKey }: Pressed): GridAct | null {
  if (altKey) return null;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'a' && !shiftKey ? 'all' : null;
  if (shiftKey) return key === 'ArrowDown' ? { extend: 1 } : key === 'ArrowUp' ? { extend: -1 } : null;
  const move = moves[key];
  if (move !== undefined) return { move };
  if (key === 'Home' || key === 'End') return { to: key === 'Home' ? 'first' : 'last' };
  return key === 'Enter' ? 'open' : key === ' ' ? 'peek' : key === 'x' ? 'pick' : key === 'm' || key === 'ContextMenu' ? 'menu' : null;
}

// As aria-keyshortcuts has them; those that choose and the menu only where there is something to choose or do.
const always = ['ArrowDown', 'ArrowUp', 'j', 'k', 'Home', 'End', 'PageDown', 'PageUp', 'Enter', 'Space'], choosing = ['x', 'Shift+ArrowDown', 'Shift+ArrowUp', 'Control+A', 'Meta+A'];
export const gridShortcuts = ({ chooses, menu }: { chooses: boolean; menu: boolean }): string => [...always, ...(chooses ? choosing : []), ...(menu ? ['m', 'ContextMenu'] : [])].join(' ');
