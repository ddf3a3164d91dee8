import css from './chat.module.css';
import type { Message } from './data';

const reasons: Record<NonNullable<Message['fallback']>, string> = {
  busy: 'too many questions wait for it',
  timeout: 'it took too long',
  no_answer: "it can't be reached",
  http_error: 'it answered with an error',
  refused: 'it refused',
  bad_answer: "its answer can't be used",
  several: "its answer can't be used",
  unknown_tool: "its answer can't be used",
  bad_arguments: "its answer can't be used",
  bad_text: "its answer can't be used",
};

// Who understood the question, where a language model is plugged in.
export function ReadBy({ message }: { message: Message }) {
  if (message.fallback) return <p className={css.by}>Read without the language model: {reasons[message.fallback]}.</p>;
  if (message.readBy !== 'model') return null;
  return <p className={css.by}>{message.tool === 'ask' ? 'Asked' : 'Read'} by the language model</p>;
}
