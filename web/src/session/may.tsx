// What the signed-in role may do, as the server says it: screens hide what would be refused, and say who can.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { list } from '../text/catalogue';
import { Notice } from '../ui/Notice';
import { PageTitle } from '../ui/PageTitle';
import css from './session.module.css';
import { text } from './role.text';
import { useSession } from './useSession';

export type Permission = Schemas['Permission'];
export type Role = Schemas['Role'];
export const roleWord = (role: Role): string => text.roles[role];
export const invitedAs = (who: string, role: Role): string => text.invitedAs(who, role);
export const isNow = (who: string, role: Role): string => text.isNow(who, role);

export function useMay(): (need: Permission) => boolean {
  const session = useSession();
  return need => session?.permissions.includes(need) ?? false;
}

export function May({ need, children }: { need: Permission; children: ReactNode }) {
  return useMay()(need) ? children : null;
}

// "Ask Dana Reyes for another role."
export function useWhoCan(need: Permission): string {
  const session = useSession();
  const people = useQuery({ queryKey: ['users'], queryFn: () => unwrap(api.GET('/api/users')), enabled: !!session && !session.permissions.includes(need) });
  const owners = need === 'workspace.own';
  const names = list(people.data?.items.filter(one => one.role === 'owner' || (!owners && one.role === 'admin')).map(one => one.name).slice(0, 2) ?? [], 'disjunction');
  const leading = ['settings.write', 'people.manage', 'audit.read', 'tokens.manage', 'notes.manage'].includes(need);
  const why = owners ? text.onlyOwner : leading ? text.onlyAdmin : text.readOnly;
  return names ? text.ask(why, names) : why;
}

function Refused({ need }: { need: Permission }) {
  return <Notice>{useWhoCan(need)}</Notice>;
}

// A page that is of no use without the permission.
export function Need({ need, title, children }: { need: Permission; title: string; children: ReactNode }) {
  if (useMay()(need)) return children;
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <Refused need={need} />
    </>
  );
}

// Forms that everybody may read: who may not change them is told who can.
// `quiet` where that was said already.
export function Settled({ need, quiet, children }: { need: Permission; quiet?: boolean; children: ReactNode }) {
  const may = useMay()(need);
  return (
    <>
      {!may && !quiet && <Refused need={need} />}
      <fieldset className={css.settled} disabled={!may}>{children}</fieldset>
    </>
  );
}
