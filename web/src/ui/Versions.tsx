import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { common } from '../text/common';
import { formatClock } from '../text/format';
import { text, type Kind } from './changed.text';
import { DiffTable } from './DiffTable';
import { Notice } from './Notice';

export interface VersionField {
  label: string;
  saved: string;
  typed: string;
}
export interface VersionsProps {
  what: Kind;
  who: string | null; // null: the reader; '': nobody knows
  at: string;
  fields: readonly VersionField[];
  onSaved: () => void;
  onTyped: () => void;
}

// Two versions of one thing: who saved the other and when, the difference field by field, and which is kept.
export default function Versions({ what, who, at, fields, onSaved, onTyped }: VersionsProps) {
  const [reviewing, setReviewing] = useState(false);
  const choose = (take: () => void) => () => {
    setReviewing(false);
    take();
  };
  const rows = fields.map(one => ({ field: one.label, label: one.label, every: one.saved, hubspot: one.typed, same: one.saved === one.typed }));
  return (
    <>
      <Notice tone="warn" action={{ label: text.review, run: () => setReviewing(true) }}>{text.changed(who, what, formatClock(Date.parse(at)))}</Notice>
      <Modal opened={reviewing} onClose={() => setReviewing(false)} title={text.which(what)} size={720} closeButtonProps={{ 'aria-label': common.cancel }}>
        <DiffTable fields={rows} heads={[text.savedBy(who), text.typedHere]} />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={choose(onSaved)} data-autofocus>{text.keep}</Button>
          <Button onClick={choose(onTyped)}>{text.saveTyped}</Button>
        </Group>
      </Modal>
    </>
  );
}
