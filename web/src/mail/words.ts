// Recipients as people write them, and templates filled as the server does it.
export const addressesOf = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

// "{number}" and the like, replaced once; an unknown name stays as it is.
export const fill = (text: string, values: Readonly<Record<string, string>>): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
