import { describe, expect, it } from 'vitest';
import { asSelect, countSelected, everything, isSelected, nothing, toggle } from './selection';

describe('a selection', () => {
  it('of everything is a query with exceptions', () => {
    const s = toggle(toggle(everything, 'a'), 'b');
    expect(isSelected(s, 'a')).toBe(false);
    expect(isSelected(s, 'z')).toBe(true);
    expect(countSelected(s, 12_480)).toBe(12_478);
    expect(asSelect(toggle(s, 'b'))).toEqual({ all: true, except: ['a'] });
  });
  it('of some is their ids', () => {
    const s = toggle(nothing, 'a');
    expect(countSelected(s, 100)).toBe(1);
    expect(asSelect(s)).toEqual({ ids: ['a'] });
    expect(asSelect(everything)).toEqual({ all: true });
  });
});
