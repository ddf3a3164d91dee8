import { NativeSelect, Skeleton } from '@mantine/core';
import { withReference } from '../api/problem';
import { common } from '../text/common';
import { formatInt, formatPercent } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { useBoards } from './data';
import { stageOf, withStage, type Group, type Mapping } from './mapping';
import { helpOr } from './problems';
import { text } from './stages.text';

const groups: readonly Group[] = ['qualified_lead', 'proposal_sent', 'negotiation', 'won', 'lost', 'other'];

// Which of our stages each of HubSpot's is, pipeline by pipeline. Won and lost follow it.
export function StageTable({ mapping, onChange }: { mapping: Mapping; onChange: (mapping: Mapping) => void }) {
  const { first, boards } = useBoards();
  const others = first.data?.pipelines ?? [];
  if (first.error) return <Notice tone="negative" action={helpOr(first.error, common.tryAgain, first.refetch)}>{withReference(text.stagesNotLoaded, first.error)}</Notice>;
  if (!first.data) return <Skeleton height={200} radius={12} />;
  if (others.length === 0) return null;
  return (
    <section className={page.card} aria-labelledby="stages">
      <h2 id="stages">{text.stages}</h2>
      {others.map((pipeline, i) => {
        const stages = boards[i]?.data?.stages ?? [];
        return (
          <div className={page.scroll} key={pipeline.id} style={{ marginBlockEnd: 16 }}>
            <table className={page.table}>
              <caption style={{ textAlign: 'start', fontWeight: 560, paddingBlockEnd: 4 }}>{pipeline.label}</caption>
              <thead><tr><th scope="col">{text.stageInHubSpot}</th><th scope="col">{text.stageInEvery}</th><th scope="col" data-number>{text.probability}</th><th scope="col" data-number>{text.deals}</th></tr></thead>
              <tbody>
                {stages.map(stage => {
                  const own = stageOf(mapping, pipeline.id, stage.id);
                  const now = text.groups[stage.group];
                  return (
                    <tr key={stage.id}>
                      <td>{stage.label}</td>
                      <td><NativeSelect size="xs" w={220} aria-label={text.stageFor(stage.label)} value={own ?? ''} onChange={event => onChange(withStage(mapping, pipeline.id, stage.id, (event.currentTarget.value || null) as Group | null))} data={[{ value: '', label: own === null && now ? text.asHubSpotNow(now) : text.asHubSpot }, ...groups.map(value => ({ value, label: text.groups[value] }))]} /></td>
                      <td data-number>{stage.probability === null ? '' : formatPercent(stage.probability)}</td>
                      <td data-number>{formatInt(stage.count)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        );
      })}
      <p className={page.dim}>{text.probabilityIs}</p>
    </section>
  );
}
