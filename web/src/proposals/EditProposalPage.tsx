import { ActionIcon, Button, Checkbox, Group, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { api, withTag, type Schemas } from '../api/client';
import { fieldError, Problem, problemWords } from '../api/problem';
import { newKey } from '../api/key';
import css from '../documents/editor.module.css';
import { DraftLanguage } from '../documents/LanguageSelect';
import { freshLine, LinesEditor, TypedSums } from '../documents/LinesEditor';
import { totalsOf } from '../documents/totals';
import { withWords } from '../text/catalogue';
import { common } from '../text/common';
import type { ChangedProps } from '../ui/Changed';
import { DecimalInput } from '../ui/DecimalInput';
import { Notice } from '../ui/Notice';
import { NotLoaded } from '../ui/NotLoaded';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { saveWord, useAutosave } from '../ui/useAutosave';
import { bodyOf, draftOf, versionOf, wordsOf, type Draft, type Line } from './draft';
import { ProposalDocument } from './ProposalDocument';
import { text } from './text';

const Changed = lazy(withWords(() => import('../ui/Changed'))) as unknown as (props: ChangedProps<Draft>) => ReactNode;
type Proposal = Schemas['Proposal'];
// Texts and lines on the left, the client's view on the right; it saves itself.
function Editor({ proposal, etag, gone }: { proposal: Proposal; etag: string; gone: boolean }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [server, setServer] = useState(proposal);
  const { id, currency } = proposal;
  const put = async (draft: Draft, tag: string) => {
    const answer = await withTag(api.PATCH('/api/proposals/{id}', { params: { path: { id }, header: { 'If-Match': tag } }, body: bodyOf(draft, currency) }));
    setServer(answer.data);
    return answer.etag;
  };
  const { draft, change, state, problem, save, flush, goOn, unanswered } = useAutosave(draftOf(proposal), etag, put, () => void queries.invalidateQueries({ queryKey: ['proposals'] }));
  const setSection = (index: number, part: Partial<Draft['sections'][0]>) => change({ ...draft, sections: draft.sections.map((section, i) => (i === index ? { ...section, ...part } : section)) });
  const chosen = draft.lines.filter(line => !line.optional || line.chosen);
  const totals = totalsOf(chosen, currency, { taxInclusive: draft.taxInclusive, discount: draft.discount, discountAmount: '' });
  const alone = draft.lines.map(line => totalsOf([line], currency, { taxInclusive: draft.taxInclusive, discount: '', discountAmount: '' }).total);
  const leave = async (search: { do?: string }) => {
    if (await flush()) void navigate({ to: '/proposals/$id', params: { id }, search: search as never });
  };
  return (
    <>
      <div className={page.head}>
        <div>
          <Link to="/proposals">{text.backToProposals}</Link>
          <PageTitle>{proposal.number ?? text.draftProposal}</PageTitle>
          <p className={page.sub} role="status"><bdi>{proposal.client.name}</bdi>{proposal.deal ? ` · ${text.ofDeal(proposal.deal.name)}` : ''} · {saveWord(state)}</p>
        </div>
        <Group gap="sm">
          <Button variant="default" onClick={() => void leave({})}>{text.done}</Button>
          <Button onClick={() => void leave({ do: 'send' })}>{text.send}</Button>
        </Group>
      </div>
      {gone || (problem instanceof Problem && (problem.code === 'stale' || problem.code === 'proposal_not_draft')) ? (
        <Suspense>
          <Changed what="proposal" problem={problem} load={() => versionOf(id)} mine={draft} sent={unanswered.current} say={one => wordsOf(one, currency)} onGoOn={goOn} onOpen={() => void navigate({ to: '/proposals/$id', params: { id } })} />
        </Suspense>
      ) : problem !== null && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void save() }}>{problemWords(problem)}</Notice>}
      <div className={page.columns}>
        <section className={page.card} aria-label={text.proposal}>
          <TextInput label={text.title} mb="sm" required value={draft.title} error={fieldError(problem, '/title')} onChange={event => change({ ...draft, title: event.currentTarget.value })} />
          <Group grow mb="md" align="flex-start">
            <TextInput label={text.validUntil} type="date" value={draft.validUntil} error={fieldError(problem, '/validUntil')} onChange={event => change({ ...draft, validUntil: event.currentTarget.value })} />
            <DraftLanguage value={draft.language} server={server} onChange={language => change({ ...draft, language })} />
          </Group>
          <ol className={css.lines}>
            {draft.sections.map((section, i) => (
              <li key={section.id} className={css.line} style={{ gridTemplateColumns: '1fr auto' }}>
                <TextInput label={text.heading} value={section.title} onChange={event => setSection(i, { title: event.currentTarget.value })} />
                <ActionIcon variant="subtle" color="gray" aria-label={text.removeText(i + 1)} onClick={() => change({ ...draft, sections: draft.sections.filter((_, k) => k !== i) })}><IconTrash size={16} aria-hidden /></ActionIcon>
                <Textarea className={css.what} label={text.theText} autosize minRows={3} value={section.text} onChange={event => setSection(i, { text: event.currentTarget.value })} />
              </li>
            ))}
          </ol>
          <Button size="xs" variant="light" mb="lg" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => change({ ...draft, sections: [...draft.sections, { id: newKey(), title: '', text: '' }] })}>{text.addText}</Button>
          <LinesEditor lines={draft.lines} totals={alone} currency={currency} problem={problem} onChange={lines => change({ ...draft, lines })} fresh={(): Line => ({ ...freshLine(), optional: false, chosen: true })} extra={(line, set) => (
            <Group className={css.what} gap="lg">
              <Checkbox label={text.optional} checked={line.optional} onChange={event => set({ optional: event.currentTarget.checked, chosen: !event.currentTarget.checked })} />
              {line.optional && <Checkbox label={text.chosenToBegin} checked={line.chosen} onChange={event => set({ chosen: event.currentTarget.checked })} />}
            </Group>
          )} />
          <Group grow mt="md" align="flex-end">
            <DecimalInput label={text.discountPercent} places={6} value={draft.discount} error={fieldError(problem, '/discountPercent')} onChange={discount => change({ ...draft, discount })} />
            <Checkbox label={text.pricesIncludeTax} pb={8} checked={draft.taxInclusive} onChange={event => change({ ...draft, taxInclusive: event.currentTarget.checked })} />
          </Group>
          <TypedSums totals={totals} taxInclusive={draft.taxInclusive} currency={currency} />
        </section>
        <ProposalDocument proposal={server} />
      </div>
    </>
  );
}

export function EditProposalPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const proposal = useQuery({ queryKey: ['proposals', 'edit', id], queryFn: () => withTag(api.GET('/api/proposals/{id}', { params: { path: { id } } })), staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false });
  const opened = useRef<typeof proposal.data>(undefined); // who is typing keeps the page, whatever becomes of the proposal
  if (!proposal.data) return <NotLoaded query={proposal} title={text.proposal} />;
  const draft = proposal.data.data.state === 'draft';
  if (draft && opened.current?.data.id !== id) opened.current = proposal.data;
  if (opened.current?.data.id !== id)
    return (
      <>
        <PageTitle>{text.proposal}</PageTitle>
        <Notice>{text.isNoDraft(proposal.data.data.number ?? '')} <Link to="/proposals/$id" params={{ id }}>{text.openIt}</Link></Notice>
      </>
    );
  return <Editor key={id} proposal={opened.current.data} etag={opened.current.etag} gone={!draft} />;
}
