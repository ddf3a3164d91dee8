import { Group, NumberInput, Skeleton, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap, withTag, type Schemas } from '../api/client';
import { fieldError } from '../api/problem';
import { whoChangedSettings } from '../api/who';
import { May, Settled } from '../session/may';
import { address as addressWords, addressLines } from '../text/address';
import { common } from '../text/common';
import { formatDate } from '../text/format';
import { AddressFields } from '../ui/AddressFields';
import { EditForm } from '../ui/EditForm';
import type { Tagged } from '../ui/edited';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { PageTitle } from '../ui/PageTitle';
import { BillingDetails } from './BillingDetails';
import { LogoCard } from './LogoCard';
import { NumberFields } from './NumberFields';
import { text as say } from './text';

type Workspace = Schemas['Workspace'];

const valuesOf = (w: Workspace) => ({ name: w.name, currency: w.currency as string, zone: w.timeZone, ...w.address, taxId: w.taxId, prefix: w.invoicePrefix, digits: String(w.invoiceDigits), terms: String(w.paymentTermsDays), bank: w.bankDetails, notes: w.invoiceNotes, footer: w.invoiceFooter, proposal: w.proposalText, closed: w.booksClosedUntil ?? '' });
type Values = ReturnType<typeof valuesOf>;
const inWords = (v: Values) => [
  [say.businessName, v.name], [say.currency, v.currency], [say.timeZone, v.zone], ...addressLines(v),
  [addressWords.taxId, v.taxId], [say.prefix, v.prefix], [say.digits, v.digits], [say.terms, v.terms], [say.bankDetails, v.bank], [say.invoiceNotes, v.notes], [say.invoiceFooter, v.footer], [say.proposalText, v.proposal], [say.booksClosed, v.closed && formatDate(v.closed)],
] as const;
const bodyOf = ({ name, currency, zone, taxId, prefix, digits, terms, bank, notes, footer, proposal, closed, ...address }: Values): Schemas['WorkspacePatch'] => ({ name, currency: currency.toUpperCase(), timeZone: zone, taxId, invoicePrefix: prefix, invoiceDigits: Number(digits), paymentTermsDays: Number(terms), bankDetails: bank, invoiceNotes: notes, invoiceFooter: footer, proposalText: proposal, booksClosedUntil: closed || null, address });

function BusinessForm({ stored }: { stored: Tagged<Workspace> }) {
  const queries = useQueryClient();
  const onSaved = () => {
    for (const key of ['workspace', 'session']) void queries.invalidateQueries({ queryKey: [key] });
  };
  return (
    <EditForm stored={stored} what="settings" need="settings.write" title={say.businessAndInvoicing} verb={say.saveSettings} valuesOf={valuesOf} say={inWords} onSaved={onSaved}
      put={(values, etag) => withTag(api.PATCH('/api/workspace', { params: { header: { 'If-Match': etag } }, body: bodyOf(values) }))}
      latest={async () => ({ ...(await withTag(api.GET('/api/workspace'))), ...(await whoChangedSettings(['workspace.updated', 'workspace.created'])) })}>
      {(now, problem) => (
        <>
          <TextInput label={say.businessName} name="name" defaultValue={now.name} required error={fieldError(problem, '/name')} />
          <Group grow>
            <TextInput label={say.currency} name="currency" defaultValue={now.currency} required error={fieldError(problem, '/currency')} />
            <TextInput label={say.timeZone} name="zone" defaultValue={now.zone} required error={fieldError(problem, '/timeZone')} />
          </Group>
          <AddressFields now={now} problem={problem} at="/address" />
          <TextInput label={addressWords.taxId} name="taxId" defaultValue={now.taxId} />
          <NumberFields now={now} problem={problem} />
          <NumberInput label={say.terms} name="terms" defaultValue={now.terms} min={0} max={365} hideControls />
          <Textarea label={say.bankDetails} name="bank" autosize minRows={2} defaultValue={now.bank} />
          <Textarea label={say.invoiceNotes} description={say.beginsHint} name="notes" autosize minRows={2} defaultValue={now.notes} error={fieldError(problem, '/invoiceNotes')} />
          <Textarea label={say.invoiceFooter} name="footer" autosize minRows={1} defaultValue={now.footer} error={fieldError(problem, '/invoiceFooter')} />
          <Textarea label={say.proposalText} name="proposal" autosize minRows={2} defaultValue={now.proposal} error={fieldError(problem, '/proposalText')} />
          <TextInput label={say.booksClosed} name="closed" type="date" defaultValue={now.closed} description={say.booksClosedHint} error={fieldError(problem, '/booksClosedUntil')} />
        </>
      )}
    </EditForm>
  );
}

