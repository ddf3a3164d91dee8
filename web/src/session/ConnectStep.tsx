import { Button, Group, Text } from '@mantine/core';
import { problemWords } from '../api/problem';
import { Notice } from '../ui/Notice';
import css from './session.module.css';
import { useFirstField, useSaveStep } from './setup';
import { text } from './setup.text';

// HubSpot now, or later; with either the first run is over.
export default function ConnectStep({ onChoose }: { onChoose: (next: string) => void }) {
  const box = useFirstField<HTMLDivElement>();
  const finish = useSaveStep();
  const choose = (next: string) => {
    onChoose(next);
    finish.mutate({ setup: 'done' });
  };
  return (
    <div ref={box} className={css.form}>
      {finish.error && <Notice tone="negative">{problemWords(finish.error)}</Notice>}
      <Text size="sm">{text.youAreSet}</Text>
      <Group justify="space-between">
        <Button variant="default" disabled={finish.isPending} onClick={() => choose('/')}>{text.notNow}</Button>
        <Button disabled={finish.isPending} onClick={() => choose('/settings/integrations/hubspot')}>{text.connect}</Button>
      </Group>
    </div>
  );
}
