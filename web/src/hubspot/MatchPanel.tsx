import { Button, Group, Kbd, Radio, Text } from '@mantine/core';
import { DiffTable } from '../ui/DiffTable';
import type { Cluster, MatchDecision } from './data';
import { fieldsOf, type Pair } from './desk';
import css from './dialog.module.css';
import { text } from './matches.text';
import { because, decisionKeys } from './matchWords';

interface Props {
  cluster: Cluster;
  pair: Pair;
  onPair: (pair: Pair) => void;
  onChoose: (decision: MatchDecision) => void;
}

// The record of a side that is meant, where there are several.
function Sides({ cluster, pair, onPair }: Omit<Props, 'onChoose'>) {
  return (
    <>
      {cluster.every.length > 1 && (
        <Radio.Group label={text.whichReplaced} value={pair.targetId ?? ''} onChange={targetId => onPair({ ...pair, targetId })} mb="xs">
          {cluster.every.map(side => <Radio key={side.contactId} mt={6} value={side.contactId} label={[side.name, side.company, side.openInvoices > 0 ? text.openInvoices(side.openInvoices) : ''].filter(Boolean).join(' · ')} />)}
        </Radio.Group>
      )}
      {cluster.hubspot.length > 1 && (
        <Radio.Group label={text.whichMeant} value={pair.hubspotId ?? ''} onChange={hubspotId => onPair({ ...pair, hubspotId })} mb="xs">
          {cluster.hubspot.map(side => <Radio key={side.id} mt={6} value={side.id} label={[side.name, side.company, side.phone, side.id].filter(Boolean).join(' · ')} />)}
        </Radio.Group>
      )}
    </>
  );
}

// One match side by side, and what becomes of it.
export function MatchPanel({ cluster, pair, onPair, onChoose }: Props) {
  return (
    <section aria-label={text.comparison(cluster.name)} className={css.panel}>
      <Group justify="space-between" mb="xs">
        <h3>{cluster.name}</h3>
        <Text size="sm" c="dimmed">{because(cluster)}{cluster.openInvoices > 0 ? ` · ${text.invoicesStay(cluster.openInvoices)}` : ''}</Text>
      </Group>
      <Sides cluster={cluster} pair={pair} onPair={onPair} />
      <DiffTable fields={fieldsOf(cluster, pair)} />
      <div className={css.choices}>
        {(['replace', 'skip', 'create'] as const).map(decision => (
          <Button key={decision} variant={cluster.decision === decision ? 'filled' : 'default'} onClick={() => onChoose(decision)} rightSection={<Kbd size="xs">{decisionKeys[decision]}</Kbd>} aria-keyshortcuts={decisionKeys[decision]} aria-pressed={cluster.decision === decision} title={text.hints[decision]}>{text.decisions[decision]}</Button>
        ))}
        <Button variant="subtle" disabled={cluster.decision === 'not_duplicate'} onClick={() => onChoose('not_duplicate')}>{text.notDuplicate}</Button>
      </div>
      <p className={css.hint}>{text.hints[cluster.decision ?? 'replace']}{cluster.decidedBy ? ` ${text.decidedBy(cluster.decidedBy)}` : ''}</p>
    </section>
  );
}