// Business, invoicing, people; the integrations have a page of their own.
export function SettingsPage() {
  const workspace = useQuery({ queryKey: ['workspace'], queryFn: () => withTag(api.GET('/api/workspace')) });
  const users = useQuery({ queryKey: ['users'], queryFn: () => unwrap(api.GET('/api/users')) });
  return (
    <>
      <PageTitle>{say.settings}</PageTitle>
      <div className={page.columns}>
        <div className={page.stack}>
          {workspace.error && <Notice tone="negative" action={{ label: common.tryAgain, run: () => void workspace.refetch() }}>{say.settingsNotLoaded}</Notice>}
          {!workspace.data && !workspace.error && <Skeleton height={400} radius={12} />}
          {workspace.data && (
            <Settled need="settings.write">
            <BusinessForm stored={workspace.data} />
            <BillingDetails />
            </Settled>
          )}
        </div>
        <div className={page.stack}>
          <LogoCard />
          <section className={page.card} aria-labelledby="integrations">
            <h2 id="integrations">{say.integrations}</h2>
            <ul className={page.rows}><li><span>HubSpot</span><Link to="/settings/integrations/hubspot">{say.open}</Link></li></ul>
          </section>
          <section className={page.card} aria-labelledby="taxes">
            <h2 id="taxes">{say.taxRates}</h2>
            <ul className={page.rows}><li><span>{say.taxRatesHint}</span><Link to="/settings/taxes">{say.open}</Link></li></ul>
          </section>
          <section className={page.card} aria-labelledby="drafts">
            <h2 id="drafts">{say.draftsFromDeals}</h2>
            <ul className={page.rows}><li><span>{say.draftsHint}</span><Link to="/settings/drafts">{say.open}</Link></li></ul>
          </section>
          <section className={page.card} aria-labelledby="email">
            <h2 id="email">{common.email}</h2>
            <ul className={page.rows}><li><span>{say.serverWords}</span><Link to="/settings/email">{say.open}</Link></li></ul>
          </section>
          <May need="tokens.manage">
            <section className={page.card} aria-labelledby="tokens">
              <h2 id="tokens">{say.accessTokens}</h2>
              <ul className={page.rows}><li><span>{say.tokensHint}</span><Link to="/settings/tokens">{say.open}</Link></li></ul>
            </section>
          </May>
          <May need="workspace.own">
            <section className={page.card} aria-labelledby="model">
              <h2 id="model">{say.languageModel}</h2>
              <ul className={page.rows}><li><span>{say.modelHint}</span><Link to="/settings/model">{say.open}</Link></li></ul>
            </section>
          </May>
          <section className={page.card} aria-labelledby="people">
            <h2 id="people">{say.people}</h2>
            <ul className={page.rows}>
              <li><span>{say.yourAccount} <span className={page.dim}>{say.accountHint}</span></span><Link to="/settings/account">{say.open}</Link></li>
              <li><span>{say.peopleAndRoles} <span className={page.dim}>{users.data ? say.peopleCount(users.data.total) : ''}</span></span><Link to="/settings/people">{say.open}</Link></li>
              <li><span>{say.activity} <span className={page.dim}>{say.activityHint}</span></span><Link to="/activity">{say.open}</Link></li>
              <May need="audit.read"><li><span>{say.auditLog} <span className={page.dim}>{say.auditHint}</span></span><Link to="/settings/audit">{say.open}</Link></li></May>
            </ul>
          </section>
        </div>
      </div>
    </>
  );
}
