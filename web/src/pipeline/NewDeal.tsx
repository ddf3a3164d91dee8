import { Button, Group, Modal, NativeSelect, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region';
import { useState, type FormEvent } from 'react';
import { api, unwrap } from '../api/client';
import { useOnce } from '../api/once';
import { fieldError, problemWords } from '../api/problem';
import { useSession } from '../session/useSession';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import { toast } from '../ui/toast';
import { amountOf, DealFields, saidBeside, type DealValues } from './DealFields';
import { deleteDeal, useBoard, useRefreshPipeline } from './data';
import { text as words } from './text';

interface Props {
  pipeline?: string | undefined; // the one that is shown
  client?: { id: string; name: string };
  onClose: () => void;
}

// A deal that HubSpot does not know. It begins in a stage of one of its pipelines.
export default function NewDeal({ pipeline, client, onClose }: Props) {
  const session = useSession();
  const navigate = useNavigate();
  const refresh = useRefreshPipeline();
  const once = useOnce();
  const [chosen, setChosen] = useState(pipeline);
  const board = useBoard({ pipeline: chosen });
  const [stage, setStage] = useState<string>();
  const [values, setValues] = useState<DealValues>({ name: '', clientId: client?.id ?? '', client: client?.name ?? '', amount: '', currency: session?.workspace.currency ?? '', closeDate: '' });
  const stages = board.data?.stages.filter(one => one.takesDeals) ?? [];
  const into = stages.find(one => one.id === stage) ?? stages[0];
  const at = board.data?.pipeline;
  const create = useMutation({
    mutationFn: () => once(header => unwrap(api.POST('/api/deals', { params: { header }, body: { name: values.name, pipeline: at?.id ?? '', stage: into?.id ?? '', client: values.clientId || null, amount: amountOf(values), closeDate: values.closeDate || null } }))),
    onSuccess: async deal => {
      await refresh();
      onClose();
      announce(words.madeSaid(deal.name, deal.stage.label));
      toast({
        title: words.made,
        message: [deal.client?.name, deal.name].filter(Boolean).join(' · '),
        actions: [
          { label: words.openDeal, run: () => void navigate({ to: '/clients/pipeline', search: { pipeline: deal.pipeline.id, deal: deal.id } }) },
          { label: common.undo, run: () => deleteDeal(deal.id).then(() => announce(words.deleted(deal.name)), (error: unknown) => toast({ title: problemWords(error), tone: 'negative' })).then(refresh) },
        ],
      });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  const beside = saidBeside(create.error) || ['/pipeline', '/stage'].some(pointer => fieldError(create.error, pointer));
  return (
    <Modal opened onClose={onClose} title={words.newDeal} closeButtonProps={{ 'aria-label': common.cancel }}>
      <form style={{ display: 'grid', gap: 12 }} onSubmit={submit}>
        {create.error && !beside && <Notice tone="negative">{problemWords(create.error)}</Notice>}
        <Text size="sm" c="dimmed">{words.madeHere}</Text>
        <DealFields values={values} onChange={change => setValues(old => ({ ...old, ...change }))} error={create.error} />
        {(board.data?.pipelines.length ?? 0) > 1 && <NativeSelect label={words.pipeline} value={at?.id ?? ''} onChange={event => { setStage(undefined); setChosen(event.currentTarget.value); }} data={board.data?.pipelines.map(one => ({ value: one.id, label: one.label })) ?? []} error={fieldError(create.error, '/pipeline')} />}
        <NativeSelect label={words.stage} value={into?.id ?? ''} onChange={event => setStage(event.currentTarget.value)} data={stages.map(one => ({ value: one.id, label: one.label }))} error={fieldError(create.error, '/stage')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" loading={create.isPending} disabled={!into || board.isPlaceholderData}>{words.createDeal}</Button>
        </Group>
      </form>
    </Modal>
  );
}
