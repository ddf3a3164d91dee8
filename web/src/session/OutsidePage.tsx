import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageTitle } from '../ui/PageTitle';
import css from './session.module.css';
import { text } from './text';

// What is shown to somebody who is not signed in: one card on an empty page.
export function OutsidePage({ title, children, back }: { title: string; children: ReactNode; back?: boolean }) {
  return (
    <main className={css.page}>
      <div className={css.card}>
        <span className={css.brand}>Every</span>
        <PageTitle>{title}</PageTitle>
        {children}
        {back && <Link to="/login">{text.backToSignIn}</Link>}
      </div>
    </main>
  );
}

// The token behind the #: it is sent to no server but in a request's body.
export const tokenOfLink = (): string => location.hash.slice(1);
