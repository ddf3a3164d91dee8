// A word by a name that comes from the server, which may know more names than this page.
export const wordOf = (words: Readonly<Record<string, string>>, name: string): string => words[name] ?? name;
