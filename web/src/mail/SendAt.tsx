import { TextInput } from '@mantine/core';
import { atZone, zoneName } from '../text/format';

// When it leaves; empty: now. By the workspace's clock.
export function SendAt({ error }: { error?: string | undefined }) {
  return <TextInput type="datetime-local" name="sendAt" label="Send later" description={`Empty: now. By the clock of ${zoneName()}.`} error={error} w={260} />;
}

export const sendAtOf = (form: FormData): { sendAt?: string } => {
  const wall = String(form.get('sendAt') ?? '');
  return wall ? { sendAt: atZone(wall) } : {};
};
