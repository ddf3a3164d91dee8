import { NativeSelect } from '@mantine/core';
import type { Schemas } from '../api/client';
import { text } from './text';

export type Language = Schemas['DocumentLanguage'];

// Each as its speakers call it.
export const languages: Record<Language, string> = {
  en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', it: 'Italiano', nl: 'Nederlands', pt: 'Português', ja: '日本語', ar: 'العربية', hi: 'हिन्दी',
};
const choices = Object.entries(languages).map(([value, label]) => ({ value, label }));

// In which language one draft is written; without a choice in what the server says it would be.
export function DraftLanguage({ value, server, onChange }: { value: Language | null; server: { language: string | null; writtenIn: Language }; onChange: (value: Language | null) => void }) {
  const none = server.language ? text.clientsOwn : text.clientsLanguage(languages[server.writtenIn]);
  return <NativeSelect label={text.language} description={text.languageOf} inputWrapperOrder={['label', 'input', 'description']} data={[{ value: '', label: none }, ...choices]} value={value ?? ''} onChange={event => onChange((event.currentTarget.value || null) as Language | null)} />;
}

// All documents of a client, or of the workspace; `none` is what no choice means. A field of a form.
export function DocumentsLanguage({ none, value }: { none: string; value: string }) {
  return <NativeSelect label={text.documentsLanguage} data={[{ value: '', label: none }, ...choices]} name="language" defaultValue={value} />;
}
