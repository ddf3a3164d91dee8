// The weekly review walks the decisions one by one. Where it stands is in the address, as the kinds that were passed: the
// browser's Back goes one back, and whoever decides on another page comes back to where they were.
export const reviewBegins = 'start';

const passedIn = (review: string): string[] => review.split(',').filter(kind => kind !== '' && kind !== reviewBegins);
const written = (passed: readonly string[]): string => passed.join(',') || reviewBegins;

export interface Walk {
  now: string | null; // the kind to decide; nothing when all were passed
  at: number;
  of: number;
  left: number; // passed, and still there
  next: string; // as the address says it
  back: string | null;
}

// `kinds`: what there is to decide, in its order. What is done is no longer among them, and the walk goes on by itself.
export function walk(review: string, kinds: readonly string[]): Walk {
  const passed = passedIn(review);
  const now = kinds.find(kind => !passed.includes(kind)) ?? null;
  return {
    now,
    at: passed.length + 1,
    of: new Set([...passed, ...kinds]).size,
    left: kinds.filter(kind => passed.includes(kind)).length,
    next: written(now === null ? passed : [...passed, now]),
    back: passed.length > 0 ? written(passed.slice(0, -1)) : null,
  };
}
