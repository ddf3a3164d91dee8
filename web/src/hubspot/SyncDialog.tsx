import { Loader, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import { useImportChoice } from './choice';
import { connect } from './connect';
import { useReview } from './data';
import { useHubSpotStatus } from './StatusProvider';
import css from './dialog.module.css';
import { text } from './dialog.text';
import { text as shared } from './text';

const ReviewStep = lazy(withWords(() => import('./ReviewStep').then(part => ({ default: part.ReviewStep }))));
const ResolveStep = lazy(withWords(() => import('./ResolveStep').then(part => ({ default: part.ResolveStep }))));
const SelectStep = lazy(withWords(() => import('./SelectStep').then(part => ({ default: part.SelectStep }))));
const ImportStep = lazy(withWords(() => import('./ImportStep').then(part => ({ default: part.ImportStep }))));
const ResultStep = lazy(withWords(() => import('./ImportStep').then(part => ({ default: part.ResultStep }))));

export const steps = ['review', 'resolve', 'select', 'import', 'result'] as const;
export type Step = (typeof steps)[number];

interface Props {
  step: string | undefined;
  onStep: (step: Step) => void;
  onClose: () => void;
}

// Review → Resolve → Select → Import → Result. Closing keeps everything: decisions, and what is ticked, are the
// server's.
export default function SyncDialog({ step, onStep, onClose }: Props) {
  const phone = useMediaQuery('(max-width: 699px)');
  const status = useHubSpotStatus();
  const reading = status?.run?.kind === 'first_load';
  const review = useReview(reading);
  const importing = status?.run?.kind === 'import';
  const { selection, includeDeals, includeNoEmail, by, change, begun } = useImportChoice();
  const [runId, setRunId] = useState<string | null>(null);
  const asked = steps.find(one => one === step) ?? 'review';
  const at: Step = importing && asked !== 'result' ? 'import' : asked;
  // Whoever comes upon an import, somebody else's too, watches it to its result.
  const importId = importing ? (status?.run?.id ?? null) : null;
  useEffect(() => {
    if (importId === null || asked === 'result') return;
    setRunId(importId);
    if (asked !== 'import') onStep('import');
    // Once for each import.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [importId]);
  // Escape closes the layer it is pressed in: a question that lies over this one is not this one.
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const layer = event.target instanceof Element ? event.target.closest('[role="dialog"]') : null;
      if (event.key === 'Escape' && (layer === null || layer.contains(box.current))) onClose();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  return (
    <Modal opened onClose={onClose} closeOnEscape={false} title={text.title} size={1080} fullScreen={phone ?? false} closeButtonProps={{ 'aria-label': text.saveAndClose }}>
      <div ref={box}>
      {phone ? <p className={css.steps}>{text.stepOf(steps.indexOf(at) + 1, steps.length, text.stepNames[at])}</p> : (
        <ol className={css.steps} aria-label={text.steps}>
          {steps.map((one, i) => <li key={one} aria-current={one === at ? 'step' : undefined}>{i + 1}. {text.stepNames[one]}</li>)}
        </ol>
      )}
      {status?.connection.state === 'needs_reconnection' && <Notice tone="warn" action={{ label: shared.reconnect, run: () => void connect(false, at).catch(() => undefined) }}>{text.decisionsKept}</Notice>}
      <Suspense fallback={<Loader size="sm" aria-label={common.loading} />}>
      {at === 'review' && <ReviewStep review={review} reading={reading} run={status?.run ?? null} includeNoEmail={includeNoEmail} onIncludeNoEmail={include => change({ includeNoEmail: include })} onNext={() => onStep(review && review.undecided > 0 ? 'resolve' : 'select')} onClose={onClose} />}
      {at === 'resolve' && <ResolveStep onBack={() => onStep('review')} onNext={() => onStep('select')} onClose={onClose} />}
      {at === 'select' && (
        <SelectStep selection={selection} onSelection={next => change({ selection: next })} includeDeals={includeDeals} onIncludeDeals={include => change({ includeDeals: include })} includeNoEmail={includeNoEmail} by={by} onBack={() => onStep('resolve')} onStarted={id => { begun(); setRunId(id); onStep('import'); }} />
      )}
      {at === 'import' && <ImportStep runId={runId ?? status?.run?.id ?? null} onDone={id => { setRunId(id); onStep('result'); }} onClose={onClose} />}
      {at === 'result' && <ResultStep runId={runId} onClose={onClose} />}
      </Suspense>
      </div>
    </Modal>
  );
}
