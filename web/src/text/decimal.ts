// Decimals as people type them: with a point or a comma, with or without separators between thousands. What could be two
// numbers is never guessed.

// As it is kept and sent: "1234.5". What could not be read is kept as it was typed behind a mark that no number has, so
// that whoever sends it all the same is refused.
const mark = '\ue000';
export const unread = (typed: string): string => mark + typed;
// Whether anything in it waits for whoever typed it.
export const hasUnread = (value: unknown): boolean => JSON.stringify(value).includes(mark);

export type Reading =
  | { value: string } // '' of nothing
  | { wrong: 'number' }
  | { wrong: 'decimals'; most: number }
  | { wrong: 'ambiguous'; readings: readonly [string, string] };

// `point`: what this reader's country writes before the decimals; `places`: how many of them there may be.
export function readDecimal(typed: string, point: string, places: number): Reading {
  // Blanks and apostrophes stand between thousands only.
  const text = typed.trim().replace(/[−–]/, '-').replace(/(\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))/g, '$1');
  if (text === '') return { value: '' };
  const shape = /^(-?)([\d.,]*)$/.exec(text);
  if (!shape || !/\d/.test(text)) return { wrong: 'number' };
  const [, sign = '', body = ''] = shape;
  const last = Math.max(body.lastIndexOf('.'), body.lastIndexOf(','));
  if (last < 0) return { value: sign + body };
  const before = body.slice(0, last), after = body.slice(last + 1), separator = body[last] ?? '';
  const other = separator === '.' ? ',' : '.';
  const thousands = (part: string, between: string): string | null => {
    const groups = part.split(between);
    return groups.every((group, i) => /^\d+$/.test(group) && (i === 0 ? group.length <= 3 : group.length === 3)) ? groups.join('') : null;
  };
  const decimal = (whole: string): Reading => {
    const value = `${sign}${whole || '0'}${after ? `.${after}` : ''}`;
    return after.replace(/0+$/, '').length > places ? { wrong: 'decimals', most: places } : { value };
  };
  if (before.includes(other)) {
    const whole = thousands(before, other);
    return whole === null ? { wrong: 'number' } : decimal(whole);
  }
  if (before.includes(separator)) {
    const whole = thousands(body, separator);
    return whole === null ? { wrong: 'number' } : { value: sign + whole };
  }
  // One separator with three digits after it stands between thousands, or before decimals.
  if (/^[1-9]\d{0,2}$/.test(before) && after.length === 3) {
    const whole = sign + before + after, part = `${sign}${before}.${after}`;
    if (separator === point && places >= 3) return { value: part };
    if (separator !== point && places < 3) return { value: whole };
    return { wrong: 'ambiguous', readings: [whole, part] };
  }
  return decimal(before);
}

// What a field shows of a value that is kept: as its reader would type it.
export const shownDecimal = (value: string, point: string): string => (value.startsWith(mark) ? value.slice(mark.length) : value.replace('.', point));
