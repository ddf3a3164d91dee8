import type { Schemas } from '../api/client';
import { Addressee, DocumentHead, LinesTable } from '../documents/Lines';
import { TaxReasons, TaxRows } from '../documents/Taxes';
import { Sheet } from '../documents/Sheet';
import { fillIn, type Written } from '../documents/written';
import page from '../ui/page.module.css';
import { text } from './text';

type Proposal = Schemas['Proposal'];
type Line = Schemas['ProposalLine'];

const choice = ({ words }: Written) => (line: Line) => <>{line.chosen ? '☑ ' : '☐ '}<span className="visually-hidden">{fillIn(line.chosen ? words.markedChosen : words.markedNotChosen, '')} </span></>;

// The proposal as the client sees it.
export function ProposalDocument({ proposal }: { proposal: Proposal }) {
  const fixed = proposal.lines.filter(line => !line.optional);
  const options = proposal.lines.filter(line => line.optional);
  return (
    <Sheet of={proposal} label={text.document}>
      {written => {
        const { words, money, date } = written;
        return (
          <>
            <DocumentHead from={proposal.from} what={words.proposal} number={proposal.number ?? words.draft} />
            <div className={page.parties}>
              <Addressee written={written} label={words.forClient} party={proposal.billTo} />
              <div style={{ textAlign: 'end' }}>{proposal.validUntil ? fillIn(words.openUntil, date(proposal.validUntil)) : ''}</div>
            </div>
            <h3 dir="auto" style={{ margin: '0 0 10px' }}>{proposal.title || <span lang="">{text.noTitle}</span>}</h3>
            {proposal.sections.map(section => (
              <section key={section.id} dir="auto" style={{ marginBlockEnd: 14 }}>
                {section.title && <h4 style={{ margin: '0 0 4px' }}>{section.title}</h4>}
                <p style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{section.text}</p>
              </section>
            ))}
            {fixed.length > 0 && <LinesTable written={written} name={words.lines} first={words.item} lines={fixed} />}
            {options.length > 0 && <LinesTable written={written} name={words.options} first={words.option} lines={options} before={choice(written)} />}
            <dl className={page.totals}>
              <div><dt>{words.subtotal}</dt><dd>{money(proposal.subtotal)}</dd></div>
              {Number(proposal.discountTotal.amount) !== 0 && <div><dt>{words.discount}</dt><dd>−{money(proposal.discountTotal)}</dd></div>}
              <TaxRows written={written} of={proposal} />
              <div data-strong=""><dt>{words.total}</dt><dd>{money(proposal.total)}</dd></div>
            </dl>
            <TaxReasons of={proposal} />
          </>
        );
      }}
    </Sheet>
  );
}
