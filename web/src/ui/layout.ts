// How a person laid a list out: which columns, in which order. What a later version adds stands where it is delivered.
export interface Laid {
  hidden: readonly string[];
  order: readonly string[];
}

// The columns in their order. One that the order does not name stays behind the one it is delivered behind.
export function inOrder<T extends { key: string }>(columns: readonly T[], order: readonly string[]): T[] {
  const named = order.map(key => columns.find(one => one.key === key)).filter(one => one !== undefined);
  columns.forEach((column, at) => {
    if (named.includes(column)) return;
    const before = columns.slice(0, at).findLast(one => named.includes(one));
    named.splice(before ? named.indexOf(before) + 1 : 0, 0, column);
  });
  return named;
}

// What is shown of them: the first column as it is delivered says what a row is, and always stays.
export const shown = <T extends { key: string }>(columns: readonly T[], laid: Laid | undefined): readonly T[] =>
  laid ? inOrder(columns, laid.order).filter(one => one.key === columns[0]?.key || !laid.hidden.includes(one.key)) : columns;

// The order with one column a place further to the beginning (-1) or the end.
export function moved(order: readonly string[], key: string, by: 1 | -1): string[] {
  const at = order.indexOf(key), to = at + by, out = [...order];
  if (at < 0 || to < 0 || to >= out.length) return out;
  [out[at], out[to]] = [out[to]!, out[at]!];
  return out;
}
