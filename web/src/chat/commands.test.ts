import { expect, test } from 'vitest';
import { commands, commandsFor } from './commands';

test('a slash lists all, letters narrow, a blank ends the list', () => {
  expect(commandsFor('/')).toEqual(commands);
  expect(commandsFor('/inv').map(one => one.name)).toEqual(['/invoice', '/invoices']);
  expect(commandsFor('/STA').map(one => one.name)).toEqual(['/status']);
  expect(commandsFor('/client Acme')).toEqual([]);
  expect(commandsFor('what is /sync')).toEqual([]);
});
