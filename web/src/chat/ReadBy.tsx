import css from './chat.module.css';
import type { Message } from './data';
import { text } from './text';

// Who understood the question, where a language model is plugged in.
export function ReadBy({ message }: { message: Message }) {
  if (message.fallback) return <p className={css.by}>{text.readWithout(text.fallback[message.fallback])}</p>;
  if (message.readBy !== 'model') return null;
  return <p className={css.by}>{message.tool === 'ask' ? text.asked : text.read}</p>;
}
