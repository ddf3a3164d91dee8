import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { formatInt, formatMoney } from '../text/format';
import { Bars } from '../ui/Bars';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';

type Report = Schemas['CurrencyReport'];
const ages: readonly (readonly [keyof Report['ageing'], string])[] = [['notDue', 'Not due'], ['days1to30', '1–30 days'], ['days31to60', '31–60'], ['days61to90', '61–90'], ['over90', 'Over 90']];
const monthOf = (month: string) => new Intl.DateTimeFormat('en-US', { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));

// How late what is owed is, what was paid month by month, how long it takes: one currency at a time, never added.
export function MoneyCards() {
  const [chosen, setChosen] = useState<string | null>(null);
  const report = useQuery({ queryKey: ['reports', 'money'], queryFn: () => unwrap(api.GET('/api/reports/money')) });
  if (report.error) return <Notice tone="negative" action={{ label: 'Try again', run: () => void report.refetch() }}>The figures could not be loaded. Everything else is up to date.</Notice>;
  const all = report.data?.currencies ?? [];
  const one = all.find(currency => currency.currency === chosen) ?? all[0];
  if (!one) return null;
  const months = one.paidByMonth.slice(-6);
  return (
    <section className={page.card} aria-labelledby="money">
      <div className={page.head}>
        <h2 id="money">Money</h2>
        {all.length > 1 && <NativeSelect aria-label="Currency" size="xs" value={one.currency} data={all.map(currency => currency.currency)} onChange={event => setChosen(event.currentTarget.value)} />}
      </div>
      <dl className={page.sums}>
        <div><dt>Outstanding, {formatInt(one.openInvoices)} {one.openInvoices === 1 ? 'invoice' : 'invoices'}</dt><dd>{formatMoney(one.outstanding)}</dd></div>
        <div><dt>Overdue, {formatInt(one.overdueInvoices)}</dt><dd>{formatMoney(one.overdue)}</dd></div>
        {Number(one.clientCredit.amount) > 0 && <div><dt>Credit of clients</dt><dd>{formatMoney(one.clientCredit)}</dd></div>}
        <div><dt>Average days to pay</dt><dd>{one.averageDaysToPay ?? '–'}</dd></div>
      </dl>
      <div className={page.columns} style={{ marginBlockStart: 16 }}>
        <div>
          <h3 className={page.dim}>Ageing</h3>
          <Bars title="Outstanding by how late it is" bars={ages.map(([key, label]) => ({ label, size: Number(one.ageing[key].amount), value: formatMoney(one.ageing[key]) }))} />
          <dl className={page.facts}>{ages.map(([key, label]) => <div key={key}><dt>{label}</dt><dd className="tabular">{formatMoney(one.ageing[key])}</dd></div>)}</dl>
        </div>
        <div>
          <h3 className={page.dim}>Paid, last 6 months</h3>
          <Bars title="Paid by month" bars={months.map(month => ({ label: monthOf(month.month), size: Number(month.paid.amount), value: formatMoney(month.paid) }))} />
          <dl className={page.facts}>{months.map(month => <div key={month.month}><dt>{monthOf(month.month)}</dt><dd className="tabular">{formatMoney(month.paid)}</dd></div>)}</dl>
        </div>
      </div>
      <p className={page.dim}><a href="/api/reports/receivables">Receivables as CSV</a> · <a href="/api/reports/payments">Payments as CSV</a></p>
    </section>
  );
}
