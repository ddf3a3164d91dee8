import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { readDecimal, shownDecimal, unread, type Reading } from '../text/decimal';
import { decimalPoint } from '../text/format';
import { text } from './decimal.text';

const why = (reading: Reading): string | null => {
  if (!('wrong' in reading)) return null;
  if (reading.wrong === 'number') return text.noNumber;
  if (reading.wrong === 'decimals') return text.decimals(reading.most);
  const [whole, part] = reading.readings;
  return text.ambiguous(shownDecimal(whole, decimalPoint()), shownDecimal(part, decimalPoint()));
};

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'inputMode'> {
  value: string; // "1234.5", or what unread() made of it
  places: number;
  read?: typeof readDecimal; // what else is a number here
  onChange: (value: string) => void;
}

// A decimal as its reader writes it. What is not read for sure is not taken: the field says why and the form waits; what is
// read stands there in full once the field is left.
export function DecimalInput({ value, places, read = readDecimal, onChange, error, onBlur, ...field }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null); // while it says `of`
  const [of, setOf] = useState(value);
  const shown = typed !== null && of === value ? typed : shownDecimal(value, decimalPoint());
  const wrong = why(read(shown, decimalPoint(), places));
  const [left, setLeft] = useState(true); // nobody is told that it is wrong while it is half typed
  useEffect(() => input.current?.setCustomValidity(wrong ?? ''), [wrong]);
  const take = (next: string) => {
    const reading = read(next, decimalPoint(), places);
    const now = 'value' in reading ? reading.value : unread(next);
    setTyped(next);
    setOf(now);
    setLeft(false);
    onChange(now);
  };
  return (
    <TextInput {...field} ref={input} inputMode="decimal" autoComplete="off" value={shown} error={wrong && (left || error) ? wrong : error}
      onChange={event => take(event.currentTarget.value)} onBlur={event => { setLeft(true); setTyped(null); onBlur?.(event); }} />
  );
}
