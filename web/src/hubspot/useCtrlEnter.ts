import { useEffect } from 'react';

// Ctrl+Enter goes on to the next step, also from within a field. Keeping it pressed is not going on twice.
export function useCtrlEnter(go: () => void, able: boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!able || event.repeat || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      go();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}
