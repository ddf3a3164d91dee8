import { describe, expect, it } from 'vitest';
import { move, neighbour } from './moves';

const counts = [3, 0, 2];

describe('arrow keys on the board', () => {
  it('stay inside a column', () => {
    expect(move({ column: 0, row: 2 }, 'ArrowDown', counts)).toBeNull();
    expect(move({ column: 0, row: 0 }, 'ArrowUp', counts)).toBeNull();
    expect(move({ column: 0, row: 1 }, 'End', counts)).toEqual({ column: 0, row: 2 });
    expect(move({ column: 0, row: 2 }, 'Home', counts)).toEqual({ column: 0, row: 0 });
  });
  it('pass over an empty column and keep the height as far as there are cards', () => {
    expect(move({ column: 0, row: 2 }, 'ArrowRight', counts)).toEqual({ column: 2, row: 1 });
    expect(move({ column: 2, row: 1 }, 'ArrowLeft', counts)).toEqual({ column: 0, row: 1 });
    expect(move({ column: 2, row: 1 }, 'ArrowRight', counts)).toBeNull();
  });
  it('leave other keys alone', () => expect(move({ column: 0, row: 0 }, 'x', counts)).toBeNull());
});

describe('the stage beside another', () => {
  const stages = [{ id: 'a', takesDeals: true }, { id: 'old', takesDeals: false }, { id: 'b', takesDeals: true }];
  it('passes over one that takes no deals, and ends at the edges', () => {
    expect(neighbour(stages, 'a', 1)?.id).toBe('b');
    expect(neighbour(stages, 'b', -1)?.id).toBe('a');
    expect(neighbour(stages, 'old', -1)?.id).toBe('a');
    expect(neighbour(stages, 'a', -1)).toBeUndefined();
    expect(neighbour(stages, 'b', 1)).toBeUndefined();
    expect(neighbour(stages, 'elsewhere', 1)).toBeUndefined();
  });
});
