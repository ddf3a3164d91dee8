// What the chat asks the server. Cards read their own records by the same queries as every other screen.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { useRefreshHubSpot } from '../hubspot/data';
import { text } from './text';

export type Message = Schemas['ChatMessage'];
export type Block = Schemas['ChatBlock'];
export type Proposal = Schemas['ChatProposal'];
type About = NonNullable<Schemas['ChatSay']['about']>;

const key = (id: string | null) => ['chat', id] as const;
const openedKey = 'every-chat-conversation';

// The conversation that was open last, on this device.
export const lastConversation = (): string | null => localStorage.getItem(openedKey);
export const keepConversation = (id: string | null): void => { if (id) localStorage.setItem(openedKey, id); else localStorage.removeItem(openedKey); };

export const useConversation = (id: string | null) =>
  useQuery({ queryKey: key(id), enabled: id !== null, retry: false, queryFn: ({ signal }) => unwrap(api.GET('/api/chat/conversations/{id}', { params: { path: { id: id ?? '' } }, signal })) });

export function useSay(conversation: string | null, about: About | null, begun: (id: string) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (said: string) => unwrap(api.POST('/api/chat', { body: { text: said, ...(conversation ? { conversation } : {}), ...(about ? { about } : {}) } })),
    onSuccess: answer => {
      queries.setQueryData<Schemas['ChatConversation']>(key(answer.conversation), old => ({ conversation: answer.conversation, messages: [...(old?.messages ?? []), ...answer.messages] }));
      void queries.invalidateQueries({ queryKey: ['chat-list'] });
      if (answer.conversation !== conversation) begun(answer.conversation);
    },
  });
}

export function useDecide(conversation: string | null) {
  const queries = useQueryClient();
  const refresh = useRefreshHubSpot();
  return useMutation({
    mutationFn: ({ id, yes }: { id: string; yes: boolean }) => {
      const params = { params: { path: { id } } };
      return yes ? unwrap(api.POST('/api/chat/proposals/{id}/confirm', params)) : unwrap(api.POST('/api/chat/proposals/{id}/dismiss', params));
    },
    onSuccess: (_, { yes }) => {
      if (!yes) return;
      refresh();
      for (const one of ['invoices', 'hubspot']) void queries.invalidateQueries({ queryKey: [one] });
    },
    // Done, failed or another effect by now: the conversation says which.
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: key(conversation) });
      void queries.invalidateQueries({ queryKey: ['chat', 'proposal'] });
    },
  });
}

// What the open page is about: "this".
export function useAbout(): { about: About; name: string } | null {
  const at = useRouterState({ select: state => ({ path: state.location.pathname, deal: (state.location.search as { deal?: string }).deal }) });
  const [, kind, id] = /^\/(clients|invoices|proposals)\/([0-9A-Za-z-]{10,})$/.exec(at.path) ?? [];
  const client = useQuery({ queryKey: ['clients', 'one', id], enabled: kind === 'clients', queryFn: () => withTag(api.GET('/api/clients/{id}', { params: { path: { id: id ?? '' } } })) });
  const invoice = useQuery({ queryKey: ['invoices', 'one', id], enabled: kind === 'invoices', queryFn: () => unwrap(api.GET('/api/invoices/{id}', { params: { path: { id: id ?? '' } } })) });
  const proposal = useQuery({ queryKey: ['proposals', 'one', id], enabled: kind === 'proposals', queryFn: () => unwrap(api.GET('/api/proposals/{id}', { params: { path: { id: id ?? '' } } })) });
  const deal = useQuery({ queryKey: ['deals', 'one', at.deal], enabled: at.deal !== undefined, queryFn: () => unwrap(api.GET('/api/deals/{id}', { params: { path: { id: at.deal ?? '' } } })) });
  if (at.deal && deal.data) return { about: { kind: 'deal', id: at.deal }, name: deal.data.name };
  if (!id) return null;
  if (kind === 'clients' && client.data) return { about: { kind: 'client', id }, name: client.data.data.name };
  if (kind === 'invoices' && invoice.data) return { about: { kind: 'invoice', id }, name: invoice.data.number ?? text.draftInvoice };
  if (kind === 'proposals' && proposal.data) return { about: { kind: 'proposal', id }, name: proposal.data.title || text.draftProposal };
  return null;
}
