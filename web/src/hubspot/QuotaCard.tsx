import { Progress } from '@mantine/core';
import { formatInt } from '../text/format';
import page from '../ui/page.module.css';
import type { Status } from './data';
import { text } from './quota.text';

type Quota = NonNullable<Status['quota']>;

// How full one of HubSpot's limits is: said in words, drawn as a bar.
function Meter({ label, used, most }: { label: string; used: number; most: number }) {
  const words = text.usedOf(used, most), share = Math.min(100, (used / Math.max(1, most)) * 100);
  return (
    <div>
      <p className={page.dim} style={{ display: 'flex', justifyContent: 'space-between', gap: 12, margin: '0 0 4px' }}><span>{label}</span><span className="tabular">{words}</span></p>
      <Progress.Root>
        <Progress.Section withAria={false} role="meter" aria-valuemin={0} aria-valuemax={100} aria-valuenow={share} aria-label={`${label}: ${words}`} value={share} color={used >= most ? 'red' : undefined} />
      </Progress.Root>
    </div>
  );
}

// A table of what today's requests were, without what there was none of.
function Parts<K extends string>({ label, of, words }: { label: string; of: Readonly<Record<K, number>>; words: Readonly<Record<K, string>> }) {
  const some = (Object.keys(words) as K[]).filter(key => of[key] > 0);
  if (some.length === 0) return null;
  return (
    <>
      <h3 className={page.dim} style={{ margin: '12px 0 6px', fontWeight: 560 }}>{label}</h3>
      <dl className={page.facts}>{some.map(key => <div key={key}><dt>{words[key]}</dt><dd className="tabular">{formatInt(of[key])}</dd></div>)}</dl>
    </>
  );
}

function Today({ today }: { today: Quota['today'] }) {
  return (
    <details style={{ marginBlockStart: 12 }}>
      <summary>{text.askedToday(today.requests)}</summary>
      <Parts label={text.forWhat} of={today.byKind} words={text.kinds} />
      <Parts label={text.answers} of={today.byAnswer} words={text.answered} />
      <Parts label={text.limitedBy} of={today.limitedBy} words={text.limits} />
    </details>
  );
}

// HubSpot's limits as its answers tell them, and what of them is used.
export function QuotaCard({ quota, dailyLimit }: { quota: Quota; dailyLimit: boolean }) {
  const { windowMax, windowRemaining, windowMs, dailyMax, dailyRemaining } = quota;
  const hour = quota.recent.hour;
  return (
    <section className={page.card} aria-labelledby="quota">
      <h2 id="quota">{text.title}</h2>
      <div className={page.stack}>
        {windowMax === null ? <p className={page.dim} style={{ margin: 0 }}>{text.notKnown}</p> : <Meter label={text.inWindow(Math.round((windowMs ?? 10_000) / 1000))} used={windowMax - (windowRemaining ?? windowMax)} most={windowMax} />}
        {dailyMax !== null && <Meter label={text.today} used={dailyMax - (dailyRemaining ?? dailyMax)} most={dailyMax} />}
      </div>
      <dl className={page.facts} style={{ marginBlockStart: 14 }}>
        {dailyMax === null && !dailyLimit && <div><dt>{text.today}</dt><dd>{text.noDailyLimit}</dd></div>}
        <div><dt>{text.mayBeUsed}</dt><dd className="tabular">{text.percent(quota.sharePercent)}</dd></div>
        <div><dt>{text.lastHour}</dt><dd className="tabular">{hour.share === null ? text.requests(hour.requests) : text.requestsShare(hour.requests, Math.round(hour.share * 100))}</dd></div>
        <div><dt>{text.slowedToday}</dt><dd className="tabular">{formatInt(quota.today.byAnswer.limited)}</dd></div>
      </dl>
      <Today today={quota.today} />
    </section>
  );
}
