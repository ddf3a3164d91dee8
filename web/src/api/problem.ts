// What went wrong, as the server says it; the words a person reads come from the catalogue, by code.
import { codeWords } from '../text/codes.en';

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
  ) {
    super(detail || code);
  }

  static from(body: unknown, response: Response): Problem {
    const p = (typeof body === 'object' && body !== null ? body : {}) as Partial<Record<string, unknown>>;
    const text = (name: string) => (typeof p[name] === 'string' ? p[name] : '');
    return new Problem(text('code') || 'internal', text('detail'), response.status, text('reference'), Array.isArray(p['errors']) ? (p['errors'] as FieldProblem[]) : [], text('fix'), text('url') || null);
  }

  static unreachable(): Problem {
    return new Problem('unreachable', '', 0, '', [], '', null);
  }
}

// One or two sentences for people: the catalogue's words, else what the server said.
export function problemWords(error: unknown): string {
  if (!(error instanceof Problem)) return codeWords['internal'] ?? '';
  return codeWords[error.code] ?? ([error.detail, error.fix].filter(Boolean).join(' ') || (codeWords['internal'] ?? ''));
}

// The complaint about one field of a form: "/user/email".
export function fieldError(error: unknown, pointer: string): string | undefined {
  return error instanceof Problem ? error.fields.find(field => field.pointer === pointer)?.detail : undefined;
}
