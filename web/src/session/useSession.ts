import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '../api/client';
import { setRegion } from '../text/format';
import { forgetUnsaved } from '../ui/unsaved';

export const sessionQuery = {
  queryKey: ['session'] as const,
  queryFn: async () => {
    const session = await unwrap(api.GET('/api/session'));
    setRegion(session.workspace.locale, session.preferences?.timeZone ?? session.workspace.timeZone);
    return session;
  },
  staleTime: Infinity,
  retry: false,
};

// Who is signed in; undefined before that is known.
export const useSession = () => useQuery(sessionQuery).data;

// The first run was left in the middle. Only who may change the workspace can go on with it.
export const unfinished = (session: Schemas['Session']): boolean => session.workspace.setup !== null && session.permissions.includes('settings.write');

export function useSignOut() {
  const client = useQueryClient();
  return async () => {
    await unwrap(api.DELETE('/api/session')).catch(() => undefined);
    client.clear();
    forgetUnsaved();
    location.assign('/login');
  };
}
