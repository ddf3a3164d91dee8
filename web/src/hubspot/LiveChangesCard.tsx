import { ago, formatInt, formatTime } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import type { Status as HubSpot } from './data';

// How changes get here between the syncs, and what HubSpot did not tell of.
export function LiveChangesCard({ status }: { status: HubSpot }) {
  const { webhooks } = status;
  if (!webhooks) return null;
  const told = webhooks.state !== 'off';
  return (
    <section className={page.card} aria-labelledby="live-changes">
      <h2 id="live-changes">Changes as they happen</h2>
      {(webhooks.state === 'gap' || webhooks.state === 'silent') && webhooks.gapSince && (
        <Notice tone="warn">
          {webhooks.state === 'silent' ? 'HubSpot’s webhooks have stopped coming. ' : ''}
          HubSpot did not tell of {formatInt(webhooks.missed)} {webhooks.missed === 1 ? 'change' : 'changes'} since {formatTime(webhooks.gapSince)}. They were found by looking, so nothing is missing here.
        </Notice>
      )}
      <dl className={page.facts}>
        <div><dt>Told by HubSpot</dt><dd>{told ? `${formatInt(webhooks.received)}${webhooks.lastEventAt ? `, last ${ago(webhooks.lastEventAt)}` : ''}` : 'Webhooks are not set up'}</dd></div>
        <div><dt>Last look</dt><dd>{webhooks.lookedAt ? ago(webhooks.lookedAt) : 'Not yet'}</dd></div>
        {webhooks.waiting > 0 && <div><dt>Being read</dt><dd className="tabular">{formatInt(webhooks.waiting)}</dd></div>}
      </dl>
    </section>
  );
}
