import { expect, test } from 'vitest';
import { everything, nothing, toggle } from '../ui/selection';
import { bodyOf, choiceOf } from './choice';

test('what is ticked comes back as it was sent', () => {
  const ticked = [everything, toggle(toggle(everything, '1'), '2'), toggle(nothing, '7'), nothing];
  for (const selection of ticked) {
    const sent = bodyOf({ selection, includeDeals: false, includeNoEmail: true });
    expect(choiceOf({ select: sent.select, includeDeals: sent.includeDeals ?? true, includeNoEmail: sent.includeNoEmail ?? false })).toEqual({ selection, includeDeals: false, includeNoEmail: true });
  }
});
