import { expect, test } from 'vitest';
import { gridAct, gridShortcuts } from './gridKeys';

const press = (said: string) => {
  const parts = said.split('+'), key = parts.at(-1) ?? '';
  return gridAct({ key: key === 'Space' ? ' ' : key, shiftKey: parts.includes('Shift'), ctrlKey: parts.includes('Control'), metaKey: parts.includes('Meta'), altKey: parts.includes('Alt') });
};

test('each key of a list does its own', () => {
  expect(['ArrowDown', 'j', 'ArrowUp', 'k', 'PageDown', 'PageUp'].map(press)).toEqual([{ move: 1 }, { move: 1 }, { move: -1 }, { move: -1 }, { move: 10 }, { move: -10 }]);
  expect(['Home', 'End', 'Enter', 'Space', 'x'].map(press)).toEqual([{ to: 'first' }, { to: 'last' }, 'open', 'peek', 'pick']);
  expect(['Shift+ArrowDown', 'Shift+ArrowUp', 'Control+a', 'Meta+a'].map(press)).toEqual([{ extend: 1 }, { extend: -1 }, 'all', 'all']);
});

test('the keys of browser and screen reader stay theirs', () => {
  expect(['Alt+ArrowDown', 'Control+j', 'Meta+k', 'Control+Home', 'Shift+Home', 'Control+Shift+A', 'Tab', 'g', '?'].map(press)).toEqual(Array(9).fill(null));
});

test('what a screen reader is told of is what works', () => {
  for (const key of gridShortcuts({ chooses: true, menu: true }).split(' ')) expect(press(key), key).not.toBeNull();
  expect(gridShortcuts({ chooses: false, menu: true }).split(' ')).not.toContain('x');
  expect(gridShortcuts({ chooses: true, menu: false }).split(' ')).not.toContain('m');
});
