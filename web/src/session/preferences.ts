// How the person wants the screens, kept by the server for whatever device they sign in on.
import { useMantineColorScheme } from '@mantine/core';
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { sessionQuery, useSession } from './useSession';

export type Preferences = Schemas['Preferences'];
export type Theme = NonNullable<Preferences['theme']>;
export type Layout = Schemas['ListLayout'];
export type ListName = keyof NonNullable<Schemas['PreferencesPatch']['lists']>;

export const usePreferences = (): Preferences | undefined => useSession()?.preferences;

const put = (queries: QueryClient, change: (old: Preferences) => Preferences) =>
  queries.setQueryData<Schemas['Session']>(sessionQuery.queryKey, old => old && { ...old, preferences: change(old.preferences ?? { theme: null, timeZone: null, lists: {} }) });

// Shown at once; what the server says decides.
export function useChangePreferences() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Schemas['PreferencesPatch']) => unwrap(api.PATCH('/api/account/preferences', { body: change })),
    onMutate: change => put(queries, old => changed(old, change)),
    onSuccess: kept => put(queries, () => kept),
    onError: () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
}

export function changed(old: Preferences, { theme, timeZone, lists }: Schemas['PreferencesPatch']): Preferences {
  const laid = { ...old.lists };
  for (const [name, layout] of Object.entries(lists ?? {})) {
    if (layout) laid[name] = layout;
    else delete laid[name];
  }
  return { theme: theme ?? old.theme, timeZone: timeZone === undefined ? old.timeZone : timeZone, lists: laid };
}

// The theme, on this device at once and on the others when they are loaded. Where it cannot be kept, this device has it.
export function useChooseTheme(): (theme: Theme) => void {
  const { setColorScheme } = useMantineColorScheme();
  const { mutate } = useChangePreferences();
  return useCallback(theme => { setColorScheme(theme); mutate({ theme }); }, [setColorScheme, mutate]);
}

// What was chosen on another device.
export function useThemeKept(): void {
  const kept = usePreferences()?.theme;
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => { if (kept) setColorScheme(kept); }, [kept, setColorScheme]);
}
