import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { IconArrowsRightLeft, IconFileInvoice } from '@tabler/icons-react';
import { memo, useEffect, useRef } from 'react';
import { keyHint } from '../app/keys';
import { common } from '../text/common';
import { HubSpotBadge } from '../ui/HubSpotBadge';
import { Status } from '../ui/Status';
import { text as ui } from '../ui/text';
import { formatDate, formatMoney, today } from '../text/format';
import type { Deal } from './data';
import css from './pipeline.module.css';
import { text as words } from './text';

export const cardHeight = 96;

interface Props {
  deal: Deal | undefined;
  index: number;
  count: number;
  top: number;
  focusable: boolean;
  onOpen: (deal: Deal) => void;
  onInvoice: ((deal: Deal) => void) | undefined; // absent: this role may not
  onMove: ((deal: Deal, opener: HTMLElement) => void) | undefined; // absent: this role may not
  onFocus: (index: number) => void;
  picked: boolean;
  onPick: ((deal: Deal) => void) | undefined; // absent: this role may do nothing with it
}

// One deal. A plain list item with one or two native buttons: library controls would halve the scrolling speed.
export const Card = memo(function Card({ deal, index, count, top, focusable, onOpen, onInvoice, onMove, onFocus, picked, onPick }: Props) {
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element || !deal) return;
    return draggable({
      element,
      getInitialData: () => ({ deal }),
      onDragStart: () => element.setAttribute('data-dragging', ''),
      onDrop: () => element.removeAttribute('data-dragging'),
    });
  }, [deal]);

  const style = { transform: `translateY(${top}px)`, height: cardHeight };
  if (!deal)
    return (
      <li className={css.card} style={style} aria-setsize={count} aria-posinset={index + 1} data-row={index}>
        <div className={css.skeleton} role="img" aria-label={common.loading} />
      </li>
    );
  const client = deal.client?.name ?? words.noClient;
  const name = deal.name || words.unnamed;
  const amount = deal.amount ? formatMoney(deal.amount) : words.noAmount;
  const late = deal.state === 'open' && deal.closeDate !== null && deal.closeDate < today();
  const won = deal.state === 'won';
  const moves = onMove && !deal.lockedFields.includes('stage');
  const picks = picked || (onPick && won && !deal.invoice);
  const state = deal.invoice ? (ui.status.invoice as Record<string, string>)[deal.invoice.status] : words.noInvoice;
  const said = ['', deal.stage.label, state, picked && words.isSelected, words.place(index + 1, count)].filter(part => part !== false).join(', ');
  return (
    <li ref={ref} className={css.card} style={style} aria-setsize={count} aria-posinset={index + 1} data-row={index} data-deal={deal.id} data-picked={picked || undefined}>
      <button
        type="button"
        className={css.open}
        tabIndex={focusable ? 0 : -1}
        onClick={event => (event.shiftKey && onPick ? onPick(deal) : onOpen(deal))}
        onFocus={() => onFocus(index)}
      >
        <span className={css.client} data-pad={won || undefined} data-missing={deal.client ? undefined : ''}>{client}</span>
        <span className={css.name} data-pad={picks || undefined}>
          {name}
          {deal.closeDate && <span data-late={late || undefined}> · {formatDate(deal.closeDate, 'short')}</span>}
        </span>
        <span className={css.foot} data-pad={moves || undefined}>
          <span className={css.amount}>{amount}</span>
          {deal.hubspot && <HubSpotBadge link={deal.hubspot} dense />}
        </span>
        <span className="visually-hidden">{said}</span>
      </button>
      {won && !deal.invoice && onInvoice && (
        <button type="button" className={css.quick} data-action="invoice" tabIndex={focusable ? 0 : -1} aria-label={words.invoiceFor(`${client}, ${name}`)} {...keyHint(words.createInvoice, 'i')} onClick={() => onInvoice(deal)}>
          <IconFileInvoice size={14} aria-hidden />
          {words.invoice}
        </button>
      )}
      {picks && (
        <input type="checkbox" className={css.pick} tabIndex={focusable ? 0 : -1} aria-label={words.select(`${client}, ${name}`)} {...keyHint(words.selectOne, 'x')} checked={picked} onChange={() => onPick?.(deal)} onFocus={() => onFocus(index)} />
      )}
      {moves && (
        <button type="button" className={css.move} data-action="move" tabIndex={focusable ? 0 : -1} aria-label={words.moveDeal(`${client}, ${name}`)} aria-haspopup="menu" {...keyHint(words.move, 'm')} onClick={event => onMove(deal, event.currentTarget)}>
          <IconArrowsRightLeft size={14} aria-hidden />
        </button>
      )}
      {deal.invoice && (
        <span className={css.state}>
          <Status kind="invoice" value={deal.invoice.status} />
        </span>
      )}
    </li>
  );
});
