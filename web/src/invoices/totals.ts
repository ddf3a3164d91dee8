// Totals while typing, by the server's rule: integer minor units, each line rounded half-even, sums exact. The server's
// answer is what counts; a difference would be a mistake to report.
const digitsOf = (currency: string) => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

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
  tax: string;
}
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

export function totalsOf(lines: readonly LineText[], currency: string): Totals {
  const digits = digitsOf(currency);
  let subtotal = 0n, discounts = 0n, taxes = 0n, total = 0n;
  const each = lines.map(line => {
    const price = parseDecimal(line.price || '0', digits) ?? 0n;
    const gross = mulDivHalfEven(price, parseDecimal(line.quantity || '0', 6) ?? 0n, 1_000_000n);
    const off = mulDivHalfEven(gross, parseDecimal(line.discount || '0', 6) ?? 0n, 100_000_000n);
    const tax = mulDivHalfEven(gross - off, parseDecimal(line.tax || '0', 6) ?? 0n, 100_000_000n);
    subtotal += gross;
    discounts += off;
    taxes += tax;
    total += gross - off + tax;
    return decimalOf(gross - off + tax, digits);
  });
  return { lines: each, subtotal: decimalOf(subtotal, digits), discount: decimalOf(discounts, digits), tax: decimalOf(taxes, digits), total: decimalOf(total, digits) };
}
