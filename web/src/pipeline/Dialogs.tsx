import { Button, Group, Modal, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import type { Deal, Stage } from './data';
import { DealPanel } from './DealPanel';
import type { Moving } from './MoveMenu';
import { text as words } from './text';
import type { useDraft } from './useDraft';

// Few deals have no client.
const ClientPicker = lazy(withWords(() => import('../ui/ClientPicker').then(part => ({ default: part.ClientPicker }))));
const MoveMenu = lazy(withWords(() => import('./MoveMenu')));

interface Props {
  dealId: string | undefined;
  onClosePanel: () => void;
  onInvoice: (deal: Deal) => void;
  draft: ReturnType<typeof useDraft>;
  locked: Deal | null;
  onCloseLocked: () => void;
  moving: Moving | null;
  onCloseMenu: () => void;
  onMove: (deal: Deal, stage: Stage, follow: boolean) => void;
  onStep: (deal: Deal, step: 1 | -1) => void;
  stages: readonly Stage[];
}

// What opens over the board: the deal's panel, where a deal can be moved, why a stage does not move, the invoice that is there already, and the
// question for a client. A part of its own, so that the board is there sooner.
export default function Dialogs({ dealId, onClosePanel, onInvoice, draft, locked, onCloseLocked, moving, onCloseMenu, onMove, onStep, stages }: Props) {
  const { existing, clientless } = draft;
  return (
    <>
      <DealPanel id={dealId} onClose={onClosePanel} onInvoice={onInvoice} onMove={onMove} onStep={onStep} />
      {moving && <MoveMenu moving={moving} stages={stages} onPick={stage => onMove(moving.deal, stage, true)} onClose={onCloseMenu} />}
      <Modal opened={locked !== null} onClose={onCloseLocked} title={words.locked} closeButtonProps={{ 'aria-label': common.cancel }}>
        <Text size="sm">{words.lockedBody}</Text>
        <Group mt="md" justify="flex-end">
          {locked?.hubspot && <Button component="a" href={locked.hubspot.url} target="_blank" rel="noreferrer">{words.openInHubSpot}</Button>}
        </Group>
      </Modal>
      <Modal opened={existing !== null} onClose={draft.close} title={words.exists(existing?.client?.name ?? existing?.name ?? '', existing?.invoice?.number ?? words.draft)} closeButtonProps={{ 'aria-label': common.cancel }}>
        <Text size="sm">{words.existsBody}</Text>
        <Group mt="md" justify="flex-end">
          {existing?.invoice && <Button component={Link} to={`/invoices/${existing.invoice.id}`}>{words.openInvoice}</Button>}
        </Group>
      </Modal>
      <Modal opened={clientless !== null} onClose={draft.close} title={clientless?.name || words.unnamed} closeButtonProps={{ 'aria-label': common.cancel }}>
        <Text size="sm" mb="sm">{words.chooseClient}</Text>
        <Suspense><ClientPicker label={common.client} onPick={id => clientless && void draft.create(clientless, id)} /></Suspense>
      </Modal>
    </>
  );
}
