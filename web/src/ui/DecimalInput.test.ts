import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { createElement, useState } from 'react';
import { expect, test } from 'vitest';
import { DecimalInput } from './DecimalInput';

let kept = '';
function Field({ begin, places }: { begin: string; places: number }) {
  const [value, setValue] = useState(begin);
  kept = value;
  return createElement(DecimalInput, { label: 'Price', value, places, onChange: setValue });
}
const open = (begin: string, places = 2) => {
  document.body.innerHTML = '';
  render(createElement(MantineProvider, { env: 'test' }, createElement(Field, { begin, places })));
  const input = screen.getByLabelText<HTMLInputElement>('Price');
  const type = (text: string) => fireEvent.change(input, { target: { value: text } });
  return { input, type };
};

test('what is typed stays as it is until the field is left, then what was read stands there', () => {
  const { input, type } = open('100');
  type('1.234,5');
  expect([kept, input.value]).toEqual(['1234.5', '1.234,5']);
  fireEvent.blur(input);
  expect(input.value).toBe('1234.5');
});

test('what can be two numbers is kept from being sent, and said once the field is left', () => {
  const { input, type } = open('100');
  type('1.234');
  expect(Number.isNaN(Number(kept))).toBe(true);
  expect(input.checkValidity()).toBe(false);
  expect(screen.queryByText(/This can mean/)).toBeNull();
  fireEvent.blur(input);
  expect(screen.getByText('This can mean 1234 or 1.234. Type it without a separator between thousands.')).toBeTruthy();
  expect(input.value).toBe('1.234');
  type('1234');
  expect([kept, input.checkValidity()]).toEqual(['1234', true]);
});

test('nothing typed is nothing, not zero', () => {
  const { input, type } = open('7', 6);
  type('');
  expect(kept).toBe('');
  fireEvent.blur(input);
  expect(input.value).toBe('');
});
