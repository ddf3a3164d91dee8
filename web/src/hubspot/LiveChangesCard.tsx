import { ago, formatInt, formatTime } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { text } from './connection.text';
import type { Status as HubSpot } from './data';

// How changes get here between the syncs, and what HubSpot did not tell of.
export function LiveChangesCard({ status }: { status: HubSpot }) {
  const { webhooks } = status;
  if (!webhooks) return null;
  const told = webhooks.state !== 'off';
  return (
    <section className={page.card} aria-labelledby="live-changes">
      <h2 id="live-changes">{text.liveChanges}</h2>
      {(webhooks.state === 'gap' || webhooks.state === 'silent') && webhooks.gapSince && (
        <Notice tone="warn">
          {webhooks.state === 'silent' && `${text.webhooksStopped} `}{text.notTold(webhooks.missed, formatTime(webhooks.gapSince))}
        </Notice>
      )}
      <dl className={page.facts}>
        <div><dt>{text.told}</dt><dd>{!told ? text.noWebhooks : webhooks.lastEventAt ? text.toldLast(webhooks.received, ago(webhooks.lastEventAt)) : formatInt(webhooks.received)}</dd></div>
        <div><dt>{text.lastLook}</dt><dd>{webhooks.lookedAt ? ago(webhooks.lookedAt) : text.notYet}</dd></div>
        {webhooks.waiting > 0 && <div><dt>{text.beingRead}</dt><dd className="tabular">{formatInt(webhooks.waiting)}</dd></div>}
      </dl>
    </section>
  );
}
