// The tax of a line: one of the workspace's rates, whose name and rate are copied, or a rate that somebody typed.
import { useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../api/client';

export type TaxRate = Schemas['TaxRate'];
export interface LineTax {
  tax: string; // in percent
  taxName: string;
  taxTreatment: TaxRate['treatment'];
  taxReason: string;
}

export const typedTax = (tax: string): LineTax => ({ tax, taxName: '', taxTreatment: null, taxReason: '' });
export const taxOf = (rate: TaxRate): LineTax => ({ tax: Number(rate.ratePercent) === 0 ? '' : rate.ratePercent, taxName: rate.name, taxTreatment: rate.treatment, taxReason: rate.reason });
const sameRate = (a: string, b: string) => a === b || Number(a || '0') === Number(b || '0');
export const sameTax = (a: LineTax, b: LineTax): boolean => sameRate(a.tax, b.tax) && a.taxName === b.taxName && a.taxTreatment === b.taxTreatment && a.taxReason === b.taxReason;

// Those that can be chosen, and what a new line begins with. Without any, or while they are on the way, a rate is typed.
export function useTaxes(): { rates: readonly TaxRate[]; begin: LineTax } {
  const { data } = useQuery({ queryKey: ['tax-rates'], queryFn: () => unwrap(api.GET('/api/tax-rates')) });
  const rates = data?.items.filter(rate => !rate.archived) ?? [];
  const first = rates.find(rate => rate.default);
  return { rates, begin: first ? taxOf(first) : typedTax('') };
}
