import { catalogue } from '../text/catalogue';

const en = {
  noNumber: 'This is no number.',
  decimals: (most: number) => (most === 0 ? 'There are no decimals here.' : `At most ${most} decimals.`),
  ambiguous: (whole: string, part: string) => `This can mean ${whole} or ${part}. Type it without a separator between thousands.`,
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./decimal.text.de'));
