import { TextInput } from '@mantine/core';
import { zoneName } from '../text/format';
import { atZone } from '../text/zone';
import { text } from './text';

// When it leaves; empty: now. By the workspace's clock.
export function SendAt({ error }: { error?: string | undefined }) {
  return <TextInput type="datetime-local" name="sendAt" label={text.sendLater} description={text.sendAtHint(zoneName())} error={error} w={260} />;
}

export const sendAtOf = (form: FormData): { sendAt?: string } => {
  const wall = String(form.get('sendAt') ?? '');
  return wall ? { sendAt: atZone(wall) } : {};
};
