// How much of it: a decimal, or hours and minutes ("1:30" is 1.5).
import { readDecimal, type Reading } from '../text/decimal';

export function readQuantity(typed: string, point: string, places: number): Reading {
  const time = /^\s*(\d{1,6}):([0-5]\d)\s*$/.exec(typed);
  if (!time) return readDecimal(typed, point, places);
  // To the sixth decimal, half up: 1:20 is 1.333333.
  const millionths = BigInt(time[1]!) * 1_000_000n + (BigInt(time[2]!) * 1_000_000n + 30n) / 60n;
  const part = (millionths % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '');
  return { value: `${millionths / 1_000_000n}${part ? `.${part}` : ''}` };
}
