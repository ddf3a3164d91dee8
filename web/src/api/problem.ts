// What went wrong, as the server says it; the words a person reads come from the catalogue, by code.
import { codes, wordsOf } from '../text/codes';
import { span } from '../text/format';

export interface FieldProblem {
  pointer: string;
  code: string;
  detail: string;
}

export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly detail: string,
    readonly status: number,
    readonly reference: string,
    readonly fields: readonly FieldProblem[],
    readonly fix: string,
    readonly url: string | null,
    readonly retryAt: string | null = null,
  ) {
    super(detail || code);
  }

  static from(body: unknown, response: Response): Problem {
    const p = (typeof body === 'object' && body !== null ? body : {}) as Partial<Record<string, unknown>>;
    const text = (name: string) => (typeof p[name] === 'string' ? p[name] : '');
    return new Problem(text('code') || 'internal', text('detail'), response.status, text('reference'), Array.isArray(p['errors']) ? (p['errors'] as FieldProblem[]) : [], text('fix'), text('url') || null, text('retryAt') || null);
  }

  static unreachable(): Problem {
    return new Problem('unreachable', '', 0, '', [], '', null);
  }
}

// One or two sentences for people: the catalogue's words, else what the server said. What nobody but us can mend says by
// which reference it stands in the log.
export function problemWords(error: unknown, now = Date.now()): string {
  if (!(error instanceof Problem)) return codes.internal;
  if (error.code === 'too_many_attempts') return waitWords(error.retryAt, now);
  if (error.code === 'rate_limited' && error.retryAt) return codes.slow_down(span(Date.parse(error.retryAt) - now));
  const words = wordsOf(error.code) ?? ([error.detail, error.fix].filter(Boolean).join(' ') || codes.internal);
  return error.reference && ours(error) ? codes.withReference(words, error.reference) : words;
}
const ours = ({ status }: Problem) => status >= 500 && status !== 502; // 502 is HubSpot's, or a mail server's

// For a part of a screen that says in its own words what could not be loaded.
export const withReference = (words: string, error: unknown): string => (error instanceof Problem && error.reference && ours(error) ? codes.withReference(words, error.reference) : words);

// Rounded up: who comes back then is let in.
export function waitWords(retryAt: string | null, now = Date.now()): string {
  const seconds = retryAt ? Math.max(1, Math.ceil((Date.parse(retryAt) - now) / 1000)) : 300;
  return codes.too_many_attempts(seconds);
}

// The complaint about one field of a form: "/user/email".
export function fieldError(error: unknown, pointer: string): string | undefined {
  return error instanceof Problem ? error.fields.find(field => field.pointer === pointer)?.detail : undefined;
}
