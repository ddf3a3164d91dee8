// A document's values in words, for who compares two versions of it. Equal values are said alike: "1.50" and "1.5" are one
// number; what is no number stays as it was typed.
import { shownDecimal } from '../text/decimal';
import { formatMoney } from '../text/format';
import { languages, type Language } from './LanguageSelect';
import type { EditedLine } from './LinesEditor';
import { text } from './text';

const isNumber = (typed: string) => /^\d+(\.\d+)?$/.test(typed);
const plain = (typed: string) => (isNumber(typed) ? String(Number(typed)) : shownDecimal(typed, '.'));
const money = (amount: string, currency: string) => (isNumber(amount) ? formatMoney({ amount, currency }) : shownDecimal(amount, '.'));

export const sayYes = (yes: boolean) => (yes ? text.yes : text.no);
export const sayOff = (discount: string, amount: string | undefined, currency: string) => (discount ? text.percent(plain(discount)) : amount ? money(amount, currency) : '');
export const sayLanguage = (language: Language | null): [string, string] => [text.language, language ? languages[language] : text.clientsOwn];

export function sayLine(line: EditedLine, currency: string): string {
  const less = line.discount ? text.percentOff(plain(line.discount)) : line.discountAmount ? text.amountOff(money(line.discountAmount, currency)) : '';
  return [`${plain(line.quantity)} × ${line.description || text.noText}`, money(line.price, currency), less, line.taxName || (line.tax && text.percentTax(plain(line.tax)))].filter(Boolean).join(', ');
}
