import { NativeSelect } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { shownDecimal } from '../text/decimal';
import { decimalPoint } from '../text/format';
import { sameTax, taxOf, typedTax, type LineTax, type TaxRate } from './taxes';
import { text } from './text';

const label = (name: string, percent: string) => (percent && Number(percent) !== 0 && !/\d/.test(name) ? `${name} (${text.percent(shownDecimal(percent, decimalPoint()))})` : name);

// The tax of a line, chosen by name; another one is typed into `typed`. What a line has from a rate that is changed or
// archived by now stays choosable as long as it has it.
export function TaxField({ tax, rates, typed, onChange }: { tax: LineTax; rates: readonly TaxRate[]; typed: ReactNode; onChange: (tax: LineTax) => void }) {
  const [typing, setTyping] = useState(false);
  if (rates.length === 0 && !tax.taxName) return typed;
  const named = rates.find(rate => sameTax(tax, taxOf(rate)));
  const other = !tax.taxName && (typing || tax.tax !== '' || tax.taxTreatment !== null);
  const own = tax.taxName && !named;
  const value = named?.id ?? (own ? 'own' : other ? 'other' : 'none');
  const pick = (next: string) => {
    setTyping(next === 'other');
    const rate = rates.find(one => one.id === next);
    if (rate) onChange(taxOf(rate));
    else if (next !== 'own') onChange(typedTax(next === 'other' ? tax.tax : ''));
  };
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <NativeSelect label={text.tax} value={value} onChange={event => pick(event.currentTarget.value)}
        data={[{ value: 'none', label: text.noTax }, ...(own ? [{ value: 'own', label: label(tax.taxName, tax.tax) }] : []), ...rates.map(rate => ({ value: rate.id, label: label(rate.name, rate.ratePercent) })), { value: 'other', label: text.otherRate }]} />
      {other && typed}
    </div>
  );
}
