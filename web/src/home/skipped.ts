// Decisions that somebody puts off: until tomorrow, or until there is another number of them. On this device.
const key = 'every.skipped';
type Skipped = Partial<Record<string, { count: number; day: string }>>;

function read(): Skipped {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Skipped;
  } catch {
    return {};
  }
}

export const isSkipped = (kind: string, count: number, day: string): boolean => {
  const one = read()[kind];
  return one !== undefined && one.count === count && one.day === day;
};
export const skip = (kind: string, count: number, day: string): void => localStorage.setItem(key, JSON.stringify({ ...read(), [kind]: { count, day } }));
export const unskip = (): void => localStorage.removeItem(key);
