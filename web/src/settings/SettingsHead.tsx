import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { text } from './text';

// The head of a page of the settings: the way back, what it is, and what can be done there.
export function SettingsHead({ title, sub, children }: { title: string; sub?: ReactNode; children?: ReactNode }) {
  return (
    <div className={page.head}>
      <div>
        <Link to="/settings">{text.backToSettings}</Link>
        <PageTitle>{title}</PageTitle>
        {sub && <p className={page.sub} aria-live="polite">{sub}</p>}
      </div>
      {children}
    </div>
  );
}
