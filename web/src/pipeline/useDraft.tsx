import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { problemWords } from '../api/problem';
import { common } from '../text/common';
import { formatMoney } from '../text/format';
import { toast } from '../ui/toast';
import { draftFromDeal, removeDraft, useRefreshPipeline, type Deal } from './data';
import { text as words } from './text';

// Drag, button, key and panel all end here: one draft for a deal, said aloud, with a way back. A deal that has its
// invoice shows it; a deal without client asks for one.
export function useDraft() {
  const navigate = useNavigate();
  const refresh = useRefreshPipeline();
  const [existing, setExisting] = useState<Deal | null>(null);
  const [clientless, setClientless] = useState<Deal | null>(null);
  const busy = useRef(new Set<string>()); // a second click while the first is under way is none

  const create = useCallback(
    async (deal: Deal, clientId?: string) => {
      if (deal.invoice) return setExisting(deal);
      if (!deal.client && !clientId) return setClientless(deal);
      if (busy.current.has(deal.id)) return;
      busy.current.add(deal.id);
      try {
        const invoice = await draftFromDeal(deal, clientId);
        setClientless(null);
        void refresh();
        announce(words.createdFor(deal.client?.name ?? invoice.client?.name ?? deal.name));
        const open = () => void navigate({ to: '/invoices/$id/edit', params: { id: invoice.id } });
        if (!deal.amount) return open();
        toast({
          title: words.created,
          message: [invoice.client?.name, formatMoney(invoice.total)].filter(Boolean).join(' · '),
          actions: [
            { label: words.openDraft, run: open },
            {
              label: common.undo,
              run: async () => {
                try {
                  await removeDraft(invoice.id);
                  announce(words.undone);
                } catch (error) {
                  toast({ title: problemWords(error), tone: 'negative' });
                }
                void refresh();
              },
            },
          ],
        });
      } catch (error) {
        toast({ title: problemWords(error), tone: 'negative' });
      } finally {
        busy.current.delete(deal.id);
      }
    },
    [navigate, refresh],
  );
  return { create, existing, clientless, close: () => { setExisting(null); setClientless(null); } };
}
