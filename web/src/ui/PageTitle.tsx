import { useEffect, useRef, type ReactNode } from 'react';

// The page's one h1. Arriving at a page moves the focus here, so that a screen reader says where one is.
export function PageTitle({ children, title }: { children: ReactNode; title?: string }) {
  const ref = useRef<HTMLHeadingElement>(null);
  const text = title ?? (typeof children === 'string' ? children : 'Every');
  useEffect(() => {
    document.title = `${text} · Every`;
  }, [text]);
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.closest('nav')) ref.current?.focus({ preventScroll: true });
  }, []);
  return <h1 ref={ref} tabIndex={-1} style={{ outline: 'none', fontSize: '1.375rem', fontWeight: 620 }}>{children}</h1>;
}
