import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { TaxField } from './TaxField';
import { typedTax, type LineTax, type TaxRate } from './taxes';

const rate = (id: string, name: string, ratePercent: string, more: Partial<TaxRate> = {}): TaxRate =>
  ({ id, name, ratePercent, treatment: null, reason: '', default: false, archived: false, createdAt: '', updatedAt: '', version: 1, ...more });
const rates = [rate('a', 'VAT', '20'), rate('b', 'Exempt', '0', { treatment: 'exempt', reason: 'Training' })];

let now: LineTax;
function Line({ begin, of = rates }: { begin: LineTax; of?: TaxRate[] }) {
  const [tax, setTax] = useState(begin);
  now = tax;
  return <MantineProvider><TaxField tax={tax} rates={of} typed={<input aria-label="Tax %" value={tax.tax} onChange={event => setTax(typedTax(event.currentTarget.value))} />} onChange={setTax} /></MantineProvider>;
}
const select = () => screen.getByLabelText<HTMLSelectElement>('Tax');
const pick = (value: string) => fireEvent.change(select(), { target: { value } });
const typed = () => screen.queryByLabelText('Tax %');
afterEach(cleanup);

test('a rate that is picked is copied with its name and reason, and nothing is typed', () => {
  render(<Line begin={typedTax('')} />);
  expect(select().value).toBe('none');
  expect(typed()).toBeNull();
  pick('b');
  expect(now).toEqual({ tax: '', taxName: 'Exempt', taxTreatment: 'exempt', taxReason: 'Training' });
  pick('a');
  expect(now).toEqual({ tax: '20', taxName: 'VAT', taxTreatment: null, taxReason: '' });
  expect(select().selectedOptions[0]?.text).toBe('VAT (20 %)');
  pick('none');
  expect(now).toEqual(typedTax(''));
});

test('another rate is typed, and has no name', () => {
  render(<Line begin={{ ...typedTax('20'), taxName: 'VAT' }} />);
  expect(select().value).toBe('a');
  pick('other');
  expect(now).toEqual(typedTax('20'));
  fireEvent.change(typed()!, { target: { value: '7' } });
  expect(now).toEqual(typedTax('7'));
  expect(select().value).toBe('other');
  fireEvent.change(typed()!, { target: { value: '' } });
  expect(typed()).not.toBeNull();
});

test('a line keeps what its rate said before it was renamed', () => {
  render(<Line begin={{ ...typedTax('19'), taxName: 'Old VAT' }} />);
  expect(select().selectedOptions[0]?.text).toBe('Old VAT (19 %)');
  pick('a');
  expect([...select().options].map(one => one.value)).toEqual(['none', 'a', 'b', 'other']);
});

test('without names a rate is typed as ever', () => {
  render(<Line begin={typedTax('19')} of={[]} />);
  expect(screen.queryByLabelText('Tax')).toBeNull();
  expect(typed()).not.toBeNull();
});
