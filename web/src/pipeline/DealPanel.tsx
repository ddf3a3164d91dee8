import { Button, Drawer, Group, NativeSelect, Skeleton, Stack, Text } from '@mantine/core';
import { IconFileInvoice } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { May, useMay } from '../session/may';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import { formatDate, formatMoney, formatPercent } from '../text/format';
import { EInvoiceCard } from '../invoices/EInvoiceCard';
import { DealProposals } from '../proposals/ProposalsTab';
import { HubSpotBadge } from '../ui/HubSpotBadge';
import { LockedGroup } from '../ui/LockedGroup';
import { Notice } from '../ui/Notice';
import { Status } from '../ui/Status';
import { DeleteDeal } from './DeleteDeal';
import { useBoard, useDeal, type Deal, type Stage } from './data';
import { text as words } from './text';

const DealForm = lazy(withWords(() => import('./DealForm')));
const DealPast = lazy(withWords(() => import('./DealPast')));
const PartsCard = lazy(withWords(() => import('./PartsCard').then(part => ({ default: part.PartsCard }))));

interface Props {
  id: string | undefined;
  onClose: () => void;
  onInvoice: (deal: Deal) => void;
  onMove: (deal: Deal, stage: Stage, follow: boolean) => void;
  onStep: (deal: Deal, step: 1 | -1) => void;
}

// The stages of the deal's own pipeline, which need not be the one on the board.
function StagePicker({ deal, onMove }: { deal: Deal; onMove: Props['onMove'] }) {
  const board = useBoard({ pipeline: deal.pipeline.id });
  const stages = board.data?.stages.filter(stage => stage.takesDeals) ?? [];
  const known = stages.some(stage => stage.id === deal.stage.id);
  return (
    <NativeSelect
      label={words.stage}
      description={deal.pipeline.label}
      value={deal.stage.id}
      onChange={event => {
        const to = stages.find(stage => stage.id === event.currentTarget.value);
        if (to) onMove(deal, to, false);
      }}
      data={[...(known ? [] : [{ value: deal.stage.id, label: deal.stage.label }]), ...stages.map(stage => ({ value: stage.id, label: stage.label }))]}
    />
  );
}

// What it says, and the form for it where HubSpot does not say it.
function Details({ deal, rows }: { deal: Deal; rows: readonly (readonly [string, string])[] }) {
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const left = useRef(false); // the form: the focus goes back to where it was opened
  useEffect(() => {
    if (left.current && !editing) button.current?.focus();
    left.current = editing;
  }, [editing]);
  const mayEdit = useMay()('records.write');
  const free = mayEdit && ['name', 'client', 'amount', 'closeDate'].some(field => !deal.lockedFields.includes(field));
  if (editing)
    return <Suspense><DealForm deal={deal} onDone={() => setEditing(false)} /></Suspense>;
  return (
    <>
      <LockedGroup locked={deal.lockedFields.length > 0} href={deal.hubspot?.url ?? null} rows={rows} updatedAt={deal.syncedAt} />
      {free && <div><Button ref={button} variant="default" size="xs" onClick={() => setEditing(true)}>{words.editDetails}</Button></div>}
    </>
  );
}

// A deal beside the board (?deal=): what HubSpot says, what was invoiced, what can be done.
export function DealPanel({ id, onClose, onInvoice, onMove, onStep }: Props) {
  const mayEdit = useMay()('records.write');
  const { data: deal, error, refetch } = useDeal(id);
  const moves = deal && mayEdit && !deal.lockedFields.includes('stage');
  // The next card without closing; what is open over it, or takes arrows itself, has them first.
  useEffect(() => {
    if (!deal) return;
    const onKey = (event: KeyboardEvent) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
      if (!step || event.defaultPrevented || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
      if ((event.target as HTMLElement).matches('input, select, textarea') || document.querySelectorAll('[role="dialog"]').length > 1) return;
      event.preventDefault();
      onStep(deal, step);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [deal, onStep]);
  const rows: [string, string][] = deal
    ? [
        [common.client, deal.client?.name ?? words.none],
        ...(moves ? [] : [[words.stage, `${deal.stage.label} · ${deal.pipeline.label}`] as [string, string]]),
        [common.amount, deal.amount ? formatMoney(deal.amount) : words.none],
        [words.closeDate, deal.closeDate ? formatDate(deal.closeDate) : words.none],
        [words.probability, deal.probability === null ? words.none : formatPercent(deal.probability)],
        [words.owner, deal.owner?.name ?? words.none],
      ]
    : [];
  return (
    <Drawer opened={id !== undefined} onClose={onClose} position="right" size={420} title={deal ? deal.name || words.unnamed : ''} closeButtonProps={{ 'aria-label': words.closeDeal }}>
      {error ? (
        <Notice tone="negative" action={{ label: common.tryAgain, run: () => void refetch() }}>{words.failed}</Notice>
      ) : !deal ? (
        <Skeleton height={280} />
      ) : (
        <Stack gap="md">
          <Group gap="xs">
            {deal.hubspot && <HubSpotBadge link={deal.hubspot} />}
            {deal.invoice && <Status kind="invoice" value={deal.invoice.status} />}
          </Group>
          <Details key={deal.id} deal={deal} rows={rows} />
          {moves && <StagePicker deal={deal} onMove={onMove} />}
          {deal.state === 'open' && <Text size="sm" c="dimmed">{words.notWon}</Text>}
          <Group gap="sm">
            {deal.invoice ? (
              <Button component={Link} to={`/invoices/${deal.invoice.id}`} leftSection={<IconFileInvoice size={16} aria-hidden />}>
                {words.openInvoice}
              </Button>
            ) : (
              <May need="invoices.write">
                <Button variant={deal.state === 'won' ? 'filled' : 'default'} leftSection={<IconFileInvoice size={16} aria-hidden />} onClick={() => onInvoice(deal)}>
                  {words.createInvoice}
                </Button>
              </May>
            )}
            <May need="invoices.write">
              <Button component={Link} to="/proposals/new" search={{ deal: deal.id } as never} variant="default">
                {words.createProposal}
              </Button>
            </May>
            {deal.client && (
              <Button component={Link} to={`/clients/${deal.client.id}`} variant="default">
                {words.openClient}
              </Button>
            )}
          </Group>
          <Suspense><PartsCard deal={deal} /></Suspense>
          <DealProposals dealId={deal.id} />
          <Suspense><DealPast deal={deal} /></Suspense>
          <EInvoiceCard subject={{ kind: 'deal', id: deal.id }} clientId={deal.client?.id} />
          <DeleteDeal deal={deal} onDone={onClose} />
        </Stack>
      )}
    </Drawer>
  );
}
