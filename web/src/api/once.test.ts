import { renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useOnce, type Once } from './once';
import { Problem } from './problem';

const of = (status: number, code = 'some') => new Problem(code, '', status, '', [], '', null);
const open = () => {
  const keys: string[] = [];
  const once = renderHook(() => useOnce()).result.current;
  const answer = (error: Error | null, wish?: string) =>
    once((header: Once) => {
      keys.push(header['Idempotency-Key']);
      return error ? Promise.reject(error) : Promise.resolve('made');
    }, wish);
  return { keys, answer };
};

test('a try without an answer is repeated with its key, and after the answer a new wish begins', async () => {
  const { keys, answer } = open();
  await expect(answer(Problem.unreachable())).rejects.toThrow();
  await expect(answer(of(503))).rejects.toThrow();
  await expect(answer(null)).resolves.toBe('made');
  await answer(null);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).toBe(keys[0]);
  expect(keys[3]).not.toBe(keys[0]);
});

test('what was refused did not happen: the next try is another', async () => {
  const { keys, answer } = open();
  await expect(answer(of(422))).rejects.toThrow();
  await answer(null);
  expect(keys[1]).not.toBe(keys[0]);
});

test('each wish of a screen has its own key', async () => {
  const { keys, answer } = open();
  for (const wish of ['a', 'b', 'a']) await expect(answer(Problem.unreachable(), wish)).rejects.toThrow();
  expect(keys[1]).not.toBe(keys[0]);
  expect(keys[2]).toBe(keys[0]);
});

test('what was done before a restart is told so, and stays done', async () => {
  const { keys, answer } = open();
  await expect(answer(Problem.unreachable())).rejects.toThrow();
  for (let i = 0; i < 2; ++i) await expect(answer(of(412, 'stale'))).rejects.toMatchObject({ code: 'done_before' });
  expect(new Set(keys).size).toBe(1);
});
