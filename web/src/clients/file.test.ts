import { expect, test } from 'vitest';
import { decode } from './file';

test('a file is read as it was meant', () => {
  const utf8 = new TextEncoder().encode('Müller');
  expect(decode(utf8)).toBe('Müller');
  expect(decode(new Uint8Array([0xef, 0xbb, 0xbf, ...utf8]))).toBe('Müller');
  expect(decode(new Uint8Array([0x4d, 0xfc, 0x6c]))).toBe('Mül');
  expect(decode(new Uint8Array([0xff, 0xfe, 0x4d, 0x00, 0xfc, 0x00]))).toBe('Mü');
  expect(decode(new Uint8Array([0xfe, 0xff, 0x00, 0x4d, 0x00, 0xfc]))).toBe('Mü');
});
