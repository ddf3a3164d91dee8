import { NativeSelect, Skeleton } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { formatInt, formatPercent } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { stageOf, withStage, type Group, type Mapping } from './mapping';

const groups: readonly (readonly [Group, string])[] = [['qualified_lead', 'Qualified lead'], ['proposal_sent', 'Proposal sent'], ['negotiation', 'Negotiation'], ['won', 'Won'], ['lost', 'Lost'], ['other', 'Other']];

// Which of our stages each of HubSpot's is, pipeline by pipeline. Won and lost follow it.
export function StageTable({ mapping, onChange }: { mapping: Mapping; onChange: (mapping: Mapping) => void }) {
  const first = useQuery({ queryKey: ['pipeline', 'stages', ''], queryFn: () => unwrap(api.GET('/api/pipeline', { params: { query: {} } })) });
  const others = first.data?.pipelines ?? [];
  const boards = useQueries({ queries: others.map(({ id }) => ({ queryKey: ['pipeline', 'stages', id], queryFn: () => unwrap(api.GET('/api/pipeline', { params: { query: { pipeline: id } } })) })) });
  if (first.error) return <Notice tone="negative" action={{ label: 'Try again', run: () => void first.refetch() }}>Stages could not be loaded.</Notice>;
  if (!first.data) return <Skeleton height={200} radius={12} />;
  if (others.length === 0) return null;
  return (
    <section className={page.card} aria-labelledby="stages">
      <h2 id="stages">Stages</h2>
      {others.map((pipeline, i) => {
        const stages = boards[i]?.data?.stages ?? [];
        return (
          <div className={page.scroll} key={pipeline.id} style={{ marginBlockEnd: 16 }}>
            <table className={page.table}>
              <caption style={{ textAlign: 'start', fontWeight: 560, paddingBlockEnd: 4 }}>{pipeline.label}</caption>
              <thead><tr><th scope="col">Stage in HubSpot</th><th scope="col">Stage in Every</th><th scope="col" data-number>Probability</th><th scope="col" data-number>Deals</th></tr></thead>
              <tbody>
                {stages.map(stage => {
                  const own = stageOf(mapping, pipeline.id, stage.id);
                  const now = groups.find(([group]) => group === stage.group)?.[1];
                  return (
                    <tr key={stage.id}>
                      <td>{stage.label}</td>
                      <td><NativeSelect size="xs" w={220} aria-label={`Stage for ${stage.label}`} value={own ?? ''} onChange={event => onChange(withStage(mapping, pipeline.id, stage.id, (event.currentTarget.value || null) as Group | null))} data={[{ value: '', label: own === null && now ? `As HubSpot says (${now})` : 'As HubSpot says' }, ...groups.map(([value, label]) => ({ value, label }))]} /></td>
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
      <p className={page.dim}>Probability is HubSpot's own.</p>
    </section>
  );
}
