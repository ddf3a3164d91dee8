import { Button, Group, Modal, SegmentedControl, Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState, type DragEvent } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { keyAfter, newKey } from '../api/key';
import { problemWords } from '../api/problem';
import { formatInt } from '../text/format';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { decode, fileBytesMax } from './file';
import css from './import.module.css';

type Preview = Schemas['ClientImportPreview'];
type Row = Preview['rows'][number];
const stateWords: Record<Row['state'], string> = { new: 'New client', contact: 'Further contact', duplicate: 'Duplicate', refused: 'Not imported' };
const reasons: Record<string, string> = { email: 'has the same email', phone: 'has the same phone number', name_domain: 'has the same name and domain', name: 'has the same name', row: 'says the same' };
const windowSize = 200;

function what(row: Row): string {
  if (row.problem) return row.problem;
  if (row.state === 'contact') return `Joins the client of row ${row.otherRow ?? ''}`;
  if (!row.match) return '';
  const who = row.match.clientId ? row.match.name : `Row ${row.otherRow ?? ''}`;
  return `${who} ${reasons[row.match.reason] ?? ''}`;
}

// Clients from another program's file: the file, what its columns are, and what each row becomes.
export default function ImportDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const phone = useMediaQuery('(max-width: 699px)');
  const key = useRef(newKey());
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const [fields, setFields] = useState<string[]>([]);
  const [step, setStep] = useState<1 | 2 | 3>(1);
  const [changed, setChanged] = useState<ReadonlySet<number>>(new Set()); // rows whose box a person changed
  const preview = useMutation({ mutationFn: (body: { text: string; fields?: string[] }) => unwrap(api.POST('/api/clients/import/preview', { body })) });
  const shown = preview.data;
  const taken = (row: Row) => row.state !== 'refused' && (row.state === 'duplicate') === changed.has(row.row);
  const chosen = shown?.rows.filter(taken) ?? [];
  const run = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/clients/import', {
        params: { header: { 'Idempotency-Key': key.current } },
        body: {
          text: file?.text ?? '',
          fields,
          leaveOut: shown?.rows.filter(row => row.state !== 'duplicate' && changed.has(row.row)).map(row => row.row) ?? [],
          anyway: shown?.rows.filter(row => row.state === 'duplicate' && changed.has(row.row)).map(row => row.row) ?? [],
        },
      })),
    onSuccess: done => {
      for (const kind of ['clients', 'contacts', 'home']) void queries.invalidateQueries({ queryKey: [kind] });
      onClose();
      const left = done.leftOut + done.duplicates + done.refused;
      toast({ title: `${count(done.clients, 'client')} and ${count(done.contacts, 'contact')} imported${left > 0 ? `, ${count(left, 'row')} left out` : ''}` });
    },
    onError: error => { key.current = keyAfter(error, key.current); },
  });
  const take = async (picked: File | undefined) => {
    if (!picked) return;
    setTooLarge(picked.size > fileBytesMax);
    if (picked.size > fileBytesMax) return;
    const text = decode(new Uint8Array(await picked.arrayBuffer()));
    setFile({ name: picked.name, text });
    preview.mutate({ text }, { onSuccess: answer => { setFields(answer.columns.map(column => column.field ?? '')); setStep(2); } });
  };
  const toRows = () => {
    setChanged(new Set());
    preview.mutate({ text: file?.text ?? '', fields }, { onSuccess: () => setStep(3) });
  };
  const named = fields.some(field => ['name', 'contactName', 'contactFirstName', 'contactLastName', 'contactEmail'].includes(field));
  return (
    <Modal opened onClose={onClose} title={file && step > 1 ? `Import ${file.name}` : 'Import clients'} size={900} fullScreen={phone ?? false}>
      <p className={page.dim} aria-live="polite">Step {step} of 3 · {['File', 'Columns', 'Rows'][step - 1]}</p>
      {preview.error && <Notice tone="negative">{problemWords(preview.error)}</Notice>}
      {run.error && <Notice tone="negative">{problemWords(run.error)} Nothing was imported.</Notice>}
      {step === 1 && <FileStep tooLarge={tooLarge} busy={preview.isPending} onFile={picked => void take(picked)} />}
      {step === 2 && shown && <ColumnsStep preview={shown} fields={fields} onFields={setFields} />}
      {step === 2 && !named && <Notice tone="warn">Choose the column with the client’s or the contact’s name.</Notice>}
      {step === 3 && shown && <RowsStep preview={shown} taken={taken} onToggle={row => setChanged(old => { const next = new Set(old); if (!next.delete(row)) next.add(row); return next; })} />}
      <Group justify="flex-end" mt="md">
        {step > 1 && <Button variant="default" onClick={() => setStep(step === 3 ? 2 : 1)}>Back</Button>}
        <Button variant="default" onClick={onClose}>Cancel</Button>
        {step === 2 && <Button loading={preview.isPending} disabled={!named} onClick={toRows}>Show the rows</Button>}
        {step === 3 && <Button loading={run.isPending} disabled={chosen.length === 0} onClick={() => run.mutate()}>Import {count(chosen.length, 'row')}</Button>}
      </Group>
    </Modal>
  );
}

