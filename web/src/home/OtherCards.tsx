import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ActivityRows } from '../activity/ActivityList';
import { api, unwrap } from '../api/client';
import { useBoard } from '../pipeline/data';
import { common } from '../text/common';
import { formatMoney } from '../text/format';
import { Bars } from '../ui/Bars';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { text } from './text';

const shown = 6;

// What the open deals may bring, by stage and as their probabilities say.
function PipelineCard() {
  const board = useBoard({});
  if (board.error) return <Notice tone="negative" action={{ label: common.tryAgain, run: () => void board.refetch() }}>{text.pipelineNotLoaded}</Notice>;
  const stages = board.data?.stages.filter(stage => !stage.closed && stage.count > 0) ?? [];
  const [first, ...others] = board.data?.summary.weighted ?? [];
  if (!first) return null;
  const of = (stage: (typeof stages)[number]) => stage.weighted.find(sum => sum.currency === first.currency);
  return (
    <section className={page.card} aria-labelledby="weighted">
      <div className={page.head}><h2 id="weighted">{text.weighted}</h2><Link to="/clients/pipeline">{text.openPipeline}</Link></div>
      <p><b className="tabular" title={[first, ...others].map(sum => formatMoney(sum)).join(' · ')}>{formatMoney(first)}</b> {others.length > 0 && <span className={page.dim}>{text.moreCurrencies(others.length)}</span>}</p>
      <Bars title={text.weightedByStage} bars={stages.map(stage => ({ label: stage.label, size: Number(of(stage)?.amount ?? 0), value: formatMoney(of(stage) ?? { amount: '0', currency: first.currency }) }))} />
      <dl className={page.facts}>{stages.map(stage => <div key={stage.id}><dt>{stage.label}</dt><dd className="tabular">{formatMoney(of(stage) ?? { amount: '0', currency: first.currency })}</dd></div>)}</dl>
    </section>
  );
}

function RecentCard() {
  const recent = useQuery({ queryKey: ['activity', 'recent'], queryFn: () => unwrap(api.GET('/api/activity', { params: { query: { limit: shown } } })) });
  if (recent.error) return <Notice tone="negative" action={{ label: common.tryAgain, run: () => void recent.refetch() }}>{text.recentNotLoaded}</Notice>;
  if (!recent.data?.items.length) return null;
  return (
    <section className={page.card} aria-labelledby="recently">
      <div className={page.head}><h2 id="recently">{text.recently}</h2><Link to="/activity">{text.allActivity}</Link></div>
      <ActivityRows entries={recent.data.items.map(entry => ({ ...entry, changes: [] }))} />
    </section>
  );
}

// Each says by itself that it could not be loaded, and tries again alone.
export default function OtherCards() {
  return (
    <div className={page.columns}>
      <RecentCard />
      <PipelineCard />
    </div>
  );
}
