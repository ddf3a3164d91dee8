import type { ReactNode } from 'react';
import css from './ui.module.css';

interface Props {
  tone?: 'info' | 'warn' | 'negative';
  title?: string;
  children?: ReactNode;
  action?: { label: string; run: () => void };
}

// One line of cause, one of effect, one action.
export function Notice({ tone = 'info', title, children, action }: Props) {
  return (
    <div className={css.notice} data-tone={tone} role="status">
      <div>
        {title && <b>{title} </b>}
        {children}
      </div>
      {action && <button type="button" className={css.linkButton} onClick={action.run}>{action.label}</button>}
    </div>
  );
}
