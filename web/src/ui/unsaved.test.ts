import { beforeEach, expect, test } from 'vitest';
import { findUnsaved, forgetUnsaved, keepUnsaved } from './unsaved';

const typed = { draft: { notes: 'Typed' }, etag: '"3"', sent: null };
beforeEach(() => localStorage.clear());

test('what could not be saved is found again, with the version it was typed over, until it is saved', () => {
  expect(findUnsaved('/a', { notes: '' })).toBeNull();
  keepUnsaved('/a', typed);
  expect(findUnsaved('/a', { notes: '' })).toEqual(typed);
  expect(findUnsaved('/b', { notes: '' })).toBeNull();
  keepUnsaved('/a', null);
  expect(findUnsaved('/a', { notes: '' })).toBeNull();
});

test('a draft of another shape, or no JSON, is as good as none', () => {
  keepUnsaved('/a', typed);
  expect(findUnsaved('/a', { notes: '', footer: '' })).toBeNull();
  localStorage.setItem('every.unsaved:/a', '{');
  expect(findUnsaved('/a', { notes: '' })).toBeNull();
});

test('signing out leaves nothing that was typed, and everything else', () => {
  localStorage.setItem('every.keys', 'off');
  keepUnsaved('/a', typed);
  forgetUnsaved();
  expect(Object.keys(localStorage)).toEqual(['every.keys']);
});
