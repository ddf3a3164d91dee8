import { beforeEach, expect, it } from 'vitest';
import { isSkipped, skip, unskip } from './skipped';

beforeEach(() => localStorage.clear());

it('puts a decision off until tomorrow, or until there are more or fewer', () => {
  skip('overdue_invoices', 3, '2026-11-30');
  expect(isSkipped('overdue_invoices', 3, '2026-11-30')).toBe(true);
  expect(isSkipped('overdue_invoices', 4, '2026-11-30')).toBe(false);
  expect(isSkipped('overdue_invoices', 3, '2026-12-01')).toBe(false);
  expect(isSkipped('attention', 3, '2026-11-30')).toBe(false);
  unskip();
  expect(isSkipped('overdue_invoices', 3, '2026-11-30')).toBe(false);
});

it('survives what is no choice of ours', () => {
  localStorage.setItem('every.skipped', '{');
  expect(isSkipped('attention', 1, '2026-11-30')).toBe(false);
});
