import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { api, unwrap, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { useMay } from '../session/may';
import { common } from '../text/common';
import { toast } from '../ui/toast';
import { connect } from './connect';
import { useRefreshHubSpot, useSyncNow } from './data';
import { useHubSpotStatus } from './StatusProvider';
import { sayProblem } from './problems';
import { text as shared } from './text';
import { text } from './why.text';
import { runPath, when, whySearch } from './words';

type Why = Schemas['WhyAnswer'];
const home = '/settings/integrations/hubspot';

// Brings one contact in, whatever was decided about it before.
function useImportOne(onDone: () => void) {
  const refresh = useRefreshHubSpot();
  const once = useOnce();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async ({ id, decision, noEmail }: { id: string; decision: 'replace' | 'clear' | 'keep'; noEmail: boolean }) => {
      if (decision !== 'keep') await unwrap(api.PUT('/api/hubspot/contacts/{id}', { params: { path: { id } }, body: { decision: decision === 'clear' ? null : 'replace' } }));
      const run = await once(header => unwrap(api.POST('/api/hubspot/import', { params: { header }, body: { select: { ids: [id] }, default: 'ask', ...(noEmail ? { includeNoEmail: true } : {}) } })), id);
      if (!('state' in run)) throw new Error('a run was asked for');
      return run;
    },
    onSuccess: run => {
      refresh();
      toast({ title: text.started, actions: [{ label: text.showIt, run: () => void navigate({ to: runPath(run) }) }] });
      onDone();
    },
    onError: sayProblem,
  });
}

// The buttons that lead on from an answer. `say`: in the chat, where what changes something is asked for or done on the page
// that says its effect.
export function WhyActions({ why, onAgain, say }: { why: Why; onAgain: () => void; say?: (words: string) => void }) {
  const navigate = useNavigate();
  const syncNow = useSyncNow();
  const bring = useImportOne(onAgain);
  const next = useHubSpotStatus()?.sync.nextRunAt;
  const id = why.objectType === 'contact' ? why.hubspotId : null;
  const step = (name: string) => void navigate({ to: home, search: { import: '1', step: name } as never });
  const may = useMay();
  const importIt = (label: string, decision: 'replace' | 'clear' | 'keep', noEmail = false) => id && may('sync.run') && (say ? <Button size="xs" component={Link} to={home} search={whySearch(id)}>{text.further(label)}</Button> : <Button size="xs" loading={bring.isPending} onClick={() => bring.mutate({ id, decision, noEmail })}>{label}</Button>);
  const sync = may('sync.run') && <Button size="xs" loading={syncNow.isPending} onClick={() => (say ? say('/sync') : syncNow.mutate(false, { onSuccess: onAgain }))}>{shared.syncNow}</Button>;
  const edit = why.url && <Button size="xs" variant="default" component="a" href={why.url} target="_blank" rel="noreferrer">{shared.editInHubSpot}<span className="visually-hidden"> {common.newTab}</span></Button>;
  const open = why.clientId ? <Button size="xs" component={Link} to={`/clients/${why.clientId}`}>{text.open}</Button> : why.dealId ? <Button size="xs" component={Link} to="/clients/pipeline" search={{ deal: why.dealId } as never}>{text.open}</Button> : null;
  const lists = <Button size="xs" variant="default" onClick={() => { const rules = document.getElementById('rules'); if (rules) rules.scrollIntoView({ block: 'start' }); else void navigate({ to: home, hash: 'rules' }); }}>{shared.chooseLists}</Button>;
  const buttons: Partial<Record<Why['answer'], React.ReactNode>> = {
    in_step: <>{open}{edit}</>,
    left_list: <>{open}{lists}</>,
    waiting_client: <>{open}{edit}</>,
    disconnected: open,
    not_selected: id ? importIt(text.importThis, 'keep') : <Button size="xs" onClick={() => step('select')}>{text.chooseWhat}</Button>,
    skipped: importIt(text.importThis, 'clear'),
    skipped_duplicate: <>{importIt(text.changeToReplace, 'replace')}{open}</>,
    undecided: <Button size="xs" onClick={() => step('resolve')}>{shared.resolve}</Button>,
    possible_duplicate: <Button size="xs" onClick={() => step('resolve')}>{shared.resolve}</Button>,
    filtered: lists,
    no_email: <>{edit}{importIt(text.withoutEmail, 'keep', true)}</>,
    failed: <>{edit}<Button size="xs" variant="default" component={Link} to="/settings/integrations/hubspot/attention" search={(why.code ? { code: why.code } : {}) as never}>{text.showAttention}</Button></>,
    arrives_next: sync,
    not_read: sync,
    merged: open ?? edit,
    deleted: open,
    purged: open,
    scope_missing: <Button size="xs" onClick={() => void connect().catch(() => undefined)}>{shared.grantAccess}</Button>,
    unreachable: <Button size="xs" variant="default" onClick={onAgain}>{text.checkAgain}</Button>,
  };
  return (
    <Group gap="xs" mt="xs">
      {buttons[why.answer]}
      {why.answer === 'arrives_next' && next && <Text size="sm" c="dimmed">{text.nextSync(when(next))}</Text>}
    </Group>
  );
}
