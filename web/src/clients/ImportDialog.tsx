import { Button, Group, Modal, SegmentedControl, Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState, type DragEvent } from 'react';
import { api, unwrap, type Schemas } from '../api/client';
import { useOnce } from '../api/once';
import { problemWords } from '../api/problem';
import { common } from '../text/common';
import { Notice } from '../ui/Notice';
import page from '../ui/page.module.css';
import { toast } from '../ui/toast';
import { decode, fileBytesMax } from './file';
import css from './import.module.css';
import { text as words } from './import.text';

type Preview = Schemas['ClientImportPreview'];
type Row = Preview['rows'][number];
const reasonOf = (reason: string): string => (words.reasons as Record<string, string>)[reason] ?? '';
const windowSize = 200;

function what(row: Row): string {
  if (row.problem) return row.problem;
  if (row.state === 'contact') return words.joins(row.otherRow);
  if (!row.match) return '';
  const who = row.match.clientId ? row.match.name : words.ofRow(row.otherRow);
  return `${who} ${reasonOf(row.match.reason)}`;
}

// Clients from another program's file: the file, what its columns are, and what each row becomes.
export default function ImportDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const phone = useMediaQuery('(max-width: 699px)');
  const once = useOnce();
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
      once(header => unwrap(api.POST('/api/clients/import', {
        params: { header },
        body: {
          text: file?.text ?? '',
          fields,
          leaveOut: shown?.rows.filter(row => row.state !== 'duplicate' && changed.has(row.row)).map(row => row.row) ?? [],
          anyway: shown?.rows.filter(row => row.state === 'duplicate' && changed.has(row.row)).map(row => row.row) ?? [],
        },
      }))),
    onSuccess: done => {
      for (const kind of ['clients', 'contacts', 'home']) void queries.invalidateQueries({ queryKey: [kind] });
      onClose();
      const left = done.leftOut + done.duplicates + done.refused;
      toast({ title: words.imported(done.clients, done.contacts, left) });
    },
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
    <Modal opened onClose={onClose} title={file && step > 1 ? words.importFile(file.name) : words.importClients} size={900} fullScreen={phone ?? false}>
      <p className={page.dim} aria-live="polite">{words.step(step)}</p>
      {preview.error && <Notice tone="negative">{problemWords(preview.error)}</Notice>}
      {run.error && <Notice tone="negative">{words.nothingImported(problemWords(run.error))}</Notice>}
      {step === 1 && <FileStep tooLarge={tooLarge} busy={preview.isPending} onFile={picked => void take(picked)} />}
      {step === 2 && shown && <ColumnsStep preview={shown} fields={fields} onFields={setFields} />}
      {step === 2 && !named && <Notice tone="warn">{words.chooseName}</Notice>}
      {step === 3 && shown && <RowsStep preview={shown} taken={taken} onToggle={row => setChanged(old => { const next = new Set(old); if (!next.delete(row)) next.add(row); return next; })} />}
      <Group justify="flex-end" mt="md">
        {step > 1 && <Button variant="default" onClick={() => setStep(step === 3 ? 2 : 1)}>{common.back}</Button>}
        <Button variant="default" onClick={onClose}>{common.cancel}</Button>
        {step === 2 && <Button loading={preview.isPending} disabled={!named} onClick={toRows}>{words.showRows}</Button>}
        {step === 3 && <Button loading={run.isPending} disabled={chosen.length === 0} onClick={() => run.mutate()}>{words.importRows(chosen.length)}</Button>}
      </Group>
    </Modal>
  );
}

function FileStep({ tooLarge, busy, onFile }: { tooLarge: boolean; busy: boolean; onFile: (file: File | undefined) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent, is: boolean) => { event.preventDefault(); setOver(is); };
  return (
    <>
      {tooLarge && <Notice tone="negative">{words.tooLarge}</Notice>}
      {/* What can be dropped can be chosen by the button too. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={css.drop} data-over={over || undefined} onDragOver={event => drag(event, true)} onDragLeave={event => drag(event, false)} onDrop={event => { drag(event, false); onFile(event.dataTransfer.files[0]); }}>
        <p>{words.drop}</p>
        <Button loading={busy} onClick={() => input.current?.click()} data-autofocus>{words.choose}</Button>
        <input ref={input} type="file" accept=".csv,.tsv,.txt,text/csv" aria-label={words.csvFile} className="visually-hidden" tabIndex={-1} onChange={event => { onFile(event.currentTarget.files?.[0]); event.currentTarget.value = ''; }} />
        <p className={page.dim}>{words.fileRule}</p>
      </div>
    </>
  );
}

function ColumnsStep({ preview, fields, onFields }: { preview: Preview; fields: string[]; onFields: (fields: string[]) => void }) {
  const data = [{ value: '', label: words.doNotImport }, ...preview.fields.map(field => ({ value: field.key, label: field.label }))];
  return (
    <ul className={css.columns}>
      {preview.columns.map((column, i) => {
        const name = column.name || words.column(i + 1);
        return (
          <li key={i}>
            <span>
              <strong>{name}</strong>
              <span className={page.dim}>{column.samples.join(' · ') || common.empty}</span>
            </span>
            <Select aria-label={words.whatIs(name)} w={230} allowDeselect={false} searchable data={data.filter(one => one.value === '' || one.value === fields[i] || !fields.includes(one.value))} value={fields[i] ?? ''} onChange={value => onFields(fields.map((old, at) => (at === i ? (value ?? '') : old)))} />
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
        aria-label={words.whichRows}
        value={show}
        onChange={value => { setShow(value); setUpTo(windowSize); }}
        data={[
          { value: '', label: words.all(preview.rows.length) },
          { value: 'new', label: words.fresh(counts.new + counts.contact) },
          { value: 'duplicate', label: words.duplicates(counts.duplicate) },
          { value: 'refused', label: words.refused(counts.refused) },
        ]}
      />
      {counts.duplicate > 0 && <p className={page.dim}>{words.duplicatesStay}</p>}
      {/* A region that scrolls has to be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={css.rows} tabIndex={0} role="region" aria-label={words.rowsOfFile}>
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col"><span className="visually-hidden">{words.import}</span></th>
              <th scope="col" data-number>{words.row}</th>
              <th scope="col">{common.client}</th>
              <th scope="col">{words.contact}</th>
              <th scope="col">{words.whatHappens}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, upTo).map(row => (
              <tr key={row.row}>
                <td><input type="checkbox" aria-label={words.importRow(row.row)} disabled={row.state === 'refused'} checked={taken(row)} onChange={() => onToggle(row.row)} /></td>
                <td data-number>{row.row}</td>
                <td>{row.name}</td>
                <td>{row.contact}{row.email && row.email !== row.contact && <span className={page.dim} style={{ display: 'block' }}>{row.email}</span>}</td>
                <td>
                  {words.states[row.state]}
                  <span className={page.dim} style={{ display: 'block' }}>{row.match?.clientId ? <><Link to="/clients/$id" params={{ id: row.match.clientId }} target="_blank">{row.match.name}</Link> {reasonOf(row.match.reason)}</> : what(row)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className={page.dim}>{words.noRows}</p>}
        {rows.length > upTo && <Button variant="default" size="xs" mt="sm" onClick={() => setUpTo(upTo + windowSize)}>{words.showMore(Math.min(windowSize, rows.length - upTo))}</Button>}
      </div>
    </>
  );
}