const count = (n: number, what: string) => `${formatInt(n)} ${what}${n === 1 ? '' : 's'}`;

function FileStep({ tooLarge, busy, onFile }: { tooLarge: boolean; busy: boolean; onFile: (file: File | undefined) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent, is: boolean) => { event.preventDefault(); setOver(is); };
  return (
    <>
      {tooLarge && <Notice tone="negative">The file is larger than 5 MB. Import it in parts.</Notice>}
      {/* What can be dropped can be chosen by the button too. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={css.drop} data-over={over || undefined} onDragOver={event => drag(event, true)} onDragLeave={event => drag(event, false)} onDrop={event => { drag(event, false); onFile(event.dataTransfer.files[0]); }}>
        <p>Drop a CSV file here, or</p>
        <Button loading={busy} onClick={() => input.current?.click()} data-autofocus>Choose a file</Button>
        <input ref={input} type="file" accept=".csv,.tsv,.txt,text/csv" aria-label="CSV file" className="visually-hidden" tabIndex={-1} onChange={event => { onFile(event.currentTarget.files?.[0]); event.currentTarget.value = ''; }} />
        <p className={page.dim}>Columns separated by comma, semicolon or tab, headings in the first row; at most 10,000 rows. Nothing is imported before you have seen what each row becomes.</p>
      </div>
    </>
  );
}

function ColumnsStep({ preview, fields, onFields }: { preview: Preview; fields: string[]; onFields: (fields: string[]) => void }) {
  const data = [{ value: '', label: 'Do not import' }, ...preview.fields.map(field => ({ value: field.key, label: field.label }))];
  return (
    <ul className={css.columns}>
      {preview.columns.map((column, i) => {
        const name = column.name || `Column ${i + 1}`;
        return (
          <li key={i}>
            <span>
              <strong>{name}</strong>
              <span className={page.dim}>{column.samples.join(' · ') || 'Empty'}</span>
            </span>
            <Select aria-label={`What ${name} is`} w={230} allowDeselect={false} searchable data={data.filter(one => one.value === '' || one.value === fields[i] || !fields.includes(one.value))} value={fields[i] ?? ''} onChange={value => onFields(fields.map((old, at) => (at === i ? (value ?? '') : old)))} />
          </li>
        );
      })}
    </ul>
  );
}

function RowsStep({ preview, taken, onToggle }: { preview: Preview; taken: (row: Row) => boolean; onToggle: (row: number) => void }) {
  const [show, setShow] = useState('');
  const [upTo, setUpTo] = useState(windowSize);
  const { counts } = preview;
  const rows = preview.rows.filter(row => show === '' || (show === 'new' ? row.state === 'new' || row.state === 'contact' : row.state === show));
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label="Which rows"
        value={show}
        onChange={value => { setShow(value); setUpTo(windowSize); }}
        data={[
          { value: '', label: `All ${formatInt(preview.rows.length)}` },
          { value: 'new', label: `New ${formatInt(counts.new + counts.contact)}` },
          { value: 'duplicate', label: `Duplicates ${formatInt(counts.duplicate)}` },
          { value: 'refused', label: `Not imported ${formatInt(counts.refused)}` },
        ]}
      />
      {counts.duplicate > 0 && <p className={page.dim}>Duplicates stay as they are here. Tick one to create it all the same.</p>}
      {/* A region that scrolls has to be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={css.rows} tabIndex={0} role="region" aria-label="Rows of the file">
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col"><span className="visually-hidden">Import</span></th>
              <th scope="col" data-number>Row</th>
              <th scope="col">Client</th>
              <th scope="col">Contact</th>
              <th scope="col">What happens</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, upTo).map(row => (
              <tr key={row.row}>
                <td><input type="checkbox" aria-label={`Import row ${row.row}`} disabled={row.state === 'refused'} checked={taken(row)} onChange={() => onToggle(row.row)} /></td>
                <td data-number>{row.row}</td>
                <td>{row.name}</td>
                <td>{row.contact}{row.email && row.email !== row.contact && <span className={page.dim} style={{ display: 'block' }}>{row.email}</span>}</td>
                <td>
                  {stateWords[row.state]}
                  <span className={page.dim} style={{ display: 'block' }}>{row.match?.clientId ? <><Link to="/clients/$id" params={{ id: row.match.clientId }} target="_blank">{row.match.name}</Link> {reasons[row.match.reason]}</> : what(row)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className={page.dim}>No such rows.</p>}
        {rows.length > upTo && <Button variant="default" size="xs" mt="sm" onClick={() => setUpTo(upTo + windowSize)}>Show {count(Math.min(windowSize, rows.length - upTo), 'more row')}</Button>}
      </div>
    </>
  );
}
