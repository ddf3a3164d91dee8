import { useId } from 'react';

export interface Bar {
  label: string;
  size: number; // any unit; the largest fills the height
  value: string; // in words, for the tooltip and for who hears
}

// A few bars without a library: an image with a sentence, each bar with its value.
export function Bars({ title, bars, height = 64 }: { title: string; bars: readonly Bar[]; height?: number }) {
  const id = useId();
  const most = Math.max(1, ...bars.map(bar => bar.size));
  const step = 100 / Math.max(1, bars.length);
  return (
    <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" width="100%" height={height} role="img" aria-labelledby={id}>
      <title id={id}>{`${title}: ${bars.map(bar => `${bar.label} ${bar.value}`).join(', ')}`}</title>
      {bars.map((bar, i) => {
        const tall = bar.size > 0 ? Math.max(2, (bar.size / most) * (height - 2)) : 1;
        return (
          <rect key={bar.label} x={i * step + step * 0.15} width={step * 0.7} y={height - tall} height={tall} fill={bar.size > 0 ? 'var(--mantine-primary-color-filled)' : 'var(--line)'}>
            <title>{`${bar.label}: ${bar.value}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}
