// Where the focus goes when a layer closes: back to where it was. Mantine's layers know that only if they were there before
// they opened; ours are loaded when somebody asks for them.
interface Layer {
  box: Element;
  from: HTMLElement | null; // what had the focus when it came in here
}

export function startFocusReturn(): () => void {
  const layers: Layer[] = [];
  let last: HTMLElement | null = null;
  const onFocus = (event: FocusEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    const box = target?.closest('[role="dialog"]');
    if (box && !layers.some(layer => layer.box === box)) layers.push({ box, from: last });
    last = target;
  };
  // Let go of by hand: it was nowhere then.
  const onBlur = (event: FocusEvent) => { if (event.relatedTarget === null && event.target === last && last?.isConnected) last = null; };
  const closed = new MutationObserver(() => {
    while (layers.length > 0 && !layers.at(-1)?.box.isConnected) {
      const from = layers.pop()?.from;
      // Whoever went to another page, or was given the focus by the page, keeps it.
      if (document.activeElement !== document.body && document.activeElement !== null) continue;
      if (from) (from.isConnected ? from : document.getElementById('main'))?.focus({ preventScroll: true });
    }
  });
  closed.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', onFocus);
  document.addEventListener('focusout', onBlur);
  return () => {
    closed.disconnect();
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('focusout', onBlur);
  };
}
