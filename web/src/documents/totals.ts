// Totals while typing, by the server's rule: integer minor units, each line rounded half-even, sums exact. The server's
// answer is what counts; a difference would be a mistake to report.
export const digitsOf = (currency: string) => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

// "1.5" → 1500000n at scale 6; null for what is no number.
export function parseDecimal(text: string, scale: number): bigint | null {
  const match = /^\s*(-?)(\d*)(?:\.(\d*))?\s*$/.exec(text);
  if (!match || (!match[2] && !match[3])) return null;
  const fraction = match[3] ?? '';
  const kept = BigInt((match[2] || '0') + fraction.slice(0, scale).padEnd(scale, '0'));
  const rest = fraction.slice(scale);
  const half = rest ? compareHalf(rest) : -1;
  const rounded = half > 0 || (half === 0 && kept % 2n === 1n) ? kept + 1n : kept;
  return match[1] ? -rounded : rounded;
}
const compareHalf = (rest: string) => (rest[0]! > '5' || (rest[0] === '5' && /[1-9]/.test(rest.slice(1))) ? 1 : rest[0] === '5' ? 0 : -1);

export function mulDivHalfEven(a: bigint, b: bigint, c: bigint): bigint {
  const product = a * b;
  let quotient = product / c;
  const rest = product % c;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice > c || (twice === c && quotient % 2n !== 0n)) quotient += product < 0n ? -1n : 1n;
  return quotient;
}

export interface LineText {
  quantity: string;
  price: string;
  discount: string;
  discountAmount?: string; // instead of the percentage
  tax: string;
}
export interface Pricing {
  taxInclusive: boolean;
  discount: string; // of the document, in percent
  discountAmount: string; // or this
}
const plain: Pricing = { taxInclusive: false, discount: '', discountAmount: '' };
const hundred = 100_000_000n;
export interface Totals {
  lines: string[];
  subtotal: string;
  discount: string;
  tax: string;
  total: string;
}

export function decimalOf(minor: bigint, digits: number): string {
  const negative = minor < 0n;
  const text = (negative ? -minor : minor).toString().padStart(digits + 1, '0');
  return (negative ? '-' : '') + (digits > 0 ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text);
}

// The document's discount is spread by a running sum that is rounded: its steps add up to it whatever the lines are.
export function totalsOf(lines: readonly LineText[], currency: string, pricing: Pricing = plain): Totals {
  const digits = digitsOf(currency);
  const amount = (text: string | undefined) => parseDecimal(text || '0', digits) ?? 0n;
  const decimal = (text: string) => parseDecimal(text || '0', 6) ?? 0n;
  const own = lines.map(line => {
    const gross = mulDivHalfEven(amount(line.price), decimal(line.quantity), 1_000_000n);
    return { gross, off: line.discountAmount ? amount(line.discountAmount) : mulDivHalfEven(gross, decimal(line.discount), hundred), rate: decimal(line.tax) };
  });
  const whole = own.reduce((sum, { gross, off }) => sum + gross - off, 0n);
  const discountUpTo = (soFar: bigint) => {
    if (!pricing.discountAmount) return mulDivHalfEven(soFar, decimal(pricing.discount), hundred);
    return whole === 0n ? 0n : mulDivHalfEven(amount(pricing.discountAmount), soFar, whole);
  };
  let subtotal = 0n, discounts = 0n, taxes = 0n, total = 0n, soFar = 0n, given = 0n;
  const each = own.map(({ gross, off, rate }) => {
    soFar += gross - off;
    const share = discountUpTo(soFar) - given;
    given += share;
    const left = gross - off - share;
    const tax = mulDivHalfEven(left, rate, pricing.taxInclusive ? hundred + rate : hundred);
    const sum = pricing.taxInclusive ? left : left + tax;
    subtotal += gross;
    discounts += off + share;
    taxes += tax;
    total += sum;
    return decimalOf(sum, digits);
  });
  return { lines: each, subtotal: decimalOf(subtotal, digits), discount: decimalOf(discounts, digits), tax: decimalOf(taxes, digits), total: decimalOf(total, digits) };
}
