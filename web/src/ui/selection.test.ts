import { describe, expect, it } from 'vitest';
import { asSelect, countSelected, everything, extend, isSelected, nothing, toggle } from './selection';

describe('a selection', () => {
  it('of everything is a query with exceptions', () => {
    const s = toggle(toggle(everything, 'a'), 'b');
    expect(isSelected(s, 'a')).toBe(false);
    expect(isSelected(s, 'z')).toBe(true);
    expect(countSelected(s, 12_480)).toBe(12_478);
    expect(asSelect(toggle(s, 'b'))).toEqual({ all: true, except: ['a'] });
  });
  it('grows and shrinks by a range, of everything too', () => {
    const some = extend(toggle(nothing, 'b'), ['a', 'b', 'c'], true);
    expect(asSelect(some)).toEqual({ ids: ['b', 'a', 'c'] });
    expect(asSelect(extend(some, ['c', 'z'], false))).toEqual({ ids: ['b', 'a'] });
    expect(asSelect(extend(everything, ['a'], false))).toEqual({ all: true, except: ['a'] });
    expect(asSelect(extend(extend(everything, ['a'], false), ['a', 'b'], true))).toEqual({ all: true });
  });
  it('of some is their ids', () => {
    const s = toggle(nothing, 'a');
    expect(countSelected(s, 100)).toBe(1);
    expect(asSelect(s)).toEqual({ ids: ['a'] });
    expect(asSelect(everything)).toEqual({ all: true });
  });
});
