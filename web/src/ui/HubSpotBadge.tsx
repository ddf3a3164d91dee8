import { memo } from 'react';
import type { Schemas } from '../api/client';
import { text } from './text';
import css from './ui.module.css';

type Link = Schemas['HubSpotLink'];

// Where a record comes from, one click from where it can be changed. In dense rows only the dot.
export const HubSpotBadge = memo(function HubSpotBadge({ link, dense }: { link: Link; dense?: boolean }) {
  if (dense)
    return (
      <span className={css.dense} data-gone={link.goneAt ? '' : undefined}>
        <i aria-hidden />
        <span className="visually-hidden">{link.goneAt ? text.noLonger : text.fromHubSpot}</span>
      </span>
    );
  if (link.goneAt)
    return (
      <span className={css.badge} data-gone="">
        <i aria-hidden /> {text.noLonger}
      </span>
    );
  return (
    <a className={css.badge} href={link.url} target="_blank" rel="noreferrer" aria-label={text.openInHubSpot}>
      <i aria-hidden /> HubSpot
    </a>
  );
});
