import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { common } from '../text/common';
import { formatMoney, formatMonth } from '../text/format';
import { Bars } from '../ui/Bars';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { text } from './text';

type Report = Schemas['CurrencyReport'];
const ageKeys: readonly (keyof Report['ageing'])[] = ['notDue', 'days1to30', 'days31to60', 'days61to90', 'over90'];

// How late what is owed is, what was paid month by month, how long it takes: one currency at a time, never added.
export function MoneyCards() {
  const [chosen, setChosen] = useState<string | null>(null);
  const report = useQuery({ queryKey: ['reports', 'money'], queryFn: () => unwrap(api.GET('/api/reports/money')) });
  if (report.error) return <Notice tone="negative" action={{ label: common.tryAgain, run: () => void report.refetch() }}>{text.figuresNotLoaded}</Notice>;
  const all = report.data?.currencies ?? [];
  const one = all.find(currency => currency.currency === chosen) ?? all[0];
  if (!one) return null;
  const ages = ageKeys.map(key => [key, text.ages[key]] as const);
  const months = one.paidByMonth.slice(-6);
  return (
    <section className={page.card} aria-labelledby="money">
      <div className={page.head}>
        <h2 id="money">{text.money}</h2>
        {all.length > 1 && <NativeSelect aria-label={text.currency} size="xs" value={one.currency} data={all.map(currency => currency.currency)} onChange={event => setChosen(event.currentTarget.value)} />}
      </div>
      <dl className={page.sums}>
        <div><dt>{text.outstandingOf(one.openInvoices)}</dt><dd>{formatMoney(one.outstanding)}</dd></div>
        <div><dt>{text.overdueOf(one.overdueInvoices)}</dt><dd>{formatMoney(one.overdue)}</dd></div>
        {Number(one.clientCredit.amount) > 0 && <div><dt>{text.clientCredit}</dt><dd>{formatMoney(one.clientCredit)}</dd></div>}
        <div><dt>{text.daysToPay}</dt><dd>{one.averageDaysToPay ?? '–'}</dd></div>
      </dl>
      <div className={page.columns} style={{ marginBlockStart: 16 }}>
        <div>
          <h3 className={page.dim}>{text.ageing}</h3>
          <Bars title={text.byAge} bars={ages.map(([key, label]) => ({ label, size: Number(one.ageing[key].amount), value: formatMoney(one.ageing[key]) }))} />
          <dl className={page.facts}>{ages.map(([key, label]) => <div key={key}><dt>{label}</dt><dd className="tabular">{formatMoney(one.ageing[key])}</dd></div>)}</dl>
        </div>
        <div>
          <h3 className={page.dim}>{text.paidSix}</h3>
          <Bars title={text.paidByMonth} bars={months.map(month => ({ label: formatMonth(month.month), size: Number(month.paid.amount), value: formatMoney(month.paid) }))} />
          <dl className={page.facts}>{months.map(month => <div key={month.month}><dt>{formatMonth(month.month)}</dt><dd className="tabular">{formatMoney(month.paid)}</dd></div>)}</dl>
        </div>
      </div>
      <p className={page.dim}><a href="/api/reports/receivables">{text.receivablesCsv}</a> · <a href="/api/reports/payments">{text.paymentsCsv}</a></p>
    </section>
  );
}
