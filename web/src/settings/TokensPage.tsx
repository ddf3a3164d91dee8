import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { problemWords } from '../api/problem';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { ago, formatDate, formatTime, today } from '../text/format';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { AssistantConfig } from './AssistantConfig';
import { SettingsHead } from './SettingsHead';
import { text } from './tokens.text';

const NewToken = lazy(withWords(() => import('./NewToken')));
type Token = Schemas['AccessToken'];

const day = (instant: string): string => formatDate(today(new Date(instant)));
// One of the command line may more than can be given here.
function mayWords(token: Token): string {
  const known = token.scopes.filter((scope): scope is Schemas['TokenScope'] => scope in text.scopes);
  return known.length < token.scopes.length ? text.everything : known.map(scope => text.scopes[scope]).join(', ');
}

function Row({ token }: { token: Token }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/tokens/{id}', { params: { path: { id: token.id } } }) as never),
    onSuccess: () => {
      for (const key of ['tokens', 'audit']) void queries.invalidateQueries({ queryKey: [key] });
      toast({ title: text.revoked(token.name) });
    },
    onError: error => { setAsking(false); toast({ title: problemWords(error), tone: 'negative' }); },
  });
  return (
    <tr>
      <td>
        <b>{token.name}</b>{token.hint && <span className={page.dim}> · {text.ending(token.hint)}</span>}<br />
        <span className={page.dim}>{token.madeBy ? text.madeBy(token.madeBy, day(token.createdAt)) : text.onCommandLine(day(token.createdAt))}</span>
      </td>
      <td>{mayWords(token)}</td>
      <td data-date="">{token.expired ? <b>{text.expired}</b> : token.expiresAt ? <time dateTime={token.expiresAt}>{day(token.expiresAt)}</time> : text.never}</td>
      <td data-date="">{token.usedAt ? <><time dateTime={token.usedAt} title={formatTime(token.usedAt)}>{ago(token.usedAt)}</time>{token.usedFrom && <><br /><span className={page.dim}>{text.from(token.usedFrom)}</span></>}</> : <span className={page.dim}>{text.neverUsed}</span>}</td>
      <td style={{ textAlign: 'end' }}>
        <Button size="compact-xs" variant="default" aria-label={text.revokeName(token.name)} onClick={() => setAsking(true)}>{text.revoke}</Button>
        <ConfirmDialog opened={asking} title={text.revokeTitle(token.name)} verb={text.revokeNow} danger busy={revoke.isPending} onConfirm={() => revoke.mutate()} onClose={() => setAsking(false)}>{text.revokeHint}</ConfirmDialog>
      </td>
    </tr>
  );
}

// How programs and outside assistants come in.
export function TokensPage() {
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => unwrap(api.GET('/api/tokens')) });
  const [making, setMaking] = useState(false);
  const make = <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>{text.make}</Button>;
  return (
    <>
      <SettingsHead title={text.title} sub={text.explained}>
        {make}
      </SettingsHead>
      <section className={page.card} aria-labelledby="tokens">
        <h2 id="tokens">{text.list}</h2>
        {tokens.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void tokens.refetch() }}>{text.notLoaded}</Notice>}
        {!tokens.data && !tokens.error && <Skeleton height={104} radius={8} />}
        {tokens.data?.total === 0 && <EmptyState text={text.none} />}
        {tokens.data && tokens.data.total > 0 && (
          // Reached by Tab, so that it scrolls by keyboard on a narrow screen.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <div className={page.scroll} tabIndex={0} role="group" aria-labelledby="tokens">
            <table className={page.table} style={{ minInlineSize: 720 }}>
              <thead><tr><th scope="col">{text.token}</th><th scope="col">{text.mayDo}</th><th scope="col">{text.ends}</th><th scope="col">{text.lastUsed}</th><th scope="col"><span className="visually-hidden">{text.actions}</span></th></tr></thead>
              <tbody>{tokens.data.items.map(token => <Row key={token.id} token={token} />)}</tbody>
            </table>
          </div>
        )}
      </section>
      <section className={page.card} aria-labelledby="assistants" style={{ display: 'grid', gap: 12 }}>
        <h2 id="assistants" style={{ margin: 0 }}>{text.connect}</h2>
        <p className={page.dim} style={{ margin: 0 }}>{text.connectHint}</p>
        <AssistantConfig />
      </section>
      {making && <Suspense><NewToken onClose={() => setMaking(false)} /></Suspense>}
    </>
  );
}
