import type { Schemas } from '../api/client';
import { Addressee, DocumentHead, LinesTable } from '../documents/Lines';
import { formatDate, formatMoney } from '../text/format';
import page from '../ui/page.module.css';
import { text } from './text';

type Proposal = Schemas['Proposal'];
type Line = Schemas['ProposalLine'];

const choice = (line: Line) => <>{line.chosen ? '☑ ' : '☐ '}<span className="visually-hidden">{`${text.chosen(line.chosen)} `}</span></>;

// The proposal as the client sees it.
export function ProposalDocument({ proposal }: { proposal: Proposal }) {
  const fixed = proposal.lines.filter(line => !line.optional);
  const options = proposal.lines.filter(line => line.optional);
  return (
    <article className={page.document} aria-label={text.document}>
      <DocumentHead from={proposal.from} what={text.proposal} number={proposal.number ?? text.draft} />
      <div className={page.parties}>
        <Addressee label={text.forWhom} party={proposal.billTo} />
        <div style={{ textAlign: 'end' }}>{proposal.validUntil ? text.validUntilDay(formatDate(proposal.validUntil)) : ''}</div>
      </div>
      <h3 style={{ margin: '0 0 10px' }}>{proposal.title || text.noTitle}</h3>
      {proposal.sections.map(section => (
        <section key={section.id} style={{ marginBlockEnd: 14 }}>
          {section.title && <h4 style={{ margin: '0 0 4px' }}>{section.title}</h4>}
          <p style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{section.text}</p>
        </section>
      ))}
      {fixed.length > 0 && <LinesTable name={text.lines} first={text.item} lines={fixed} />}
      {options.length > 0 && <LinesTable name={text.options} first={text.option} lines={options} before={choice} />}
      <dl className={page.totals}>
        <div><dt>{text.subtotal}</dt><dd>{formatMoney(proposal.subtotal)}</dd></div>
        {Number(proposal.discountTotal.amount) !== 0 && <div><dt>{text.discount}</dt><dd>−{formatMoney(proposal.discountTotal)}</dd></div>}
        {Number(proposal.taxTotal.amount) !== 0 && <div><dt>{proposal.taxInclusive ? text.taxIncluded : text.tax}</dt><dd>{formatMoney(proposal.taxTotal)}</dd></div>}
        <div data-strong=""><dt>{text.total}</dt><dd>{formatMoney(proposal.total)}</dd></div>
      </dl>
    </article>
  );
}
