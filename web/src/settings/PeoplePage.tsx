import { Button, Group, NativeSelect, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { isNow, May, roleWord, useMay, useWhoCan, type Role } from '../session/may';
import { useSession } from '../session/useSession';
import { ago, formatDate } from '../text/format';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { toast } from '../ui/toast';
import { InviteDialog } from './InviteDialog';
import { Invitations } from './Invitations';

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
  const [asking, setAsking] = useState<'remove' | 'hand over' | null>(null);
  const failed = (error: unknown) => { setAsking(null); toast({ title: problemWords(error), tone: 'negative' }); };
  const path = { params: { path: { id: person.id } } };
  const change = useMutation({ mutationFn: (role: Role) => unwrap(api.PUT('/api/users/{id}/role', { ...path, body: { role } })), onSuccess: done => { changed(); toast({ title: isNow(done.name, done.role) }); }, onError: failed });
  const remove = useMutation({ mutationFn: () => unwrap(api.DELETE('/api/users/{id}', path) as never), onSuccess: () => { setAsking(null); changed(); toast({ title: `${person.name} was removed` }); }, onError: failed });
  const handOver = useMutation({ mutationFn: () => unwrap(api.POST('/api/users/{id}/ownership', path)), onSuccess: () => { setAsking(null); changed(); toast({ title: `${person.name} is an owner now` }); }, onError: failed });
  const self = person.id === session?.user.id;
  const lastOwner = person.role === 'owner' && owners === 1;
  const free = may('people.manage') && !lastOwner && (person.role !== 'owner' || may('workspace.own'));
  return (
    <tr>
      <td><b>{person.name}</b>{self && <span className={page.dim}> · you</span>}<br /><span className={page.dim}>{person.email}</span></td>
      <td>
        {free ? (
          <NativeSelect size="xs" aria-label={`Role of ${person.name}`} value={person.role} disabled={change.isPending} onChange={event => change.mutate(event.currentTarget.value as Role)} data={roles.filter(one => one !== 'owner' || may('workspace.own')).map(one => ({ value: one, label: roleWord(one) }))} />
        ) : (
          <>{roleWord(person.role)}{lastOwner && may('people.manage') && <><br /><span className={page.dim}>The only owner</span></>}</>
        )}
      </td>
      <td data-date=""><span className={page.dim}>{formatDate(person.joinedAt.slice(0, 10))}</span></td>
      <td data-date=""><span className={page.dim}>{person.lastSeenAt ? ago(person.lastSeenAt) : 'Not signed in'}</span></td>
      <td>
        <Group gap="xs" justify="flex-end">
          {may('workspace.own') && !self && person.role !== 'owner' && <Button size="compact-xs" variant="default" onClick={() => setAsking('hand over')}>Make the owner…</Button>}
          {free && !self && <Button size="compact-xs" variant="default" onClick={() => setAsking('remove')} aria-label={`Remove ${person.name}`}>Remove…</Button>}
        </Group>
        <ConfirmDialog opened={asking === 'remove'} title={`Remove ${person.name}?`} verb="Remove" danger busy={remove.isPending} onConfirm={() => remove.mutate()} onClose={() => setAsking(null)}>
          Every session of theirs ends at once. What they wrote and did stays, with their name.
        </ConfirmDialog>
        <ConfirmDialog opened={asking === 'hand over'} title={`Hand the workspace over to ${person.name}?`} verb="Hand over" danger busy={handOver.isPending} onConfirm={() => handOver.mutate()} onClose={() => setAsking(null)}>
          {person.name} becomes an owner. You become an administrator and cannot take this back yourself.
        </ConfirmDialog>
      </td>
    </tr>
  );
}

function RolesCard() {
  const table = useQuery({ queryKey: ['roles'], queryFn: () => unwrap(api.GET('/api/roles')), staleTime: Infinity });
  return (
    <section className={page.card} aria-labelledby="roles">
      <h2 id="roles">What each role may do</h2>
      {table.error && <Notice tone="negative" action={{ label: 'Try again', run: () => void table.refetch() }}>The roles could not be loaded. Everything else is up to date.</Notice>}
      {table.data && (
        <Scroll of="roles">
          <table className={page.table} style={{ minInlineSize: 620 }}>
            <thead><tr><th scope="col">May</th>{roles.map(role => <th key={role} scope="col">{roleWord(role)}</th>)}</tr></thead>
            <tbody>
              {table.data.items.map(row => (
                <tr key={row.name}>
                  <td>{row.what}</td>
                  {roles.map(role => <td key={role} aria-label={row.roles.includes(role) ? 'Yes' : 'No'}>{row.roles.includes(role) ? '✓' : '–'}</td>)}
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
      <div className={page.head}>
        <div>
          <Link to="/settings">‹ Settings</Link>
          <PageTitle>People</PageTitle>
        </div>
        <May need="people.manage"><Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>Invite…</Button></May>
      </div>
      {!may('people.manage') && <WhoCan />}
      <section className={page.card} aria-labelledby="people">
        <h2 id="people">In the workspace</h2>
        {people.error && <Notice tone="negative" action={{ label: 'Try again', run: () => void people.refetch() }}>{problemWords(people.error)}</Notice>}
        {!people.data && !people.error && <Skeleton height={160} radius={8} />}
        {people.data && (
          <Scroll of="people">
            <table className={page.table} style={{ minInlineSize: 620 }}>
              <thead><tr><th scope="col">Person</th><th scope="col">Role</th><th scope="col">Joined</th><th scope="col">Last seen</th><th scope="col"><span className="visually-hidden">Actions</span></th></tr></thead>
              <tbody>{people.data.items.map(person => <PersonRow key={person.id} person={person} owners={owners} />)}</tbody>
            </table>
          </Scroll>
        )}
      </section>
      <May need="people.manage"><Invitations /></May>
      <RolesCard />
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}
