// A file that is asked for with a body, and kept by the browser as a download.
import { withTag } from './client';

const nameOf = (disposition: string): string => {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
  return encoded ? decodeURIComponent(encoded) : (/filename="([^"]+)"/.exec(disposition)?.[1] ?? '');
};

export async function download(call: Promise<{ data?: unknown; error?: unknown; response: Response }>): Promise<void> {
  const answer = await call;
  const { data } = await withTag(Promise.resolve(answer));
  const url = URL.createObjectURL(data as Blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = nameOf(answer.response.headers.get('content-disposition') ?? '');
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser may still be reading it
}
