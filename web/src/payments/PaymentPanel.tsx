import { Button, Group, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap } from '../api/client';
import { problemWords } from '../api/problem';
import { May } from '../session/may';
import { common } from '../text/common';
import { formatDate, formatMoney, formatTime } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { methods } from './fields';
import { RemovePayment } from './RemovePayment';
import { text } from './text';

// One payment: what it paid, its receipt, and the way back.
export function PaymentPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const [removing, setRemoving] = useState(false);
  const found = useQuery({ queryKey: ['payments', 'one', id], queryFn: () => unwrap(api.GET('/api/payments/{id}', { params: { path: { id } } })) });
  const p = found.data;
  if (removing && p) return <RemovePayment id={id} more={p.allocations.length !== 1 || Number(p.credit.amount) > 0} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title={p ? text.paymentOf(formatMoney(p.amount)) : text.payment}>
      {found.error && <Notice tone="negative">{problemWords(found.error)}</Notice>}
      {p && (
        <>
          <dl className={page.facts}>
            <div><dt>{text.from}</dt><dd><Link to="/clients/$id" params={{ id: p.client.id }}>{p.client.name}</Link></dd></div>
            <div><dt>{common.date}</dt><dd>{formatDate(p.date)}</dd></div>
            <div><dt>{text.method}</dt><dd>{methods()[p.method]}</dd></div>
            {p.reference && <div><dt>{text.reference}</dt><dd>{p.reference}</dd></div>}
            {p.note && <div><dt>{text.note}</dt><dd>{p.note}</dd></div>}
            <div><dt>{text.recorded}</dt><dd>{p.createdBy}, {formatTime(p.createdAt)}</dd></div>
          </dl>
          <ul className={page.rows}>
            {p.allocations.map(one => (
              <li key={one.invoice.id}>
                <Link to="/invoices/$id" params={{ id: one.invoice.id }}>{one.invoice.number}</Link>
                <span className="tabular">{formatMoney(one.amount)}</span>
              </li>
            ))}
            {Number(p.credit.amount) > 0 && <li><span>{text.creditLeft}</span><span className="tabular">{formatMoney(p.credit)}</span></li>}
          </ul>
          <Group justify="flex-end" mt="md">
            <May need="invoices.write"><Button variant="default" onClick={() => setRemoving(true)}>{text.removeMore}</Button></May>
            <Button component="a" href={`/api/payments/${p.id}/receipt`} target="_blank" rel="noreferrer">{text.receipt}</Button>
          </Group>
        </>
      )}
    </Modal>
  );
}
