import { zoneName } from './format';

// The instant that a clock on the wall of the workspace shows as this ("2026-12-01T09:00", as a time field gives it). An
// hour that daylight saving skips is the hour after it.
export function atZone(wall: string, inZone = zoneName()): string {
  const shown = (instant: number) => {
    const parts = new Intl.DateTimeFormat('en-CA', { timeZone: inZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).formatToParts(new Date(instant));
    const part = (type: string) => parts.find(one => one.type === type)?.value ?? '';
    return Date.parse(`${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:00Z`);
  };
  const wanted = Date.parse(`${wall}:00Z`);
  let instant = wanted - (shown(wanted) - wanted);
  instant += wanted - shown(instant);
  if (shown(instant) < wanted) instant += 3_600_000;
  return new Date(instant).toISOString();
}
