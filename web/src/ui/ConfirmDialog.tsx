import { lazy, Suspense, useState, type ReactNode } from 'react';
import { withWords } from '../text/catalogue';

const ConfirmModal = lazy(withWords(() => import('./ConfirmModal')));

export interface Confirm {
  opened: boolean;
  title: string;
  children: ReactNode;
  verb: string;
  cancel?: string; // the other button, "Cancel" when absent
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

// The title is the question, the body the consequence, the button the verb. Loaded when something is asked first.
export function ConfirmDialog(props: Confirm) {
  const [asked, setAsked] = useState(props.opened);
  if (props.opened && !asked) setAsked(true);
  return asked ? <Suspense><ConfirmModal {...props} /></Suspense> : null;
}
