// The language of this page. public/boot.js decides it before the first paint and says it on <html>; a change loads the
// page again. The pseudo languages are for tests and development (?lang=pseudo): English, longer, accented, in brackets.
export type Language = 'en' | 'de' | 'pseudo' | 'pseudo-rtl';

const said = typeof document === 'undefined' ? undefined : document.documentElement.dataset['words'];
export const language: Language = said === 'de' || said === 'pseudo' || said === 'pseudo-rtl' ? said : 'en';

// As Intl knows it.
export const intl = language === 'de' ? 'de' : 'en';

// Of the places that write this language, the workspace's, else the reader's, else the usual one.
export function placeOf(workspace: string, reader: readonly string[] = navigator.languages): string {
  const same = (one: string) => one.toLowerCase().split('-')[0] === intl;
  return [workspace, ...reader.filter(one => one.includes('-'))].find(same) ?? (intl === 'de' ? 'de-DE' : 'en-US');
}

// What a person can choose, each by its own name.
export const languages = [['en', 'English'], ['de', 'Deutsch']] as const;

export function choose(next: Language): void {
  localStorage.setItem('every-language', next);
  location.reload();
}
