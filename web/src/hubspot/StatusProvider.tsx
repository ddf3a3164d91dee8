import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, type ReactNode } from 'react';
import { api, unwrap } from '../api/client';
import type { Status } from './data';

export const statusKey = ['hubspot', 'status'] as const;
const Shown = createContext<Status | undefined>(undefined);

// One reading of HubSpot's status for everything on the screen. The cache tells those who ask it a moment after it has
// changed; with a question of its own, whoever draws itself anew in that moment would be ahead of the others: two truths.
export function StatusProvider({ children }: { children: ReactNode }) {
  const { data } = useQuery({ queryKey: statusKey, queryFn: () => unwrap(api.GET('/api/hubspot/status')), refetchInterval: query => (query.state.data?.run ? 5_000 : 60_000) });
  return <Shown value={data}>{children}</Shown>;
}

export const useHubSpotStatus = (): Status | undefined => useContext(Shown);
