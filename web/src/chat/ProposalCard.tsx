import { Button, Group } from '@mantine/core';
import { problemWords } from '../api/problem';
import { ago } from '../text/format';
import { Notice } from '../ui/Notice';
import { Blocks } from './cards';
import css from './chat.module.css';
import { useDecide, type Proposal } from './data';
import { text } from './text';

const ended = (state: Proposal['state']) => (state in text.ended ? text.ended[state as keyof typeof text.ended] : null);

// A change: what it does, exactly, and the one click that does it.
export function ProposalCard({ proposal, conversation, say }: { proposal: Proposal; conversation: string | null; say: (text: string) => void }) {
  const decide = useDecide(conversation);
  const expired = proposal.state === 'open' && Date.parse(proposal.expiresAt) < Date.now();
  const state = expired ? 'expired' : proposal.state;
  return (
    <div role="group" className={css.card} data-proposal={state} aria-label={proposal.title}>
      <h3>{proposal.title}</h3>
      <ul className={css.lines}>{proposal.lines.map(line => <li key={line}>{line}</li>)}</ul>
      {state === 'open' && (
        <Group gap="xs">
          <Button size="xs" onClick={() => decide.mutate({ id: proposal.id, yes: true })} loading={decide.isPending && decide.variables.yes}>{proposal.button}</Button>
          <Button size="xs" variant="default" onClick={() => decide.mutate({ id: proposal.id, yes: false })} disabled={decide.isPending}>{text.leaveIt}</Button>
        </Group>
      )}
      {decide.error && <Notice tone="negative">{problemWords(decide.error)}</Notice>}
      {ended(state) && <p className={css.dim}>{ended(state)}</p>}
      {proposal.problem && <Notice tone="negative">{proposal.problem.detail} {proposal.problem.fix}</Notice>}
      {state === 'done' && (
        <div role="status">
          <p className={css.dim}>{proposal.text || text.done} {proposal.decidedAt && <time dateTime={proposal.decidedAt}>{ago(proposal.decidedAt)}</time>}</p>
          <Blocks blocks={proposal.blocks} conversation={conversation} say={say} />
        </div>
      )}
    </div>
  );
}
