// What was typed and could not be saved, kept on this device until it is: a page that is closed, or a browser that dies,
// while the server is away loses nothing. One draft for each address; gone when somebody signs out.
const prefix = 'every.unsaved:';
export interface Unsaved<Draft> {
  draft: Draft;
  etag: string; // of the version that it was typed over
  sent: Draft | null; // what was sent and never answered: it may be saved
}

// `path`: of the page's address.
export function keepUnsaved<Draft>(path: string, unsaved: Unsaved<Draft> | null): void {
  try {
    if (unsaved) localStorage.setItem(prefix + path, JSON.stringify(unsaved));
    else localStorage.removeItem(prefix + path);
  } catch {
    // No room, or not allowed: the page itself still has it.
  }
}

// Null when there is none, or one of another version of this program.
export function findUnsaved<Draft extends object>(path: string, like: Draft): Unsaved<Draft> | null {
  try {
    const found = JSON.parse(localStorage.getItem(prefix + path) ?? 'null') as Unsaved<Draft> | null;
    return found && typeof found.etag === 'string' && Object.keys(like).every(name => name in found.draft) ? found : null;
  } catch {
    return null;
  }
}

export function forgetUnsaved(): void {
  for (const one of Object.keys(localStorage)) if (one.startsWith(prefix)) localStorage.removeItem(one);
}
