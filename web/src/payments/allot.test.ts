import { describe, expect, it } from 'vitest';
import { allot } from './allot';

const open = [{ id: 'old', due: { amount: '100.00' } }, { id: 'new', due: { amount: '50.00' } }];

describe('a payment', () => {
  it('pays the longest due first', () => expect(allot('120', 'USD', open)).toEqual({ old: '100.00', new: '20.00' }));
  it('pays no more than is due', () => expect(allot('500', 'USD', open)).toEqual({ old: '100.00', new: '50.00' }));
  it('pays nothing before an amount is typed', () => {
    expect(allot('', 'USD', open)).toEqual({});
    expect(allot('-5', 'USD', open)).toEqual({});
  });
});
