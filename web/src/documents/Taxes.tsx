import type { Schemas } from '../api/client';
import { decimalOf, digitsOf, parseDecimal } from './totals';
import type { Written } from './written';

interface Taxed { taxes: Schemas['TaxSum'][]; taxInclusive: boolean; currency: string }

const sumOf = (sums: readonly Schemas['Money'][], currency: string) => {
  const digits = digitsOf(currency);
  return { amount: decimalOf(sums.reduce((sum, one) => sum + (parseDecimal(one.amount, digits) ?? 0n), 0n), digits), currency };
};

// Each tax by the name that the lines have for it, as the PDF has them: those without a name in one row.
export function TaxRows({ written: { words, money }, of }: { written: Written; of: Taxed }) {
  const plain = of.taxInclusive ? words.taxIncluded : words.tax;
  const rows = new Map<string, Schemas['Money'][]>();
  for (const one of of.taxes) {
    const label = one.name ? (of.taxInclusive ? `${plain} · ${one.name}` : one.name) : plain;
    rows.set(label, [...(rows.get(label) ?? []), one.tax]);
  }
  return [...rows].map(([label, sums]) => ({ label, sum: sumOf(sums, of.currency) })).filter(({ label, sum }) => label !== plain || Number(sum.amount) !== 0)
    .map(({ label, sum }) => <div key={label}><dt><bdi>{label}</bdi></dt><dd>{money(sum)}</dd></div>);
}

export function TaxReasons({ of }: { of: Taxed }) {
  return [...new Set(of.taxes.map(one => one.reason).filter(Boolean))].map(reason => <p key={reason} dir="auto">{reason}</p>);
}
