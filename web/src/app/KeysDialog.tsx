import { Modal, Switch } from '@mantine/core';
import { useState } from 'react';
import css from './search.module.css';
import { keysAreOn, places, switchKeys } from './keys';

const everywhere: readonly (readonly [string, string])[] = [
  ['Ctrl K', 'Search, or do something'],
  ['/', "Search on the page"],
  ['n', 'New client, invoice or proposal, on its list'],
  ['b', 'Business Context'],
  ['?', 'These keys'],
  ['Esc', 'Close what is on top'],
  ...Object.entries(places).map(([key, [, name]]) => [`g ${key}`, `Go to ${name}`] as const),
];
const lists: readonly (readonly [string, string])[] = [
  ['↑ ↓', 'One row up or down'],
  ['Home End', 'First or last row'],
  ['Page ↑ ↓', 'One screen up or down'],
  ['Enter', 'Open the row'],
  ['Space', 'Select the row'],
];

function Keys({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
  return (
    <>
      <h3 className={css.keysTitle}>{title}</h3>
      <dl className={css.keys}>
        {keys.map(([key, what]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>)}
      </dl>
    </>
  );
}

export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useState(keysAreOn());
  return (
    <Modal opened onClose={onClose} title="Keys" size={520}>
      <Keys title="Everywhere" keys={everywhere} />
      <Keys title="In lists" keys={lists} />
      <Switch label="Single-letter keys on this device" checked={on} onChange={event => { switchKeys(event.currentTarget.checked); setOn(event.currentTarget.checked); }} mt="md" />
    </Modal>
  );
}
