import { Button, Group, NativeSelect, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { isNow, May, roleWord, useMay, useWhoCan, type Role } from '../session/may';
import { useSession } from '../session/useSession';
import { common } from '../text/common';
import { ago, formatDate } from '../text/format';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { InviteDialog } from './InviteDialog';
import { Invitations } from './Invitations';
import { SettingsHead } from './SettingsHead';
import { text } from './text';

type Person = Schemas['Person'];
const roles: readonly Role[] = ['owner', 'admin', 'member', 'viewer'];

// A region that scrolls has to be reachable by keyboard.
function Scroll({ of, children }: { of: string; children: ReactNode }) {
  // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  return <div className={page.scroll} tabIndex={0} role="group" aria-labelledby={of}>{children}</div>;
}

// A change of somebody's own role changes what the screens may show.
function useChanged() {
  const queries = useQueryClient();
  return () => { for (const key of ['users', 'session', 'invitations', 'audit']) void queries.invalidateQueries({ queryKey: [key] }); };
}

function PersonRow({ person, owners }: { person: Person; owners: number }) {
  const may = useMay();
  const session = useSession();
  const changed = useChanged();
  const [asking, setAsking] = useState<'remove' | 'handOver' | null>(null);
  const failed = (error: unknown) => { setAsking(null); toast({ title: problemWords(error), tone: 'negative' }); };
  const path = { params: { path: { id: person.id } } };
  const change = useMutation({ mutationFn: (role: Role) => unwrap(api.PUT('/api/users/{id}/role', { ...path, body: { role } })), onSuccess: done => { changed(); toast({ title: isNow(done.name, done.role) }); }, onError: failed });
  const remove = useMutation({ mutationFn: () => unwrap(api.DELETE('/api/users/{id}', path) as never), onSuccess: () => { setAsking(null); changed(); toast({ title: text.removed(person.name) }); }, onError: failed });
  const handOver = useMutation({ mutationFn: () => unwrap(api.POST('/api/users/{id}/ownership', path)), onSuccess: () => { setAsking(null); changed(); toast({ title: text.isOwner(person.name) }); }, onError: failed });
  const self = person.id === session?.user.id;
  const lastOwner = person.role === 'owner' && owners === 1;
  const free = may('people.manage') && !lastOwner && (person.role !== 'owner' || may('workspace.own'));
  return (
    <tr>
      <td><b>{person.name}</b>{self && <span className={page.dim}> · {text.thatIsYou}</span>}<br /><span className={page.dim}>{person.email}</span></td>
      <td>
        {free ? (
          <NativeSelect size="xs" aria-label={text.roleOf(person.name)} value={person.role} disabled={change.isPending} onChange={event => change.mutate(event.currentTarget.value as Role)} data={roles.filter(one => one !== 'owner' || may('workspace.own')).map(one => ({ value: one, label: roleWord(one) }))} />
        ) : (
          <>{roleWord(person.role)}{lastOwner && may('people.manage') && <><br /><span className={page.dim}>{text.onlyOwner}</span></>}</>
        )}
      </td>
      <td data-date=""><span className={page.dim}>{formatDate(person.joinedAt.slice(0, 10))}</span></td>
      <td data-date=""><span className={page.dim}>{person.lastSeenAt ? ago(person.lastSeenAt) : text.notSignedIn}</span></td>
      <td>
        <Group gap="xs" justify="flex-end">
          {may('workspace.own') && !self && person.role !== 'owner' && <Button size="compact-xs" variant="default" onClick={() => setAsking('handOver')}>{text.makeOwner}</Button>}
          {free && !self && <Button size="compact-xs" variant="default" onClick={() => setAsking('remove')} aria-label={text.removeName(person.name)}>{text.removeMore}</Button>}
        </Group>
        <ConfirmDialog opened={asking === 'remove'} title={text.removeTitle(person.name)} verb={text.remove} danger busy={remove.isPending} onConfirm={() => remove.mutate()} onClose={() => setAsking(null)}>
          {text.removeHint}
        </ConfirmDialog>
        <ConfirmDialog opened={asking === 'handOver'} title={text.handOverTitle(person.name)} verb={text.handOver} danger busy={handOver.isPending} onConfirm={() => handOver.mutate()} onClose={() => setAsking(null)}>
          {text.handOverHint(person.name)}
        </ConfirmDialog>
      </td>
    </tr>
  );
}

function RolesCard() {
  const table = useQuery({ queryKey: ['roles'], queryFn: () => unwrap(api.GET('/api/roles')), staleTime: Infinity });
  return (
    <section className={page.card} aria-labelledby="roles">
      <h2 id="roles">{text.rolesMay}</h2>
      {table.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void table.refetch() }}>{text.rolesNotLoaded}</Notice>}
      {table.data && (
        <Scroll of="roles">
          <table className={page.table} style={{ minInlineSize: 620 }}>
            <thead><tr><th scope="col">{text.may}</th>{roles.map(role => <th key={role} scope="col">{roleWord(role)}</th>)}</tr></thead>
            <tbody>
              {table.data.items.map(row => (
                <tr key={row.name}>
                  <td>{text.permission(row.name, row.what)}</td>
                  {roles.map(role => <td key={role} aria-label={row.roles.includes(role) ? text.yes : text.no}>{row.roles.includes(role) ? '✓' : '–'}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}

function WhoCan() {
  return <Notice>{useWhoCan('people.manage')}</Notice>;
}

// Who belongs to the workspace, as what, and who is still to come.
export function PeoplePage() {
  const may = useMay();
  const people = useQuery({ queryKey: ['users'], queryFn: () => unwrap(api.GET('/api/users')) });
  const [inviting, setInviting] = useState(false);
  const owners = people.data?.items.filter(one => one.role === 'owner').length ?? 0;
  return (
    <>
      <SettingsHead title={text.people}>
        <May need="people.manage"><Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>{text.inviteMore}</Button></May>
      </SettingsHead>
      {!may('people.manage') && <WhoCan />}
      <section className={page.card} aria-labelledby="people">
        <h2 id="people">{text.inWorkspace}</h2>
        {people.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void people.refetch() }}>{problemWords(people.error)}</Notice>}
        {!people.data && !people.error && <Skeleton height={104} radius={8} />}
        {people.data && (
          <Scroll of="people">
            <table className={page.table} style={{ minInlineSize: 620 }}>
              <thead><tr><th scope="col">{text.person}</th><th scope="col">{text.role}</th><th scope="col">{text.joined}</th><th scope="col">{text.lastSeen}</th><th scope="col"><span className="visually-hidden">{text.actions}</span></th></tr></thead>
              <tbody>{people.data.items.map(person => <PersonRow key={person.id} person={person} owners={owners} />)}</tbody>
            </table>
          </Scroll>
        )}
      </section>
      <May need="people.manage"><Invitations /></May>
      {people.data && <RolesCard />}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}
