// English made longer, accented and bracketed: what is cut, glued or not in a catalogue can be seen.
import type { ReactElement, ReactNode } from 'react';

const plain = 'aceinoszuyACEINOSZUY';
const accented = 'åçéîñöšžüýÅÇÉÎÑÖŠŽÜÝ';
const longer = 0.4;

export function pseudoString(words: string): string {
  if (!/\p{L}/u.test(words)) return words;
  const changed = [...words].map(letter => accented[plain.indexOf(letter)] ?? letter).join('');
  return `[${changed}${' ~~~'.repeat(Math.ceil(words.length * longer)).slice(0, Math.ceil(words.length * longer))}]`;
}

type Element = ReactElement<{ children?: ReactNode }>;
const isElement = (value: unknown): value is Element => typeof value === 'object' && value !== null && '$$typeof' in value;
// As React's cloneElement, which would take all of React out of the file that the pages share.
const withChildren = (element: Element, children: ReactNode): Element =>
  Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(element), props: { enumerable: true, value: { ...element.props, children } } }) as Element;

function node(value: ReactNode): ReactNode {
  if (typeof value === 'string') return pseudoString(value);
  if (Array.isArray(value)) return value.map(node);
  return isElement(value) && value.props.children !== undefined ? withChildren(value, node(value.props.children)) : value;
}

export function pseudo<T>(words: T): T {
  if (typeof words === 'string') return pseudoString(words) as T;
  if (typeof words === 'function') return ((...given: unknown[]) => pseudo((words as unknown as (...all: unknown[]) => unknown)(...given))) as T;
  if (isElement(words)) return node(words) as T;
  if (Array.isArray(words)) return words.map(pseudo) as T;
  if (typeof words === 'object' && words !== null) return Object.fromEntries(Object.entries(words).map(([key, one]) => [key, pseudo(one)])) as T;
  return words;
}
