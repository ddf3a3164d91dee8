import { Modal, Switch } from '@mantine/core';
import { useState } from 'react';
import { text } from './later.text';
import css from './search.module.css';
import { keysAreOn, places, switchKeys } from './keys';
import { text as shell } from './text';

const everywhere = (): readonly (readonly [string, string])[] => [
  [shell.ctrlK, text.searchOrDo],
  ['/', text.searchPage],
  ['n', text.newOne],
  ['b', text.chat],
  ['?', text.theseKeys],
  ['Esc', text.closeTop],
  ...Object.entries(places).map(([key, [, name]]) => [`g ${key}`, text.goToPage(shell.pages[name])] as const),
];
const lists = (): readonly (readonly [string, string])[] => [
  ['↑ ↓ j k', text.oneRow],
  [text.homeEnd, text.firstLast],
  [text.pageKeys, text.oneScreen],
  [text.enter, text.openRow],
  [text.space, text.peekRow],
  ['x', text.selectRow],
  [text.shiftUpDown, text.selectRange],
  [text.ctrlA, text.selectAll],
  ['m', text.rowMenu],
];
const client = (): readonly (readonly [string, string])[] => [
  ['1 … 8', text.clientTab],
  ['e', text.editBilling],
  ['n', text.newInvoice],
];
const home = (): readonly (readonly [string, string])[] => [['j k', text.oneDecision], [text.enter, text.openDecision]];
const board = (): readonly (readonly [string, string])[] => [
  ['↑ ↓', text.oneDeal],
  ['← →', text.nextStage],
  [text.homeEnd, text.firstLastDeal],
  [text.enter, text.openDeal],
  ['i', text.invoiceDeal],
  ['x', text.selectDeal],
  ['m', text.moveDeal],
  [text.shiftArrows, text.stepDeal],
];
const chat = (): readonly (readonly [string, string])[] => [
  [text.enter, text.sendIt],
  [text.shiftEnter, text.newLine],
  ['/', text.commands],
  ['↑', text.recall],
  ['Esc', text.backToPage],
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
    <Modal opened onClose={onClose} title={text.keys} size={520}>
      <Keys title={text.everywhere} keys={everywhere()} />
      <Keys title={text.inLists} keys={lists()} />
      <Keys title={text.onHome} keys={home()} />
      <Keys title={text.onClient} keys={client()} />
      <Keys title={text.onBoard} keys={board()} />
      <Keys title={text.inChat} keys={chat()} />
      <Switch label={text.single} checked={on} onChange={event => { switchKeys(event.currentTarget.checked); setOn(event.currentTarget.checked); }} mt="md" />
    </Modal>
  );
}
