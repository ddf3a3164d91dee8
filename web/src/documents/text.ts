import { catalogue } from '../text/catalogue';

const en = {
  item: 'Item',
  quantity: 'Quantity',
  price: 'Price',
  discountPercent: 'Discount %',
  taxPercent: 'Tax %',
  addLine: 'Add a line',
  subtotal: 'Subtotal',
  discount: 'Discount',
  taxIncluded: 'Tax included',
  tax: 'Tax',
  total: 'Total',
  removeLine: (n: number) => `Remove line ${n}`,
  percentOff: (percent: string) => `${percent} % off`,
  amountOff: (amount: string) => `${amount} off`,
  language: 'Language',
  languageOf: 'Of the PDF, the client’s page and mail',
  documentsLanguage: 'Language of documents',
  clientsOwn: 'The client’s',
  clientsLanguage: (language: string) => `The client’s (${language})`,
  percent: (percent: string) => `${percent} %`,
  percentTax: (percent: string) => `${percent} % tax`,
  noText: 'no text',
  yes: 'Yes',
  no: 'No',
  billName: 'Name',
  billNameHint: "Empty: the client's own",
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./text.de'));
