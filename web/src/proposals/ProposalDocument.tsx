import type { Schemas } from '../api/client';
import { formatDate, formatMoney } from '../text/format';
import page from '../ui/page.module.css';

type Proposal = Schemas['Proposal'];
type Line = Schemas['ProposalLine'];

function Table({ name, first, lines }: { name: string; first: string; lines: readonly Line[] }) {
  return (
    // A region that scrolls has to be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={page.scroll} tabIndex={0} role="region" aria-label={name}>
      <table className={page.table}>
        <thead>
          <tr><th scope="col">{first}</th><th scope="col" data-number>Quantity</th><th scope="col" data-number>Price</th><th scope="col" data-number>Tax</th><th scope="col" data-number>Total</th></tr>
        </thead>
        <tbody>
          {lines.map(line => (
            <tr key={line.id}>
              <td>
                {line.optional ? (line.chosen ? '☑ ' : '☐ ') : ''}{line.description}
                {line.optional && <span className="visually-hidden">{line.chosen ? ' (chosen)' : ' (not chosen)'}</span>}
                {line.discountPercent ? <span className={page.dim}> · {line.discountPercent} % off</span> : line.discountAmount ? <span className={page.dim}> · {formatMoney(line.discountAmount)} off</span> : ''}
              </td>
              <td data-number>{line.quantity}</td>
              <td data-number>{formatMoney(line.unitPrice)}</td>
              <td data-number>{line.taxRatePercent ? `${line.taxRatePercent} %` : ''}</td>
              <td data-number>{formatMoney(line.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

// The proposal as the client sees it.
export function ProposalDocument({ proposal }: { proposal: Proposal }) {
  const fixed = proposal.lines.filter(line => !line.optional);
  const options = proposal.lines.filter(line => line.optional);
  return (
    <article className={page.document} aria-label="Document">
      <div className={page.head}>
        <strong>{proposal.from.name}</strong>
        <div style={{ textAlign: 'end' }}>
          <h2>Proposal</h2>
          <span>{proposal.number ?? 'Draft'}</span>
        </div>
      </div>
      <div className={page.parties}>
        <div>
          <span className={page.dim}>For</span>
          {'\n'}
          <strong>{proposal.billTo.name}</strong>
          {proposal.billTo.email ? `\n${proposal.billTo.email}` : ''}
        </div>
        <div style={{ textAlign: 'end' }}>{proposal.validUntil ? `Valid until ${formatDate(proposal.validUntil)}` : ''}</div>
      </div>
      <h3 style={{ margin: '0 0 10px' }}>{proposal.title || 'No title yet'}</h3>
      {proposal.sections.map(section => (
        <section key={section.id} style={{ marginBlockEnd: 14 }}>
          {section.title && <h4 style={{ margin: '0 0 4px' }}>{section.title}</h4>}
          <p style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{section.text}</p>
        </section>
      ))}
      {fixed.length > 0 && <Table name="Lines" first="Item" lines={fixed} />}
      {options.length > 0 && <Table name="Options" first="Option" lines={options} />}
      <dl className={page.totals}>
        <div><dt>Subtotal</dt><dd>{formatMoney(proposal.subtotal)}</dd></div>
        {Number(proposal.discountTotal.amount) !== 0 && <div><dt>Discount</dt><dd>−{formatMoney(proposal.discountTotal)}</dd></div>}
        {Number(proposal.taxTotal.amount) !== 0 && <div><dt>{proposal.taxInclusive ? 'Tax included' : 'Tax'}</dt><dd>{formatMoney(proposal.taxTotal)}</dd></div>}
        <div data-strong=""><dt>Total</dt><dd>{formatMoney(proposal.total)}</dd></div>
      </dl>
    </article>
  );
}
